import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { advance } from './heads';
import { arrivalOf } from './arrival';
import { inTransaction, type EngineOptions } from './unit-of-work';

export interface ReplayResult {
  readonly replayed: number;
  readonly remaining: number;
  /** Why it stopped; undefined when nothing is left. */
  readonly reason: string | undefined;
}

/** Stopped cases: look at what is parked, handle it again, or give up one event with a name and a reason. */
export class Parking {
  constructor(private readonly options: EngineOptions) {}

  /** Holds the head's lock until the list is empty and unblocks in that transaction; stops at the first event that fails again. */
  async replay(subject: string): Promise<ReplayResult> {
    return inTransaction(this.options, async ({ store, transaction, inbox }) => {
      // What waited for others while the case was stopped has missed their events: it is tried again when the case goes on.
      const hopedFor = [subject, ...(await store.hopesOf(subject))];
      await transaction.lock(hopedFor);
      const head = transaction.head(subject);
      const parked = await store.parkedOf(subject);
      if (parked.length === 0 && !head.blocked) throw new HuiliuError(ErrorKind.NOT_FOUND, 'NOTHING_PARKED', `nothing of ${subject} is parked: look at the list of parked events`);
      await inbox.open(parked.map((event) => arrivalOf(this.options.routes, event.topic, event.envelope)), [], { recogniseReceived: false });
      head.blocked = false;
      head.dirty = true;
      const gone: string[] = [];
      let reason: string | undefined;
      for (const event of parked) {
        const result = await inbox.replay(event);
        if (!result.ok) {
          reason = result.reason;
          head.blocked = true;
          await store.parkedAgain(event.position, reason);
          break;
        }
        gone.push(event.position);
      }
      await store.deleteParked(gone);
      if (!head.blocked) for (const one of new Set(hopedFor)) await inbox.release(one);
      return { replayed: gone.length, remaining: parked.length - gone.length, reason };
    });
  }

  /** Gives up the first parked event of a subject: its sequence counts as handled, and who gave it up and why is kept. */
  async discard(subject: string, eventId: string, discardedBy: string, why: string): Promise<{ readonly remaining: number }> {
    return inTransaction(this.options, async ({ store, transaction }) => {
      await transaction.lock([subject]);
      const [first, ...rest] = await store.parkedOf(subject);
      if (first?.envelope.id !== eventId) {
        throw new HuiliuError(ErrorKind.CONFLICT, 'NOT_FIRST_PARKED', `only the first parked event can be discarded; that is ${first ? first.envelope.id : 'none'}`);
      }
      const { source, epoch, sequence } = first.envelope;
      if (sequence !== undefined) advance(transaction.head(subject), source, epoch ?? 1, sequence);
      await store.discard(first.position, discardedBy, why);
      return { remaining: rest.length };
    });
  }
}
