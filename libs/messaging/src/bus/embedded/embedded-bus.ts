import { randomUUID } from 'node:crypto';
import { Pool } from 'pg';
import { coalesceWrites, giveUpSilentConnections } from '@huiliu/platform';
import type { Bus, OutgoingMessage, Publication, Subscriber, Subscription, TopicSettings, Watermark } from '../bus';
import { cutIntoChunks } from '../chunks';
import { pause, reasonOf, Turnstile, within } from '../pace';
import { pingTimeoutMs } from '../health';
import { Catalog } from './catalog';
import { EmbeddedSubscription } from './embedded-subscription';
import { defaultEmbeddedLimits, type EmbeddedLimits } from './limits';
import { LogReader } from './log-reader';
import { type Append, LogWriter } from './log-writer';
import { Membership } from './membership';
import { Segments } from './segments';
import { WakeUps } from './wake-ups';

export interface EmbeddedBusSettings {
  /** A database of PostgreSQL where we may create the schema `huiliu_bus`. A pool given stays the giver's: it needs at least 3 connections. */
  readonly database: { readonly url: string } | { readonly pool: Pool };
  /** Name of this process, for leases and pg_stat_activity. */
  readonly instance?: string;
  readonly limits?: Partial<EmbeddedLimits>;
  /** What goes wrong outside of any subscription. */
  readonly onNotice?: (notice: string, details: Record<string, unknown>) => void;
}

/** An append-only log in PostgreSQL: for one machine, tests and demos. Connects at first use, and again by itself whenever the server is back. */
export function createEmbeddedBus(settings: EmbeddedBusSettings): Bus {
  return new EmbeddedBus(settings);
}

class EmbeddedBus implements Bus {
  readonly kind = 'embedded';
  readonly #limits: EmbeddedLimits;
  readonly #instance: string;
  readonly #pool: Pool;
  readonly #ownsPool: boolean;
  readonly #catalog: Catalog;
  readonly #writer: LogWriter;
  readonly #reader: LogReader;
  readonly #wakeUps: WakeUps;
  readonly #turnstile = new Turnstile();
  readonly #subscriptions = new Set<Subscription>();
  readonly #abort = new AbortController();
  readonly #notice: (notice: string, details: Record<string, unknown>) => void;
  #housekeeping: Promise<void> | undefined;
  #closing: Promise<void> | undefined;

  constructor(settings: EmbeddedBusSettings) {
    this.#limits = { ...defaultEmbeddedLimits, ...settings.limits };
    this.#instance = settings.instance ?? `bus-${process.pid}`;
    this.#notice = settings.onNotice ?? (() => undefined);
    this.#ownsPool = 'url' in settings.database;
    this.#pool = 'url' in settings.database ? this.#ownPool(settings.database.url) : settings.database.pool;
    this.#catalog = new Catalog(this.#pool);
    this.#writer = new LogWriter(this.#pool, this.#catalog);
    this.#reader = new LogReader(this.#pool, this.#catalog, this.#limits);
    this.#wakeUps = new WakeUps(this.#pool, this.#limits, this.#notice);
  }

  #ownPool(url: string): Pool {
    const pool = new Pool({
      connectionString: url,
      max: this.#limits.poolConnections,
      application_name: `huiliu bus ${this.#instance}`,
      connectionTimeoutMillis: this.#limits.sessionTimeoutMs,
      statement_timeout: this.#limits.statementTimeoutMs,
      keepAlive: true,
      pipeline: true,
    });
    // The log's statements are short: one without an answer for two sessions has lost its connection.
    giveUpSilentConnections(pool, 2 * this.#limits.sessionTimeoutMs);
    coalesceWrites(pool);
    // An idle connection that breaks is replaced at the next use.
    pool.on('error', (error) => this.#notice('connection lost', { reason: reasonOf(error) }));
    return pool;
  }

  async ensureTopics(topics: readonly TopicSettings[]): Promise<void> {
    const created = await this.#catalog.ensure(topics);
    this.#housekeeping ??= this.#keepHouse();
    // Members of any group may have waited for these.
    if (created) await this.#wakeUps.groupChanged(undefined);
  }

  publish(topic: string, messages: readonly OutgoingMessage[]): Promise<void> {
    return this.publishAll([{ topic, messages }]);
  }

  async publishAll(publications: readonly Publication[]): Promise<void> {
    this.#assertOpen();
    await this.#turnstile.run(async () => {
      const appends: Append[] = [];
      for (const { topic, messages } of publications) {
        const { partitions } = await this.#catalog.topic(topic);
        for (const chunk of cutIntoChunks(topic, messages, partitions, this.#limits)) appends.push({ topic, chunk });
      }
      this.#wakeUps.written(await this.#writer.append(appends));
    });
  }

  subscribe(subscriber: Subscriber): Promise<Subscription> {
    this.#assertOpen();
    const membership = new Membership(this.#pool, this.#catalog, this.#limits, subscriber.group, `${this.#instance} ${randomUUID()}`, subscriber.topics);
    const running = new EmbeddedSubscription(subscriber, membership, this.#reader, this.#wakeUps, this.#limits);
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
    return this.#reader.watermarks(topics);
  }

  async ping(): Promise<void> {
    await within(pingTimeoutMs, `no answer within ${pingTimeoutMs} ms`, this.#pool.query('SELECT 1')).catch((error: unknown) => {
      throw new Error(`the embedded bus's database can't be reached: ${reasonOf(error)}`, { cause: error });
    });
  }

  close(): Promise<void> {
    this.#closing ??= this.#close();
    return this.#closing;
  }

  async #close(): Promise<void> {
    await Promise.all([...this.#subscriptions].map((subscription) => subscription.stop()));
    await this.#turnstile.idle();
    this.#abort.abort();
    await this.#housekeeping;
    await this.#wakeUps.close();
    if (this.#ownsPool) await this.#pool.end();
  }

  async #keepHouse(): Promise<void> {
    const segments = new Segments(this.#pool, this.#limits);
    while (!this.#abort.signal.aborted) {
      await segments.tidy().catch((error: unknown) => this.#notice('housekeeping of the log failed; it is tried again', { reason: reasonOf(error) }));
      await pause(this.#limits.housekeepingMs, this.#abort.signal);
    }
  }

  #assertOpen(): void {
    if (this.#closing) throw new Error('the bus is closed');
  }
}
