import { registry, type EventContract } from '@huiliu/contracts';
import type { Aggregates, Appends, EventContext, WorkBase } from '@huiliu/messaging';
import type { Customer } from '../domain/customer';
import type { CaseName, IntakeCase } from '../domain/intake-case';
import type { Order } from '../domain/order';
import type { OrderUnits } from '../domain/units';

/** What intake keeps, as its behaviours see it. */
export interface IntakeTables {
  readonly customers: Aggregates<Customer>;
  readonly orders: Aggregates<Order>;
  /** By order id. */
  readonly units: Aggregates<OrderUnits>;
  readonly cases: Aggregates<IntakeCase>;
  readonly timeline: Appends<TimelineLine>;
  readonly statements: Appends<Statement>;
  readonly questions: Appends<Question>;
  /** By the id of the concern: the case that was made of it. */
  readonly made: Aggregates<CaseName>;
}

export type IntakeWork = WorkBase & IntakeTables;

/** What a customer wrote when supplementing. Personal data: nobody is told without a record of it. */
export interface Statement {
  /** Of the case and the round. */
  readonly supplementId: string;
  readonly caseId: string;
  readonly round: number;
  readonly at: Date;
  readonly reason: string;
}

/** What a customer asks or complains of. Personal data: nobody is told without a record of it. */
export interface Question {
  readonly caseId: string;
  readonly at: Date;
  readonly text: string;
}

/** One line of a case's timeline: what intake heard or said. */
export interface TimelineLine {
  readonly caseId: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly at: Date;
  readonly causeId: string | null;
  readonly traceId: string;
  readonly spanId: string;
  readonly summary: string;
}

/** What is being handled, an event or a command: the cause of all that is said meanwhile. */
export interface Cause {
  readonly id: string;
  readonly traceId: string;
  readonly spanId: string;
}

export type Heard = Pick<EventContext, 'event' | 'hop'>;

const source = 'urn:huiliu:intake';

/** The time to supplement a rejected application. */
export const supplementTimer = 'supplement-over';

/** The time to choose. */
export const choiceTimer = 'choice-over';

/** That a case which had ended goes on in another one is to be told. */
export const reopenedTimer = 'reopened';

export const caseSubject = (caseId: string): string => `case:${caseId}`;
export const orderSubject = (orderId: string): string => `order:${orderId}`;
export const customerSubject = (customerId: string): string => `customer:${customerId}`;

/** Ids of outside systems are unique only within their source, whatever that source is called. */
export const causeOf = ({ event, hop }: Heard): Cause => ({ id: registry.get(event.type)?.visibility === 'inner' ? event.id : `${event.source}/${event.id}`, ...hop });

/** Notes in the case's timeline what was heard. */
export function noteHeard(work: IntakeWork, heard: Heard, caseId: string, summary: string): void {
  const { event } = heard;
  const cause = causeOf(heard);
  const saidAt = new Date(event.time);
  const at = Number.isNaN(saidAt.getTime()) ? work.now : saidAt;
  work.timeline.add({ ...lineOf(cause, caseId, cause.id), type: event.type, source: event.source, at, causeId: event.causeId ?? null, summary });
}

/** Says an event about a case and notes it in the case's timeline. */
export function sayAndNote<E extends object>(work: IntakeWork, cause: Cause, caseId: string, contract: EventContract<E>, data: E, summary: string): void {
  const eventId = work.say(contract, caseSubject(caseId), data);
  work.timeline.add({ ...lineOf(cause, caseId, eventId), type: contract.type, source, at: work.now, causeId: cause.id, summary });
}

/** Keeps a case that has gone on, as it is returned. */
export function keepCase(work: IntakeWork, it: IntakeCase): IntakeCase {
  const kept = { ...it, movedAt: work.now.toISOString() };
  work.cases.put(it.caseId, kept);
  return kept;
}

const lineOf = (cause: Cause, caseId: string, eventId: string) => ({ caseId, eventId, traceId: cause.traceId, spanId: cause.spanId });
