import type { EventContract } from '@huiliu/contracts';
import { decode, encode, sourceOf, type Bus, type OutgoingMessage } from '@huiliu/messaging';

export interface TellOptions {
  /** Of an outside system's event; the same id again is the same event again. Departments' events have the id that their sequence gives. */
  readonly id?: string;
  /** When it was said, ISO; now when left out. */
  readonly time?: string;
}

interface Told {
  readonly topic: string;
  readonly message: OutgoingMessage;
  /** Under which the department keeps what became of it. */
  readonly hopId: string;
}

/** The department's neighbours and the outside systems, played by a test: they speak by the contracts alone. */
export class Peers {
  private readonly sequences = new Map<string, number>();
  private readonly told = new Map<string, Told>();
  private count = 0;

  constructor(
    private readonly bus: Bus,
    private readonly now: () => Date,
  ) {}

  /** Says an event as who owns it does: departments count their sequence, outside systems count none. Answers its id. */
  async tell<E extends object>(contract: EventContract<E>, subject: string, data: E, { id: ownId, time = this.now().toISOString() }: TellOptions = {}): Promise<string> {
    const { type, topic, visibility, saidBy } = contract;
    const [speaker = ''] = saidBy;
    const inner = visibility === 'inner';
    const sequence = inner ? this.next(`${speaker} ${subject}`) : undefined;
    const id = inner ? `${speaker}/1/${subject}/${sequence}` : (ownId ?? `${speaker}-${++this.count}`);
    const source = inner ? sourceOf(speaker) : `urn:${speaker}`;
    const message = encode({ id, type, source, subject, time, sequence, epoch: inner ? 1 : undefined, traceparent: undefined, causeId: undefined, value: JSON.stringify(data) });
    this.told.set(id, { topic, message, hopId: inner ? id : `${source}/${id}` });
    await this.bus.publish(topic, [message]);
    return id;
  }

  /** The very same event once more, as a bus does that delivers at least once. */
  async tellAgain(id: string): Promise<void> {
    const { topic, message } = this.of(id);
    await this.bus.publish(topic, [message]);
  }

  /** A message as it is, as one that was kept of an older version. Answers the id under which the department keeps what became of it. */
  async forward(topic: string, message: OutgoingMessage): Promise<string> {
    const decoded = decode({ ...message, offset: 0 });
    if (!decoded.ok) throw new Error(`this is no event: ${decoded.reason}`);
    const { id, source, sequence } = decoded.envelope;
    this.told.set(id, { topic, message, hopId: sequence === undefined ? `${source}/${id}` : id });
    await this.bus.publish(topic, [message]);
    return id;
  }

  hopIdOf(id: string): string {
    return this.of(id).hopId;
  }

  private of(id: string): Told {
    const told = this.told.get(id);
    if (!told) throw new Error(`nothing was told under ${id}`);
    return told;
  }

  private next(key: string): number {
    const sequence = (this.sequences.get(key) ?? 0) + 1;
    this.sequences.set(key, sequence);
    return sequence;
  }
}
