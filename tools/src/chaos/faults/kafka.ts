import { Kafka, logLevel, type Admin } from 'kafkajs';
import { topicsOf } from '@huiliu/messaging';
import type { KafkaBroker } from '@huiliu/testing';
import { pause, type Begun, type Inject, type World } from '../world';

async function withAdmin<T>({ kafka }: World, work: (admin: Admin) => Promise<T>): Promise<T> {
  const client = new Kafka({ clientId: 'huiliu-chaos', brokers: kafka?.brokers.split(',') ?? [], logLevel: logLevel.NOTHING });
  const admin = client.admin();
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.disconnect();
  }
}

function brokerOf({ kafka }: World, id: number): KafkaBroker {
  const broker = kafka?.nodes[id - 1];
  if (!broker) throw new Error(`there is no broker ${id}`);
  return broker;
}

async function leaderOf(world: World, topic: string, partition: number): Promise<number> {
  const { topics } = await withAdmin(world, (admin) => admin.fetchTopicMetadata({ topics: [topic] }));
  return topics[0]?.partitions.find(({ partitionId }) => partitionId === partition)?.leader ?? 1;
}

const restartLimitMs = 60_000;

/** Every partition is again on as many brokers as it should be, so that the next one may go. */
export async function inSync(world: World): Promise<void> {
  const deadline = Date.now() + restartLimitMs;
  for (;;) {
    const whole = await withAdmin(world, (admin) => admin.fetchTopicMetadata()).then(
      ({ topics }) => topics.every(({ partitions }) => partitions.every(({ isr, replicas }) => isr.length === replicas.length)),
      () => false,
    );
    if (whole) return;
    if (Date.now() > deadline) throw new Error(`the brokers are not in sync after ${restartLimitMs / 1000} s`);
    await pause(300);
  }
}

async function kill(world: World, id: number): Promise<Begun> {
  world.say(`  it is broker ${id}`);
  const broker = brokerOf(world, id);
  await broker.kill();
  return {
    bringBack: async () => {
      await broker.restart();
      await inSync(world);
    },
  };
}

export const killLeader: Inject = async (world, { target }) => kill(world, await leaderOf(world, topicsOf(target)[0] ?? '', 0));

/** The broker that leads the partition of `__consumer_offsets` which the group's name falls on. */
export const killCoordinator: Inject = async (world, { target }) => {
  const { topics } = await withAdmin(world, (admin) => admin.fetchTopicMetadata({ topics: ['__consumer_offsets'] }));
  return kill(world, await leaderOf(world, '__consumer_offsets', Math.abs(javaHash(target)) % (topics[0]?.partitions.length ?? 1)));
};

/** String.hashCode() of Java, which Kafka finds a group's partition by. */
export const javaHash = (text: string): number => [...text].reduce((hash, letter) => (Math.imul(31, hash) + letter.charCodeAt(0)) | 0, 0);

export const pauseBroker: Inject = async (world, { target }) => {
  const broker = brokerOf(world, Number(target));
  await broker.pause();
  return { end: () => broker.resume(), bringBack: () => inSync(world) };
};

export const rollingRestart: Inject = async (world) => {
  for (const [index] of (world.kafka?.nodes ?? []).entries()) {
    await brokerOf(world, index + 1).restart();
    await inSync(world);
  }
  return {};
};
