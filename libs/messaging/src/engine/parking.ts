import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { advance } from './heads';
import { arrivalOf } from './arrival';
import { isTransient } from './transient';
import { inTransaction, type EngineOptions } from './unit-of-work';

export interface ReplayResult {
  readonly replayed: number;
  readonly remaining: number;
  /** Why it stopped; undefined when nothing is left. */
  readonly reason: string | undefined;
}

export interface ManyReplayed {
  readonly subjects: number;
  readonly replayed: number;
  readonly remaining: number;
  readonly unblocked: number;
}

/** Subjects that one call takes when it does not say. */
const defaultSubjects = 1_000;

/** Stopped cases: look at what is parked, handle it again, or give up one event with a name and a reason. */
export class Parking {
  constructor(private readonly options: EngineOptions) {}

  /**
   * Holds the head's lock until the list is empty and unblocks in that transaction; stops at the first event that fails again. Where SQL refuses what one of
   * them leads to, one by one: those before it go through, and it is named.
   */
  async replay(subject: string): Promise<ReplayResult> {
    try {
      return await this.replayFirst(subject, Number.POSITIVE_INFINITY);
    } catch (error) {
      if (error instanceof HuiliuError || isTransient(error)) throw error;
    }
    for (let replayed = 0; ; ) {
      try {
        const result = await this.replayFirst(subject, 1);
        replayed += result.replayed;
        if (result.remaining === 0 || result.reason !== undefined) return { ...result, replayed };
      } catch (error) {
        if (error instanceof HuiliuError || isTransient(error)) throw error;
        return { replayed, ...(await this.failedAgain(subject, error instanceof Error ? error.message : String(error))) };
      }
    }
  }

  /** At most so many; while more are left the case stays stopped, so that nothing overtakes them. */
  private replayFirst(subject: string, limit: number): Promise<ReplayResult> {
    return inTransaction(this.options, async ({ store, transaction, inbox }) => {
      // What waited for others while the case was stopped has missed their events: it is tried again when the case goes on.
      const hopedFor = [subject, ...(await store.hopesOf(subject))];
      await transaction.lock(hopedFor);
      const head = transaction.head(subject);
      const all = await store.parkedOf(subject);
      const parked = all.slice(0, limit);
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
        // An event that waited for this one could not be handled.
        if (head.blocked) break;
      }
      await store.deleteParked(gone);
      if (gone.length < all.length) head.blocked = true;
      if (!head.blocked) for (const one of new Set(hopedFor)) await inbox.release(one);
      return { replayed: gone.length, remaining: all.length - gone.length, reason };
    });
  }

  private failedAgain(subject: string, reason: string): Promise<Pick<ReplayResult, 'remaining' | 'reason'>> {
    return inTransaction(this.options, async ({ store, transaction }) => {
      await transaction.lock([subject]);
      const [first, ...rest] = await store.parkedOf(subject);
      if (!first) return { remaining: 0, reason: undefined };
      await store.parkedAgain(first.position, reason);
      return { remaining: rest.length + 1, reason };
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

  /** Replays subject after subject whose first parked event is of `type` (empty: any), the longest stopped first. Each in a transaction of its own, so that one that fails again holds up no other. */
  async replayMany(type: string, limit: number): Promise<ManyReplayed> {
    const total = { subjects: 0, replayed: 0, remaining: 0, unblocked: 0 };
    for (const { subject } of await this.firstParked(type, limit)) {
      const result = await this.replay(subject).catch(goneMeanwhile);
      if (!result) continue;
      total.subjects++;
      total.replayed += result.replayed;
      total.remaining += result.remaining;
      if (result.remaining === 0) total.unblocked++;
    }
    return total;
  }

  /** Gives up the first parked event of each subject where it is of `type`; each is recorded. The rest stays parked until it is replayed. */
  async discardMany(type: string, limit: number, discardedBy: string, why: string): Promise<{ readonly discarded: number }> {
    let discarded = 0;
    for (const { subject, event_id: eventId } of await this.firstParked(type, limit)) {
      if (await this.discard(subject, eventId, discardedBy, why).catch(goneMeanwhile)) discarded++;
    }
    return { discarded };
  }

  private async firstParked(type: string, limit: number): Promise<readonly { readonly subject: string; readonly event_id: string }[]> {
    const { rows } = await this.options.pool.query<{ subject: string; event_id: string }>(
      `SELECT subject, event_id FROM (SELECT DISTINCT ON (subject) subject, event_id, type, position FROM parked ORDER BY subject, position) AS first
       WHERE $1 = '' OR type = $1 ORDER BY position LIMIT $2`,
      [type, limit || defaultSubjects],
    );
    return rows;
  }
}

/** Somebody else was faster with this one. */
function goneMeanwhile(error: unknown): undefined {
  if (error instanceof HuiliuError && (error.code === 'NOTHING_PARKED' || error.code === 'NOT_FIRST_PARKED')) return undefined;
  throw error;
}
