import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { homedir } from 'node:os';
import { join } from 'node:path';
import type { StartedTestContainer, StartedNetwork } from 'testcontainers';
import type { KafkaBroker, KafkaServer, WantedKafka } from './kafka';
import { newClusterId, serverProperties } from './kafka-settings';
import { freePorts } from './process-facts';

const image = 'apache/kafka:4.3.1';
const controllerPort = 9093;
const internalPort = 9091;
const startTimeoutMs = 180_000;
const engineTimeoutMs = 5_000;
const ready = 'Kafka Server started';

/** Loaded only where an engine is: it takes half a second, and most machines that run tests have none. */
function testcontainers(): typeof import('testcontainers') {
  return createRequire(__filename)('testcontainers') as typeof import('testcontainers');
}

/** Whether a container engine answers. Asked without testcontainers first, which takes seconds to find out that there is none. */
export function dockerAnswers(): boolean {
  const host = process.env['DOCKER_HOST'];
  const sockets = host?.startsWith('unix://') ? [host.slice('unix://'.length)] : ['/var/run/docker.sock', join(homedir(), '.docker/run/docker.sock')];
  const elsewhere = host !== undefined && !host.startsWith('unix://');
  return (elsewhere || sockets.some((path) => existsSync(path))) && spawnSync('docker', ['version'], { timeout: engineTimeoutMs, stdio: 'ignore' }).status === 0;
}

/** testcontainers' reaper removes what this leaves behind if the process is killed. */
export async function startKafkaInDocker(wanted: WantedKafka): Promise<KafkaServer> {
  const { GenericContainer, Network, Wait, getContainerRuntimeClient } = testcontainers();
  const engine = await getContainerRuntimeClient();
  const host = engine.info.containerRuntime.host === 'localhost' ? '127.0.0.1' : engine.info.containerRuntime.host;
  const ports = await freePorts(wanted.brokers);
  const layout = { nodes: ports.map((clientPort, index) => ({ id: index + 1, host: `broker-${index + 1}`, clientPort, controllerPort })) };
  const clusterId = newClusterId();
  const { advertise = (_broker, address) => Promise.resolve(address) } = wanted;
  const addresses = await Promise.all(layout.nodes.map((node) => advertise(node.id, `${host}:${node.clientPort}`)));
  const network = await new Network().start();
  const containers = await Promise.all(
    layout.nodes.map((node, index) => {
      const advertised = addresses[index] ?? '';
      const properties = {
        ...serverProperties(layout, node),
        listeners: `PLAINTEXT://0.0.0.0:${node.clientPort},INTERNAL://0.0.0.0:${internalPort},CONTROLLER://0.0.0.0:${controllerPort}`,
        'advertised.listeners': `PLAINTEXT://${advertised},INTERNAL://${node.host}:${internalPort}`,
        'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
        'inter.broker.listener.name': 'INTERNAL',
        ...wanted.settings,
      };
      return new GenericContainer(image)
        .withNetwork(network)
        .withNetworkAliases(node.host)
        .withEnvironment({ CLUSTER_ID: clusterId, KAFKA_HEAP_OPTS: '-Xmx256m', ...asEnvironment(properties) })
        .withExposedPorts({ container: node.clientPort, host: node.clientPort })
        .withWaitStrategy(Wait.forLogMessage(ready))
        .withStartupTimeout(startTimeoutMs)
        .start();
    }),
  );
  const nodes = containers.map((container, index) => dockerBroker(container, addresses[index] ?? ''));
  return { brokers: nodes.map((node) => node.address).join(','), nodes, source: 'docker', stop: () => stopAll(containers, network) };
}

/** The image takes each setting of server.properties as a variable. */
function asEnvironment(properties: Readonly<Record<string, string>>): Record<string, string> {
  return Object.fromEntries(Object.entries(properties).map(([name, value]) => [`KAFKA_${name.toUpperCase().replaceAll('.', '_')}`, value]));
}

function dockerBroker(container: StartedTestContainer, address: string): KafkaBroker {
  const raw = async () => (await testcontainers().getContainerRuntimeClient()).container.getById(container.getId());
  return {
    address,
    kill: async () => void (await (await raw()).kill()),
    stop: async () => void (await (await raw()).stop()),
    restart: () => container.restart(),
    pause: async () => void (await (await raw()).pause()),
    resume: async () => void (await (await raw()).unpause()),
  };
}

async function stopAll(containers: readonly StartedTestContainer[], network: StartedNetwork): Promise<void> {
  await Promise.all(containers.map((container) => container.stop()));
  await network.stop();
}
