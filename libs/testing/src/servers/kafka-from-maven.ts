import { type ChildProcess, execFile, spawn, spawnSync } from 'node:child_process';
import { closeSync, existsSync, openSync } from 'node:fs';
import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { KafkaBroker, KafkaServer, WantedKafka } from './kafka';
import { listenersBehind, newClusterId, serverProperties, type KafkaLayout } from './kafka-settings';
import { type Lifeline, startLifeline } from './lifeline';
import { freePorts, holdsWithin, repositoryRoot } from './process-facts';

const execute = promisify(execFile);
const startTimeoutMs = 90_000;
const stopTimeoutMs = 20_000;
const downloadTimeoutMs = 600_000;
const kafka = '4.3.1';
const log4j = '2.25.2';

export interface KafkaUnavailable {
  readonly unavailable: string;
}

/** What is missing to run Kafka without containers, in words; undefined when nothing is. */
export function missingForMaven(): string | undefined {
  const java = Number(/version "(\d+)/.exec(spawnSync('java', ['-version'], { encoding: 'utf8' }).stderr ?? '')?.[1] ?? 0);
  if (java < 17) return java === 0 ? 'there is no Java (17 or later) on the PATH' : `the Java on the PATH is ${java}, and 17 or later is needed`;
  if (jarsAreThere()) return undefined;
  return spawnSync('mvn', ['-version']).status === 0 ? undefined : 'there is no Maven (mvn) on the PATH to fetch the jars with';
}

const cacheFolder = (): string => join(repositoryRoot(), '.cache', 'kafka');
const jarsFolder = (): string => join(cacheFolder(), kafka);
const jarsAreThere = (): boolean => existsSync(jarsFolder());

const pom = `<?xml version="1.0" encoding="UTF-8"?>
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>huiliu</groupId><artifactId>kafka-broker</artifactId><version>1</version><packaging>pom</packaging>
  <dependencies>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka_2.13</artifactId><version>${kafka}</version></dependency>
    <dependency><groupId>org.apache.kafka</groupId><artifactId>kafka-tools</artifactId><version>${kafka}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-slf4j-impl</artifactId><version>${log4j}</version></dependency>
    <dependency><groupId>org.apache.logging.log4j</groupId><artifactId>log4j-core</artifactId><version>${log4j}</version></dependency>
  </dependencies>
</project>
`;

/** Fetches aside and moves in place when whole: two runs at once, or one broken off, do no harm. */
async function fetchJars(): Promise<void> {
  if (jarsAreThere()) return;
  await mkdir(cacheFolder(), { recursive: true });
  const aside = await mkdtemp(join(cacheFolder(), 'fetching-'));
  try {
    await writeFile(join(aside, 'pom.xml'), pom);
    const jars = join(aside, 'jars');
    await execute('mvn', ['-B', '-q', 'dependency:copy-dependencies', '-DincludeScope=runtime', `-DoutputDirectory=${jars}`], { cwd: aside, timeout: downloadTimeoutMs });
    await rename(jars, jarsFolder()).catch((error: unknown) => {
      if (!jarsAreThere()) throw error;
    });
  } catch (error) {
    const said = (error as { stdout?: string }).stdout ?? '';
    throw new Error(`Kafka's jars could not be fetched from Maven Central: is the network there?\n${said.slice(-1500)}`, { cause: error });
  } finally {
    await rm(aside, { recursive: true, force: true });
  }
}

const log4jSettings = `status=error
appender.c.type=Console
appender.c.name=C
appender.c.layout.type=PatternLayout
appender.c.layout.pattern=[%d] %p %m (%c)%n
rootLogger.level=warn
rootLogger.appenderRef.c.ref=C
logger.s.name=kafka.server.KafkaRaftServer
logger.s.level=info
`;

/** Runs when the owner is gone. $1 folder of all brokers. */
const killScript = `
for file in "$1"/*.pid; do [ -f "$file" ] && kill -9 "$(cat "$file")" 2>/dev/null; done
sleep 1
rm -rf "$1"
`;

const portsTaken = /BindException|Address already in use|raft-outbound-request-thread\]: Stopped due to fatal error/;

export async function startKafkaFromMaven(wanted: WantedKafka): Promise<KafkaServer> {
  await fetchJars();
  const folder = await mkdtemp(join(tmpdir(), 'huiliu-kafka-'));
  await writeFile(join(folder, 'log4j2.properties'), log4jSettings);
  const lifeline = startLifeline(killScript, [folder]);
  // Ports chosen at random may be taken by the time a broker binds them, or a stranger who has one is taken for another broker: then all of it again.
  for (let attempt = 1; ; attempt++) {
    const nodes = await makeNodes(folder, wanted);
    try {
      await Promise.all(nodes.map((node) => node.start()));
      return new MavenKafka(folder, nodes, lifeline);
    } catch (error) {
      await Promise.all(nodes.map((node) => node.kill()));
      if (attempt === 3 || !portsTaken.test(String(error))) {
        lifeline.cut();
        await rm(folder, { recursive: true, force: true });
        throw error;
      }
    }
  }
}

async function makeNodes(folder: string, wanted: WantedKafka): Promise<MavenBroker[]> {
  const ports = await freePorts(wanted.brokers * 3);
  const layout: KafkaLayout = {
    nodes: Array.from({ length: wanted.brokers }, (_, index) => ({
      id: index + 1,
      host: '127.0.0.1',
      clientPort: ports[index * 3] ?? 0,
      controllerPort: ports[index * 3 + 1] ?? 0,
    })),
  };
  const clusterId = newClusterId();
  return Promise.all(
    layout.nodes.map(async (node, index) => {
      const own = `${node.host}:${node.clientPort}`;
      const advertised = wanted.advertise ? await wanted.advertise(node.id, own) : own;
      const behind = wanted.advertise ? listenersBehind(node, advertised, ports[index * 3 + 2] ?? 0) : {};
      const properties = { ...serverProperties(layout, node), 'log.dirs': join(folder, `data-${node.id}`), ...behind, ...wanted.settings };
      await rm(join(folder, `data-${node.id}`), { recursive: true, force: true });
      await writeFile(join(folder, `${node.id}.properties`), Object.entries(properties).map(([name, value]) => `${name}=${value}\n`).join(''));
      await execute('java', [...javaFlags(folder, false), 'kafka.tools.StorageTool', 'format', '-t', clusterId, '-c', `${node.id}.properties`], { cwd: folder });
      return new MavenBroker(folder, node.id, advertised, wanted.forLoad);
    }),
  );
}

function javaFlags(folder: string, forLoad: boolean): string[] {
  const weight = forLoad ? ['-Xmx512m'] : ['-Xmx256m', '-XX:TieredStopAtLevel=1'];
  return [...weight, '-XX:+UseSerialGC', `-Dlog4j2.configurationFile=file:${join(folder, 'log4j2.properties')}`, '-cp', join(jarsFolder(), '*')];
}

class MavenKafka implements KafkaServer {
  readonly source = 'maven';
  readonly brokers: string;

  constructor(
    private readonly folder: string,
    readonly nodes: readonly MavenBroker[],
    private readonly lifeline: Lifeline,
  ) {
    this.brokers = nodes.map((node) => node.address).join(',');
  }

  /** The data goes too, so there is nothing that a goodbye would save. */
  async stop(): Promise<void> {
    await Promise.all(this.nodes.map((node) => node.kill()));
    this.lifeline.cut();
    await rm(this.folder, { recursive: true, force: true });
  }
}

class MavenBroker implements KafkaBroker {
  #child: ChildProcess | undefined;

  constructor(
    private readonly folder: string,
    private readonly id: number,
    readonly address: string,
    private readonly forLoad: boolean,
  ) {}

  async start(): Promise<void> {
    const logPath = join(this.folder, `${this.id}.log`);
    await rm(logPath, { force: true });
    const log = openSync(logPath, 'a');
    const child = spawn('java', [...javaFlags(this.folder, this.forLoad), 'kafka.Kafka', `${this.id}.properties`], { cwd: this.folder, detached: true, stdio: ['ignore', log, log] });
    closeSync(log);
    child.unref();
    child.on('error', () => undefined);
    this.#child = child;
    await writeFile(join(this.folder, `${this.id}.pid`), String(child.pid));
    const said = (): Promise<string> => readFile(logPath, 'utf8').catch(() => '');
    const settled = await holdsWithin(startTimeoutMs, async () => this.#hasExited() || (await said()).includes('Kafka Server started'), 50);
    if (!settled || this.#hasExited()) throw new Error(`Kafka's broker ${this.id} did not start:\n${(await said()).slice(-3000)}`);
  }

  #hasExited(): boolean {
    const child = this.#child;
    return child === undefined || child.pid === undefined || child.exitCode !== null || child.signalCode !== null;
  }

  async kill(): Promise<void> {
    await this.#end('SIGKILL');
  }

  async stop(): Promise<void> {
    await this.#end('SIGTERM');
    await this.#end('SIGKILL');
  }

  async #end(signal: 'SIGTERM' | 'SIGKILL'): Promise<void> {
    if (this.#hasExited()) return;
    this.#child?.kill(signal);
    await holdsWithin(stopTimeoutMs, () => this.#hasExited());
    if (this.#hasExited()) await rm(join(this.folder, `${this.id}.pid`), { force: true });
  }

  async restart(): Promise<void> {
    await this.stop();
    await this.start();
  }

  pause(): Promise<void> {
    this.#child?.kill('SIGSTOP');
    return Promise.resolve();
  }

  resume(): Promise<void> {
    this.#child?.kill('SIGCONT');
    return Promise.resolve();
  }
}
