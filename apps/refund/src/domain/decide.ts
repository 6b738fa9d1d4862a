import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { Allocation } from './allocation';
import { limitOf, type ApprovalLimits } from './approval-limits';
import type { GoodsInstead } from './goods-instead';
import type { Hold } from './hold';
import { giveBack, hold, partsOf, takeUnits, type Balance } from './balance';
import { sum } from './money';
import { asChosen, deductedOfAll, evolve, isExchangeDifference, isRequested, needsPerson, type ApprovedLine, type ApprovedRefund, type ByHand, type CaseRef, type Leg, type NewLeg, type Refund, type RefundEvent, type RefundLine, type Requested, type RequestedRefund } from './refund';
import { retryDelayMs, type RetryBounds } from './retry';

/** What the payment provider said of one leg. `unknown`: nothing, so that the money may have gone or not. */
export type LegAnswer =
  | { readonly status: 'settled'; readonly providerReference: string }
  | { readonly status: 'failed'; readonly code: string; readonly final: boolean }
  | { readonly status: 'unknown'; readonly code: string };

export type Decision = Result<readonly RefundEvent[], DomainError>;

/** Units of case lines that the customer gets money for. */
export interface AcceptedLine {
  readonly caseLineId: string;
  readonly quantity: number;
  /** So many hundredths of a percent of what each unit is still worth stay with the seller. Missing: nothing does. */
  readonly deductBasisPoints?: number | undefined;
}

const nothing: Decision = ok([]);

/**
 * The case was approved. Errors: CASE_LINE_TWICE, APPROVED_DIFFERENTLY. The same approval again changes nothing.
 * @param decidedBy `rules`, or the staff id of who decided: not who may approve the refund, should it need that
 * @param goodsKept whether the customer has the goods and keeps them
 */
export function decideApproval(refund: Refund | undefined, ref: CaseRef, lines: readonly ApprovedLine[], decidedBy: string, { goods, goodsKept, hold }: { readonly goods?: GoodsInstead | undefined; readonly goodsKept?: boolean; readonly hold?: Hold | undefined } = {}): Decision {
  if (new Set(lines.map((line) => line.caseLineId)).size < lines.length) return domainError('CASE_LINE_TWICE', `Case ${ref.caseNumber} was approved with one case line named twice. Look at the approval.`);
  if (!refund) return ok([{ type: 'approved', ref, lines, decidedBy, goods, ...(goodsKept !== undefined && { goodsKept }), ...(hold && { hold }) }]);
  if (sameLines(refund.approved, lines)) return nothing;
  return domainError('APPROVED_DIFFERENTLY', `Case ${ref.caseNumber} was approved before, for other lines or quantities. Look at both decisions in the case's timeline.`);
}

/**
 * The return was called off, or other goods were delivered: the approval is dropped. Once the refund was requested that is a contradiction: its goods have come. Error: REFUND_REQUESTED.
 */
export function decideCallOff(refund: Refund, delivered = false): Decision {
  if (refund.status === 'called_off') return nothing;
  if (refund.status === 'approved') return ok([{ type: 'called_off' }]);
  // Whoever sends the goods has heard that the difference is settled: where it is asked for anew, as from a log, its money comes first.
  if (delivered && isRequested(refund) && refund.goods) return refund.goods.delivered === true ? nothing : ok([{ type: 'exchange_ended', how: 'delivered' }]);
  return domainError('REFUND_REQUESTED', `The return of case ${refund.ref.caseNumber} was called off, but its goods were inspected and the refund is ${refund.status}. Find out whether the goods have come.`);
}

/**
 * Takes the accepted units from the order and holds their money. Above the limit nobody is asked for it before a second person has approved.
 * Errors: LINE_NOT_APPROVED, MORE_THAN_APPROVED, ORDER_LINE_NOT_FOUND, NOT_ENOUGH_UNITS, EXCEEDS_CAPTURED. Nothing is taken then.
 */
export function decideRequest(
  refund: Refund,
  accepted: readonly AcceptedLine[],
  allocation: Allocation,
  balance: Balance,
  limits: ApprovalLimits,
  now: Date,
): Result<{ readonly events: readonly RefundEvent[]; readonly balance: Balance }, DomainError> {
  if (refund.status !== 'approved') return ok({ events: [], balance });
  const wanted = wantedUnits(refund.approved.map(paidFor), accepted);
  if (!wanted.ok) return wanted;
  const refundId = refund.difference ? restIdOf(refund.ref.caseId) : refundIdOf(refund.ref.caseId);
  const claimed = claim(refundId, wanted.value, allocation, balance);
  if (!claimed.ok) return claimed;
  const { lines, legs, balance: held } = claimed.value;
  const asked = { refundId, currency: allocation.currency, lines, legs, at: now };
  if (legs.length === 0) return ok({ events: [{ type: 'requested', ...asked }, { type: 'settled', at: now }], balance: held });
  return ok({ events: [asksFor(asked, limits)], balance: held });
}

/**
 * Of an exchange for other variants: what the accepted units are worth more than what goes out for them is paid back. No events where it is not; what they are worth less is not collected.
 * Errors as of a request.
 */
export function decideDifference(refund: ApprovedRefund, accepted: readonly AcceptedLine[], allocation: Allocation, balance: Balance, limits: ApprovalLimits, now: Date): WithBalance {
  const refundId = differenceIdOf(refund.ref.caseId);
  const claimed = claimDifference(refund, accepted, allocation, balance);
  if (!claimed.ok) return claimed;
  const { lines, legs, balance: held } = claimed.value;
  if (legs.length === 0) return ok({ events: [], balance });
  return ok({ events: [asksFor({ refundId, currency: allocation.currency, lines, legs, at: now, ofDifference: true }, limits)], balance: held });
}

/** What would be paid back if other variants went out for the units, as the order stands. Nothing is taken. Errors as of a request. */
export function differenceOf(refund: ApprovedRefund, accepted: readonly AcceptedLine[], allocation: Allocation, balance: Balance): Result<bigint, DomainError> {
  const claimed = claimDifference(refund, accepted, allocation, balance);
  return claimed.ok ? ok(sum(claimed.value.legs.map((leg) => leg.amountMinor))) : claimed;
}

function claimDifference(refund: ApprovedRefund, accepted: readonly AcceptedLine[], allocation: Allocation, balance: Balance): Result<Claimed, DomainError> {
  const wanted = wantedUnits(asChosen(refund.approved), accepted);
  return wanted.ok ? claim(differenceIdOf(refund.ref.caseId), wanted.value.filter(isExchanged), allocation, balance) : wanted;
}

/** What would be deducted for rejected units, and paid for the case in all, as the order stands. Nothing is taken. Errors as of a request. */
export function quoteOf(refund: Refund, units: readonly AcceptedLine[], allocation: Allocation, balance: Balance): Result<{ readonly deductedMinor: bigint; readonly paidMinor: bigint }, DomainError> {
  const wanted = wantedUnits(refund.approved.map(paidFor), units);
  if (!wanted.ok) return wanted;
  const claimed = claim(refundIdOf(refund.ref.caseId), wanted.value, allocation, balance);
  return claimed.ok ? ok({ deductedMinor: deductedOfAll(claimed.value), paidMinor: sum(claimed.value.legs.map((leg) => leg.amountMinor)) }) : claimed;
}

/** Above the limit it needs a second person first. */
function asksFor(asked: Omit<Requested, 'type'>, limits: ApprovalLimits): RefundEvent {
  const limitMinor = limitOf(limits, asked.currency);
  const above = limitMinor === undefined || sum(asked.legs.map((leg) => leg.amountMinor)) > limitMinor;
  return above ? { type: 'approval_needed', ...asked, limitMinor } : { type: 'requested', ...asked };
}

const isExchanged = (line: ApprovedLine): boolean => line.exchangedAtMinor !== undefined;

/** Nothing goes out for them: they are paid for as those of a return. */
const paidFor = ({ exchangedAtMinor: _price, chosenAtMinor: _chosen, ...line }: ApprovedLine): ApprovedLine => line;

interface Claimed {
  readonly lines: readonly RefundLine[];
  readonly legs: readonly NewLeg[];
  readonly balance: Balance;
}

/** Takes units from the order and holds their money. */
function claim(refundId: string, wanted: readonly ApprovedLine[], allocation: Allocation, balance: Balance): Result<Claimed, DomainError> {
  const taken = takeUnits(allocation, balance, wanted);
  if (!taken.ok) return taken;
  const { units } = taken.value;
  const parts = partsOf(allocation, balance, units);
  const held = hold(taken.value.balance, parts);
  if (!held.ok) return held;
  const lines = wanted.map(
    ({ caseLineId, orderLineId, quantity, deductBasisPoints }, index): RefundLine => ({ caseLineId, orderLineId, quantity, amountMinor: units[index]?.amountMinor ?? 0n, ...(deductBasisPoints !== undefined && { deductBasisPoints }), slices: units[index]?.slices }),
  );
  const legs = parts.map(({ place, paymentId, method, amountMinor }): NewLeg => ({ legId: legIdOf(refundId, place), paymentId, method, amountMinor }));
  return ok({ lines, legs, balance: held.value });
}

type WithBalance = Result<{ readonly events: readonly RefundEvent[]; readonly balance: Balance }, DomainError>;

/**
 * The second person declines a refund above the limit: what it holds is free again. The same again changes nothing.
 * Errors: NOTHING_TO_DECLINE, SAME_PERSON, UNITS_NOT_KNOWN, UNITS_GONE_ON.
 * @param takeUpMs how long finance may take it up again
 */
export function decideDecline(refund: Refund, { declinedBy, reasonCode }: { readonly declinedBy: string; readonly reasonCode: string }, allocation: Allocation, balance: Balance, takeUpMs: number, now: Date): WithBalance {
  const { caseNumber } = refund.ref;
  if (isRequested(refund) && refund.status === 'declined' && refund.decline?.declinedBy === declinedBy && refund.decline.reasonCode === reasonCode) return ok({ events: [], balance });
  if (!isRequested(refund) || refund.status !== 'awaiting_approval') {
    return domainError('NOTHING_TO_DECLINE', `The refund of case ${caseNumber} is ${refund.status} and waits for nobody's approval. Look at the list of those that do.`);
  }
  if (!isSecondPerson(refund, declinedBy)) return samePerson(caseNumber);
  const claimed = refund.lines.map(({ orderLineId, slices }) => ({ orderLineId, slices: slices ?? [] }));
  if (refund.lines.some((line) => line.slices === undefined)) {
    return domainError('UNITS_NOT_KNOWN', `The refund of case ${caseNumber} was requested before it was kept which units it holds, so they can't be given back by themselves. Approve it, or have it sorted out by hand.`);
  }
  const free = giveBack(allocation, balance, claimed, refund.legs);
  if (!free) return domainError('UNITS_GONE_ON', `Units of case ${caseNumber} have come back since, and counted on this difference. Approve it.`);
  return ok({ events: [{ type: 'declined', reasonCode, declinedBy, at: now, until: new Date(now.getTime() + takeUpMs) }], balance: free });
}

/**
 * Finance takes a declined refund up again: units and money are held anew, and somebody else has to approve it. The same again changes nothing.
 * Errors: NOTHING_TO_TAKE_UP, NOTHING_LEFT, and those of a request.
 */
export function decideTakeUp(refund: Refund, takenUpBy: string, allocation: Allocation, balance: Balance): WithBalance {
  const { caseNumber } = refund.ref;
  if (isRequested(refund) && refund.status === 'awaiting_approval' && refund.decline?.takenUpBy === takenUpBy) return ok({ events: [], balance });
  if (!isRequested(refund) || (refund.status !== 'declined' && refund.status !== 'exception')) {
    return domainError('NOTHING_TO_TAKE_UP', `The refund of case ${caseNumber} is ${refund.status}: only one that was declined, and whose time is not over, can be taken up again.`);
  }
  const wanted = wantedUnits(isExchangeDifference(refund) ? asChosen(refund.approved) : refund.approved.map(paidFor), refund.lines);
  if (!wanted.ok) return wanted;
  const claimed = claim(refund.refundId, wanted.value, allocation, balance);
  if (!claimed.ok) return claimed;
  const { lines, legs, balance: held } = claimed.value;
  if (legs.length === 0) return domainError('NOTHING_LEFT', `Nothing is left to pay for case ${caseNumber}: other cases of its order have been paid meanwhile. Look at them.`);
  return ok({ events: [{ type: 'taken_up', takenUpBy, lines, legs }], balance: held });
}

/** The time to take a declined refund up again is over. Nothing where it was, or that time is another one. */
export function takeUpEnds(refund: Refund, now: Date): readonly RefundEvent[] {
  if (refund.status !== 'declined' || !isRequested(refund) || (refund.decline?.until.getTime() ?? 0) > now.getTime()) return [];
  return [{ type: refund.goodsKept === true ? 'dropped' : 'exception_opened' }];
}

/** Neither who decided the case, nor who asks for its refund after it was declined. */
const isSecondPerson = (refund: RequestedRefund, person: string): boolean => refund.decidedBy !== person && refund.decline?.takenUpBy !== person;

const samePerson = (caseNumber: string): { readonly ok: false; readonly error: DomainError } =>
  domainError('SAME_PERSON', `You have decided case ${caseNumber} yourself, or taken its refund up again: a refund of this size needs a second person. Leave it to a colleague.`);

/** The second person approves a refund above the limit. Errors: NOTHING_TO_APPROVE, SAME_PERSON. The same approval again changes nothing. */
export function decideRefundApproval(refund: Refund, approvedBy: string, now: Date): Decision {
  const { caseNumber } = refund.ref;
  if (isRequested(refund) && refund.approval?.approvedBy === approvedBy) return nothing;
  if (!isRequested(refund) || refund.status !== 'awaiting_approval') return domainError('NOTHING_TO_APPROVE', `The refund of case ${caseNumber} is ${refund.status} and waits for nobody's approval. Look at the list of those that do.`);
  if (!isSecondPerson(refund, approvedBy)) return samePerson(caseNumber);
  return ok([{ type: 'approval_given', approvedBy, at: now }]);
}

/**
 * Finance has paid one leg by a bank transfer, as the provider never will. Allowed only where that is certain, so that the money can't go twice.
 * Errors: LEG_NOT_FOUND, LEG_SETTLED, LEG_NOT_STUCK, LEG_UNCERTAIN, LEG_NOT_REFUSED. The same settlement again changes nothing.
 */
export function decideManualSettlement(refund: Refund, legId: string, byHand: ByHand, now: Date): Decision {
  const { caseNumber } = refund.ref;
  const leg = legOf(refund, legId);
  if (!leg) return domainError('LEG_NOT_FOUND', `Case ${caseNumber} has no refund leg ${legId}. Take the leg's id from the refund of the case.`);
  if (leg.byHand?.settledBy === byHand.settledBy && leg.byHand.bankReference === byHand.bankReference) return nothing;
  const why = whyNotByHand(leg);
  if (why || !isRequested(refund)) return domainError(why?.code ?? 'LEG_SETTLED', `Leg ${legId} of case ${caseNumber} ${why?.message ?? 'has settled.'}`);
  return ok(withWhole(refund, { type: 'leg_settled_by_hand', legId, ...byHand }, now));
}

/** Also of the difference of an exchange, which has settled before. */
const legOf = (refund: Refund, legId: string): Leg | undefined => [...(isRequested(refund) ? refund.legs : []), ...(refund.difference?.legs ?? [])].find((each) => each.legId === legId);

function whyNotByHand(leg: Leg): DomainError | undefined {
  if (leg.status === 'settled') return { code: 'LEG_SETTLED', message: 'has settled: the customer has this money. Do not transfer it; if you have, call it back.' };
  if (!needsPerson(leg)) return { code: 'LEG_NOT_STUCK', message: 'is still on its way to the provider: wait for what it says, and transfer nothing meanwhile.' };
  if (leg.status === 'unknown') return { code: 'LEG_UNCERTAIN', message: 'may have been paid: the provider has not said. Find out from it, or ask for a retry, which looks before it pays.' };
  if (!leg.refusedForGood) return { code: 'LEG_NOT_REFUSED', message: 'was refused, but not for good: the provider may still pay it. Ask for a retry.' };
  return undefined;
}

/** What follows from the provider's answer. Error: LEG_NOT_FOUND. An answer that comes late or twice changes nothing, unless it says that the money arrived. */
export function decideLegAnswer(refund: Refund, legId: string, answer: LegAnswer, bounds: RetryBounds, now: Date): Decision {
  const leg = legOf(refund, legId);
  if (!leg) return domainError('LEG_NOT_FOUND', `Case ${refund.ref.caseNumber} has no refund leg ${legId}.`);
  // Never passed over: the money has gone twice, and somebody has to hear of it.
  if (leg.byHand && answer.status === 'settled') return domainError('PAID_TWICE', `Leg ${legId} of case ${refund.ref.caseNumber} was paid by hand, and now the provider says that it has paid too. Call one of the two back.`);
  if (leg.status === 'settled' || !isRequested(refund)) return nothing;
  if (answer.status === 'settled') return ok(withWhole(refund, { type: 'leg_settled', legId, providerReference: answer.providerReference }, now));
  if (!leg.retrying) return nothing;
  const { code } = answer;
  if (answer.status === 'failed') {
    const refusals = leg.refusals + 1;
    const retryAfterMs = answer.final || refusals >= bounds.refusals ? undefined : retryDelayMs(refusals, bounds);
    return ok(withWhole(refund, { type: 'leg_refused', legId, code, retryAfterMs, final: answer.final }, now));
  }
  const silences = leg.silences + 1;
  const retryAfterMs = silences >= bounds.silences ? undefined : retryDelayMs(silences, bounds);
  return ok(withWhole(refund, { type: 'leg_unknown', legId, code, retryAfterMs }, now));
}

/** Tries again what is not tried by itself any more. Error: NOTHING_TO_RETRY. */
export function decideRetry(refund: Refund, askedBy: string, now: Date): Decision {
  const stuck = isRequested(refund) ? refund.legs.filter(needsPerson) : [];
  if (stuck.length === 0) return domainError('NOTHING_TO_RETRY', `No leg of the refund of case ${refund.ref.caseNumber} has failed for good. Look at the refund's state first.`);
  return ok([...stuck.map(({ legId }): RefundEvent => ({ type: 'leg_retried', legId })), { type: 'retried', askedBy, at: now }]);
}

export const refundIdOf = (caseId: string): string => `F-${caseId}`;
/** Of what a cheaper variant is worth less, and of what else is paid after that. They begin as the case's, so that the entries of a case lie together. */
export const differenceIdOf = (caseId: string): string => `${refundIdOf(caseId)}/difference`;
export const restIdOf = (caseId: string): string => `${refundIdOf(caseId)}/rest`;

/** By the payment's place in the order: ids of payments may be too long to be part of another id. */
export const legIdOf = (refundId: string, place: number): string => `${refundId}/${place}`;

/** An event of one leg, and what it means for the refund as a whole. */
function withWhole(refund: RequestedRefund, event: RefundEvent, now: Date): RefundEvent[] {
  const next = evolve(refund, event);
  if (!isRequested(next)) return [event];
  if (next.legs.every((leg) => leg.status === 'settled')) return [event, { type: 'settled', at: now }, ...(next.goods?.delivered === true ? [{ type: 'called_off' } as const] : [])];
  const stuck = next.legs.some(needsPerson);
  if (stuck && next.status === 'requested') return [event, { type: 'failed' }];
  if (!stuck && next.status === 'failed') return [event, { type: 'resumed' }];
  return [event];
}

/** Lines with something accepted, in the order of the approval. */
export function wantedUnits(approved: readonly ApprovedLine[], accepted: readonly AcceptedLine[]): Result<readonly ApprovedLine[], DomainError> {
  const quantities = new Map<string, number>();
  for (const { caseLineId, quantity } of accepted) quantities.set(caseLineId, (quantities.get(caseLineId) ?? 0) + quantity);
  for (const [caseLineId, quantity] of quantities) {
    const line = approved.find((each) => each.caseLineId === caseLineId);
    if (!line) return domainError('LINE_NOT_APPROVED', `Line ${caseLineId} was inspected but never approved. Look at the case's approval.`);
    if (quantity > line.quantity) return domainError('MORE_THAN_APPROVED', `Line ${caseLineId}: ${quantity} units accepted but only ${line.quantity} approved. The surplus belongs in quarantine.`);
  }
  return ok(approved.flatMap((line) => [undefined, ...ratesOf(accepted)].map((rate) => atRate(line, accepted, rate))).filter((line) => line.quantity > 0));
}

/** The lowest first. */
const ratesOf = (accepted: readonly AcceptedLine[]): number[] => [...new Set(accepted.flatMap(({ deductBasisPoints }) => deductBasisPoints ?? []))].sort((a, b) => a - b);

/** Units of a line that are paid for with the same deduction. */
const atRate = (line: ApprovedLine, accepted: readonly AcceptedLine[], rate: number | undefined): ApprovedLine => ({
  ...line,
  quantity: accepted.reduce((sum, each) => (each.caseLineId === line.caseLineId && each.deductBasisPoints === rate ? sum + each.quantity : sum), 0),
  ...(rate !== undefined && { deductBasisPoints: rate }),
});

const sameLines = (a: readonly ApprovedLine[], b: readonly ApprovedLine[]): boolean =>
  a.length === b.length && a.every((line, index) => isSameLine(line, b[index]));

const isSameLine = (a: ApprovedLine, b: ApprovedLine | undefined): boolean =>
  a.caseLineId === b?.caseLineId && a.orderLineId === b.orderLineId && a.quantity === b.quantity && a.difference?.atMostMinor === b.difference?.atMostMinor && a.difference?.downToMinor === b.difference?.downToMinor && a.exchangedAtMinor === b.exchangedAtMinor;
