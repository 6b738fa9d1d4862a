import type { Transaction } from './transaction';
import type { WaitingEvent } from './store/stored-event';

/**
 * Events that wait for the next event of a subject, as far as one transaction is concerned: those of subjects whose heads it has locked.
 * `head.awaited` says whether there are any, so that the table is read only when it has something.
 */
export class WaitingList {
  private readonly bySubject = new Map<string, WaitingEvent[]>();
  private readonly released: string[] = [];
  private readonly changed = new Set<WaitingEvent>();
  /** Where the one stood that was taken out last: if it has to wait again, nothing that came after it goes before it. */
  private vacated: { readonly event: WaitingEvent; readonly place: number } | undefined;

  constructor(private readonly transaction: Transaction) {}

  /** Reads what waits for the locked subjects and locks the subjects that those events belong to, until nothing new turns up. */
  async load(): Promise<readonly WaitingEvent[]> {
    const loaded: WaitingEvent[] = [];
    for (;;) {
      const subjects = [...this.transaction.heads.values()].filter((head) => head.awaited && !this.bySubject.has(head.subject)).map((head) => head.subject);
      if (subjects.length === 0) return loaded;
      for (const subject of subjects) this.bySubject.set(subject, []);
      const events = await this.transaction.store.waitingFor(subjects);
      for (const event of events) this.bySubject.get(event.waitsFor)?.push(event);
      loaded.push(...events);
      await this.transaction.lock(events.map((event) => event.subject));
    }
  }

  waitingFor(subject: string): readonly WaitingEvent[] {
    return this.bySubject.get(subject) ?? [];
  }

  /** How many events of one subject wait, as far as this transaction knows. */
  countOf(subject: string): number {
    let count = 0;
    for (const events of this.bySubject.values()) for (const event of events) if (event.subject === subject) count++;
    return count;
  }

  has(subject: string, source: string, eventId: string): boolean {
    for (const events of this.bySubject.values()) {
      if (events.some((event) => event.subject === subject && event.envelope.source === source && event.envelope.id === eventId)) return true;
    }
    return false;
  }

  /** The head of `waitsFor` must be locked: otherwise the event it hopes for could slip by between its decision and its waiting. */
  add(event: WaitingEvent): void {
    const head = this.transaction.head(event.waitsFor);
    let events = this.bySubject.get(event.waitsFor);
    if (!events) this.bySubject.set(event.waitsFor, (events = []));
    events.splice(this.placeOf(event) ?? events.length, 0, event);
    this.changed.add(event);
    if (!head.awaited) {
      head.awaited = true;
      head.dirty = true;
    }
  }

  remove(event: WaitingEvent): void {
    const events = this.bySubject.get(event.waitsFor) ?? [];
    const place = events.indexOf(event);
    events.splice(place, 1);
    this.vacated = { event, place };
    this.changed.delete(event);
    if (event.id !== undefined) this.released.push(event.id);
    if (events.length === 0) {
      const head = this.transaction.head(event.waitsFor);
      head.awaited = false;
      head.dirty = true;
    }
  }

  private placeOf({ waitsFor, subject, envelope }: WaitingEvent): number | undefined {
    const { vacated } = this;
    const again = vacated?.event.waitsFor === waitsFor && vacated.event.subject === subject && vacated.event.envelope.source === envelope.source && vacated.event.envelope.id === envelope.id;
    return again ? vacated.place : undefined;
  }

  async flush(): Promise<void> {
    const { store } = this.transaction;
    await Promise.all([store.deleteWaiting(this.released), store.saveWaiting([...this.changed])]);
  }
}
