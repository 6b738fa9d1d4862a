import type { BusMessage, OutgoingMessage } from '../../src/bus/bus';

/** One partition: outlives every process. */
export class Partition {
  readonly messages: BusMessage[] = [];
  /** Offset that the next message gets. */
  high = 0;
  private readonly listeners = new Set<() => void>();

  /** `hole`: offsets that were taken by something that is never handed out, as a transaction's marker. */
  append(messages: readonly OutgoingMessage[], hole: number): void {
    for (const message of messages) this.messages.push({ ...message, offset: this.high++ });
    if (messages.length > 0 && hole > 0) this.high += hole;
    for (const listener of [...this.listeners]) listener();
  }

  from(position: number, limit: number): readonly BusMessage[] {
    // Offsets rise, and readers are near the end.
    let start = this.messages.length;
    while (start > 0 && (this.messages[start - 1]?.offset ?? 0) >= position) start--;
    return this.messages.slice(start, start + limit);
  }

  onAppend(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

/** All topics of the installation. */
export class Log {
  private readonly topics = new Map<string, readonly Partition[]>();

  constructor(private readonly partitionsOf: (topic: string) => number) {}

  topic(name: string): readonly Partition[] {
    let partitions = this.topics.get(name);
    if (!partitions) this.topics.set(name, (partitions = Array.from({ length: this.partitionsOf(name) }, () => new Partition())));
    return partitions;
  }

  partition(topic: string, partition: number): Partition {
    const found = this.topic(topic)[partition];
    if (!found) throw new Error(`${topic} has no partition ${partition}`);
    return found;
  }

  /** Messages of a topic; per key in the order of the log. */
  messages(topic: string): readonly BusMessage[] {
    return this.topic(topic).flatMap(({ messages }) => messages);
  }
}
