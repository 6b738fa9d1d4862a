import { randomOf } from '../random/random';

/**
 * What the customer of a case is going to do. `cancels_in_review`: while a person has the case; `cancels_before_sending`: once the label is there;
 * `cancels_too_late`: when the parcel has gone; `never_sends`: nothing at all, until the time is over.
 */
export type Mind = 'goes_on' | 'cancels_in_review' | 'cancels_before_sending' | 'cancels_too_late' | 'never_sends';

/** What customers can do at all. */
export interface Freedom {
  /** They reach the gateway. */
  readonly cancel: boolean;
  /** The departments' clock goes on by itself, so that what is never sent ends. */
  readonly neverSend: boolean;
}

const shares: Readonly<Record<Mind, number>> = { goes_on: 0.79, cancels_in_review: 0.06, cancels_before_sending: 0.06, cancels_too_late: 0.04, never_sends: 0.05 };

/** The same for the same seed and case. Who can't do what they want goes on as others do. */
export function mindOf(seed: string, caseNumber: string, { cancel, neverSend }: Freedom): Mind {
  const mind = randomOf(seed, 'mind', caseNumber).weighted(shares);
  return mind === 'never_sends' ? (neverSend ? mind : 'goes_on') : cancel ? mind : 'goes_on';
}

const shareCancelledAtOnce = 0.15;

/** Who has just applied through the gateway and thinks better of it. */
export const cancelsAtOnce = (seed: string, requestId: string): boolean => randomOf(seed, 'at once', requestId).chance(shareCancelledAtOnce);

const reasonCodes = ['CHANGED_MIND', 'ORDERED_ANEW', 'FOUND_IT', 'TOOK_TOO_LONG'] as const;

export const reasonToCancel = (seed: string, caseNumber: string): string => randomOf(seed, 'why', caseNumber).pick(reasonCodes);
