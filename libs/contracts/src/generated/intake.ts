// Generated from proto/ by tools/generate; do not edit.

import { defineEnum, type WireOf, type WordOf } from '../enums';
import { defineEvent, type EventContract } from '../events';
import type { CaseRef, CaseType, ClaimedCondition, DecisionRecord, EvidenceRef, FurtherParcels, Money, Provenance, RefundOnlyKind, ReturnReason } from './common';
import type { CaseResult, OfferedVariant } from './integration';

export const Channel = defineEnum('CHANNEL', [
  'UNSPECIFIED',
  'CRM',
  'API',
]);
/** As on the wire. */
export type Channel = WireOf<typeof Channel>;
/** As the domain says it. */
export type ChannelWord = WordOf<typeof Channel>;

export const Resolution = defineEnum('RESOLUTION', [
  'UNSPECIFIED',
  'WAIT', // 等货
  'REFUND', // 改为退款
  'DEDUCTION', // 折价退款
  'GOODS_BACK', // 退回商品
  'DISPUTE', // 有异议
  'OTHER_VARIANT', // 换其他款
]);
/** As on the wire. */
export type Resolution = WireOf<typeof Resolution>;
/** As the domain says it. */
export type ResolutionWord = WordOf<typeof Resolution>;

export interface CaseLine {
  readonly caseLineId: string;
  /** Empty when the purchase is not known. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  readonly condition: ClaimedCondition;
  /** What these units cost at most, before discounts; 0 when the purchase is not known. Of a price difference: what is asked for, the same for each unit. */
  readonly claimedMinor: string;
  /** Of a price difference: the lower price of one unit that the customer points to. */
  readonly lowerUnitPriceMinor?: string | undefined;
  /** Of an exchange for another variant: which one, and the price of one unit as it was quoted in the application. Missing: the same goods again. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: string | undefined;
}

/** An application was taken in and its units are reserved. Carries the facts that policy looks at. */
export interface CaseSubmitted {
  readonly ref: CaseRef;
  readonly type: CaseType;
  readonly customerId: string;
  readonly channel: Channel;
  readonly requestedAt: string;
  readonly lines: readonly CaseLine[];
  /** False: no such purchase was found; review rejects it with that reason. */
  readonly purchaseKnown: boolean;
  readonly placedAt?: string | undefined;
  /** Of what the customer got in place of something else: when that was delivered. */
  readonly signedAt?: string | undefined;
  readonly currency: string;
  /** Sum of the lines' claims. */
  readonly claimedMinor: string;
  readonly evidenceCount: number;
  readonly provenance: Provenance;
  /** Why units could not be reserved, as UNITS_TAKEN; empty when all are. */
  readonly obstacles: readonly string[];
  /** Of a refund only, where somebody has said so. Missing: the customer has the goods and keeps them. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** Of an exchange: the customer asks that the goods leave at once, and their price is held meanwhile. Missing: they do not. */
  readonly advance?: boolean | undefined;
  /** The inquiry or complaint that it was made of; missing for what came in by itself. */
  readonly cameFrom?: CaseRef | undefined;
  /** The case that had ended and is taken up again in this one: only a person rejects it. Missing for what is new. */
  readonly reopens?: CaseRef | undefined;
}
export const CaseSubmitted: EventContract<CaseSubmitted, 'huiliu.intake.v1.CaseSubmitted'> = defineEvent({
  type: 'huiliu.intake.v1.CaseSubmitted',
  name: 'CaseSubmitted',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['review'],
});

/** A question or a complaint was taken in: a person has to answer it. It holds no units. What the customer wrote stays in intake, for who answers to ask for. */
export interface ConcernRaised {
  readonly ref: CaseRef;
  /** Inquiry or complaint. */
  readonly type: CaseType;
  readonly customerId: string;
  readonly channel: Channel;
  readonly requestedAt: string;
  /** What it is about, where that is said. */
  readonly lines: readonly CaseLine[];
  /** False: it names no purchase, or one that is not known. */
  readonly purchaseKnown: boolean;
  readonly currency: string;
  readonly provenance: Provenance;
  /** Why what it is about can't be what it says, as LINE_NOT_FOUND; whoever answers sees to it. */
  readonly obstacles: readonly string[];
}
export const ConcernRaised: EventContract<ConcernRaised, 'huiliu.intake.v1.ConcernRaised'> = defineEvent({
  type: 'huiliu.intake.v1.ConcernRaised',
  name: 'ConcernRaised',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['feedback'],
});

export interface EvidenceAdded {
  readonly ref: CaseRef;
  readonly evidenceId: string;
  readonly kind: string;
  /** Pieces of evidence the case has now. */
  readonly evidenceCount: number;
}
export const EvidenceAdded: EventContract<EvidenceAdded, 'huiliu.intake.v1.EvidenceAdded'> = defineEvent({
  type: 'huiliu.intake.v1.EvidenceAdded',
  name: 'EvidenceAdded',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['review'],
});

/** A rejected application was supplemented in time: it is to be decided again. What the customer wrote stays in intake. */
export interface CaseSupplemented {
  readonly ref: CaseRef;
  /** Of the decision that is to be made: 2 after the first rejection. */
  readonly round: number;
  /** Pieces of evidence the case has now. */
  readonly evidenceCount: number;
  /** Whether the customer wrote something, for who decides to ask intake for. */
  readonly explained: boolean;
}
export const CaseSupplemented: EventContract<CaseSupplemented, 'huiliu.intake.v1.CaseSupplemented'> = defineEvent({
  type: 'huiliu.intake.v1.CaseSupplemented',
  name: 'CaseSupplemented',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['review'],
});

/** Somebody asks to cancel a case that may still be cancelled as far as intake knows. Review hears it first, and either withdraws the case or passes the wish on. */
export interface CancellationRequested {
  readonly ref: CaseRef;
  /** Stable code, as CHANGED_MIND. */
  readonly reasonCode: string;
  /** `customer`, or the staff id of who asks for them. */
  readonly askedBy: string;
}
export const CancellationRequested: EventContract<CancellationRequested, 'huiliu.intake.v1.CancellationRequested'> = defineEvent({
  type: 'huiliu.intake.v1.CancellationRequested',
  name: 'CancellationRequested',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['review'],
});

/** Intake alone closes. Said once, last. */
export interface CaseClosed {
  readonly ref: CaseRef;
  readonly result: CaseResult;
  readonly customerId: string;
  readonly reasonCodes: readonly string[];
  /** Missing when nothing was paid. */
  readonly refunded?: Money | undefined;
}
export const CaseClosed: EventContract<CaseClosed, 'huiliu.intake.v1.CaseClosed'> = defineEvent({
  type: 'huiliu.intake.v1.CaseClosed',
  name: 'CaseClosed',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['feedback'],
});

/** Units that a choice is about. */
export interface ChosenUnits {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

/** The customer has chosen what is to be done, or has let the time pass. Whether it still can be, who has the goods decides. */
export interface ResolutionChanged {
  readonly ref: CaseRef;
  /** Of the choice that it answers. */
  readonly number: number;
  readonly resolution: Resolution;
  /** `customer`, the staff id of who chose for them, or `deadline`. */
  readonly chosenBy: string;
  /** Where the choice is about units that the warehouse holds. */
  readonly units: readonly ChosenUnits[];
  /** Missing in what was said before it was told. */
  readonly chosenAt?: string | undefined;
  /** Where another variant was chosen. */
  readonly variant?: ChosenVariant | undefined;
}
export const ResolutionChanged: EventContract<ResolutionChanged, 'huiliu.intake.v1.ResolutionChanged'> = defineEvent({
  type: 'huiliu.intake.v1.ResolutionChanged',
  name: 'ResolutionChanged',
  topic: 'huiliu.intake.v1',
  key: 'case',
  visibility: 'inner',
  saidBy: ['intake'],
  heardBy: ['warehouse', 'logistics'],
});

export interface ChosenVariant {
  readonly caseLineId: string;
  readonly sku: string;
  /** Of one unit, as it was quoted. */
  readonly unitPriceMinor: string;
}

export interface SubmitCaseRequest {
  readonly customerId: string;
  readonly orderId: string;
  readonly type: CaseType;
  readonly lines: readonly SubmitCaseLine[];
  readonly evidence: readonly EvidenceRef[];
  /** The case's business time; the server's clock when missing. */
  readonly requestedAt?: string | undefined;
  /** Of a refund only: where the goods are. Missing: the customer has them and keeps them. Of no account for other types. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** Of an exchange for the same goods, and of nothing else: they are to leave at once, and their price is held meanwhile. Missing: they leave once the others are back. */
  readonly advance?: boolean | undefined;
  /** Id of the inquiry or complaint of the same customer that it is made of; missing when it comes by itself. */
  readonly cameFrom?: string | undefined;
}

export interface RaiseConcernRequest {
  readonly customerId: string;
  /** Inquiry or complaint. */
  readonly type: CaseType;
  /** Free text, may name people: stays in intake's database. */
  readonly text: string;
  /** Empty when it is about no order in particular. */
  readonly orderId: string;
  /** Of the order, where it is about some of its lines. */
  readonly lines: readonly SubmitCaseLine[];
  /** The case's business time; the server's clock when missing. */
  readonly requestedAt?: string | undefined;
}

export interface RaiseConcernResponse {
  readonly case?: CaseView | undefined;
}

export interface GetConcernRequest {
  readonly caseId: string;
  readonly askedBy: string;
  readonly purpose: string;
}

export interface GetConcernResponse {
  readonly text: string;
  readonly at?: string | undefined;
}

export interface SubmitCaseLine {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  readonly condition: ClaimedCondition;
  /** Of a price difference, and of nothing else: the lower price of one unit that the customer points to, in minor units of the order's currency. */
  readonly lowerUnitPriceMinor?: string | undefined;
  /** Of an exchange, and of nothing else: the variant that is wanted instead, and the price of one unit of it as it was quoted to the customer. Both or neither. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: string | undefined;
}

export interface SubmitCaseResponse {
  readonly case?: CaseView | undefined;
}

export interface AddEvidenceRequest {
  readonly caseId: string;
  readonly evidence: EvidenceRef;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface AddEvidenceResponse {
  readonly case?: CaseView | undefined;
}

export interface SupplementCaseRequest {
  readonly caseId: string;
  /** New pieces; with what is there already at most 20. */
  readonly evidence: readonly EvidenceRef[];
  /** Free text may name people: stays in intake's database. Empty for none; then there has to be evidence. */
  readonly reason: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface SupplementCaseResponse {
  readonly case?: CaseView | undefined;
}

export interface AcceptRejectionRequest {
  readonly caseId: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface AcceptRejectionResponse {
  readonly case?: CaseView | undefined;
}

export interface CancelCaseRequest {
  readonly caseId: string;
  /** Stable code, as CHANGED_MIND. */
  readonly reasonCode: string;
  /** `customer`, or the staff id of who asks for them. */
  readonly askedBy: string;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface CancelCaseResponse {
  readonly case?: CaseView | undefined;
}

export interface ChooseResolutionRequest {
  readonly caseId: string;
  readonly resolution: Resolution;
  /** `customer`, or the staff id of who chooses for them. */
  readonly chosenBy: string;
  /** With `RESOLUTION_OTHER_VARIANT`, and with nothing else: which of the variants of the choice. */
  readonly sku?: string | undefined;
}

export interface ChooseResolutionResponse {
  readonly case?: CaseView | undefined;
}

export interface ReopenCaseRequest {
  /** The case that has ended. */
  readonly caseId: string;
  /** Stable code, as STILL_FAULTY. */
  readonly reasonCode: string;
  /** `customer`, or the staff id of who asks for them. */
  readonly askedBy: string;
  /** Of the lines that the case was about; empty: all that can still be claimed of them. */
  readonly lines: readonly ReopenedLine[];
  /** What is asked for now; left out: the same as before. */
  readonly type: CaseType;
  /** `tag` of the view that the caller decides on; missing: whatever it is by now. Another one: CHANGED_MEANWHILE. */
  readonly seen?: string | undefined;
}

export interface ReopenedLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

export interface ReopenCaseResponse {
  /** The case in which it goes on. */
  readonly case?: CaseView | undefined;
}

export interface GetCaseRequest {
  readonly caseId?: string | undefined;
  readonly caseNumber?: string | undefined;
}

export interface GetCaseResponse {
  readonly case?: CaseView | undefined;
}

/** What is left empty is not looked at. */
export interface ListCasesRequest {
  readonly customerId: string;
  readonly orderId: string;
  /** A word as in `CaseView.status`. */
  readonly status: string;
  /** A word as in `CustomerStatus.code`. */
  readonly customerStatus: string;
  readonly type: CaseType;
  /** customer, review, logistics, carrier, warehouse, refund, provider, feedback, intake: who has the case now. */
  readonly waitingFor: string;
  /** Only cases of which something is late: the time that is set in their customer status is over. */
  readonly overdue: boolean;
  /** Opened at that time or later. */
  readonly openedFrom?: string | undefined;
  /** Opened before that time. */
  readonly openedTo?: string | undefined;
  /** At most so many; 0: 50. */
  readonly limit: number;
  /** `next_cursor` of the page before; empty for the first. */
  readonly cursor: string;
}

export interface ListCasesResponse {
  readonly cases: readonly CaseSummary[];
  /** Empty on the last page. */
  readonly nextCursor: string;
}

/** A case in a list. */
export interface CaseSummary {
  readonly ref?: CaseRef | undefined;
  readonly type: CaseType;
  /** As in `CaseView.status`. */
  readonly status: string;
  readonly customerId: string;
  readonly requestedAt?: string | undefined;
  readonly openedAt?: string | undefined;
  /** Missing while it is open. */
  readonly closedAt?: string | undefined;
  /** Units applied for, over all lines. */
  readonly units: number;
  readonly result: CaseResult;
  readonly customerStatus?: CustomerStatus | undefined;
  /** As in `CaseView.waiting_for`. */
  readonly waitingFor: string;
  /** The time that is set in the customer status is over. */
  readonly overdue: boolean;
}

/** Both axes per line, counted in units. */
export interface CaseLineView {
  readonly line?: CaseLine | undefined;
  readonly received: number;
  readonly short: number;
  readonly accepted: number;
  /** On their way back and lost for good. */
  readonly lost: number;
  /** Missing as long as nothing is approved. */
  readonly approved?: number | undefined;
  /** Units that were rejected at the inspection. Missing where none was. */
  readonly rejected?: number | undefined;
}

export interface CancellationView {
  readonly reasonCode: string;
  readonly askedBy: string;
  readonly askedAt?: string | undefined;
  /** Why it came too late; empty as long as it may still succeed, or has. */
  readonly declinedCode: string;
  /** asked, awaiting_agreement, agreed, declined, cancelled. Empty in a version before. */
  readonly state: string;
  /** The parcel is on its way: by then somebody of logistics agrees to have it brought back, or the case goes on. Missing where nobody is asked. */
  readonly agreeBy?: string | undefined;
  /** Staff id of who has agreed to that; empty while nobody has. */
  readonly agreedBy: string;
}

/** In both languages that customers read. */
export interface Words {
  readonly zh: string;
  readonly en: string;
}

/** What the customer sees of a case. */
export interface CustomerStatus {
  /** under_review, evidence_needed, to_be_sent, on_its_way, to_be_inspected, choice_needed, replacement_on_its_way, refunding, money_arrived, completed, not_approved, cancelled, exception. */
  readonly code: string;
  readonly text?: Words | undefined;
  /** Who has it; empty when it is over. */
  readonly who?: Words | undefined;
  /** By when; missing when the case is closed, and of a parcel under way of which nothing need be heard yet. */
  readonly by?: string | undefined;
  /** What happens if it is not done by then; empty when nothing does. */
  readonly otherwise?: Words | undefined;
}

export interface ChoiceView {
  /** Which choice of the case it is, from 1. */
  readonly number: number;
  /** out_of_stock, rejected_units. */
  readonly kind: string;
  /** wait, refund, and other_variant where there are variants; of rejected units deduction, goods_back, dispute; empty when there is nothing to choose any more. */
  readonly options: readonly string[];
  readonly dueAt?: string | undefined;
  readonly byDefault: string;
  /** Empty as long as nobody has chosen. */
  readonly chosen: string;
  readonly chosenBy: string;
  /** Of rejected units: what is deducted for them, and what is paid back for the case in all, if a deduction is chosen. */
  readonly deducted?: Money | undefined;
  readonly paid?: Money | undefined;
  /** Of what is out of stock: what the shop can send instead; empty where it can't, or has not said so yet. */
  readonly variants: readonly OfferedVariant[];
  /** Which of them was chosen; empty where none was. */
  readonly chosenSku: string;
}

/** What is sent to the customer. */
export interface ReplacementView {
  /** reserved, out_of_stock, picked, ordered, shipped, lost, delivered, written_off, returned, called_off. */
  readonly state: string;
  /** Empty until it is ordered. */
  readonly trackingNumber: string;
  /** From 1: what is lost is sent once more. */
  readonly shipment: number;
}

/** What is held of the customer's money while goods of an exchange are out in advance. */
export interface HoldState {
  /** asked_for: the customer wants it, and nobody has decided; not_allowed, awaited, held, declined, released, captured. */
  readonly state: string;
  /** Missing as long as nothing is held. */
  readonly amount?: Money | undefined;
  /** What has not come back by then is captured. */
  readonly captureAt?: string | undefined;
  /** Why it ended; empty as long as it has not. */
  readonly reasonCode: string;
  /** Missing until it was captured. */
  readonly captured?: Money | undefined;
  /** The sale, under which the units may come back; empty until it was captured. */
  readonly soldOrderId: string;
}

/** What the customer has to pay on top. */
export interface TopUpDue {
  /** due, paid, expired. */
  readonly state: string;
  readonly amount?: Money | undefined;
  readonly dueAt?: string | undefined;
  /** Where it is paid; empty when it is not due. */
  readonly paymentUrl: string;
}

export interface CaseView {
  readonly ref?: CaseRef | undefined;
  readonly type: CaseType;
  /** submitted, in_review, awaiting_evidence, rejected, called_off, awaiting_return, being_stopped, being_recalled, in_transit, at_warehouse, repairing, replacing, replaced, refunding, refunded, with_agent, answered, closed. */
  readonly status: string;
  readonly customerId: string;
  readonly channel: Channel;
  readonly requestedAt?: string | undefined;
  readonly lines: readonly CaseLineView[];
  readonly evidence: readonly EvidenceRef[];
  readonly result: CaseResult;
  readonly reasonCodes: readonly string[];
  readonly refunded?: Money | undefined;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  /** Who the case waits for and what for, in words; empty when it is closed. */
  readonly waitingFor: string;
  readonly decision?: DecisionRecord | undefined;
  readonly provenance: Provenance;
  readonly requestId: string;
  /** Of a rejection that the customer may still supplement. */
  readonly supplementUntil?: string | undefined;
  /** By when the customer has to show what review has asked for. */
  readonly evidenceDueAt?: string | undefined;
  /** Missing when nobody has asked to cancel. */
  readonly cancellation?: CancellationView | undefined;
  readonly customerStatus?: CustomerStatus | undefined;
  /** Another one as soon as anything else of this view is. */
  readonly tag?: string | undefined;
  /** The last that the customer had to choose; missing where there was none. */
  readonly choice?: ChoiceView | undefined;
  /** Missing where nothing is sent to the customer. */
  readonly replacement?: ReplacementView | undefined;
  /** Of an exchange for a dearer variant; missing for others, and as long as it is not known. */
  readonly topUp?: TopUpDue | undefined;
  /** Of an exchange in advance; missing where nobody has asked for one. */
  readonly hold?: HoldState | undefined;
  /** The inquiry or complaint that it was made of. */
  readonly cameFrom?: CaseRef | undefined;
  /** What an inquiry or complaint was turned into. */
  readonly turnedInto?: CaseRef | undefined;
  /** By when an inquiry or complaint is to be answered. */
  readonly answerDueAt?: string | undefined;
  /** Of a refund only; missing for other types. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** What was in the box and not announced, or announced and not in it, in the order it was told: also when it is sorted out. */
  readonly exceptions: readonly CaseExceptionView[];
  /** Missing where nothing is repaired. */
  readonly repair?: RepairView | undefined;
  /** The other parcels that the goods come back in; missing where there is but one. */
  readonly furtherParcels?: FurtherParcels | undefined;
  /** The case that had ended and is taken up again in this one. */
  readonly reopens?: CaseRef | undefined;
  /** In which it was taken up again after it had ended. */
  readonly reopenedAs?: CaseRef | undefined;
}

export interface CaseExceptionView {
  readonly exceptionId: string;
  /** short, empty_box, over, wrong_item, disputed, not_received, not_finished. */
  readonly kind: string;
  /** open, claimed, resolved, cleared_up, defaulted. */
  readonly state: string;
  /** Units that it is about. */
  readonly units: number;
  /** The department that answers for it. */
  readonly owner: string;
  /** Then it ends with its default, whoever has it. */
  readonly dueAt?: string | undefined;
  /** confirmed_missing, stays_in_quarantine, back_to_customer, restock, accepted, upheld, turned_up, is_here, never_came, as_reported. */
  readonly byDefault: string;
  /** One of the same; empty until it is over. */
  readonly resolution: string;
  /** Empty while it is no person's. */
  readonly claimedBy: string;
  /** A staff id, `deadline`, or `wms` or `logistics` where a word of theirs has ended it; empty until it is over. */
  readonly resolvedBy: string;
}

export interface RepairView {
  /** asked, repaired, not_repairable. */
  readonly state: string;
  /** The department that has it repaired. */
  readonly owner: string;
  /** How often it was asked for, from 1; 0 once it is over. */
  readonly attempt: number;
  /** Without an answer by then it is asked for again; missing once it is over. */
  readonly answerBy?: string | undefined;
  /** Nobody has answered for long: a person of the warehouse has to look. */
  readonly overdue: boolean;
}

export interface GetTimelineRequest {
  readonly caseId: string;
  /** Only what came after this position; 0: everything. */
  readonly afterPosition: string;
}

export interface TimelineEntry {
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly at?: string | undefined;
  readonly causeId: string;
  readonly traceId: string;
  readonly spanId: string;
  /** One line for people. */
  readonly summary: string;
  /** Grows from entry to entry of a case; not by one. */
  readonly position: string;
}

export interface GetTimelineResponse {
  readonly entries: readonly TimelineEntry[];
}

export interface LookForNewsRequest {
  readonly caseIds: readonly string[];
}

export interface CaseNews {
  readonly caseId: string;
  /** Of the last entry of its timeline. */
  readonly position: string;
}

export interface LookForNewsResponse {
  readonly news: readonly CaseNews[];
}

export interface GetContactRequest {
  readonly customerId: string;
  readonly askedBy: string;
  readonly purpose: string;
}

export interface GetContactResponse {
  readonly name: string;
  readonly phone: string;
  readonly email: string;
  readonly address: string;
  readonly country: string;
}

export interface GetSupplementsRequest {
  readonly caseId: string;
  readonly askedBy: string;
  readonly purpose: string;
}

export interface Supplement {
  /** Of the decision that it led to. */
  readonly round: number;
  readonly at?: string | undefined;
  readonly reason: string;
}

export interface GetSupplementsResponse {
  readonly supplements: readonly Supplement[];
}
