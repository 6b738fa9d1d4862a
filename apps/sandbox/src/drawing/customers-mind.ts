import type { BranchOf } from '../mix/branches';
import { everyday, type Mix } from '../mix/mix';
import { randomOf } from '../random/random';

/**
 * What the customer of a case is going to do. `cancels_in_review`: while a person has the case; `cancels_before_sending`: once the label is there;
 * `cancels_in_transit`: while the parcel is on its way; `cancels_too_late`: when it has gone; `never_sends`: nothing at all, until the time is over.
 */
export type Mind = BranchOf<'customer'>;

/** What customers can do at all. */
export interface Freedom {
  /** They reach the gateway. */
  readonly cancel: boolean;
  /** The departments' clock goes on by itself, so that what is never sent ends. */
  readonly neverSend: boolean;
  /** People of logistics are there, who can agree to have a parcel brought back. */
  readonly haveBack: boolean;
}

/** The same for the same seed and case. Who can't do what they want goes on as others do. */
export function mindOf(seed: string, caseNumber: string, { cancel, neverSend, haveBack }: Freedom, mix: Mix = everyday): Mind {
  const mind = randomOf(seed, 'mind', caseNumber).weighted(mix.customer);
  if (mind === 'never_sends') return neverSend ? mind : 'goes_on';
  if (mind === 'cancels_in_transit') return cancel && haveBack ? mind : 'goes_on';
  return cancel ? mind : 'goes_on';
}

/** Who has just applied through the gateway and thinks better of it. */
export const cancelsAtOnce = (seed: string, requestId: string, mix: Mix = everyday): boolean => randomOf(seed, 'at once', requestId).weighted(mix.applicant) === 'cancels_at_once';

const reasonCodes = ['CHANGED_MIND', 'ORDERED_ANEW', 'FOUND_IT', 'TOOK_TOO_LONG'] as const;

export const reasonToCancel = (seed: string, caseNumber: string): string => randomOf(seed, 'why', caseNumber).pick(reasonCodes);
