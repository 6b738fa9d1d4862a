import type { EventContract } from '@huiliu/contracts';
import type { TablesOf } from './tables/session';

/** A call to the outside world that a worker makes after the commit. `id` is the idempotency key towards the other side. */
export interface Intent {
  readonly id: string;
  readonly kind: string;
  readonly subject: string;
  readonly payload: Readonly<Record<string, unknown>>;
  /** Not before then; at once when left out. The same id again reschedules it. */
  readonly dueAt?: Date;
}

export interface Timer {
  readonly subject: string;
  readonly name: string;
  readonly dueAt: Date;
  readonly payload: Readonly<Record<string, unknown>>;
}

/** An event of an outside system that came in by another door than the bus. Its data was checked against the contract. */
export interface PassedOn {
  readonly contract: EventContract<unknown>;
  readonly id: string;
  readonly source: string;
  readonly subject: string;
  readonly saidAt: Date;
  /** Of the event that it answers; that of the handler when left out. */
  readonly traceparent: string | undefined;
  readonly causeId: string | undefined;
  readonly data: object;
}

/** What a handler may do besides reading and writing its rows. Everything is kept or undone together. */
export interface WorkBase {
  /** One instant for the whole transaction. */
  readonly now: Date;
  /** Says an event; it leaves after the commit. The subject's head must be locked: its own, or one that the handler's `heads` name. Answers the event's id. */
  say<E extends object>(contract: EventContract<E>, subject: string, data: E): string;
  /** Says for an outside system what it has said by another door, as if it had said it on the bus itself: with its own id, source and time. */
  passOn(event: PassedOn): void;
  intend(intent: Intent): void;
  schedule(timer: Timer): void;
  cancelTimer(subject: string, name: string): void;
}

/** A handler's view of one transaction: the department's tables and the verbs above. */
export type Work<Definitions> = WorkBase & TablesOf<Definitions>;
