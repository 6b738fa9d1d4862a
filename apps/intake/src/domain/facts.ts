import type { ConcernEnd, DecisionRecord, Money, ParcelState, RefusedPart, RejectionReason, Rma } from './intake-case';
import type { CaseException, ExceptionResolution } from './exceptions';
import type { Hold, HoldEnd } from './hold';
import type { Lateness } from './pay-day';
import type { RecalledParcel } from './recall';
import type { RejectionOutcome } from './rejection';
import type { RepairEnd } from './repair';
import type { ReplacementCallOff, ReplacementParcel } from './replacement';
import type { TopUp } from './top-up';
import type { Variants } from './variants';

/** What a department has said about a case. */
export type Fact =
  | { readonly kind: 'task_opened'; readonly taskId: string; readonly dueAt: string; readonly round?: number | undefined }
  | { readonly kind: 'task_claimed'; readonly taskId: string; readonly claimedBy: string }
  | { readonly kind: 'task_overdue'; readonly taskId: string; readonly dueAt: string }
  | { readonly kind: 'evidence_requested'; readonly taskId: string; readonly dueAt: string; readonly reasonCode: string; readonly number: number }
  | { readonly kind: 'task_resumed'; readonly taskId: string; readonly dueAt: string }
  /** `refused`: missing when everything was approved; `reduced`: missing when all that was asked of each unit was. */
  | { readonly kind: 'approved'; readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[]; readonly record: DecisionRecord; readonly refused?: RefusedPart | undefined; readonly reduced?: RejectionReason | undefined; readonly advance?: true | undefined }
  /** `supplementUntil`: missing when the rejection is final. */
  | { readonly kind: 'rejected'; readonly reasons: readonly RejectionReason[]; readonly record: DecisionRecord; readonly supplementUntil?: string | undefined }
  /** Nobody had decided: review takes the case back. */
  | { readonly kind: 'withdrawn'; readonly reasonCode: string }
  | { readonly kind: 'cancellation_passed_on'; readonly reasonCode: string }
  | { readonly kind: 'return_called_off'; readonly result: 'cancelled' | 'expired'; readonly reasonCode: string; readonly replacementStays?: true | undefined }
  /** The parcel is on its way: somebody of logistics has to agree, and has. */
  | { readonly kind: 'agreement_asked'; readonly trackingNumber: string; readonly agreeBy: string }
  | { readonly kind: 'agreement_given'; readonly trackingNumber: string; readonly agreedBy: string }
  | { readonly kind: 'cancellation_declined'; readonly code: string }
  | ({ readonly kind: 'return_authorised' } & Rma)
  /** Goods of a refund only that may not have left. */
  | { readonly kind: 'stop_requested'; readonly attempt: number; readonly answerBy: string; readonly overdue: boolean }
  | { readonly kind: 'outbound_stopped' }
  | ({ readonly kind: 'parcel_recalled' } & RecalledParcel)
  | { readonly kind: 'recall_called_off'; readonly end: 'cancelled' | 'not_possible'; readonly reasonCode: string }
  /** The goods of a return come in one parcel more. */
  | { readonly kind: 'parcel_added'; readonly trackingNumber: string; readonly sendBy: string }
  /** The customer has a parcel of a return again, and may send it once more; `othersMoved`: others of it are under way. */
  | { readonly kind: 'parcel_returned'; readonly trackingNumber: string; readonly sendBy: string; readonly othersMoved: boolean }
  /** `by`: under way, something more is to be heard of it by then; lost, it is given up then; missing where versions before said it. */
  | { readonly kind: 'parcel'; readonly state: ParcelState; readonly trackingNumber: string; readonly by?: string | undefined }
  /** Something was heard of what is under way: by then something more is to be. `attempt`: of what is sent to the customer. */
  | { readonly kind: 'report_awaited'; readonly trackingNumber: string; readonly by: string; readonly attempt?: number | undefined }
  /** What is to be sent to the customer is not with the carrier. */
  | { readonly kind: 'replacement_overdue'; readonly trackingNumber: string; readonly attempt: number; readonly by: string }
  /** Lost for good: these units never come; `notReceived`: though the carrier says that it has delivered them. */
  | { readonly kind: 'written_off'; readonly trackingNumber: string; readonly lines: readonly { readonly caseLineId: string; readonly quantity: number }[]; readonly notReceived?: boolean | undefined }
  /** `inspectBy`: missing where no clock runs, as with what is received. */
  | { readonly kind: 'inspection_task'; readonly taskId: string; readonly attempt?: number | undefined; readonly inspectBy?: string | undefined }
  /** `total`: units received so far, this receipt included. */
  | { readonly kind: 'received'; readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly total: number }[]; readonly inspectBy?: string | undefined }
  | { readonly kind: 'inspected'; readonly lines: readonly InspectedLine[] }
  /** Of what was rejected: by refund, if it is paid for less a deduction, and by the warehouse, what has become of it. */
  | { readonly kind: 'deduction_quoted'; readonly deducted: Money; readonly paid: Money }
  | { readonly kind: 'rejection_settled'; readonly outcome: RejectionOutcome; readonly units: number }
  /** What was in the box is not what was announced. */
  | ({ readonly kind: 'exception_opened'; readonly exception: CaseException['kind'] } & Pick<CaseException, 'exceptionId' | 'units' | 'dueAt' | 'byDefault' | 'owner'>)
  | { readonly kind: 'exception_claimed'; readonly exceptionId: string; readonly claimedBy: string }
  /** `by`: a person of the warehouse, or `deadline`; `wms` or `logistics` where a word of theirs has ended it. */
  | { readonly kind: 'exception_resolved'; readonly exceptionId: string; readonly resolution: ExceptionResolution; readonly by: string; readonly reasonCode: string }
  | MoneyFact
  | { readonly kind: 'units_reserved'; readonly attempt: number }
  /** `number`: how often the customer had to choose. */
  | { readonly kind: 'out_of_stock'; readonly attempt: number; readonly number: number }
  | ({ readonly kind: 'variants_compared' } & Variants)
  | { readonly kind: 'replacement_picked'; readonly attempt: number; readonly units: number }
  /** The goods are here, and the WMS is asked to repair them. */
  | { readonly kind: 'repair_ordered'; readonly attempt: number; readonly answerBy: string; readonly overdue: boolean }
  | { readonly kind: 'repair_finished'; readonly end: RepairEnd }
  | ({ readonly kind: 'replacement_parcel' } & ReplacementParcel)
  | { readonly kind: 'replacement_called_off'; readonly reason: ReplacementCallOff; readonly reasonCode: string }
  /** What came back and what is sent for it are settled; `refunded`: what was paid back, as the other variant is cheaper; `collected`: what was paid on top, as it is dearer. */
  | { readonly kind: 'difference_settled'; readonly units: number; readonly refunded?: Money | undefined; readonly collected?: Money | undefined }
  | ({ readonly kind: 'top_up_requested' } & Omit<TopUp, 'state'>)
  | { readonly kind: 'top_up_paid'; readonly amount: Money }
  | { readonly kind: 'top_up_expired'; readonly reasonCode: string }
  | ({ readonly kind: 'hold_placed' } & Required<Pick<Hold, 'amount' | 'captureAt'>>)
  | { readonly kind: 'hold_runs_out'; readonly captureAt: string }
  /** `sold`: of one that was captured. */
  | { readonly kind: 'hold_ended'; readonly end: HoldEnd; readonly sold?: { readonly capturedAt: string; readonly deliveredAt: string } | undefined }
  | { readonly kind: 'concern_opened'; readonly taskId: string; readonly dueAt: string }
  | { readonly kind: 'concern_claimed'; readonly taskId: string; readonly claimedBy: string }
  | { readonly kind: 'concern_overdue'; readonly taskId: string; readonly dueAt: string }
  | { readonly kind: 'concern_ended'; readonly end: ConcernEnd }
  | { readonly kind: 'survey_sent' }
  | { readonly kind: 'survey_answered'; readonly score: number };

/** Of what the case is paid; `difference`: of what a cheaper variant is worth less, while its exchange goes on. */
export type MoneyFact = { readonly difference?: boolean | undefined } & (
  /** `payBy`: missing where versions before said it. */
  | { readonly kind: 'refund_requested'; readonly total: Money; readonly payBy?: string | undefined }
  | { readonly kind: 'refund_late'; readonly late: Lateness; readonly payBy: string }
  | { readonly kind: 'approval_needed'; readonly total: Money }
  | { readonly kind: 'approval_given'; readonly approvedBy: string }
  | { readonly kind: 'refund_declined'; readonly total: Money; readonly reasonCode: string; readonly until: string }
  | { readonly kind: 'refund_taken_up'; readonly total: Money }
  | { readonly kind: 'refund_decline_ended'; readonly ended: 'dropped' | 'exception'; readonly reasonCode: string }
  | { readonly kind: 'leg_failed'; readonly legId: string; readonly code: string; readonly willRetry: boolean; readonly attempt: number }
  | { readonly kind: 'refund_settled'; readonly total: Money }
);

export interface InspectedLine {
  readonly caseLineId: string;
  readonly accepted: number;
  readonly short: number;
  readonly quarantined: number;
  readonly rejected?: number | undefined;
}
