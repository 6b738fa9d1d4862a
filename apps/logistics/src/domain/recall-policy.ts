import type { RefundOnlyKind } from './words';

/** Refunds only whose goods have to be stopped, or to come back, before money goes. */
export type RecallKind = Extract<RefundOnlyKind, 'before_shipping' | 'on_the_way' | 'refused'>;
export const isRecalled = (kind: RefundOnlyKind): kind is RecallKind => kind === 'before_shipping' || kind === 'on_the_way' || kind === 'refused';

/** The rules of getting goods back that the customer does not have, as data. All times by our own clock. */
export interface RecallPolicy {
  /** How long the WMS has to answer before it is asked again. */
  readonly stopAnswerHours: number;
  /** From this attempt on a person in logistics has to look, and the WMS is asked once in `overdueAnswerHours`: only it knows, so nothing is assumed in its stead. */
  readonly overdueAttempt: number;
  readonly overdueAnswerHours: number;
  /** How long a parcel that is to come back may be silent before it counts as lost. */
  readonly reportWithinDays: number;
  /** How long a lost one may still turn up. */
  readonly writeOffAfterDays: number;
}

export const recallPolicy: RecallPolicy = { stopAnswerHours: 4, overdueAttempt: 3, overdueAnswerHours: 24, reportWithinDays: 7, writeOffAfterDays: 10 };

const hourMs = 60 * 60 * 1000;

export const hoursAfter = (now: Date, hours: number): string => new Date(now.getTime() + hours * hourMs).toISOString();
export const daysAfter = (now: Date, days: number): string => hoursAfter(now, days * 24);

export function answerByOf(attempt: number, now: Date, policy: RecallPolicy): string {
  return hoursAfter(now, attempt < policy.overdueAttempt ? policy.stopAnswerHours : policy.overdueAnswerHours);
}
