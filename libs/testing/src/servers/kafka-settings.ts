import { randomBytes } from 'node:crypto';

/** Where each broker (and controller, both in one) is to be found. */
export interface KafkaLayout {
  readonly nodes: readonly KafkaNode[];
}

export interface KafkaNode {
  readonly id: number;
  readonly host: string;
  readonly clientPort: number;
  readonly controllerPort: number;
}

/** Listeners of a broker that clients reach through something else, and the other brokers by a port of its own. */
export const listenersBehind = (node: KafkaNode, advertised: string, internalPort: number): Record<string, string> => ({
  listeners: `PLAINTEXT://${node.host}:${node.clientPort},INTERNAL://${node.host}:${internalPort},CONTROLLER://${node.host}:${node.controllerPort}`,
  'advertised.listeners': `PLAINTEXT://${advertised},INTERNAL://${node.host}:${internalPort}`,
  'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,INTERNAL:PLAINTEXT,CONTROLLER:PLAINTEXT',
  'inter.broker.listener.name': 'INTERNAL',
});

/** server.properties of one broker, small and quick to fail over: for tests, not for production. */
export function serverProperties(layout: KafkaLayout, node: KafkaNode): Record<string, string> {
  const several = layout.nodes.length > 1;
  const replicas = String(layout.nodes.length);
  const inSync = several ? '2' : '1';
  return {
    'process.roles': 'broker,controller',
    'node.id': String(node.id),
    'controller.quorum.voters': layout.nodes.map((each) => `${each.id}@${each.host}:${each.controllerPort}`).join(','),
    listeners: `PLAINTEXT://${node.host}:${node.clientPort},CONTROLLER://${node.host}:${node.controllerPort}`,
    'advertised.listeners': `PLAINTEXT://${node.host}:${node.clientPort}`,
    'listener.security.protocol.map': 'PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT',
    'controller.listener.names': 'CONTROLLER',
    'inter.broker.listener.name': 'PLAINTEXT',
    'num.partitions': '3',
    'default.replication.factor': replicas,
    'min.insync.replicas': inSync,
    'offsets.topic.replication.factor': replicas,
    'offsets.topic.num.partitions': '4',
    'transaction.state.log.replication.factor': replicas,
    'transaction.state.log.min.isr': inSync,
    'transaction.state.log.num.partitions': '4',
    'share.coordinator.state.topic.replication.factor': replicas,
    'share.coordinator.state.topic.min.isr': inSync,
    'group.initial.rebalance.delay.ms': '0',
    // Tests want short sessions, so that a dead member is noticed soon.
    'group.min.session.timeout.ms': '1000',
    'auto.create.topics.enable': 'false',
    'log.retention.check.interval.ms': '1000',
    'log.cleaner.backoff.ms': '500',
    ...(several ? { 'broker.session.timeout.ms': '3000', 'broker.heartbeat.interval.ms': '500', 'controller.quorum.election.timeout.ms': '500', 'controller.quorum.fetch.timeout.ms': '1000' } : {}),
  };
}

/** As Kafka's own: 16 bytes in base64url, never with a dash at first, which its tools would take for an option. */
export function newClusterId(): string {
  const bytes = randomBytes(16);
  bytes[0] = (bytes[0] ?? 0) & 0x7f;
  return bytes.toString('base64url');
}
