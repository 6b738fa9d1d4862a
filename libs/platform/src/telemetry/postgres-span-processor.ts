import { TraceFlags } from '@opentelemetry/api';
import type { ReadableSpan, SpanProcessor } from '@opentelemetry/sdk-trace';
import { Pool } from 'pg';
import { errorCode } from '../errors/error-code';
import { rowOf } from './span-row';
import { createSpanTables, writeSpans } from './span-store';

export interface LocalStoreOptions {
  readonly url: string;
  /** Spans kept in the store, by all services together; the oldest go first. */
  readonly spanLimit?: number;
  /** Spans waiting in this process; further ones are dropped and counted. */
  readonly queueLimit?: number;
  readonly batchLimit?: number;
  readonly delayMs?: number;
  readonly retryBackoffMs?: number;
  readonly retryBackoffMaxMs?: number;
  readonly timeoutMs?: number;
}

/** Why spans were lost. */
export type DropReason = 'queue_full' | 'store_full' | 'refused' | 'stopping' | 'export_failed';
export type OnDropped = (count: number, reason: DropReason) => void;

/**
 * Keeps spans in a Postgres table of our own, for installations without a collector. Never blocks and never fails the service: while
 * the store is away spans wait in a bounded queue, and what does not fit is dropped and counted.
 */
export class PostgresSpanProcessor implements SpanProcessor {
  readonly #pool: Pool;
  readonly #options: Required<LocalStoreOptions>;
  #queue: ReadableSpan[] = [];
  #timer: NodeJS.Timeout | undefined;
  #writing: Promise<void> | undefined;
  #ready = false;
  #stopped = false;
  #failures = 0;
  /** Spans that left the queue, stored or given up. */
  #settled = 0;

  constructor(
    private readonly service: string,
    private readonly instance: string,
    options: LocalStoreOptions,
    private readonly onDropped: OnDropped,
    private readonly onFailure: (error: unknown) => void,
  ) {
    this.#options = {
      spanLimit: 500_000,
      queueLimit: 10_000,
      batchLimit: 1_000,
      delayMs: 500,
      retryBackoffMs: 250,
      retryBackoffMaxMs: 10_000,
      timeoutMs: 5_000,
      ...options,
    };
    const { timeoutMs } = this.#options;
    this.#pool = new Pool({
      connectionString: options.url,
      max: 1,
      connectionTimeoutMillis: timeoutMs,
      query_timeout: timeoutMs,
      idleTimeoutMillis: 30_000,
      allowExitOnIdle: true,
      application_name: `${instance} spans`,
      options: '-c synchronous_commit=off',
    });
    // A connection lost while idle or in use is told here or by the query; unheard it would end the process.
    this.#pool.on('error', () => undefined);
    this.#pool.on('connect', (client) => client.on('error', () => undefined));
  }

  onStart(): void {
    // Nothing to do before the end.
  }

  onEnd(span: ReadableSpan): void {
    if ((span.spanContext().traceFlags & TraceFlags.SAMPLED) === 0) return;
    if (this.#stopped) return this.onDropped(1, 'stopping');
    if (this.#queue.length >= this.#options.queueLimit) return this.onDropped(1, 'queue_full');
    this.#queue.push(span);
    if (this.#queue.length === this.#options.batchLimit && this.#failures === 0) this.#wake(0);
    else this.#wake(this.#options.delayMs);
  }

  /** Resolves when everything that had ended before the call is stored, rejects when that takes longer than the timeout. */
  async forceFlush(): Promise<void> {
    const deadline = Date.now() + this.#options.timeoutMs;
    const target = this.#settled + this.#queue.length;
    while (this.#settled < target) {
      if (Date.now() > deadline) throw new Error(`${this.#queue.length} spans could not be stored within ${this.#options.timeoutMs} ms`);
      await (this.#writing ?? this.#write());
      if (this.#failures > 0) await new Promise((resolve) => setTimeout(resolve, Math.min(this.#backoffMs(), Math.max(1, deadline - Date.now()))));
    }
  }

  async shutdown(): Promise<void> {
    if (this.#stopped) return;
    this.#stopped = true;
    try {
      await this.forceFlush();
    } catch (error) {
      this.onFailure(error);
      this.onDropped(this.#queue.length, 'stopping');
      this.#queue = [];
    } finally {
      clearTimeout(this.#timer);
      await this.#pool.end();
    }
  }

  #wake(delayMs: number): void {
    if (this.#writing) return;
    if (this.#timer !== undefined) {
      if (delayMs > 0) return;
      clearTimeout(this.#timer);
    }
    this.#timer = setTimeout(() => {
      this.#timer = undefined;
      void this.#write();
    }, delayMs).unref();
  }

  #write(): Promise<void> {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#writing ??= this.#writeBatch().finally(() => {
      this.#writing = undefined;
      if (this.#queue.length > 0 && !this.#stopped) this.#wake(this.#failures > 0 ? this.#backoffMs() : this.#queue.length >= this.#options.batchLimit ? 0 : this.#options.delayMs);
    });
    return this.#writing;
  }

  /** Never rejects. Takes the batch out of the queue only when it is stored or given up. */
  async #writeBatch(): Promise<void> {
    const batch = this.#queue.slice(0, this.#options.batchLimit);
    if (batch.length === 0) return;
    try {
      if (!this.#ready) await createSpanTables(this.#pool);
      this.#ready = true;
      const rows = batch.map((span) => rowOf(span, this.service, this.instance));
      const result = await writeSpans(this.#pool, rows, this.#options.spanLimit);
      this.#settle(batch.length);
      this.#failures = 0;
      if (result === 'full') this.onDropped(batch.length, 'store_full');
    } catch (error) {
      this.onFailure(error);
      if (isRefusedData(error)) {
        this.#settle(batch.length);
        this.onDropped(batch.length, 'refused');
        return;
      }
      // Also after the tables were dropped, or the database restored.
      this.#ready = false;
      this.#failures += 1;
    }
  }

  #settle(count: number): void {
    this.#queue.splice(0, count);
    this.#settled += count;
  }

  #backoffMs(): number {
    return Math.min(this.#options.retryBackoffMaxMs, this.#options.retryBackoffMs * 2 ** Math.min(10, this.#failures - 1));
  }
}

/** Postgres will never take it, however often it is tried. */
const isRefusedData = (error: unknown): boolean => /^2[23]...$/.test(errorCode(error) ?? '');
