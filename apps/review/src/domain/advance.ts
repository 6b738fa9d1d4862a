import type { Application } from './application';
import type { Terms } from './policy';
import type { ApprovedPart } from './review';

/** An exchange may go in advance: the goods leave before the others are back. */
export interface Advance {
  readonly holdForDays: number;
}

/** Whether what is approved of an exchange may go in advance: it is asked for, for the same goods, and the policy allows it. Undefined: it goes as every other. */
export function advanceOf({ type, advance, lines, currency, claimedMinor }: Application, part: ApprovedPart | undefined, { advance: allowed }: Pick<Terms, 'advance'>): Advance | undefined {
  const most = allowed?.atMostMinor[currency];
  if (type !== 'exchange' || !advance || !allowed || most === undefined || claimedMinor > BigInt(most)) return undefined;
  const approved = part ? lines.filter(({ caseLineId }) => part.approved.some((each) => each.caseLineId === caseLineId)) : lines;
  return approved.every(({ reason, wanted }) => !wanted && allowed.reasons.includes(reason)) ? { holdForDays: allowed.holdForDays } : undefined;
}
