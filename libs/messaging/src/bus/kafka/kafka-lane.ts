import type { EachBatchPayload, KafkaMessage } from 'kafkajs';
import { AlarmCode, type BusLimits, type BusMessage, type Subscriber, type Watermark } from '../bus';
import { Backoff, pause, reasonOf } from '../pace';

export interface KafkaLaneSurroundings {
  readonly subscriber: Subscriber;
  readonly limits: BusLimits;
  /** Aborts when this consumer ends. */
  readonly signal: AbortSignal;
  watermark(topic: string, partition: number): Promise<Watermark>;
  /** Whether this member counts as alive, by its own clock. */
  leased(): boolean;
  /** Nothing is fetched for the partition until `readFrom`. */
  hold(topic: string, partition: number): void;
  readFrom(topic: string, partition: number, position: number): void;
}

/** kafkajs tells where a fetch began, but not its types. It is what shows a reset that kafkajs made by itself. */
type FetchedBatch = EachBatchPayload['batch'] & { readonly fetchedOffset: string };

const maxDoubts = 3;

/** One partition in the hands of one member. Takes nothing from kafkajs on trust: it knows which offset must come next. */
export class KafkaLane {
  readonly #backoff: Backoff;
  #held = true;
  /** Of the latest placing; an older one that is still under way has no say. */
  #turn = 0;
  /** Where the next fetch must begin; undefined while that is being found out, and after an alarm. */
  #next: number | undefined;
  #running: Promise<void> = Promise.resolve();
  #busySince: number | undefined;

  constructor(
    readonly topic: string,
    readonly partition: number,
    private readonly around: KafkaLaneSurroundings,
  ) {
    this.#backoff = new Backoff(around.limits);
  }

  get held(): boolean {
    return this.#held;
  }

  /** How long the batch in hand has been worked on. */
  busyMs(): number {
    return this.#busySince === undefined ? 0 : performance.now() - this.#busySince;
  }

  /** No longer ours, as far as we know. The batch in hand finishes. */
  revoke(): void {
    this.#held = false;
    this.#turn++;
    this.#next = undefined;
  }

  idle(): Promise<void> {
    return this.#running;
  }

  /** Asks where to read on, and reads from there. For a new assignment, and whenever something went wrong. */
  place(delayMs = 0): void {
    this.#held = true;
    this.#next = undefined;
    const turn = ++this.#turn;
    this.around.hold(this.topic, this.partition);
    void this.#keepPlacing(turn, delayMs);
  }

  async #keepPlacing(turn: number, delayMs: number): Promise<void> {
    const { signal, subscriber } = this.around;
    const current = (): boolean => turn === this.#turn && !signal.aborted;
    if (delayMs > 0) await pause(delayMs, signal);
    await this.#running;
    for (let doubts = 0; current(); ) {
      try {
        const found = await this.#look();
        if (!current()) return;
        if (found.position >= found.low && found.position <= found.high) {
          this.#next = found.position;
          this.around.readFrom(this.topic, this.partition, found.position);
          return;
        }
        const below = found.position < found.low;
        // A leader elected a moment ago may not know yet how far the log goes.
        if (below || ++doubts >= maxDoubts) {
          subscriber.onAlarm({ code: below ? AlarmCode.belowStart : AlarmCode.beyondEnd, topic: this.topic, partition: this.partition, ...found });
          return;
        }
      } catch (error) {
        this.#notice('position not known', error);
      }
      await pause(this.#backoff.nextMs(), signal);
    }
  }

  async #look(): Promise<{ position: number; low: number; high: number }> {
    const asked = await this.around.subscriber.position(this.topic, this.partition);
    const { low, high } = await this.around.watermark(this.topic, this.partition);
    return { position: asked ?? low, low, high };
  }

  /** kafkajs passed over records that are none of ours (transaction markers, compacted ones). */
  passedOver(lastOffset: number): void {
    if (this.#next !== undefined && lastOffset >= this.#next) this.#next = lastOffset + 1;
  }

  /** Rejects only when the heartbeat does: kafkajs must hear of it, to join again. */
  async take(payload: EachBatchPayload): Promise<void> {
    if (this.#next === undefined || !this.#held) return;
    const { fetchedOffset } = payload.batch as FetchedBatch;
    if (Number(fetchedOffset) !== this.#next) {
      // Fetched before a seek, or kafkajs has reset the position by itself: the stored one decides.
      this.place();
      return;
    }
    const work = this.#handOver(payload);
    this.#running = work.catch(() => undefined);
    await work;
  }

  async #handOver(payload: EachBatchPayload): Promise<void> {
    const turn = this.#turn;
    const lastOffset = Number(payload.batch.lastOffset());
    for (const slice of slices(payload.batch.messages, this.around.limits)) {
      if (!payload.isRunning() || payload.isStale() || turn !== this.#turn || this.around.signal.aborted) return;
      const next = (slice.at(-1)?.offset ?? 0) + 1;
      const goOnAt = await this.#handle(slice, next);
      if (turn !== this.#turn) return;
      if (goOnAt === undefined) return this.place(this.#backoff.nextMs());
      this.#backoff.reset();
      if (goOnAt !== next) {
        this.#next = goOnAt;
        this.around.readFrom(this.topic, this.partition, goOnAt);
        return;
      }
      payload.resolveOffset(String(next - 1));
      // kafkajs counts what follows the last message of a fetch (transaction markers) as read with it.
      this.#next = slice.at(-1)?.offset === Number(payload.batch.messages.at(-1)?.offset) ? lastOffset + 1 : next;
      await payload.heartbeat();
    }
  }

  /** Undefined: it failed. */
  async #handle(messages: readonly BusMessage[], next: number): Promise<number | undefined> {
    const turn = this.#turn;
    this.#busySince = performance.now();
    try {
      const { topic, partition } = this;
      return await this.around.subscriber.onBatch({ topic, partition, messages, next, assigned: () => turn === this.#turn && this.#held && this.around.leased() });
    } catch (error) {
      this.#notice('batch failed', error);
      return undefined;
    } finally {
      this.#busySince = undefined;
    }
  }

  /** The position to hint to Kafka, for its own tools. */
  hint(): { topic: string; partitions: { partition: number; offset: string }[] } | undefined {
    return this.#next === undefined ? undefined : { topic: this.topic, partitions: [{ partition: this.partition, offset: String(this.#next) }] };
  }

  #notice(text: string, error: unknown): void {
    this.around.subscriber.onNotice?.(text, { topic: this.topic, partition: this.partition, reason: reasonOf(error) });
  }
}

/** Bounded in number and bytes; a message larger than the bound comes alone. */
function* slices(messages: readonly KafkaMessage[], limits: Pick<BusLimits, 'batchMessages' | 'batchBytes'>): Generator<readonly BusMessage[]> {
  let slice: BusMessage[] = [];
  let bytes = 0;
  for (const message of messages) {
    const size = message.value?.length ?? 0;
    if (slice.length > 0 && (slice.length >= limits.batchMessages || bytes + size > limits.batchBytes)) {
      yield slice;
      slice = [];
      bytes = 0;
    }
    slice.push(busMessage(message));
    bytes += size;
  }
  if (slice.length > 0) yield slice;
}

function busMessage(message: KafkaMessage): BusMessage {
  const headers: Record<string, string> = {};
  for (const [name, value] of Object.entries(message.headers ?? {})) {
    // A header given twice counts as its last value, as CloudEvents' binding has each once.
    const last = Array.isArray(value) ? value.at(-1) : value;
    if (last !== undefined) headers[name] = last.toString();
  }
  return { offset: Number(message.offset), key: message.key?.toString() ?? '', headers, value: message.value?.toString() ?? '' };
}
