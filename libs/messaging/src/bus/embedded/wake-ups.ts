import { createHash } from 'node:crypto';
import type { Pool, PoolClient } from 'pg';
import { letBeSilent } from '@huiliu/platform';
import type { BusLimits } from '../bus';
import { Backoff, pause, reasonOf } from '../pace';
import type { Written } from './log-writer';

/** One channel a topic, so that nobody is woken by what they don't read. */
export function channelOf(topic: string): string {
  let channel = channels.get(topic);
  if (channel === undefined) channels.set(topic, (channel = `huiliu_bus_${createHash('sha256').update(topic).digest('hex').slice(0, 24)}`));
  return channel;
}

const channels = new Map<string, string>();
const groupChannel = 'huiliu_bus_group';

/** What there is to hear. `high` undefined: something may have been written, look. */
export interface Listener {
  readonly topics: readonly string[];
  written(topic: string | undefined, partition: number, high: number | undefined): void;
  groupChanged(group: string | undefined): void;
}

/** Wakes readers here when something is written here, and hears of what other processes write: the log's writer tells them. A lost wake-up costs the slow poll's interval, nothing else. */
export class WakeUps {
  readonly #listeners = new Set<Listener>();
  readonly #abort = new AbortController();
  /** Of the topics that we listen to, by channel. */
  readonly #topics = new Map<string, string>();
  #hearing: PoolClient | undefined;
  #listening: Promise<void> | undefined;
  #connected = false;

  /** Whether wake-ups of other processes reach us. */
  get connected(): boolean {
    return this.#connected;
  }

  constructor(
    private readonly pool: Pool,
    private readonly limits: BusLimits,
    private readonly notice: (text: string, details: Record<string, unknown>) => void,
  ) {}

  add(listener: Listener): void {
    this.#listeners.add(listener);
    const fresh = listener.topics.filter((topic) => !this.#topics.has(channelOf(topic)));
    for (const topic of fresh) this.#topics.set(channelOf(topic), topic);
    // A connection that breaks meanwhile listens to all of them when it is back.
    if (this.#hearing) void this.#hearing.query(fresh.map((topic) => `LISTEN ${channelOf(topic)}`).join('; ')).catch(() => undefined);
    this.#listening ??= this.#listen();
  }

  remove(listener: Listener): void {
    this.#listeners.delete(listener);
  }

  written(written: readonly Written[]): void {
    for (const { topic, partition, high } of written) {
      for (const listener of this.#listeners) if (listener.topics.includes(topic)) listener.written(topic, partition, high);
    }
  }

  async groupChanged(group: string | undefined): Promise<void> {
    for (const listener of this.#listeners) listener.groupChanged(group);
    await this.pool.query('SELECT pg_notify($1, $2)', [groupChannel, group ?? '']).catch(() => undefined);
  }

  async #listen(): Promise<void> {
    const backoff = new Backoff(this.limits);
    while (!this.#abort.signal.aborted) {
      try {
        const client = await this.pool.connect();
        letBeSilent(client);
        await this.#hear(client, backoff);
      } catch (error) {
        if (this.#abort.signal.aborted) return;
        this.notice('wake-up connection lost', { reason: reasonOf(error) });
        await pause(backoff.nextMs(), this.#abort.signal);
      }
    }
  }

  /** Ends by rejecting when the connection is lost, by resolving when the bus closes. */
  async #hear(client: PoolClient, backoff: Backoff): Promise<void> {
    const lost = new Promise<never>((_, reject) => {
      // Stays for good: an error event that nobody hears would end the process.
      client.on('error', reject);
      client.once('end', () => reject(new Error('the server closed the connection')));
    });
    lost.catch(() => undefined);
    client.on('notification', ({ channel, payload }) => this.#spread(channel, payload ?? ''));
    const closed = new Promise<void>((resolve) => this.#abort.signal.addEventListener('abort', () => resolve(), { once: true }));
    try {
      await client.query([groupChannel, ...this.#topics.keys()].map((channel) => `LISTEN ${channel}`).join('; '));
      backoff.reset();
      this.#connected = true;
      this.#hearing = client;
      // Whatever was written while nobody listened.
      for (const listener of this.#listeners) {
        listener.written(undefined, 0, undefined);
        listener.groupChanged(undefined);
      }
      await Promise.race([lost, closed]);
    } finally {
      this.#connected = false;
      this.#hearing = undefined;
      client.removeAllListeners('notification');
      client.release(true);
    }
  }

  #spread(channel: string, payload: string): void {
    const topic = this.#topics.get(channel);
    const [partition = 0, high] = payload.split(' ').map(Number);
    for (const listener of this.#listeners) {
      if (channel === groupChannel) listener.groupChanged(payload === '' ? undefined : payload);
      else if (topic !== undefined && listener.topics.includes(topic)) listener.written(topic, partition, high);
    }
  }

  async close(): Promise<void> {
    this.#abort.abort();
    await this.#listening;
  }
}
