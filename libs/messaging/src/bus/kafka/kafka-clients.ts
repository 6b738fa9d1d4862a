import { type Admin, Kafka, type KafkaConfig, type LogEntry, logLevel, type RetryOptions } from 'kafkajs';
import type { BusLimits } from '../bus';
import { within } from '../pace';
import { mendKafkajs } from './kafkajs-mends';

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

const requestTimeoutMs = (limits: BusLimits): number => Math.max(10_000, limits.sessionTimeoutMs * 2);

/** How long kafkajs may take for one call, all its own attempts included: it has a limit for each request, but none for the whole. Then the call is given up, and made again on new connections. */
export const patienceMs = (limits: BusLimits): number => 2 * requestTimeoutMs(limits);

/** Closes a connection as far as it can be closed: kafkajs waits for what is in flight, however long. */
export async function disconnected(client: Promise<{ disconnect(): Promise<void> }>): Promise<void> {
  await within(disconnectMs, 'still connected', client.then((connected) => connected.disconnect())).catch(() => undefined);
}

const disconnectMs = 5_000;

/** A client for each new connection. */
export type KafkaClients = () => Kafka;

/**
 * kafkajs with its logs turned into notices. Each client begins with another broker than the one before: by itself kafkajs would begin with the first of the list every time, and not go on to
 * the next while the first takes connections and closes them again, as what stands before a broker that is gone may do.
 */
export function kafkaClients(connection: KafkaConnection, limits: BusLimits, notice: Notice, onLog?: (entry: LogEntry) => void): KafkaClients {
  mendKafkajs();
  let clients = 0;
  return () => {
    const first = clients++ % Math.max(1, connection.brokers.length);
    return kafkaClient({ ...connection, brokers: [...connection.brokers.slice(first), ...connection.brokers.slice(0, first)] }, limits, notice, onLog);
  };
}

function kafkaClient(connection: KafkaConnection, limits: BusLimits, notice: Notice, onLog?: (entry: LogEntry) => void): Kafka {
  return new Kafka({
    clientId: connection.clientId,
    brokers: [...connection.brokers],
    ...(connection.ssl === undefined ? {} : { ssl: connection.ssl }),
    ...(connection.sasl === undefined ? {} : { sasl: connection.sasl }),
    connectionTimeout: Math.min(5_000, limits.sessionTimeoutMs),
    requestTimeout: requestTimeoutMs(limits),
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
    private readonly clients: KafkaClients,
    private readonly limits: BusLimits,
  ) {}

  get closed(): boolean {
    return this.#closed;
  }

  /** @param limitMs after which the work is given up; what it still does then is nobody's concern */
  async use<T>(work: (admin: Admin) => Promise<T>, limitMs = patienceMs(this.limits)): Promise<T> {
    if (this.#closed) throw new Error('the bus is closed');
    this.#admin ??= this.#connect();
    const current = this.#admin;
    try {
      return await within(limitMs, `Kafka has not answered within ${limitMs} ms: it is asked again on a new connection`, current.then(work));
    } catch (error) {
      this.#discard(current);
      throw error;
    }
  }

  /** Closed once, by the first of those whose questions failed together: each time, kafkajs waits apart for the same requests to be answered. */
  #discard(failed: Promise<Admin>): void {
    if (this.#admin !== failed) return;
    this.#admin = undefined;
    void disconnected(failed);
  }

  async #connect(): Promise<Admin> {
    const admin = this.clients().admin({ retry: { ...retryOptions(this.limits), retries: 5 } });
    await admin.connect();
    return admin;
  }

  async close(): Promise<void> {
    this.#closed = true;
    if (this.#admin) await disconnected(this.#admin);
    this.#admin = undefined;
  }
}
