import type { Bus, OutgoingMessage, Publication, Subscriber, Subscription, TopicSettings, Watermark } from '../../src/bus/bus';
import { cutIntoChunks } from '../../src/bus/chunks';
import type { Process } from '../world/process';
import type { Group } from './group';
import type { Log } from './log';

/** What may go wrong with the next produce call. */
export const PublishFault = {
  /** Nothing is written, and the call says so. */
  refused: 'refused',
  /** All is written, and nobody hears of it. */
  answerLost: 'answerLost',
  /** The first message is written, and the call fails. */
  partial: 'partial',
} as const;
export type PublishFault = (typeof PublishFault)[keyof typeof PublishFault];

/** The broker's side, shared by all processes. */
export interface Broker {
  readonly log: Log;
  readonly holes: boolean;
  readonly groups: ReadonlyMap<string, Group>;
  nextPublish: PublishFault | undefined;
  /** Mutation: a produce call is taken for done whatever its answer says. */
  readonly answersUnchecked?: boolean;
  away: boolean;
}

/** The bus port as one process sees it: the adapter's own promises (one partition per call, one call in flight, stop at the first failure) hold here too. */
export class MemoryBus implements Bus {
  readonly kind = 'embedded';

  constructor(
    private readonly broker: Broker,
    private readonly process: Process,
  ) {}

  ensureTopics(_topics: readonly TopicSettings[]): Promise<void> {
    return Promise.resolve();
  }

  async publishAll(publications: readonly Publication[]): Promise<void> {
    for (const { topic, messages } of publications) await this.publish(topic, messages);
  }

  async publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    const { log, answersUnchecked } = this.broker;
    for (const { partition, messages: chunk } of cutIntoChunks(topic, messages, log.topic(topic).length, { messageBytes: 100_000, publishBytes: 1_500 })) {
      try {
        await this.process.askFar('publish', () => this.produce(topic, partition, chunk));
      } catch (error) {
        if (!answersUnchecked) throw error;
      }
    }
  }

  subscribe(subscriber: Subscriber): Promise<Subscription> {
    const group = this.broker.groups.get(subscriber.group);
    if (!group) throw new Error(`no group ${subscriber.group}`);
    return Promise.resolve(group.join(this.process, subscriber));
  }

  watermarks(topics: readonly string[]): Promise<readonly Watermark[]> {
    const { log } = this.broker;
    return this.process.ask('watermarks', () => topics.flatMap((topic) => log.topic(topic).map(({ high }, partition) => ({ topic, partition, low: 0, high }))));
  }

  ping(): Promise<void> {
    return Promise.resolve();
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  private produce(topic: string, partition: number, messages: readonly OutgoingMessage[]): void {
    const { broker } = this;
    if (broker.away) throw new Error('the broker is away');
    const fault = broker.nextPublish;
    broker.nextPublish = undefined;
    const written = fault === PublishFault.refused ? [] : fault === PublishFault.partial ? messages.slice(0, 1) : messages;
    broker.log.partition(topic, partition).append(written, broker.holes ? 2 : 0);
    if (fault !== undefined) throw new Error(`publish failed: ${fault}`);
  }
}
