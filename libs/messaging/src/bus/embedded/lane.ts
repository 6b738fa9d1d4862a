import { AlarmCode, type BusMessage, type Subscriber, type Watermark } from '../bus';
import { Backoff, Bell, pause, reasonOf } from '../pace';
import type { EmbeddedLimits } from './limits';
import type { LogReader } from './log-reader';

export interface LaneSurroundings {
  readonly reader: LogReader;
  readonly subscriber: Subscriber;
  readonly limits: EmbeddedLimits;
  /** Whether this member's lease still runs, by its own clock. */
  leased(): boolean;
}

/** One partition in the hands of one member: reads on, hands over batch by batch, until it is released. */
export class Lane {
  /** Resolves once nothing of this lane runs any more. */
  readonly ended: Promise<void>;
  readonly #abort = new AbortController();
  readonly #bell = new Bell();
  readonly #backoff: Backoff;
  #position: number | undefined;
  #high: number | undefined;
  #busySince: number | undefined;

  /** `after`: the end of an earlier lane of this partition. */
  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly around: LaneSurroundings,
    after: Promise<void>,
  ) {
    this.#backoff = new Backoff(around.limits);
    this.ended = after.then(() => this.#run());
  }

  get held(): boolean {
    return !this.#abort.signal.aborted;
  }

  /** How long the batch in hand has been worked on. */
  busyMs(): number {
    return this.#busySince === undefined ? 0 : performance.now() - this.#busySince;
  }

  /** No further batch; the one in hand finishes. */
  release(): void {
    this.#abort.abort();
  }

  /** A publisher said so; what it says may be old. */
  written(high: number): void {
    if (this.#high !== undefined && high <= this.#high) return;
    this.#high = high;
    this.#bell.ring();
  }

  /** Looked up in the log. */
  see(mark: Watermark): void {
    this.#high = mark.high;
    this.#bell.ring();
  }

  #assigned(): boolean {
    return this.held && this.around.leased();
  }

  async #run(): Promise<void> {
    const { limits, subscriber } = this.around;
    while (this.held) {
      try {
        await this.#step();
      } catch (error) {
        this.#position = undefined;
        subscriber.onNotice?.('batch failed', { topic: this.topic, partition: this.partition, reason: reasonOf(error) });
        await pause(this.#backoff.nextMs(), this.#abort.signal);
      }
      if (!this.around.leased()) await this.#bell.wait(limits.heartbeatMs, this.#abort.signal);
    }
  }

  async #step(): Promise<void> {
    const position = (this.#position ??= await this.#begin());
    if (position === undefined) return this.#standStill();
    if (this.#high === position) return this.#bell.wait(this.around.limits.sessionTimeoutMs, this.#abort.signal);
    if (this.#high !== undefined && this.#high < position) {
      // Looked up before the last batch, or the log was replaced: asking again tells.
      this.#position = undefined;
      return;
    }
    const messages = await this.around.reader.read(this.topic, this.partition, position);
    if (!this.#assigned()) return;
    if (messages.length === 0) throw new Error(`nothing to read at ${position}, though the log goes to ${this.#high}`);
    this.#position = await this.#handOver(messages);
    this.#high = Math.max(this.#high ?? 0, (messages.at(-1)?.offset ?? 0) + 1);
    this.#backoff.reset();
  }

  async #handOver(messages: readonly BusMessage[]): Promise<number> {
    const { topic, partition } = this;
    const next = (messages.at(-1)?.offset ?? 0) + 1;
    this.#busySince = performance.now();
    try {
      return await this.around.subscriber.onBatch({ topic, partition, messages, next, assigned: () => this.#assigned() });
    } finally {
      this.#busySince = undefined;
    }
  }

  /** Where to read on; undefined after an alarm. */
  async #begin(): Promise<number | undefined> {
    const { reader, subscriber } = this.around;
    const { topic, partition } = this;
    const asked = await subscriber.position(topic, partition);
    const mark = (await reader.watermarks([topic])).find((each) => each.partition === partition);
    if (!mark) throw new Error(`the partition ${topic}/${partition} is gone`);
    const { low, high } = mark;
    this.#high = high;
    const position = asked ?? low;
    if (position >= low && position <= high) return position;
    subscriber.onAlarm({ code: position < low ? AlarmCode.belowStart : AlarmCode.beyondEnd, topic, partition, position, low, high });
    return undefined;
  }

  /** After an alarm: nothing is skipped, nothing is tried, until the partition is assigned anew. */
  #standStill(): Promise<void> {
    return new Promise((resolve) => this.#abort.signal.addEventListener('abort', () => resolve(), { once: true }));
  }
}
