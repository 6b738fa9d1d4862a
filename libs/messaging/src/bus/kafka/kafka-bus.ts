import { type Bus, type BusLimits, defaultBusLimits, type OutgoingMessage, type Publication, type Subscriber, type Subscription, type TopicSettings, type Watermark } from '../bus';
import { reasonOf, within } from '../pace';
import { pingTimeoutMs } from '../health';
import { AdminConnection, kafkaClients, type KafkaConnection, type Notice } from './kafka-clients';
import { KafkaPublisher } from './kafka-publisher';
import { KafkaSubscription } from './kafka-subscription';
import { KafkaTopics } from './kafka-topics';

export interface KafkaBusSettings extends KafkaConnection {
  readonly limits?: Partial<BusLimits>;
  /** What goes wrong outside of any subscription. */
  readonly onNotice?: Notice;
}

/** Kafka through kafkajs. Connects at first use, and again by itself whenever brokers are back. */
export function createKafkaBus(settings: KafkaBusSettings): Bus {
  return new KafkaBus(settings);
}

class KafkaBus implements Bus {
  readonly kind = 'kafka';
  readonly #limits: BusLimits;
  readonly #admin: AdminConnection;
  readonly #topics: KafkaTopics;
  readonly #publisher: KafkaPublisher;
  readonly #subscriptions = new Set<Subscription>();
  #closing: Promise<void> | undefined;

  constructor(private readonly settings: KafkaBusSettings) {
    this.#limits = { ...defaultBusLimits, ...settings.limits };
    const clients = kafkaClients(settings, this.#limits, settings.onNotice ?? (() => undefined));
    this.#admin = new AdminConnection(clients, this.#limits);
    this.#topics = new KafkaTopics(this.#admin);
    this.#publisher = new KafkaPublisher(clients, this.#topics, this.#limits);
  }

  ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    return this.#topics.ensure(topics);
  }

  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    return this.publishAll([{ topic, messages }]);
  }

  async publishAll(publications: readonly Publication[]): Promise<void> {
    this.#assertOpen();
    await this.#publisher.publish(publications);
  }

  subscribe(subscriber: Subscriber): Promise<Subscription> {
    this.#assertOpen();
    const notice: Notice = (text, details) => subscriber.onNotice?.(text, { group: subscriber.group, ...details });
    const running = new KafkaSubscription((onLog) => kafkaClients(this.settings, this.#limits, notice, onLog), this.#topics, subscriber, this.#limits);
    const subscription: Subscription = {
      assignment: () => running.assignment(),
      stop: async () => {
        await running.stop();
        this.#subscriptions.delete(subscription);
      },
    };
    this.#subscriptions.add(subscription);
    return Promise.resolve(subscription);
  }

  watermarks(topics: readonly string[]): Promise<readonly Watermark[]> {
    return this.#topics.watermarks(topics);
  }

  async ping(): Promise<void> {
    await within(pingTimeoutMs, `no answer within ${pingTimeoutMs} ms`, this.#admin.use((admin) => admin.describeCluster())).catch((error: unknown) => {
      throw new Error(`Kafka at ${this.settings.brokers.join(',')} can't be reached: ${reasonOf(error)}`, { cause: error });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#publisher.close();
    await this.#admin.close();
  }

  #assertOpen(): void {
    if (this.#closing) throw new Error('the bus is closed');
  }
}
