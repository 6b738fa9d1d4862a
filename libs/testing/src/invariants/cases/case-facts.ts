import type { Department } from '@huiliu/contracts';
import type { Leftovers } from '../databases/leftovers';
import type { CaseFold } from '../folds/case-fold';

/** One case as each department holds it, as far as they have to agree. Amounts are minor units as digits. */
export interface CaseFacts {
  readonly caseId: string;
  readonly intake: IntakeFacts | undefined;
  readonly review: ReviewFacts | undefined;
  readonly logistics: LogisticsFacts | undefined;
  readonly warehouse: WarehouseFacts | undefined;
  readonly refund: RefundFacts | undefined;
  readonly feedback: FeedbackFacts | undefined;
  /** What the events on the log make of it; undefined: there are none. */
  readonly folded: CaseFold | undefined;
  /** Whether an event of it can't be read. */
  readonly foldIsShort: boolean;
  /** Departments where an event of the case waits or is parked, or a call for it is still to be made. */
  readonly stuckIn: readonly Department[];
}

export interface IntakeFacts {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly orderId: string;
  readonly customerId: string;
  readonly type: string;
  readonly channel: string;
  readonly provenance: string;
  readonly status: string;
  /** Whether a clock runs at whose end a rejected case closes. */
  readonly supplementTimer?: boolean;
  readonly doc: {
    readonly requestedAt: string;
    readonly purchaseKnown: boolean;
    readonly currency: string;
    readonly obstacles: readonly string[];
    readonly evidence: readonly unknown[];
    readonly lines: readonly IntakeLine[];
    readonly task?: { readonly taskId: string; readonly dueAt: string; readonly claimedBy?: string; readonly overdue: boolean; readonly round?: number };
    readonly evidenceRequest?: { readonly taskId: string; readonly dueAt: string; readonly reasonCode: string; readonly number: number; readonly over: boolean };
    readonly supplements?: readonly { readonly round: number }[];
    readonly decision?: { readonly verdict: string; readonly record: { readonly policyVersion: string; readonly decidedBy: string; readonly round?: number }; readonly reasons?: readonly { readonly code: string }[]; readonly supplementUntil?: string; readonly refused?: { readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[]; readonly reason: { readonly code: string } }; readonly reduced?: { readonly code: string } };
    readonly rma?: { readonly rmaNumber: string; readonly trackingNumber: string; readonly carrierCode: string; readonly sendBy: string };
    readonly parcel?: string;
    readonly inspectionTaskId?: string;
    readonly inspected: boolean;
    readonly refundDue?: StoredMoney;
    readonly refundApproval?: string;
    readonly refundDecline?: { readonly reasonCode: string; readonly until: string; readonly ended?: string };
    readonly refundSettled?: StoredMoney;
    readonly legFailure?: { readonly legId: string; readonly code: string; readonly willRetry: boolean };
    readonly calledOff?: { readonly by: string; readonly result: string; readonly reasonCode: string };
    readonly closing?: { readonly result: string; readonly reasonCodes: readonly string[]; readonly refunded?: StoredMoney };
  };
  readonly cancellation: { readonly reasonCode: string; readonly askedBy: string; readonly declinedCode: string | null } | null;
}

export interface IntakeLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: string;
  readonly condition: string;
  readonly claimedMinor: string;
  /** Of a price difference alone. */
  readonly lowerUnitPriceMinor?: string;
  readonly approved: number;
  readonly received: number;
  readonly accepted: number;
  readonly short: number;
  /** Missing in rows that were last written before there was such a thing. */
  readonly lost?: number;
}

export interface StoredMoney {
  readonly amountMinor: string;
  readonly currency: string;
}

export interface ReviewFacts {
  readonly caseId: string;
  readonly status: string;
  readonly taskId: string | null;
  readonly claimedBy: string | null;
  readonly decision: { readonly policyVersion: string; readonly decidedBy: string; readonly supplementUntil?: string } | null;
  /** Missing in rows of before there were rounds. */
  readonly round?: number;
  readonly evidenceRequest?: { readonly reasonCode: string; readonly dueAt: string } | null;
}

export interface LogisticsFacts {
  readonly caseId: string;
  readonly status: string;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly calledOff: { readonly reason: string; readonly reasonCode: string } | null;
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[];
  readonly claim: { readonly claimId: string } | null;
}

export interface WarehouseFacts {
  readonly caseId: string;
  readonly status: string;
  readonly lines: readonly { readonly caseLineId: string; readonly expected: number; readonly accepted: number }[];
}

export interface RefundFacts {
  readonly caseId: string;
  readonly orderId: string;
  readonly status: string;
  readonly currency: string | null;
  readonly totalMinor: string | null;
  readonly decidedBy: string | null;
  readonly approvedBy: string | null;
  readonly decline?: { readonly reasonCode: string; readonly takenUpBy: string | null } | null;
  readonly approved: readonly { readonly caseLineId: string; readonly quantity: number }[];
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly amountMinor?: string }[];
}

export interface FeedbackFacts {
  readonly caseId: string;
  readonly customerId: string;
  readonly status: string;
}

export const stuckIn = (leftovers: Leftovers, caseId: string): Department[] =>
  (Object.keys(leftovers) as Department[]).filter((department) => leftovers[department].subjects.has(`case:${caseId}`));
