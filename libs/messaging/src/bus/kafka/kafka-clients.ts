import { type Admin, Kafka, type KafkaConfig, type LogEntry, logLevel, type RetryOptions } from 'kafkajs';
import type { BusLimits } from '../bus';
import { mendKafkajsTimeouts } from './kafkajs-timeouts';

export interface KafkaConnection {
  /** `host:port` of some brokers; the others are found through them. */
  readonly brokers: readonly string[];
  readonly clientId: string;
  readonly ssl?: NonNullable<KafkaConfig['ssl']>;
  readonly sasl?: NonNullable<KafkaConfig['sasl']>;
}

export type Notice = (notice: string, details: Record<string, unknown>) => void;

// 10 attempts reach over the 8 s that a leader change takes.
const retries = 10;

/** Named in full: kafkajs takes other defaults when NODE_ENV is test. */
export function retryOptions(limits: BusLimits): RetryOptions {
  return { retries, initialRetryTime: limits.retryBackoffMs, maxRetryTime: limits.retryBackoffMaxMs, factor: 0.2, multiplier: 2, restartOnFailure: () => Promise.resolve(false) };
}

/** kafkajs with its logs turned into notices. */
export function kafkaClient(connection: KafkaConnection, limits: BusLimits, notice: Notice, onLog?: (entry: LogEntry) => void): Kafka {
  mendKafkajsTimeouts();
  return new Kafka({
    clientId: connection.clientId,
    brokers: [...connection.brokers],
    ...(connection.ssl === undefined ? {} : { ssl: connection.ssl }),
    ...(connection.sasl === undefined ? {} : { sasl: connection.sasl }),
    connectionTimeout: Math.min(5_000, limits.sessionTimeoutMs),
    requestTimeout: Math.max(10_000, limits.sessionTimeoutMs * 2),
    retry: { ...retryOptions(limits), retries: 3 },
    logLevel: logLevel.WARN,
    logCreator: () => (entry) => {
      onLog?.(entry);
      const { message, error, topic, partition, broker } = entry.log as { message: string } & Record<string, unknown>;
      notice(`kafkajs: ${message}`, { namespace: entry.namespace, severity: entry.label, ...(typeof error === 'string' ? { error } : {}), topic, partition, broker });
    },
  });
}

/** One admin connection, made at first use and again after a failure. */
export class AdminConnection {
  #admin: Promise<Admin> | undefined;
  #closed = false;

  constructor(
    private readonly kafka: Kafka,
    private readonly limits: BusLimits,
  ) {}

  async use<T>(work: (admin: Admin) => Promise<T>): Promise<T> {
    if (this.#closed) throw new Error('the bus is closed');
    this.#admin ??= this.#connect();
    const current = this.#admin;
    try {
      return await work(await current);
    } catch (error) {
      if (this.#admin === current) this.#admin = undefined;
      void current.then((admin) => admin.disconnect()).catch(() => undefined);
      throw error;
    }
  }

  async #connect(): Promise<Admin> {
    const admin = this.kafka.admin({ retry: { ...retryOptions(this.limits), retries: 5 } });
    await admin.connect();
    return admin;
  }

  async close(): Promise<void> {
    this.#closed = true;
    await this.#admin?.then((admin) => admin.disconnect()).catch(() => undefined);
    this.#admin = undefined;
  }
}
