import { deadLetterTopic, type Envelope } from '../envelope';
import type { Outcome } from '../outcome';
import type { Routes } from '../routes';
import { arrivalOf, concernsHead, type Arrival } from './arrival';
import { advance, seenOf, type Head } from './heads';
import type { Item } from './item';
import type { MessagingLimits } from './limits';
import type { Observer } from './observer';
import { Releasing } from './releasing';
import { judge } from './sequence';
import { exceedsBytes } from '../value-size';
import type { StoredEvent, WaitingEvent } from './store/stored-event';
import type { Transaction } from './transaction';
import { WaitingList } from './waiting-list';

/**
 * Handles arrivals within one transaction, in log order: sequence, blocked cases, waiting, poison and dead letters.
 * What wraps a handler is written here and nowhere else: blocked → duplicate → gap → validity → handler → waiting released.
 */
export class Inbox {
  readonly waiting: WaitingList;
  private readonly parked: StoredEvent[] = [];
  /** Reasons of the parkings of this transaction; more than a few with one reason are the release's fault, not the data's. */
  readonly parkings: string[] = [];
  private readonly fresh = new Set<string>();

  constructor(
    private readonly transaction: Transaction,
    private readonly routes: Routes,
    private readonly limits: MessagingLimits,
    private readonly observer: Observer,
    private readonly source: string,
    private readonly releasing = new Releasing(),
  ) {
    this.waiting = new WaitingList(transaction);
  }

  /** Locks and loads for all arrivals and for what waits for them. */
  async open(arrivals: readonly Arrival[], further: readonly Item[] = [], { recogniseReceived } = { recogniseReceived: true }): Promise<void> {
    const items = [...further, ...arrivals.flatMap(({ readiness }) => (readiness.kind === 'handle' ? [readiness.item] : []))];
    await this.transaction.lock([...arrivals.filter(concernsHead).map(({ subject }) => subject), ...items.flatMap((item) => [item.subject, ...item.heads])]);
    const waiting = (await this.waiting.load()).map((event) => arrivalOf(this.routes, event.topic, event.envelope));
    const waitingItems = waiting.flatMap(({ readiness }) => (readiness.kind === 'handle' ? [readiness.item] : []));
    await this.transaction.lock(waitingItems.flatMap((item) => item.heads));
    await Promise.all([this.transaction.load([...items, ...waitingItems]), ...(recogniseReceived ? [this.recogniseReceived(arrivals)] : [])]);
  }

  async take(arrival: Arrival): Promise<void> {
    const { envelope, readiness } = arrival;
    if (!concernsHead(arrival)) {
      if (readiness.kind === 'invalid') this.deadLetter(arrival, readiness.code, readiness.reason);
      else if (readiness.kind === 'pass' && readiness.future) this.observer.skipped(envelope.type);
      return;
    }
    const head = this.transaction.head(arrival.subject);
    if (envelope.sequence === undefined && !this.fresh.delete(receivedKey(envelope))) return this.observer.event(envelope.type, 'duplicate');
    if (head.blocked) return this.park(arrival, head, 'an earlier event of this case is parked', 0);
    if (envelope.sequence !== undefined) {
      const verdict = judge(seenOf(head, envelope.source), envelope.epoch ?? 1, envelope.sequence);
      if (verdict === 'duplicate') return this.observer.event(envelope.type, 'duplicate');
      if (verdict === 'gap' && arrival.unheardKind !== true) return this.wait(arrival, `an earlier event of ${envelope.source} has not arrived`, arrival.subject, 0);
    }
    if (await this.handle(arrival, head, 0)) await this.release(arrival.subject);
  }

  /** Tries what waits for the subject, and then what waits for the subjects of those, until nothing moves: in the order in which it came, so after one that moved those before it come first. */
  async release(subject: string): Promise<void> {
    const subjects = [subject];
    for (let next = subjects.pop(); next !== undefined; next = subjects.pop()) {
      for (let moved = await this.releaseOne(next); moved; moved = await this.releaseOne(next)) if (moved.subject !== next) subjects.push(moved.subject);
    }
  }

  /** The first that can go on; undefined when none can. */
  private async releaseOne(subject: string): Promise<WaitingEvent | undefined> {
    for (const event of [...this.waiting.waitingFor(subject)]) if (await this.retry(event)) return event;
    return undefined;
  }

  /** Handles a parked event again, its head unblocked for the time being. False: it failed again. */
  async replay(event: StoredEvent): Promise<{ readonly ok: true } | { readonly ok: false; readonly reason: string }> {
    const arrival = arrivalOf(this.routes, event.topic, event.envelope);
    const head = this.transaction.head(event.subject);
    const { sequence, epoch, source } = event.envelope;
    if (sequence !== undefined) {
      const verdict = judge(seenOf(head, source), epoch ?? 1, sequence);
      if (verdict === 'duplicate') return { ok: true };
      if (verdict === 'gap') {
        this.wait(arrival, `an earlier event of ${source} has not arrived`, event.subject, event.attempts);
        return { ok: true };
      }
    }
    const before = this.parked.length;
    const moved = await this.handle(arrival, head, event.attempts + 1);
    const again = this.parked[before];
    if (again) {
      this.parked.length = before;
      return { ok: false, reason: again.reason };
    }
    // At once, as when it first came: behind the next one of a raised epoch it would count as a leftover.
    if (moved) await this.release(event.subject);
    return { ok: true };
  }

  /** SQL refused what this event leads to: parked, or a dead letter where no case can be blamed, without running its handler. */
  condemn(arrival: Arrival, reason: string): void {
    if (!concernsHead(arrival)) return this.deadLetter(arrival, 'REFUSED_BY_DATABASE', reason);
    const head = this.transaction.head(arrival.subject);
    const { envelope } = arrival;
    const known = envelope.sequence !== undefined && judge(seenOf(head, envelope.source), envelope.epoch ?? 1, envelope.sequence) === 'duplicate';
    if (known) return this.observer.event(envelope.type, 'duplicate');
    this.park(arrival, head, reason, 0);
  }

  /** The outside call that an event asked for can't be made good: the event is parked, and behind it what has waited for its end, in their order. */
  giveUp({ envelope, topic, subject }: Pick<Arrival, 'envelope' | 'topic' | 'subject'>, reason: string, attempts: number): void {
    const head = this.transaction.head(subject);
    this.park({ envelope: { ...envelope, givenUpAfter: attempts }, topic }, head, reason, attempts);
    for (const event of [...this.waiting.waitingFor(subject)]) {
      if (event.subject !== subject) continue;
      this.waiting.remove(event);
      this.park(event, head, 'an earlier event of this case is parked', event.attempts);
    }
  }

  async flush(): Promise<void> {
    await Promise.all([this.waiting.flush(), this.transaction.store.saveParked(this.parked)]);
  }

  /** True when it took effect or was passed over, so that others may go on. */
  private async handle(arrival: Arrival, head: Head, attempts: number): Promise<boolean> {
    const { envelope, readiness } = arrival;
    if (readiness.kind === 'invalid') {
      this.fail(arrival, head, readiness.inner, readiness.code, readiness.reason, attempts);
      return false;
    }
    if (readiness.kind === 'pass') {
      this.advance(arrival, head);
      if (readiness.future) this.observer.skipped(envelope.type);
      return true;
    }
    const inner = envelope.sequence !== undefined;
    if (readiness.item.waitsWhileReadingAgain === true && this.transaction.holdsBack) {
      this.wait(arrival, heldBackReason, arrival.subject, attempts);
      return false;
    }
    let outcome: Outcome;
    try {
      outcome = await this.transaction.run(readiness.item);
      if (outcome.kind === 'notYet') {
        this.wait(arrival, outcome.reason, outcome.waitsFor ?? arrival.subject, attempts);
        return false;
      }
    } catch (error) {
      this.observer.poison(envelope.type, error);
      this.park(arrival, head, `${error instanceof Error ? `${error.name}: ${error.message}` : String(error)}`, attempts);
      return false;
    }
    if (outcome.kind === 'refused') {
      // What an outside event answers stands on another topic, which is read side by side; when it came, that was there already.
      if (this.transaction.readsAgain && !inner) {
        this.wait(arrival, `${outcome.refusal.code}: ${outcome.refusal.message}`, arrival.subject, attempts);
        return false;
      }
      this.fail(arrival, head, inner, outcome.refusal.code, outcome.refusal.message, attempts);
      return false;
    }
    this.advance(arrival, head);
    this.observer.event(envelope.type, outcome.kind, envelope.time);
    return true;
  }

  private async retry(event: WaitingEvent): Promise<boolean> {
    const head = this.transaction.head(event.subject);
    if (head.blocked) return false;
    const { envelope } = event;
    if (envelope.sequence !== undefined) {
      const verdict = judge(seenOf(head, envelope.source), envelope.epoch ?? 1, envelope.sequence);
      if (verdict === 'gap') return false;
      if (verdict === 'duplicate') {
        this.waiting.remove(event);
        return true;
      }
    }
    const arrival = arrivalOf(this.routes, event.topic, envelope);
    const refusal = this.releasing.refusal(event);
    if (refusal === undefined && !this.releasing.mayTry(event)) return false;
    this.waiting.remove(event);
    if (refusal === undefined) return this.handle(arrival, head, event.attempts + 1);
    this.park(arrival, head, refusal, event.attempts + 1);
    return false;
  }

  private advance({ envelope }: Arrival, head: Head): void {
    if (envelope.sequence !== undefined) advance(head, envelope.source, envelope.epoch ?? 1, envelope.sequence);
  }

  /** From inside it is poison: its case stops. From outside it is a dead letter: the case goes on. */
  private fail(arrival: Arrival, head: Head, inner: boolean, code: string, reason: string, attempts: number): void {
    if (inner) this.park(arrival, head, `${code}: ${reason}`, attempts);
    else this.deadLetter(arrival, code, reason);
  }

  private wait(arrival: Arrival, reason: string, waitsFor: string, attempts: number): void {
    const { envelope, subject, topic } = arrival;
    if (this.waiting.has(subject, envelope.source, envelope.id)) return;
    if (this.waiting.countOf(subject) >= this.limits.waitingPerSubject) {
      this.park(arrival, this.transaction.head(subject), `WAITING_LIMIT: more than ${this.limits.waitingPerSubject} events of this subject wait`, attempts);
      return;
    }
    this.waiting.add({ id: undefined, envelope, topic, subject, waitsFor, reason, attempts, since: this.transaction.now });
    this.observer.event(envelope.type, 'waiting');
  }

  private park(arrival: Pick<Arrival, 'envelope' | 'topic'>, head: Head, reason: string, attempts: number): void {
    if (!head.blocked) {
      head.blocked = true;
      head.dirty = true;
      this.parkings.push(reason);
    }
    this.parked.push({ envelope: arrival.envelope, topic: arrival.topic, subject: head.subject, reason, attempts, since: this.transaction.now });
    this.observer.event(arrival.envelope.type, 'parked');
  }

  private deadLetter({ envelope, topic }: Pick<Arrival, 'envelope' | 'topic'>, code: string, reason: string): void {
    this.observer.deadLettered(topic, envelope.type, code, reason);
    this.transaction.outbox.push({
      topic: deadLetterTopic(topic),
      subject: envelope.subject,
      id: envelope.id,
      type: envelope.type,
      saidAt: this.transaction.now,
      sequence: undefined,
      epoch: undefined,
      traceparent: envelope.traceparent,
      causeId: envelope.causeId,
      extra: { hldeadcode: code, hldeadreason: reason.slice(0, 1000), hldeadby: this.source, hldeadsource: envelope.source },
      value: exceedsBytes(envelope.value, deadLetterValueLimitBytes) ? JSON.stringify({ omitted: `${Buffer.byteLength(envelope.value)} bytes: read the original by its ce_id` }) : envelope.value,
    });
  }

  /** Public events have no sequence: whoever inserts (source, id) first handles it. */
  private async recogniseReceived(arrivals: readonly Arrival[]): Promise<void> {
    const unsequenced = arrivals.filter((arrival) => arrival.envelope.sequence === undefined && concernsHead(arrival));
    if (unsequenced.length === 0) return;
    const { store, now } = this.transaction;
    const fresh = await store.receive(
      unsequenced.map(({ envelope }) => ({ source: envelope.source, id: envelope.id })),
      now,
    );
    for (const event of fresh) this.fresh.add(receivedKey(event));
  }
}

/** Longer values are left out of a dead letter, so that it always fits into a message. */
const deadLetterValueLimitBytes = 500_000;

/** Why an event waits that is about what came over other topics before it. */
export const heldBackReason = 'topics are read again, and what it is about may still come';

const receivedKey = ({ source, id }: Pick<Envelope, 'source' | 'id'>): string => `${source}\n${id}`;
