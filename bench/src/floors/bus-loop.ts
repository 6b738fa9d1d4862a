import { Kafka, logLevel } from 'kafkajs';
import { createBus } from '@huiliu/messaging';
import type { System } from '@huiliu/tools/system';

export interface BusLoop {
  /** Messages of 1 KB a second through the bus: published in batches, one in flight, and read meanwhile. */
  readonly messagesPerSecond: number;
  /** Of this process, which publishes and reads. */
  readonly nodeCpuMicrosPerMessage: number;
  /** `kafkajs`, without anything of ours, or the embedded log by itself. */
  readonly client: string;
}

const topic = 'bench.loop.v1';
const batchMessages = 500;
const messages = 20_000;
const value = JSON.stringify({ filler: 'x'.repeat(1_000) });
const limitMs = 120_000;

/** A bare loop on the bus: what the flow can't go beyond. */
export async function busLoop(system: System): Promise<BusLoop> {
  const { bus } = system.options;
  return bus.kind === 'kafka' ? kafkaLoop(bus.brokers.split(',')) : embeddedLoop(system.storage.urls.bus);
}

async function embeddedLoop(url: string): Promise<BusLoop> {
  const bus = createBus({ kind: 'embedded', database: { url }, instance: 'bench-loop' });
  try {
    await bus.ensureTopics([{ name: topic, partitions: 1 }]);
    const counter = new Counter();
    const subscription = await bus.subscribe({
      group: 'bench-loop',
      topics: [topic],
      position: () => Promise.resolve(undefined),
      onBatch: (batch) => {
        counter.add(batch.messages.length);
        return Promise.resolve(batch.next);
      },
      onAlarm: (alarm) => counter.fail(new Error(alarm.code)),
    });
    const loop = await counter.timed('embedded log', async (batch) => bus.publish(topic, batch));
    await subscription.stop();
    return loop;
  } finally {
    await bus.close();
  }
}

async function kafkaLoop(brokers: string[]): Promise<BusLoop> {
  const kafka = new Kafka({ clientId: 'bench-loop', brokers, logLevel: logLevel.NOTHING });
  const admin = kafka.admin();
  const producer = kafka.producer({ allowAutoTopicCreation: false });
  const consumer = kafka.consumer({ groupId: 'bench-loop' });
  try {
    await Promise.all([admin.connect(), producer.connect(), consumer.connect()]);
    await admin.createTopics({ waitForLeaders: true, topics: [{ topic, numPartitions: 1 }] });
    const counter = new Counter();
    await consumer.subscribe({ topic, fromBeginning: true });
    await consumer.run({ eachBatch: ({ batch }) => Promise.resolve(counter.add(batch.messages.length)) });
    return await counter.timed('kafkajs', async (batch) => void (await producer.send({ topic, acks: -1, messages: batch.map((message) => ({ ...message })) })));
  } finally {
    await Promise.all([consumer.disconnect(), producer.disconnect(), admin.disconnect()]);
  }
}

interface LoopMessage {
  readonly key: string;
  readonly headers: Record<string, string>;
  readonly value: string;
}

/** Publishes and waits until all is read. The first batch, with which clients and topics find each other, is not counted. */
class Counter {
  private read = 0;
  private waiting: { readonly count: number; readonly resolve: () => void; readonly reject: (error: Error) => void } | undefined;

  add(count: number): void {
    this.read += count;
    if (this.waiting && this.read >= this.waiting.count) this.waiting.resolve();
  }

  fail(error: Error): void {
    this.waiting?.reject(error);
  }

  async timed(client: string, publish: (batch: LoopMessage[]) => Promise<void>): Promise<BusLoop> {
    await publish(batchOf(0));
    await this.until(batchMessages);
    const cpu = process.cpuUsage();
    const started = performance.now();
    const all = this.until(batchMessages + messages);
    for (let sent = 0; sent < messages; sent += batchMessages) await publish(batchOf(sent));
    await all;
    const { user, system } = process.cpuUsage(cpu);
    return { client, messagesPerSecond: Math.round((messages * 1_000) / (performance.now() - started)), nodeCpuMicrosPerMessage: Number(((user + system) / messages).toFixed(1)) };
  }

  private until(count: number): Promise<void> {
    if (this.read >= count) return Promise.resolve();
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error(`only ${this.read} of ${count} messages were read within ${limitMs / 1_000} s`)), limitMs);
      this.waiting = {
        count,
        reject,
        resolve: () => {
          clearTimeout(timer);
          resolve();
        },
      };
    });
  }
}

const batchOf = (from: number): LoopMessage[] =>
  Array.from({ length: batchMessages }, (_, index) => ({ key: `case:${from + index}`, headers: { ce_id: String(from + index), ce_type: 'bench.loop.v1.Message', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01' }, value }));
