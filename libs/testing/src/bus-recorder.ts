import type { Batch, BusAlarm, Subscriber } from '@huiliu/messaging';

export { until } from './until';

export interface Applied {
  readonly topic: string;
  readonly partition: number;
  readonly offset: number;
  readonly key: string;
  readonly value: string;
  readonly member: string;
}

/** What a department's database is to the consumer: positions advance by compare-and-set, and effects are there exactly if their position was advanced. */
export class PositionStore {
  readonly #positions = new Map<string, number>();
  readonly applied: Applied[] = [];

  position(group: string, topic: string, partition: number): number | undefined {
    return this.#positions.get(`${group} ${topic}/${partition}`);
  }

  set(group: string, topic: string, partition: number, position: number): void {
    this.#positions.set(`${group} ${topic}/${partition}`, position);
  }

  /** False, and nothing is done, if somebody else advanced the position meanwhile. */
  commit(group: string, batch: Batch, stored: number | undefined, member: string): boolean {
    if (this.position(group, batch.topic, batch.partition) !== stored) return false;
    this.set(group, batch.topic, batch.partition, batch.next);
    for (const { offset, key, value } of batch.messages) this.applied.push({ topic: batch.topic, partition: batch.partition, offset, key, value, member });
    return true;
  }

  values(): string[] {
    return this.applied.map((each) => each.value);
  }
}

export interface RecorderSettings {
  readonly group: string;
  readonly topics: readonly string[];
  readonly store: PositionStore;
  readonly member?: string;
  /** Runs before the commit: may wait, throw, or note what it sees. */
  readonly before?: (batch: Batch) => Promise<void> | void;
}

/** A subscriber as the consumer of a department is one: commit by compare-and-set, and after a stale one go on from the stored position, if still assigned. */
export class Recorder implements Subscriber {
  readonly group: string;
  readonly topics: readonly string[];
  readonly alarms: BusAlarm[] = [];
  readonly notices: string[] = [];
  readonly batches: Batch[] = [];
  /** Batches whose commit was refused, and whether the adapter still thought us assigned. */
  readonly fenced: { readonly batch: Batch; readonly assigned: boolean }[] = [];
  readonly asked: string[] = [];
  readonly #known = new Map<string, number | undefined>();
  #atOnce = 0;
  mostAtOnceInOnePartition = 0;
  readonly #busy = new Map<string, number>();

  constructor(private readonly settings: RecorderSettings) {
    this.group = settings.group;
    this.topics = settings.topics;
  }

  position(topic: string, partition: number): Promise<number | undefined> {
    const stored = this.settings.store.position(this.group, topic, partition);
    this.#known.set(`${topic}/${partition}`, stored);
    this.asked.push(`${topic}/${partition}`);
    return Promise.resolve(stored);
  }

  async onBatch(batch: Batch): Promise<number> {
    const key = `${batch.topic}/${batch.partition}`;
    this.#atOnce = (this.#busy.get(key) ?? 0) + 1;
    this.#busy.set(key, this.#atOnce);
    this.mostAtOnceInOnePartition = Math.max(this.mostAtOnceInOnePartition, this.#atOnce);
    try {
      this.batches.push(batch);
      const stored = this.#known.get(key);
      await this.settings.before?.(batch);
      if (this.settings.store.commit(this.group, batch, stored, this.settings.member ?? 'one')) {
        this.#known.set(key, batch.next);
        return batch.next;
      }
      this.fenced.push({ batch, assigned: batch.assigned() });
      if (!batch.assigned()) throw new Error('another member has gone on with this partition');
      return (await this.position(batch.topic, batch.partition)) ?? 0;
    } finally {
      this.#busy.set(key, (this.#busy.get(key) ?? 1) - 1);
    }
  }

  onAlarm(alarm: BusAlarm): void {
    this.alarms.push(alarm);
  }

  onNotice(notice: string, details: Record<string, unknown>): void {
    this.notices.push(`${notice} ${JSON.stringify(details)}`);
  }
}
