import { randomUUID } from 'node:crypto';
import type { EventContract } from '@huiliu/contracts';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import type { Outcome } from '../outcome';
import { Session, type BoundTables } from '../tables/session';
import { exceedsBytes } from '../value-size';
import type { Intent, PassedOn, Timer, WorkBase } from '../work';
import type { Head } from './heads';
import { caseIdOf, type Recall, type Recalled } from './recall';
import type { Item } from './item';
import type { Answer, CommandKey, HopRow, IntentRow, OutboxRow, StoreTransaction, TimerRow } from './store/store';
import { endHop, inHop, startHop, type HopSpan } from './trace';

export interface DepartmentCore {
  readonly department: string;
  /** Outside systems whose events it may pass on. */
  readonly saysFor?: readonly string[];
  readonly tables: BoundTables;
  /** Epoch that new events are written under; raised after a restore. */
  sourceEpoch(): number;
  /** States are being folded again from the log: nothing is said, nobody is called, no clock is set. Sequences count on as if. */
  readonly rebuilding: boolean;
  /** Set back by a restore, or folded again from the log, and not yet where it was. */
  readonly catchingUp?: () => boolean;
  /** What is said about kinds of subjects of which nothing is heard here is not even counted: no instance of a version runs that counts it. */
  readonly passesOver?: () => boolean;
  /** What is known of cases that were worked on here; undefined: everything is read each time. */
  readonly recall?: Recall | undefined;
}

/** Well under what the buses take as one message: one that is too large would stop the relay for good. */
const eventValueLimitBytes = 500_000;

interface Handled {
  readonly hop: HopSpan;
  readonly outcome: string;
}

/**
 * Everything that one database transaction handles: locked heads, loaded rows, and what leaves with the commit.
 * Items run one after another; one that fails takes back its own writes and leaves the others'.
 */
export class Transaction {
  readonly heads = new Map<string, Head>();
  /** Of those that have not changed since this instance worked on them. */
  private readonly recalled = new Map<string, Recalled>();
  private savedStamp: string | undefined;
  readonly session: Session;
  readonly outbox: OutboxRow[] = [];
  private readonly hops: HopRow[] = [];
  private readonly intents = new Map<string, IntentRow>();
  private readonly timers = new Map<string, TimerRow>();
  private readonly handled: Handled[] = [];
  private readonly answers: { readonly key: CommandKey; readonly answer: Answer }[] = [];
  private readonly startedAt = performance.now();
  private current: { item: Item; hop: HopSpan } | undefined;
  private undoSteps: (() => void)[] = [];
  private readonly work: WorkBase;

  constructor(
    readonly store: StoreTransaction,
    private readonly core: DepartmentCore,
    readonly now: Date,
  ) {
    this.session = new Session(core.tables, store);
    this.work = Object.assign(Object.create(null) as object, this.session.view, {
      now,
      say: <E extends object>(contract: EventContract<E>, subject: string, data: E) => this.say(contract, subject, data),
      passOn: (event: PassedOn) => this.passOn(event),
      intend: (intent: Intent) => this.intend(intent),
      schedule: (timer: Timer) => this.setTimer(timer),
      cancelTimer: (subject: string, name: string) => this.setTimer({ subject, name, dueAt: undefined }),
    }) as WorkBase;
  }

  /** Locks heads that are not locked yet. All at once at the start; later ones are rare and may end in a deadlock, which is tried again. */
  async lock(subjects: Iterable<string>): Promise<void> {
    const missing = [...subjects].filter((subject) => !this.heads.has(subject));
    if (missing.length === 0) return;
    const known = new Map<string, Recalled>();
    for (const subject of missing) {
      const recalled = this.core.recall?.get(subject);
      if (recalled) known.set(subject, recalled);
    }
    for (const head of await this.store.lockHeads(missing, new Map([...known].map(([subject, { head }]) => [subject, head])))) {
      this.heads.set(head.subject, head);
      const recalled = known.get(head.subject);
      if (recalled !== undefined && head.stamp !== undefined && head.stamp === recalled.head.stamp) this.recalled.set(head.subject, recalled);
    }
  }

  head(subject: string): Head {
    const head = this.heads.get(subject);
    if (!head) throw new Error(`the head of ${subject} is not locked: the handler has to name it in its heads`);
    return head;
  }

  async load(items: readonly Item[]): Promise<void> {
    const wanted = new Map<string, Set<string>>();
    for (const { rows } of items) {
      for (const [table, ids] of Object.entries(rows)) {
        let set = wanted.get(table);
        if (!set) wanted.set(table, (set = new Set()));
        for (const id of ids ?? []) if (id !== '') set.add(id);
      }
    }
    await this.session.load(wanted, (table, id) => this.recalled.get(`case:${id}`)?.rows.get(table));
  }

  /** Runs one item. Its writes stay if it says `done` or `ignored`, and are taken back otherwise; a throw is passed on after that. */
  async run(item: Item): Promise<Outcome> {
    const head = this.head(item.subject);
    const hop = startHop(item, this.core.department, head.trace);
    this.current = { item, hop };
    let outcome: Outcome | undefined;
    try {
      outcome = await inHop(hop, () => item.run(this.work, hop));
      return outcome;
    } finally {
      this.current = undefined;
      if (outcome?.kind === 'done' || outcome?.kind === 'ignored') this.keep(item, head, hop, outcome);
      else this.undo();
    }
  }

  /** Writes everything: one statement per table, sent at once. The caller commits. */
  async flush(): Promise<void> {
    const { store } = this;
    const durationMs = performance.now() - this.startedAt;
    this.stampWritten();
    const kept = [...this.answers.map(({ key, answer }) => store.keepAnswer(key, answer)), this.session.flush(), store.saveHeads(this.heads.values()).then((stamp) => (this.savedStamp = stamp)), store.saveHops(this.hops, durationMs)];
    const left = this.core.rebuilding ? [] : [store.saveTimers([...this.timers.values()]), store.saveIntents([...this.intents.values()], this.now), store.saveOutbox(this.outbox)];
    await Promise.all([...kept, ...left]);
  }

  /** A head tells by its stamp whether what others remember of its case is still true. Who writes rows of another case than its own says nothing of it there, so its head has to be written all the same. */
  private stampWritten(): void {
    for (const [subject, head] of this.heads) {
      const caseId = head.dirty ? undefined : caseIdOf(subject);
      if (caseId !== undefined && this.session.hasWritten(caseId)) head.dirty = true;
    }
  }

  /** The answer to a command, for whoever sends it again under the same key. */
  keepAnswer(key: CommandKey, answer: Answer): void {
    this.answers.push({ key, answer });
  }

  /** After the commit: what happened is now true, so its spans are. */
  committed(): void {
    this.remember();
    for (const { hop, outcome } of this.handled) endHop(hop, outcome);
  }

  /** Taken back, or nobody knows: the next one reads everything. */
  failed(): void {
    this.core.recall?.forget();
  }

  /** For the next transaction of this instance. */
  private remember(): void {
    const { recall } = this.core;
    if (!recall) return;
    for (const [subject, head] of this.heads) {
      const caseId = caseIdOf(subject);
      const stamp = head.dirty ? this.savedStamp : head.stamp;
      if (caseId === undefined || stamp === undefined) continue;
      recall.keep(subject, { head: { ...head, seen: new Map(head.seen), stamp, dirty: false }, rows: new Map([...(this.recalled.get(subject)?.rows ?? []), ...this.session.rowsOf(caseId)]) });
    }
  }

  /** Topics are being read again side by side: what an outside event answers may still come. */
  get readsAgain(): boolean {
    return this.core.rebuilding || this.core.catchingUp?.() === true;
  }

  /** Not all that was on the bus at the start is handled: what came over another topic before an event may still come. */
  get holdsBack(): boolean {
    return this.core.catchingUp?.() === true;
  }

  get saysSomething(): boolean {
    return this.outbox.length > 0;
  }

  get intendsSomething(): boolean {
    return this.intents.size > 0;
  }

  private keep(item: Item, head: Head, hop: HopSpan, outcome: Outcome): void {
    this.session.keep();
    this.undoSteps = [];
    this.hops.push({ item, hop, follows: head.lastHop, handledAt: new Date(), outcome: outcome.kind });
    this.handled.push({ hop, outcome: outcome.kind });
    head.trace = hop.traceparent;
    head.lastHop = item.id;
    head.dirty = true;
  }

  private undo(): void {
    this.session.undo();
    for (const step of this.undoSteps.reverse()) step();
    this.undoSteps = [];
  }

  private running(): { item: Item; hop: HopSpan } {
    if (!this.current) throw new Error('a handler went on after it had answered: handlers answer when they are done');
    return this.current;
  }

  private say<E extends object>(contract: EventContract<E>, subject: string, data: E): string {
    const { item, hop } = this.running();
    const { department } = this.core;
    if (!contract.saidBy.includes(department)) throw new Error(`${department} may not say ${contract.type}: the contract names ${contract.saidBy.join(', ')}`);
    if (!subject.startsWith(`${contract.key}:`)) throw new Error(`${contract.type} is about a ${contract.key}, not ${subject}`);
    const value = valueOf(contract.type, data);
    const head = this.head(subject);
    const inner = contract.visibility === 'inner';
    const epoch = this.core.sourceEpoch();
    const sequence = inner ? ++head.outSequence : undefined;
    if (inner) {
      head.dirty = true;
      this.undoSteps.push(() => head.outSequence--);
    }
    const id = sequence === undefined ? randomUUID() : `${department}/${epoch}/${subject}/${sequence}`;
    this.undoSteps.push(() => void this.outbox.pop());
    this.outbox.push({
      topic: contract.topic,
      subject,
      id,
      type: contract.type,
      saidAt: new Date(),
      sequence,
      epoch: inner ? epoch : undefined,
      traceparent: hop.traceparent,
      causeId: item.id,
      extra: undefined,
      value,
    });
    return id;
  }

  private passOn({ contract, id, source, subject, saidAt, traceparent, causeId, data }: PassedOn): void {
    const { item, hop } = this.running();
    const { department, saysFor = [] } = this.core;
    if (!contract.saidBy.some((party) => saysFor.includes(party))) throw new Error(`${department} speaks for ${saysFor.join(', ') || 'nobody'}: ${contract.type} is not theirs to say`);
    const value = valueOf(contract.type, data);
    this.undoSteps.push(() => void this.outbox.pop());
    this.outbox.push({ topic: contract.topic, subject, id, source, type: contract.type, saidAt, sequence: undefined, epoch: undefined, traceparent: traceparent ?? hop.traceparent, causeId: causeId ?? item.id, extra: undefined, value });
  }

  private intend(intent: Intent): void {
    const { item, hop } = this.running();
    const before = this.intents.get(intent.id);
    this.undoSteps.push(() => (before ? this.intents.set(intent.id, before) : this.intents.delete(intent.id)));
    this.intents.set(intent.id, { intent, traceparent: hop.traceparent, causeId: item.id });
  }

  private setTimer(timer: TimerRow): void {
    this.running();
    const id = `${timer.subject} ${timer.name}`;
    const before = this.timers.get(id);
    this.undoSteps.push(() => (before ? this.timers.set(id, before) : this.timers.delete(id)));
    this.timers.set(id, timer);
  }
}

function valueOf(type: string, data: object): string {
  const value = JSON.stringify(data);
  if (!exceedsBytes(value, eventValueLimitBytes)) return value;
  throw new HuiliuError(ErrorKind.UNPROCESSABLE, 'EVENT_TOO_LARGE', `what this leads to is larger than the ${eventValueLimitBytes} bytes that ${type} may have: ask for less at once, as for fewer lines`);
}
