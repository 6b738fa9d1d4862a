import type { Provenance } from './order';
import type { CaseStatus } from './status';
import type { Quantities } from './units';

/** Case types of this installation; the others get TYPE_NOT_OFFERED. */
export const offeredTypes = ['return', 'refund_only'] as const;
export type OfferedType = (typeof offeredTypes)[number];
export const isOffered = (type: string): type is OfferedType => offeredTypes.some((offered) => offered === type);

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
export type Obstacle = 'NOT_YOUR_ORDER' | 'LINE_NOT_FOUND' | 'NOT_GOODS' | 'UNITS_TAKEN';

export interface CaseLine {
  readonly caseLineId: string;
  /** Empty when the purchase is not known. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: Reason;
  readonly condition: Condition;
  /** What these units cost at most, before discounts; 0 when the purchase is not known. */
  readonly claimedMinor: bigint;
  /** Units that review has approved, the warehouse has received, accepted, and missed. */
  readonly approved: number;
  readonly received: number;
  readonly accepted: number;
  readonly short: number;
}

export interface DecisionRecord {
  readonly policyVersion: string;
  readonly ruleIds: readonly string[];
  readonly decidedBy: string;
  readonly decidedAt: string;
  readonly facts: Readonly<Record<string, string>>;
}

export interface RejectionReason {
  readonly code: string;
  readonly message: string;
}

export type Decision =
  | { readonly verdict: 'approved'; readonly record: DecisionRecord }
  | { readonly verdict: 'rejected'; readonly record: DecisionRecord; readonly reasons: readonly RejectionReason[] };

export interface ReviewTask {
  readonly taskId: string;
  /** Empty as long as only a claim was heard of. */
  readonly dueAt: string;
  readonly claimedBy: string | undefined;
  readonly overdue: boolean;
}

export interface Rma {
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly sendBy: string;
}

export type ParcelState = 'in_transit' | 'delivered' | 'lost';

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
}

/** That the case will not go on: review has taken it back undecided, or logistics has called its return off. */
export interface CalledOff {
  readonly by: 'review' | 'logistics';
  readonly result: 'cancelled' | 'expired';
  /** Of who asked to cancel; empty when the time to send was over. */
  readonly reasonCode: string;
}

export interface Closing {
  readonly result: 'refunded' | 'rejected' | 'nothing_due' | 'cancelled' | 'expired';
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
  readonly type: OfferedType;
  readonly customerId: string;
  readonly channel: Channel;
  /** CRM's id of the request; empty for other doors. */
  readonly requestId: string;
  /** The customer's time of applying, in the trade's calendar. */
  readonly requestedAt: string;
  /** Intake's own clock. */
  readonly openedAt: string;
  readonly closedAt: string | undefined;
  readonly provenance: Provenance;
  readonly purchaseKnown: boolean;
  /** Empty when the purchase is not known. */
  readonly currency: string;
  readonly obstacles: readonly Obstacle[];
  readonly lines: readonly CaseLine[];
  readonly evidence: readonly Evidence[];
  readonly task: ReviewTask | undefined;
  readonly decision: Decision | undefined;
  readonly rma: Rma | undefined;
  readonly parcel: ParcelState | undefined;
  readonly inspectionTaskId: string | undefined;
  readonly inspected: boolean;
  readonly refundDue: Money | undefined;
  readonly legFailure: LegFailure | undefined;
  readonly refundSettled: Money | undefined;
  readonly closing: Closing | undefined;
  readonly cancellation: Cancellation | undefined;
  readonly calledOff: CalledOff | undefined;
}

/** Whether the case holds units of its order: only then can it be approved. */
export const holdsUnits = (it: IntakeCase): boolean => it.purchaseKnown && it.obstacles.length === 0;

export function statusOf(it: IntakeCase): CaseStatus {
  if (it.closing) return 'closed';
  if (it.decision?.verdict === 'rejected') return 'rejected';
  if (it.refundSettled) return 'refunded';
  if (it.refundDue || it.inspected) return 'refunding';
  if (it.calledOff) return 'called_off';
  if (it.type === 'refund_only') return it.decision ? 'refunding' : beforeDecision(it);
  if (it.inspectionTaskId !== undefined || it.parcel === 'delivered' || it.lines.some((line) => line.received > 0)) return 'at_warehouse';
  if (it.parcel) return 'in_transit';
  return it.decision || it.rma ? 'awaiting_return' : beforeDecision(it);
}

const beforeDecision = (it: IntakeCase): CaseStatus => (it.task ? 'in_review' : 'submitted');

/**
 * How the case ends, as soon as every unit is final; undefined until then. The refund may be heard of before the inspection that it follows,
 * and either before the approval: the case waits until it knows all of them.
 */
export function closingOf(it: IntakeCase): Closing | undefined {
  const { decision, refundSettled } = it;
  if (decision?.verdict === 'rejected') return { result: 'rejected', reasonCodes: decision.reasons.map((reason) => reason.code), refunded: undefined };
  if (it.calledOff) return closingOfCalledOff(it, it.calledOff);
  if (!decision || !refundSettled || (it.type === 'return' && !it.inspected)) return undefined;
  const short = it.lines.some((line) => line.short > 0) ? ['UNITS_SHORT'] : [];
  if (refundSettled.amountMinor > 0n) return { result: 'refunded', reasonCodes: short, refunded: refundSettled };
  const worthNothing = spentUnits(it).size > 0 ? ['NOTHING_WAS_PAID'] : [];
  return { result: 'nothing_due', reasonCodes: [...short, ...worthNothing], refunded: undefined };
}

/** A return may be heard to be called off before its approval is, over another topic: the case waits until it knows both, as with the refund. */
function closingOfCalledOff({ decision }: IntakeCase, { by, result, reasonCode }: CalledOff): Closing | undefined {
  if (by === 'logistics' && !decision) return undefined;
  return { result, reasonCodes: reasonCode === '' ? [] : [reasonCode], refunded: undefined };
}

/** Final: what is said about the case later adds to its record but leads nowhere. `at`: intake's own clock. */
export const closeCase = (it: IntakeCase, closing: Closing, at: string): IntakeCase => ({ ...it, closing, closedAt: at });

/**
 * Units that the case has used up for good, by order line: accepted ones of a return, approved ones that the customer keeps. The others were
 * rejected, not approved or never received, and the customer may apply for them again.
 */
export function spentUnits(it: IntakeCase): Quantities {
  const spent = new Map<string, number>();
  if (it.decision?.verdict !== 'approved') return spent;
  for (const line of it.lines) {
    const units = it.type === 'return' ? line.accepted : line.approved;
    if (units > 0) spent.set(line.orderLineId, (spent.get(line.orderLineId) ?? 0) + units);
  }
  return spent;
}
