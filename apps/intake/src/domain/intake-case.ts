import type { Choice } from './choice';
import { neverCame, openException, type CaseException } from './exceptions';
import type { Provenance } from './order';
import { holdOpen, keepsSent, paidTwice, type Hold } from './hold';
import type { PayDay } from './pay-day';
import type { Reopening } from './reopening';
import { isRecalled, type Recall, type RefundOnlyKind } from './recall';
import { paidInAll, wantsVariant, type ExchangeDifference } from './exchange-difference';
import { goingBack, rejectionOpen, unitsTaken, type Rejection } from './rejection';
import { inRepair, type Repair } from './repair';
import { comesBack, getsGoods, leftUnheard, type Replacement } from './replacement';
import type { CaseStatus } from './status';
import type { Quantities, Replacements } from './units';
import type { TopUp } from './top-up';
import type { Variants } from './variants';

/** Case types of this installation; the others get TYPE_NOT_OFFERED. */
export const offeredTypes = ['return', 'refund_only', 'exchange', 'repair', 'resend', 'price_difference'] as const;
export type OfferedType = (typeof offeredTypes)[number];
export const isOffered = (type: string): type is OfferedType => offeredTypes.some((offered) => offered === type);

/** What a person answers: no units, no review, no money. Another case may be made of it. */
export const concernTypes = ['inquiry', 'complaint'] as const;
export type ConcernType = (typeof concernTypes)[number];
export const isConcern = (type: string): type is ConcernType => concernTypes.some((concern) => concern === type);

/** Another case, as this one names it. */
export interface CaseName {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly orderId: string;
}

/** How feedback has ended a concern: with words to the customer, or with another case. */
export type ConcernEnd = { readonly how: 'answered' } | { readonly how: 'turned'; readonly into: CaseName };

export type Channel = 'unspecified' | 'crm' | 'api';
export type Reason = 'unspecified' | 'no_reason' | 'damaged' | 'faulty' | 'wrong_item' | 'not_as_described' | 'other';
export type Condition = 'unspecified' | 'unopened' | 'opened' | 'used' | 'defective';

export interface Money {
  readonly amountMinor: bigint;
  /** ISO 4217. */
  readonly currency: string;
}

/** A reference; the file itself lies elsewhere. */
export interface Evidence {
  readonly evidenceId: string;
  readonly kind: string;
  readonly uri: string;
}

/** Why the units of an application could not be reserved. Review rejects with the same code. */
export type Obstacle = 'NOT_YOUR_ORDER' | 'LINE_NOT_FOUND' | 'NOT_GOODS' | 'UNITS_TAKEN' | 'PRICE_MISSING' | 'PRICE_NOT_LOWER' | 'VARIANT_PRICE_MISSING' | 'VARIANT_SAME' | 'VARIANT_ALONE';

export interface CaseLine {
  readonly caseLineId: string;
  /** Empty when the purchase is not known. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: Reason;
  readonly condition: Condition;
  /** What these units cost at most, before discounts; of a price difference what is asked for, the same for each; 0 when the purchase is not known. */
  readonly claimedMinor: bigint;
  /** Of a price difference: the lower price of one unit that the customer points to. */
  readonly lowerUnitPriceMinor?: bigint | undefined;
  /** Of an exchange for another variant: which one, and the price of one unit that was quoted in the application, or when it was chosen in place of what is out of stock. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: bigint | undefined;
  /** Units that review has approved, the warehouse has received, accepted, and missed. */
  readonly approved: number;
  readonly received: number;
  readonly accepted: number;
  readonly short: number;
  /** Units that came and were rejected at the inspection. Missing where none was. */
  readonly rejected?: number | undefined;
  /** Lost for good on their way back. */
  readonly lost: number;
}

export interface DecisionRecord {
  readonly policyVersion: string;
  readonly ruleIds: readonly string[];
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly facts: Readonly<Record<string, string>>;
  /** Of the review; missing: the first. */
  readonly round?: number | undefined;
}

export interface RejectionReason {
  readonly code: string;
  readonly message: string;
}

/** What was asked for and not approved, and why, where the rest was. */
export interface RefusedPart {
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[];
  readonly reason: RejectionReason;
}

/** Missing fields: everything was approved, and all that was asked of each unit; the goods of an exchange have to come back first; the rejection is final. */
export type Decision =
  | { readonly verdict: 'approved'; readonly record: DecisionRecord; readonly refused?: RefusedPart | undefined; readonly reduced?: RejectionReason | undefined; readonly advance?: true | undefined }
  | { readonly verdict: 'rejected'; readonly record: DecisionRecord; readonly reasons: readonly RejectionReason[]; readonly supplementUntil?: string | undefined };

/** What review has asked the customer to show. */
export interface EvidenceRequest {
  readonly taskId: string;
  readonly dueAt: string;
  readonly reasonCode: string;
  /** Which request of the case it is, from 1. */
  readonly number: number;
  /** Whether it was answered, or overtaken by a decision. */
  readonly over: boolean;
}

/** What the customer added to a rejected application. What they wrote is kept apart from the case. */
export interface Supplement {
  /** Of the decision that it asks for: 2 after the first rejection. */
  readonly round: number;
  readonly at: string;
  /** New pieces. */
  readonly evidenceIds: readonly string[];
  readonly explained: boolean;
  /** The rejection that it answers. */
  readonly rejected: { readonly record: DecisionRecord; readonly reasons: readonly RejectionReason[] };
}

export interface ReviewTask {
  readonly taskId: string;
  /** Empty as long as only a claim was heard of. */
  readonly dueAt: string;
  readonly claimedBy: string | undefined;
  readonly overdue: boolean;
  /** Missing: the first. */
  readonly round?: number | undefined;
}

export interface Rma {
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy: string;
}

export type ParcelState = 'in_transit' | 'delivered' | 'lost' | 'written_off';

/** Of a refund above the limit: a second person has to approve it, has, or has declined it. */
export type RefundApproval = 'needed' | 'given' | 'declined';

/** What a second person would not pay back, and until when finance may take it up again. */
export interface RefundDecline {
  readonly reasonCode: string;
  readonly until: string;
  /** That nobody has: it is dropped where the customer has the goods, else somebody has to see to it. Undefined as long as somebody may. */
  readonly ended: 'dropped' | 'exception' | undefined;
}

/** A leg of the refund that did not go through last time it was tried. */
export interface LegFailure {
  readonly legId: string;
  readonly code: string;
  readonly willRetry: boolean;
}

/** What was asked of intake: that the case be cancelled. It alone writes this down; what comes of it, review and logistics say. */
export interface Cancellation {
  readonly reasonCode: string;
  /** `customer`, or the staff id of who asks for them. */
  readonly askedBy: string;
  readonly askedAt: string;
  /** Why it came too late; undefined as long as it may still succeed, or has. */
  readonly declinedCode: string | undefined;
  /** The parcel was on its way: until when somebody of logistics may agree to have it brought back; missing where nobody is asked. */
  readonly agreeBy?: string | undefined;
  /** Who of the staff has; missing where nobody has. */
  readonly agreedBy?: string | undefined;
}

/** That the case will not go on: review has taken it back undecided, or logistics has called its return, or its recall, off. */
export interface CalledOff {
  readonly by: 'review' | 'logistics';
  readonly result: 'cancelled' | 'expired';
  /** Of who asked to cancel, or why a recall is not possible; empty when the time to send was over. */
  readonly reasonCode: string;
  /** What was sent in advance has left, and stays with the customer. Missing: nothing has. */
  readonly replacementStays?: true | undefined;
}

export interface Closing {
  readonly result: 'refunded' | 'replaced' | 'repaired' | 'rejected' | 'nothing_due' | 'cancelled' | 'expired' | 'answered' | 'turned';
  readonly reasonCodes: readonly string[];
  /** Undefined when nothing was paid. */
  readonly refunded: Money | undefined;
}

/**
 * A case as intake keeps it together: the application, and beside it what each department has said, each in a place of its own. The status
 * is derived from these, so that it does not matter in which order they were heard.
 */
export interface IntakeCase {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
  readonly type: OfferedType | ConcernType;
  /** Of a refund only: where the customer says that the goods are; undefined: they have them and keep them. */
  readonly refundOnlyKind: RefundOnlyKind | undefined;
  readonly customerId: string;
  readonly channel: Channel;
  /** CRM's id of the request; empty for other doors. */
  readonly requestId: string;
  /** The customer's time of applying, in the trade's calendar. */
  readonly requestedAt: string;
  /** Intake's own clock. */
  readonly openedAt: string;
  readonly closedAt: string | undefined;
  /** Intake's own clock: when it last went on. Missing: when it was opened, and where versions before wrote it. */
  readonly movedAt?: string | undefined;
  readonly provenance: Provenance;
  readonly purchaseKnown: boolean;
  /** Empty when the purchase is not known. */
  readonly currency: string;
  readonly obstacles: readonly Obstacle[];
  readonly lines: readonly CaseLine[];
  readonly evidence: readonly Evidence[];
  /** Of the concern that it was made of. */
  readonly cameFrom: CaseName | undefined;
  /** The case that had ended and is taken up again in this one; missing where it is none. */
  readonly reopens?: CaseName | undefined;
  /** In which it goes on after it had ended; missing where it does not. */
  readonly reopenedAs?: Reopening | undefined;
  /** A person's: review's, or of a concern feedback's. */
  readonly task: ReviewTask | undefined;
  readonly evidenceRequest: EvidenceRequest | undefined;
  /** Of the newest round; a rejection that was supplemented is kept with its supplement. */
  readonly decision: Decision | undefined;
  /** Oldest first. Each of them opens another round of the review. */
  readonly supplements: readonly Supplement[];
  readonly rma: Rma | undefined;
  /** How the goods of a refund only are stopped or got back; undefined for other cases, and as long as nothing is heard of it. */
  readonly recall: Recall | undefined;
  /** Of the return as a whole, where its goods come in several parcels. */
  readonly parcel: ParcelState | undefined;
  /** Under way, something more is to be heard of it by then, or it counts as lost; lost, it is given up then. Missing otherwise, and where versions before said it. */
  readonly parcelBy?: string | undefined;
  /** Tracking numbers of the other parcels of the return; missing where there are none. */
  readonly furtherParcels?: readonly string[] | undefined;
  /** Tracking numbers of those that the carrier has brought back to the customer; missing where there are none. */
  readonly returnedParcels?: readonly string[] | undefined;
  readonly inspectionTaskId: string | undefined;
  /** When the WMS is asked again, or somebody looks for the goods, if nothing is reported. Missing where no clock runs. */
  readonly inspectBy?: string | undefined;
  /** Written off though the carrier says that it has delivered it. Missing otherwise. */
  readonly notReceived?: true | undefined;
  readonly inspected: boolean;
  /** Missing where what was in the box is what was announced, or nothing is heard of it. */
  readonly exceptions?: readonly CaseException[] | undefined;
  /** Quoted in place of what is out of stock; undefined where none was. */
  readonly variants?: Variants | undefined;
  /** How often the customer has chosen one of them; missing where they have not. */
  readonly variantsChosen?: number | undefined;
  /** Of the units that the inspection has rejected; undefined where nobody has said anything of them. */
  readonly rejection?: Rejection | undefined;
  readonly refundDue: Money | undefined;
  /** Undefined where none is needed. */
  readonly refundApproval: RefundApproval | undefined;
  /** Undefined where nobody has declined it, and again once it is taken up. */
  readonly refundDecline?: RefundDecline | undefined;
  readonly legFailure: LegFailure | undefined;
  /** By when it is to be paid; missing where nothing is, and where versions before said it. */
  readonly payDay?: PayDay | undefined;
  readonly refundSettled: Money | undefined;
  /** Of an exchange for a cheaper variant; undefined where nobody has said anything of it. */
  readonly difference?: ExchangeDifference | undefined;
  /** Of an exchange for a dearer variant; undefined where nobody has said anything of it. */
  readonly topUp?: TopUp | undefined;
  /** Whether the customer asks for an exchange in advance; missing where they do not. */
  readonly advance?: true | undefined;
  /** Of an exchange in advance; undefined where nobody has said anything of it. */
  readonly hold?: Hold | undefined;
  readonly closing: Closing | undefined;
  readonly cancellation: Cancellation | undefined;
  readonly calledOff: CalledOff | undefined;
  /** Undefined where nothing is sent to the customer, or nobody has said anything of it. */
  readonly replacement?: Replacement | undefined;
  /** Undefined where nothing is repaired, or nobody has said anything of it. */
  readonly repair?: Repair | undefined;
  /** The last that the customer had to choose; undefined where there was none. */
  readonly choice?: Choice | undefined;
  /** Of a concern. */
  readonly concernEnd: ConcernEnd | undefined;
}

/** Whether the case holds units of its order: only then can it be approved. */
export const holdsUnits = (it: IntakeCase): boolean => !isConcern(it.type) && it.purchaseKnown && it.obstacles.length === 0;

/** The round of the review that the case is in, as far as intake knows: its own supplements open them. */
export const roundOf = ({ supplements, decision }: Pick<IntakeCase, 'supplements' | 'decision'>): number => Math.max(supplements.length + 1, decision ? roundOfRecord(decision.record) : 1);

export const roundOfRecord = ({ round = 1 }: DecisionRecord): number => round;

/** Whether anybody carries out an approval already. */
const isCarriedOut = (it: IntakeCase): boolean =>
  it.rma !== undefined || it.recall !== undefined || it.parcel !== undefined || it.inspectionTaskId !== undefined || it.inspected || it.refundDue !== undefined || it.refundSettled !== undefined || it.difference !== undefined || it.calledOff !== undefined || it.replacement !== undefined || it.repair !== undefined || it.hold !== undefined || it.lines.some((line) => line.received > 0);

/** Whether money goes for what the warehouse accepts, or what is lost on its way there, alone: not for goods that the customer keeps, or that have never left. */
export const paysForArrived = (it: Pick<IntakeCase, 'type' | 'refundOnlyKind' | 'recall'>): boolean => comesBack(it) || (isRecalled(it.refundOnlyKind) && it.recall?.stage !== 'stopped');

/** Whether the customer has the goods and keeps them, so that a refund that is declined may be dropped. */
export const keepsGoods = ({ type, refundOnlyKind }: Pick<IntakeCase, 'type' | 'refundOnlyKind'>): boolean => type === 'price_difference' || (type === 'refund_only' && !isRecalled(refundOnlyKind));

/**
 * The rejection in force. One that could be supplemented is none any more where an approval is carried out: another round has approved, and is still to be
 * heard of. That happens only where intake's own state is rebuilt and topics are read side by side.
 */
export function rejectionOf(it: IntakeCase): Extract<Decision, { readonly verdict: 'rejected' }> | undefined {
  if (it.decision?.verdict !== 'rejected') return undefined;
  return it.decision.supplementUntil !== undefined && isCarriedOut(it) ? undefined : it.decision;
}

/** Until when the customer may supplement the rejected application, whether that is over or not; undefined when they may not, or have wanted to cancel. */
export const supplementableUntil = (it: IntakeCase): string | undefined => (it.closing || it.cancellation || !holdsUnits(it) ? undefined : rejectionOf(it)?.supplementUntil);

/** The same at that time: undefined once it is over. */
export function supplementUntil(it: IntakeCase, at: string): string | undefined {
  const until = supplementableUntil(it);
  return until !== undefined && Date.parse(until) > Date.parse(at) ? until : undefined;
}

/** What review has asked for and waits for. */
export const evidenceAwaited = (it: IntakeCase): EvidenceRequest | undefined => (it.evidenceRequest?.over === false ? it.evidenceRequest : undefined);

/** The review task of this round; one of a round before is decided. */
export const currentTask = (it: IntakeCase): ReviewTask | undefined => (it.task && (it.task.round ?? 1) >= roundOf(it) ? it.task : undefined);

export function statusOf(it: IntakeCase): CaseStatus {
  if (it.closing) return 'closed';
  if (isConcern(it.type)) return it.concernEnd ? 'answered' : it.task ? 'with_agent' : 'submitted';
  if (rejectionOf(it)) return 'rejected';
  if (it.refundSettled) return 'refunded';
  if (it.refundDue || it.refundApproval) return 'refunding';
  if (getsGoods(it)) return statusOfGoods(it);
  if (it.inspected && rejectionOpen(it)) return 'at_warehouse';
  if (goingBack(it)) return 'replacing';
  if (it.inspected || it.parcel === 'written_off' || it.recall?.stage === 'stopped') return 'refunding';
  if (it.calledOff) return 'called_off';
  if (!comesBack(it) && !isRecalled(it.refundOnlyKind)) return it.decision || it.replacement ? 'refunding' : beforeDecision(it);
  return statusOfReturn(it);
}

/** Of an exchange, a repair, or of what is sent again. */
function statusOfGoods(it: IntakeCase): CaseStatus {
  const isBack = it.inspected || it.parcel === 'written_off' || keepsSent(it);
  // In advance the customer has it long before.
  if (it.replacement?.parcel?.state === 'delivered' && (isBack || it.advance !== true)) return 'replaced';
  if (keepsSent(it)) return 'replacing';
  if (it.calledOff || it.replacement?.calledOff) return 'called_off';
  if (it.inspected && inRepair(it)) return 'repairing';
  if (it.inspected || it.parcel === 'written_off') return 'replacing';
  if (comesBack(it)) return statusOfReturn(it);
  return it.decision || it.replacement ? 'replacing' : beforeDecision(it);
}

/** As long as what comes back is on its way, or is to be stopped. */
function statusOfReturn(it: IntakeCase): CaseStatus {
  if (it.inspectionTaskId !== undefined || it.parcel === 'delivered' || it.lines.some((line) => line.received > 0)) return 'at_warehouse';
  if (it.type === 'refund_only') return it.parcel || it.recall?.stage === 'recalling' ? 'being_recalled' : it.decision || it.recall ? 'being_stopped' : beforeDecision(it);
  if (it.parcel) return 'in_transit';
  return it.decision || it.rma ? 'awaiting_return' : beforeDecision(it);
}

function beforeDecision(it: IntakeCase): CaseStatus {
  if (evidenceAwaited(it)) return 'awaiting_evidence';
  return it.task || it.supplements.length > 0 ? 'in_review' : 'submitted';
}

/**
 * How the case ends, as soon as every unit is final; undefined until then. The refund may be heard of before the inspection, or the loss, that it follows,
 * and either before the approval: the case waits until it knows all of them, and until the warehouse has sorted out what was not in the box as announced, settled what was rejected, and said that what was sent has left. A rejected one waits as long as it may be supplemented: that the time for it is over, its clock says.
 */
export function closingOf(it: IntakeCase): Closing | undefined {
  const { decision, refundSettled, concernEnd } = it;
  // The warehouse's word may be heard after what logistics has made of it.
  if (it.notReceived && !neverCame(it)) return undefined;
  if (openException(it) || rejectionOpen(it) || goingBack(it) || leftUnheard(it)) return undefined;
  if (concernEnd) return { result: concernEnd.how, reasonCodes: [], refunded: undefined };
  const rejection = rejectionOf(it);
  if (rejection) return supplementableUntil(it) === undefined ? closingOfRejection(rejection) : undefined;
  if (holdOpen(it)) return undefined;
  if (it.calledOff) return closingOfCalledOff(it, it.calledOff);
  if (decision?.verdict === 'approved' && it.refundDecline?.ended === 'dropped') return { result: 'rejected', reasonCodes: [it.refundDecline.reasonCode], refunded: undefined };
  if (decision?.verdict !== 'approved' || (paysForArrived(it) && !it.inspected && it.parcel !== 'written_off')) return undefined;
  const refused = [...(decision.refused ? [decision.refused.reason.code] : []), ...(decision.reduced ? [decision.reduced.code] : [])];
  const short = [...(it.parcel === 'written_off' ? ['PARCEL_LOST'] : []), ...(it.lines.some((line) => line.short > 0) ? ['UNITS_SHORT'] : []), ...(it.rejection?.outcome === 'deduction' ? ['UNITS_DEDUCTED'] : it.rejection?.outcome === 'goods_back' ? ['GOODS_BACK'] : [])];
  if (getsGoods(it)) return closingOfGoods(it, [...refused, ...short]);
  if (!refundSettled) return undefined;
  const refunded = paidInAll(it);
  if (refunded) return { result: 'refunded', reasonCodes: [...new Set([...refused, ...short, ...(it.replacement?.whyPaid === undefined ? [] : [it.replacement.whyPaid])])], refunded };
  const worthNothing = it.type === 'price_difference' ? ['NOTHING_LEFT_TO_CLAIM'] : spentUnits(it).size > 0 ? ['NOTHING_WAS_PAID'] : [];
  return { result: 'nothing_due', reasonCodes: [...refused, ...short, ...worthNothing], refunded: undefined };
}

function closingOfGoods(it: IntakeCase, reasonCodes: readonly string[]): Closing | undefined {
  const { replacement } = it;
  const sold = it.hold?.captured ? [...reasonCodes, 'HOLD_CAPTURED'] : reasonCodes;
  // What came back although it was paid for is paid back first.
  if (it.lines.some((line) => paidTwice(it, line) > 0) && !it.refundSettled) return undefined;
  // That other goods have arrived may be heard before what was settled for them.
  if (replacement?.parcel?.state === 'delivered') return wantsVariant(it) && it.difference?.over !== true ? undefined : { result: it.type === 'repair' ? 'repaired' : 'replaced', reasonCodes: sold, refunded: paidInAll(it) };
  return replacement?.calledOff === 'nothing_accepted' ? { result: 'nothing_due', reasonCodes, refunded: undefined } : undefined;
}

export const closingOfRejection = ({ reasons }: { readonly reasons: readonly RejectionReason[] }): Closing => ({ result: 'rejected', reasonCodes: reasons.map((reason) => reason.code), refunded: undefined });

/** Units that review has approved, by order line. */
export function approvedUnits(it: IntakeCase): Quantities {
  const approved = new Map<string, number>();
  for (const line of it.lines) if (line.approved > 0) approved.set(line.orderLineId, (approved.get(line.orderLineId) ?? 0) + line.approved);
  return approved;
}

/** A return may be heard to be called off before its approval is, over another topic: the case waits until it knows both, as with the refund. */
function closingOfCalledOff(it: IntakeCase, { by, result, reasonCode }: CalledOff): Closing | undefined {
  if (by === 'logistics' && it.decision?.verdict !== 'approved') return undefined;
  // What was sent in advance is the customer's now, once they have it: paid for, unless it came too late for that.
  if (keepsSent(it)) return it.replacement?.parcel?.state === 'delivered' ? { result: 'replaced', reasonCodes: [it.hold?.captured ? 'HOLD_CAPTURED' : 'HOLD_ENDED'], refunded: undefined } : undefined;
  return { result, reasonCodes: reasonCode === '' ? [] : [reasonCode], refunded: undefined };
}

/** Final: what is said about the case later adds to its record but leads nowhere. `at`: intake's own clock. */
export const closeCase = (it: IntakeCase, closing: Closing, at: string): IntakeCase => ({ ...it, closing, closedAt: at });

/**
 * Units that the case has used up for good, by order line: of what comes back those that were accepted or lost on their way, else the approved ones, which the customer keeps or never got; of a price
 * difference none, as what remains of them may be claimed later, and none where nothing is paid in the end. The others were rejected, not approved or never received, and the customer may apply for them
 * again; so may they for what they got in exchange, which takes the place of what they gave back, unless that was paid for when theirs came; and for what was repaired.
 */
export function spentUnits(it: IntakeCase): Quantities {
  const spent = new Map<string, number>();
  if (getsGoods(it)) return unitsOf(it, (line) => paidTwice(it, line));
  if (it.decision?.verdict !== 'approved' || it.type === 'price_difference' || it.refundDecline?.ended === 'dropped') return spent;
  for (const line of it.lines) {
    const units = paysForArrived(it) ? unitsTaken(line, it) + line.lost : line.approved;
    if (units > 0) spent.set(line.orderLineId, (spent.get(line.orderLineId) ?? 0) + units);
  }
  return spent;
}

function unitsOf(it: IntakeCase, count: (line: CaseLine) => number): Quantities {
  const units = new Map<string, number>();
  for (const line of it.lines) if (count(line) > 0) units.set(line.orderLineId, (units.get(line.orderLineId) ?? 0) + count(line));
  return units;
}

/** What has been sent in place of units that came back, were lost on their way here, or had never come: they are the customer's from then on, with a window of their own. Undefined: nothing has, or it was their own. */
export function sentInPlace(it: IntakeCase, { result }: Closing): Replacements | undefined {
  const deliveredAt = it.replacement?.parcel?.deliveredAt;
  if (result !== 'replaced' || deliveredAt === undefined) return undefined;
  const units = new Map<string, number>();
  for (const line of it.lines) units.set(line.orderLineId, (units.get(line.orderLineId) ?? 0) + (comesBack(it) ? line.accepted + line.lost - paidTwice(it, line) : line.approved));
  return { units, deliveredAt };
}
