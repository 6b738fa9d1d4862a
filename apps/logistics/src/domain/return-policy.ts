import type { CaseType } from './words';

/** The rules of sending goods back, as data. */
export interface ReturnPolicy {
  /** Case types whose goods come back under an RMA. Others come back under the outbound waybill, or not at all. */
  readonly typesWithReturn: readonly CaseType[];
  /** Case types whose customers are sent something: from stock, or their own goods. */
  readonly typesThatSend: readonly CaseType[];
  /** Of those, the ones whose customers get their own goods back, of which there are no others. */
  readonly typesThatSendBack: readonly CaseType[];
  /** How long the customer has to hand over the parcel, in days from the approval, by our own clock: whoever applies late, or for what happened long ago, has as long as others. */
  readonly sendWithinDays: number;
  /** How long a lost parcel may still turn up, in days from when we heard that it is lost (our clock). */
  readonly writeOffAfterDays: number;
  /** How long a person has to agree to a cancellation while the parcel is on its way, in hours from when the wish came (our clock); then it is declined. */
  readonly agreeWithinHours: number;
  /** How long a parcel that is under way may be silent before it counts as lost, in days from when we last heard of it (our clock); one to the customer too. */
  readonly reportWithinDays: number;
  /** How long the WMS has to give the carrier what is to be sent, in days from when it was ordered. */
  readonly handOverWithinDays: number;
}

export const returnPolicy: ReturnPolicy = { typesWithReturn: ['return', 'exchange', 'repair'], typesThatSend: ['exchange', 'resend', 'repair'], typesThatSendBack: ['repair'], sendWithinDays: 14, writeOffAfterDays: 10, agreeWithinHours: 24, reportWithinDays: 10, handOverWithinDays: 7 };

const dayMs = 24 * 60 * 60 * 1000;
// The contracts know the years 1 to 9999: a deadline beyond them could not be said.
const lastInstantMs = Date.parse('9999-12-31T23:59:59.999Z');

/**
 * Last instant at which the customer may hand over the parcel, ISO in UTC. It counts from the approval, so that a return that is authorised again, after a restore, has the same deadline; from now where the approval was
 * heard of so late that less than half of the time were left.
 */
export function sendByOf(approvedAt: Date, now: Date, policy: ReturnPolicy): string {
  const timeMs = policy.sendWithinDays * dayMs;
  const sinceMs = approvedAt.getTime() + timeMs / 2 < now.getTime() ? now.getTime() : approvedAt.getTime();
  return new Date(Math.min(sinceMs + timeMs, lastInstantMs)).toISOString();
}

/** When a parcel that was lost just now is given up, ISO in UTC. */
export const writeOffAtOf = (now: Date, policy: ReturnPolicy): string => daysAfter(now, policy.writeOffAfterDays);

/** When a parcel that was heard of just now counts as lost, ISO in UTC. */
export const reportByOf = (now: Date, policy: ReturnPolicy): string => daysAfter(now, policy.reportWithinDays);

/** When what was ordered just now is to be with the carrier, ISO in UTC. */
export const handOverByOf = (now: Date, policy: ReturnPolicy): string => daysAfter(now, policy.handOverWithinDays);

/** By when somebody has to agree to a wish that has come just now, ISO in UTC. */
export function agreeByOf(now: Date, policy: ReturnPolicy): string {
  return new Date(Math.min(now.getTime() + policy.agreeWithinHours * (dayMs / 24), lastInstantMs)).toISOString();
}

const daysAfter = (now: Date, days: number): string => new Date(Math.min(now.getTime() + days * dayMs, lastInstantMs)).toISOString();
