import type { Department } from '@huiliu/contracts';
import type { Leftovers } from '../databases/leftovers';
import type { CaseFold } from '../folds/case-fold';

/** One case as each department holds it, as far as they have to agree. Amounts are minor units as digits. */
export interface CaseFacts {
  readonly caseId: string;
  readonly intake: IntakeFacts | undefined;
  readonly review: ReviewFacts | undefined;
  readonly logistics: LogisticsFacts | undefined;
  /** Logistics' too. */
  readonly recall: RecallFacts | undefined;
  readonly warehouse: WarehouseFacts | undefined;
  /** What logistics sends to the customer, and what the warehouse has set aside for that. */
  readonly replacement?: ReplacementFacts | undefined;
  readonly reservation?: ReservationFacts | undefined;
  /** The warehouse's, about what was in the box. */
  readonly exceptions?: readonly ExceptionFacts[] | undefined;
  /** The warehouse's work order for the customer's own goods. */
  readonly repair?: RepairFacts | undefined;
  /** The warehouse's, of units that its inspection has rejected. */
  readonly rejection?: RejectionFacts | undefined;
  readonly refund: RefundFacts | undefined;
  readonly feedback: FeedbackFacts | undefined;
  /** Feedback's, of an inquiry or a complaint. */
  readonly concern: ConcernFacts | undefined;
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
  /** Whether a clock runs at whose end it is chosen for the customer. */
  readonly choiceTimer?: boolean;
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
    readonly decision?: { readonly verdict: string; readonly advance?: boolean; readonly record: { readonly policyVersion: string; readonly decidedBy: string; readonly round?: number }; readonly reasons?: readonly { readonly code: string }[]; readonly supplementUntil?: string; readonly refused?: { readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[]; readonly reason: { readonly code: string } }; readonly reduced?: { readonly code: string } };
    readonly rma?: { readonly rmaNumber: string; readonly trackingNumber: string; readonly carrierCode: string; readonly sendBy: string };
    readonly refundOnlyKind?: string;
    readonly recall?: { readonly stage: string; readonly answerBy?: string; readonly reportBy?: string; readonly trackingNumber?: string; readonly carrierCode?: string };
    readonly parcel?: string;
    readonly parcelBy?: string;
    readonly furtherParcels?: readonly string[];
    readonly returnedParcels?: readonly string[];
    readonly inspectionTaskId?: string;
    readonly inspected: boolean;
    readonly exceptions?: readonly { readonly exceptionId: string; readonly kind: string; readonly units: number; readonly dueAt: string; readonly byDefault: string; readonly owner: string; readonly claimedBy?: string; readonly end?: { readonly resolution: string; readonly by: string } }[];
    readonly rejection?: { readonly quote?: { readonly deducted: StoredMoney; readonly paid: StoredMoney }; readonly outcome?: string };
    readonly refundDue?: StoredMoney;
    readonly refundApproval?: string;
    readonly refundDecline?: { readonly reasonCode: string; readonly until: string; readonly ended?: string };
    readonly refundSettled?: StoredMoney;
    readonly payDay?: { readonly by: string; readonly late?: string };
    readonly difference?: {
      readonly due?: StoredMoney;
      readonly settled?: StoredMoney;
      readonly refundApproval?: string;
      readonly refundDecline?: { readonly reasonCode: string; readonly until: string; readonly ended?: string };
      readonly legFailure?: { readonly legId: string; readonly code: string; readonly willRetry: boolean };
      readonly payDay?: { readonly by: string; readonly late?: string };
      readonly over: boolean;
    };
    readonly topUp?: { readonly state: string; readonly amount: StoredMoney; readonly dueAt: string; readonly paymentUrl: string };
    readonly advance?: boolean;
    readonly hold?: { readonly state: string; readonly amount?: StoredMoney; readonly captureAt?: string; readonly reasonCode?: string; readonly captured?: { readonly amount: StoredMoney; readonly lines: readonly HeldLine[]; readonly soldOrderId: string } };
    readonly legFailure?: { readonly legId: string; readonly code: string; readonly willRetry: boolean };
    readonly replacement?: { readonly stock?: { readonly state: string; readonly attempt: number; readonly choices: number }; readonly parcel?: { readonly state: string; readonly attempt: number; readonly trackingNumber: string; readonly by?: string; readonly overdue?: boolean }; readonly calledOff?: string; readonly whyPaid?: string };
    readonly repair?: { readonly state: string; readonly attempt?: number; readonly answerBy?: string; readonly overdue?: boolean };
    readonly choice?: { readonly number: number; readonly answer?: { readonly option: string; readonly sku?: string } };
    /** Quoted in place of what is out of stock, and how often one of them was chosen. */
    readonly variants?: { readonly number: number; readonly offered: readonly { readonly sku: string; readonly unitPrice: StoredMoney; readonly paidBack?: StoredMoney; readonly paidOnTop?: StoredMoney }[] };
    readonly variantsChosen?: number;
    readonly cameFrom?: { readonly caseId: string; readonly caseNumber: string };
    readonly reopens?: { readonly caseId: string; readonly caseNumber: string; readonly orderId: string };
    readonly reopenedAs?: { readonly caseId: string; readonly caseNumber: string; readonly orderId: string; readonly reasonCode: string; readonly at: string };
    readonly concernEnd?: { readonly how: string; readonly into?: { readonly caseId: string; readonly caseNumber: string } };
    readonly calledOff?: { readonly by: string; readonly result: string; readonly reasonCode: string; readonly replacementStays?: boolean };
    readonly closing?: { readonly result: string; readonly reasonCodes: readonly string[]; readonly refunded?: StoredMoney };
  };
  readonly cancellation: { readonly reasonCode: string; readonly askedBy: string; readonly declinedCode: string | null; readonly agreeBy?: string; readonly agreedBy?: string } | null;
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
  /** Of an exchange for another variant alone. */
  readonly wantedSku?: string;
  readonly wantedUnitPriceMinor?: string;
  readonly approved: number;
  readonly received: number;
  readonly accepted: number;
  readonly short: number;
  /** Missing in rows that were last written before there was such a thing. */
  readonly lost?: number;
  /** Missing where nothing was rejected. */
  readonly rejected?: number;
}

export interface HeldLine {
  readonly caseLineId: string;
  readonly quantity: number;
  readonly amountMinor: string;
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
  /** Where there are several parcels: the first one's own status, and the others. */
  readonly firstStatus?: string | null;
  readonly further?: readonly { readonly trackingNumber: string; readonly status: string; readonly claim?: object; readonly unannounced?: string }[] | null;
  /** What the warehouse calls the first parcel, where it came without its label. */
  readonly firstUnannounced?: string | null;
  /** The wish to cancel it while it was on its way, and whether a clock runs for who is asked to agree. */
  readonly cancellation?: { readonly state: string; readonly agreeBy?: string; readonly answeredBy?: string; readonly declinedCode?: string } | null;
  readonly agreementClock?: boolean;
}

export interface ReplacementFacts {
  readonly caseId: string;
  readonly status: string;
  readonly trackingNumber: string;
  readonly attempt: number;
  readonly reserved: boolean;
  readonly settled: boolean;
  /** How many parcels the carrier has lost. */
  readonly claims?: number;
  /** How many could not be delivered. */
  readonly cameBack?: number;
  readonly calledOff: { readonly reason: string; readonly reasonCode: string } | null;
  /** What is sent. */
  readonly lines?: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number }[];
}

export interface ReservationFacts {
  readonly caseId: string;
  readonly status: string;
  readonly attempt: number;
  readonly choices: number;
  /** What is set aside. */
  readonly lines?: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number }[];
}

export interface RepairFacts {
  readonly caseId: string;
  readonly status: string;
  readonly attempt: number;
  /** Which parcel to the customer it is, from 1. */
  readonly parcel?: number | null;
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[];
}

export interface RejectionFacts {
  readonly caseId: string;
  readonly status: string;
  readonly choice: number;
  /** Which parcel to the customer it is; null for the first. */
  readonly parcel?: number | null;
  readonly outcome: string | null;
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly grade: string }[];
}

export interface RecallFacts {
  readonly caseId: string;
  readonly status: string;
  readonly trackingNumber: string | null;
  readonly carrierCode: string | null;
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[];
  readonly end: { readonly reason: string; readonly reasonCode: string } | null;
  readonly claim: { readonly claimId: string } | null;
}

export interface WarehouseFacts {
  readonly caseId: string;
  readonly status: string;
  readonly lines: readonly { readonly caseLineId: string; readonly expected: number; readonly accepted: number; readonly rejected?: number; readonly graded?: readonly { readonly quantity: number; readonly grade: string; readonly liability: string; readonly disposition: string }[] }[];
  readonly forRefund?: boolean | null;
  /** Parcels that nobody had announced, and whose goods are its own. */
  readonly matched?: readonly { readonly parcelId: string; readonly taken?: boolean }[] | null;
  /** What was set aside. */
  readonly setAside?: readonly { readonly kind: string; readonly quantity: number }[];
  /** Whether the WMS was asked for it. */
  readonly asked?: boolean;
  /** Whether a clock runs at whose end that is looked at again. */
  readonly clock?: boolean;
}

export interface ExceptionFacts {
  readonly exceptionId: string;
  readonly kind: string;
  readonly status: string;
  readonly owner: string;
  readonly claimedBy: string | null;
  readonly dueAt: string;
  readonly units: readonly { readonly caseLineId: string; readonly sku: string; readonly quantity: number; readonly found?: object }[];
  readonly end: { readonly resolution: string; readonly by: string } | null;
  /** Whether a clock runs at whose end the default is taken. */
  readonly clock: boolean;
}

export interface RefundFacts {
  readonly caseId: string;
  readonly orderId: string;
  readonly status: string;
  readonly currency: string | null;
  readonly totalMinor: string | null;
  readonly decidedBy: string | null;
  readonly approvedBy: string | null;
  /** What was said of the day by which it is to be paid. */
  readonly late?: string | null;
  readonly decline?: { readonly reasonCode: string; readonly takenUpBy: string | null } | null;
  /** Beside a refund that was requested: it is the difference of an exchange. `awaitsUnits`: it is settled once what goes out is set aside. */
  readonly goods?: { readonly awaitsUnits?: boolean; readonly reserved?: boolean } | null;
  /** Of an exchange whose other variant is cheaper, once that is paid. */
  readonly difference?: { readonly totalMinor: string; readonly currency: string; readonly approval: { readonly approvedBy: string } | null } | null;
  /** Of an exchange whose other variant is dearer. `clock`: the provider is asked again. */
  readonly topUp?: { readonly status: string; readonly amountMinor: string; readonly currency: string; readonly url: string | null; readonly clock: boolean } | null;
  /** Of an exchange in advance. */
  readonly hold?: {
    readonly status: string;
    readonly money: { readonly amountMinor: string; readonly currency: string; readonly lines: readonly HeldLine[] } | null;
    readonly captureAt: string | null;
    readonly owed: readonly { readonly caseLineId: string; readonly quantity: number }[] | null;
    readonly captured: { readonly amountMinor: string } | null;
  } | null;
  /** Prices: of what goes out for it, as it was approved, and as it was chosen later. */
  readonly approved: readonly { readonly caseLineId: string; readonly quantity: number; readonly exchangedAtMinor?: string; readonly chosenAtMinor?: string }[];
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly amountMinor?: string; readonly deductBasisPoints?: number }[];
  /** Where the inspection has rejected something: what was quoted for it. */
  readonly rejection?: { readonly rejected: readonly { readonly caseLineId: string; readonly quantity: number; readonly grade: string; readonly basisPoints: number }[] } | null;
}

export interface FeedbackFacts {
  readonly caseId: string;
  readonly customerId: string;
  readonly status: string;
}

export interface ConcernFacts {
  readonly caseId: string;
  readonly customerId: string;
  readonly type: string;
  readonly status: string;
  readonly dueAt: string;
  readonly claimedBy: string | null;
  readonly overdue: boolean;
  readonly turnedInto: { readonly caseId: string } | null;
  /** Whether there are words for the customer. */
  readonly written: boolean;
}

/** What a person answers; no other department but feedback has to do with it. */
export const isConcern = ({ type }: Pick<IntakeFacts, 'type'>): boolean => type === 'inquiry' || type === 'complaint';

/** Whether money goes for what the warehouse accepts, or what is lost on its way there, alone. */
export const paysForArrived = ({ type }: Pick<IntakeFacts, 'type'>, recall: RecallFacts | undefined): boolean => type === 'return' || type === 'exchange' || type === 'repair' || (recall !== undefined && recall.status !== 'stopped');

export const stuckIn = (leftovers: Leftovers, caseId: string): Department[] =>
  (Object.keys(leftovers) as Department[]).filter((department) => leftovers[department].subjects.has(`case:${caseId}`));
