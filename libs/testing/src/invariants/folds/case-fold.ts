import {
  CallOffReason,
  CancellationAgreed,
  CancellationAwaitsAgreement,
  CancellationDeclined,
  CancellationPassedOn,
  CancellationRequested,
  CaseApproved,
  CaseClosed,
  type CaseRef,
  CaseRejected,
  CaseReopened,
  CaseResult,
  CaseSubmitted,
  CaseSupplemented,
  CaseWithdrawn,
  type ChosenVariant,
  ConcernAnswered,
  ConcernClaimed,
  ConcernOpened,
  ConcernOverdue,
  ConcernRaised,
  ConcernTurned,
  DeductionQuoted,
  DifferenceSettled,
  type EventContract,
  EvidenceAdded,
  EvidenceRequested,
  ExceptionClaimed,
  ExceptionKind,
  ExceptionOpened,
  ExceptionResolution,
  ExceptionResolved,
  HoldCaptured,
  HoldDeclined,
  HoldPlaced,
  HoldReleased,
  InspectionTaskCreated,
  ItemsInspected,
  ItemsReceived,
  type Money,
  type OfferedVariant,
  OutboundStopped,
  OutOfStock,
  ParcelAdded,
  ParcelDelivered,
  ParcelInTransit,
  ParcelLost,
  ParcelRecalled,
  ParcelReturned,
  ParcelWrittenOff,
  RecallCalledOff,
  RefundApprovalNeeded,
  RefundApproved,
  RefundDeclined,
  RefundDropped,
  RefundExceptionOpened,
  RefundLate,
  RefundLateness,
  RefundLegFailed,
  RefundRequested,
  RefundSettled,
  RefundTakenUp,
  RejectionOutcome,
  RejectionSettled,
  RepairFinished,
  RepairOrdered,
  RepairOutcome,
  ReplacementCalledOff,
  ReplacementCallOff,
  ReplacementDelivered,
  ReplacementLost,
  ReplacementOrdered,
  ReplacementOverdue,
  ReplacementPicked,
  ReplacementReturned,
  ReplacementShipped,
  ReplacementWrittenOff,
  ReportAwaited,
  ResolutionChanged,
  ReturnAuthorised,
  ReturnCalledOff,
  ReviewTaskClaimed,
  ReviewTaskOpened,
  ReviewTaskOverdue,
  ReviewTaskResumed,
  StopRequested,
  TopUpExpired,
  TopUpPaid,
  TopUpRequested,
  UnitsReserved,
  VariantsCompared,
} from '@huiliu/contracts';

export interface Units {
  approved: number;
  received: number;
  accepted: number;
  short: number;
  lost: number;
  rejected?: number | undefined;
}

/** What is said of money that is paid. */
export interface MoneyFold {
  refundDue?: Money;
  refundApproval?: 'needed' | 'given' | 'declined';
  refundDecline?: { reasonCode: string; until: string; ended?: 'dropped' | 'exception' };
  refundSettled?: Money;
  payDay?: { by: string; late?: string };
  legFailure?: { legId: string; code: string; willRetry: boolean };
}

/**
 * A case as the events about it make it: what intake's view has to be, worked out a second time and otherwise. What nobody has said is missing. Topics
 * are read side by side, so that an inspection may come before the application: each event has its own place here, and only order within one source counts.
 */
export interface CaseFold extends MoneyFold {
  submitted?: CaseSubmitted;
  evidenceCount?: number;
  task?: { taskId: string; dueAt?: string; claimedBy?: string; overdue: boolean; round?: number | undefined };
  evidenceRequest?: { taskId: string; dueAt: string; reasonCode: string; number: number; over: boolean };
  /** Of the newest round that was decided. */
  decision?: { verdict: 'approved' | 'rejected'; policyVersion: string; decidedBy: string; reasons: readonly string[]; round: number; supplementUntil?: string | undefined; refused?: string | undefined; reduced?: string | undefined; advance?: boolean | undefined };
  /** Rounds that supplements have opened. */
  supplements: number;
  rma?: { rmaNumber: string; trackingNumber: string; carrierCode: string; sendBy: string };
  /** As logistics has said it last. */
  recall?: { stage: 'stopping'; attempt: number; answerBy: string; overdue: boolean } | { stage: 'recalling'; trackingNumber: string; carrierCode: string; intercept: boolean; reportBy: string } | { stage: 'stopped' };
  /** Of all parcels of a return together. */
  parcel?: keyof typeof parcelRank;
  /** While it is under way, or lost. */
  parcelBy?: string;
  furtherParcels?: readonly string[];
  returnedParcels?: readonly string[];
  inspectionTaskId?: string;
  inspected: boolean;
  /** Of what the inspection has rejected. */
  rejection?: { quote?: { deducted: Money; paid: Money }; outcome?: string };
  /** By their ids, in the order in which they were opened. */
  exceptions?: Record<string, { kind: string; units: number; dueAt: string; byDefault: string; owner: string; claimedBy?: string; end?: { resolution: string; by: string } }>;
  /** Of an exchange for a cheaper variant. */
  difference?: MoneyFold & { over?: true };
  topUp?: { state: 'due' | 'paid' | 'expired'; amount: { readonly amountMinor: string; readonly currency: string }; dueAt: string; paymentUrl: string };
  hold?: HoldFold;
  closing?: { result: string; reasonCodes: readonly string[]; refunded: Money | undefined };
  cancellation?: { reasonCode: string; askedBy: string };
  /** The last that logistics has said of it. */
  agreement?: { agreeBy: string; agreedBy?: string };
  /** By whoever was first to say so. */
  declinedCode?: string;
  concernEnd?: { how: string; into?: CaseRef };
  /** In which it goes on after it had ended; what it takes up itself, its submission says. */
  reopenedAs?: { caseId: string; caseNumber: string; orderId: string; reasonCode: string; at: string };
  /** Whether review has decided before the wish to cancel came. */
  passedOn?: true;
  calledOff?: { by: 'review' | 'logistics'; result: string; reasonCode: string; replacementStays?: boolean };
  /** The first that refund has said of the newest choice, and what the customer has chosen of it last. */
  variants?: { number: number; offered: readonly OfferedVariant[] };
  variantsChosen?: number;
  /** Of the application's line, from then on. */
  chosenVariant?: ChosenVariant;
  /** What is sent to the customer. */
  replacement?: { stock?: { state: string; attempt: number; choices: number }; parcel?: { state: string; attempt: number; trackingNumber: string; deliveredAt?: string; by?: string; overdue?: true }; calledOff?: string; whyPaid?: string };
  /** Of the customer's own goods. */
  repair?: { state: 'asked'; attempt: number; answerBy: string; overdue: boolean } | { state: string };
  /** Of who cancelled what was to be sent. */
  replacementReasonCode?: string;
  /** By case line. */
  readonly units: Map<string, Units>;
}

/** Of an exchange in advance: the first that is said of it, and the first of its end. */
export interface HoldFold {
  readonly state: string;
  readonly amount?: Money;
  readonly captureAt?: string;
  readonly reasonCode?: string;
  readonly captured?: { readonly amount: Money; readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly amountMinor: string }[]; readonly soldOrderId: string };
}

function endHold(it: CaseFold, end: HoldFold): void {
  if (it.hold === undefined || it.hold.state === 'held') it.hold = { ...it.hold, ...end };
}

export const emptyCase = (): CaseFold => ({ inspected: false, supplements: 0, units: new Map() });

interface AboutCase {
  readonly ref: CaseRef;
}

export interface CaseStep {
  readonly contract: EventContract<AboutCase>;
  apply(it: CaseFold, event: AboutCase): void;
}

const on = <E extends AboutCase>(contract: EventContract<E>, apply: (it: CaseFold, event: E) => void): CaseStep => ({ contract: contract as unknown as EventContract<AboutCase>, apply: apply as CaseStep['apply'] });

/** Of what the case is paid, or of what a cheaper variant of it is worth less. */
const onMoney = <E extends AboutCase & { readonly difference?: boolean | undefined }>(contract: EventContract<E>, apply: (it: MoneyFold, event: E) => void): CaseStep =>
  on(contract, (it, event) => apply(event.difference === true ? (it.difference ??= {}) : it, event));

const steps: readonly CaseStep[] = [
  on(CaseSubmitted, (it, event) => void (it.submitted = event)),
  // A concern is submitted too, to another department and with less.
  on(ConcernRaised, (it, event) => void (it.submitted = { ...event, placedAt: undefined, signedAt: undefined, claimedMinor: '0', evidenceCount: 0 })),
  on(ConcernOpened, (it, { taskId, dueAt }) => void Object.assign(taskOf(it, taskId), { dueAt })),
  on(ConcernClaimed, (it, { taskId, claimedBy }) => void (taskOf(it, taskId).claimedBy = claimedBy)),
  on(ConcernOverdue, (it, { taskId }) => void (taskOf(it, taskId).overdue = true)),
  on(ConcernAnswered, (it) => void (it.concernEnd ??= { how: 'answered' })),
  on(ConcernTurned, (it, { into }) => void (it.concernEnd ??= { how: 'turned', into })),
  on(CaseReopened, (it, { reopenedAs: { caseId, caseNumber, orderId }, reasonCode, reopenedAt }) => void (it.reopenedAs = { caseId, caseNumber, orderId, reasonCode, at: reopenedAt })),
  on(EvidenceAdded, (it, { evidenceCount }) => void (it.evidenceCount = evidenceCount)),
  on(CaseSupplemented, (it, { evidenceCount, round }) => {
    it.evidenceCount = evidenceCount;
    it.supplements = round - 1;
  }),
  on(ReviewTaskOpened, (it, { taskId, dueAt, round }) => void Object.assign(taskOf(it, taskId), { dueAt, round })),
  on(ReviewTaskClaimed, (it, { taskId, claimedBy }) => void (taskOf(it, taskId).claimedBy = claimedBy)),
  on(ReviewTaskOverdue, (it, { taskId }) => void (taskOf(it, taskId).overdue = true)),
  on(EvidenceRequested, (it, { taskId, dueAt, reasonCode, number }) => {
    it.evidenceRequest = { taskId, dueAt, reasonCode, number, over: false };
  }),
  on(ReviewTaskResumed, (it, { taskId, dueAt }) => {
    Object.assign(taskOf(it, taskId), { dueAt, overdue: false });
    endRequest(it);
  }),
  on(CaseApproved, (it, { decision, lines, refused, reduced, advance }) => {
    const { policyVersion, decidedBy, round = 1 } = decision;
    if (it.decision && it.decision.round >= round) return;
    endRequest(it);
    it.decision = { verdict: 'approved', policyVersion, decidedBy, reasons: [], round, refused: refused?.reason.code, reduced: reduced?.code, advance: advance && true };
    for (const { caseLineId, quantity } of lines) unitsOf(it, caseLineId).approved = quantity;
  }),
  on(CaseRejected, (it, { decision, reasons, supplementUntil }) => {
    const { policyVersion, decidedBy, round = 1 } = decision;
    if (it.decision && it.decision.round >= round) return;
    endRequest(it);
    it.decision = { verdict: 'rejected', policyVersion, decidedBy, reasons: reasons.map(({ code }) => code), round, supplementUntil };
  }),
  on(CancellationRequested, (it, { reasonCode, askedBy }) => void (it.cancellation ??= { reasonCode, askedBy })),
  on(CaseWithdrawn, (it, { reasonCode }) => {
    endRequest(it);
    it.calledOff ??= { by: 'review', result: 'cancelled', reasonCode };
  }),
  on(CancellationPassedOn, (it) => void (it.passedOn = true)),
  on(CancellationAwaitsAgreement, (it, { agreeBy }) => void (it.agreement = { agreeBy })),
  on(CancellationAgreed, (it, { agreedBy }) => void (it.agreement && (it.agreement.agreedBy = agreedBy))),
  on(CancellationDeclined, (it, { code }) => void (it.declinedCode ??= code)),
  on(ReturnCalledOff, (it, { reason, reasonCode, replacementStays }) => void (it.calledOff ??= { by: 'logistics', result: CallOffReason.word(reason), reasonCode, ...(replacementStays && { replacementStays }) })),
  on(ReturnAuthorised, (it, { rmaNumber, trackingNumber, carrierCode, sendBy }) => {
    it.rma ??= { rmaNumber, trackingNumber, carrierCode, sendBy };
  }),
  on(StopRequested, (it, { attempt, answerBy, overdue }) => void (it.recall = { stage: 'stopping', attempt, answerBy, overdue })),
  on(OutboundStopped, (it) => void (it.recall = { stage: 'stopped' })),
  on(ParcelRecalled, (it, { trackingNumber, carrierCode, intercept, reportBy }) => void (it.recall = { stage: 'recalling', trackingNumber, carrierCode, intercept, reportBy })),
  on(RecallCalledOff, (it, { reasonCode }) => void (it.calledOff ??= { by: 'logistics', result: 'cancelled', reasonCode })),
  on(ParcelAdded, (it, { trackingNumber, sendBy }) => {
    it.furtherParcels = [...new Set([...(it.furtherParcels ?? []), trackingNumber])];
    if (it.rma) it.rma.sendBy = sendBy;
  }),
  on(ParcelReturned, (it, { trackingNumber, sendBy, othersMoved }) => {
    if (!othersMoved || it.parcel !== 'in_transit') delete it.parcelBy;
    delete it.parcel;
    if (othersMoved) it.parcel = 'in_transit';
    if (it.rma) it.rma.sendBy = sendBy;
    it.returnedParcels = [...new Set([...(it.returnedParcels ?? []), trackingNumber])];
  }),
  on(ParcelInTransit, (it, { reportBy }) => moveParcel(it, 'in_transit', reportBy)),
  on(ReportAwaited, (it, { trackingNumber, reportBy, attempt }) => {
    if (attempt === undefined) return it.parcel === 'in_transit' ? void (it.parcelBy = reportBy) : undefined;
    const parcel = it.replacement?.parcel;
    if (parcel?.trackingNumber !== trackingNumber || !['ordered', 'shipped'].includes(parcel.state)) return;
    parcel.by = reportBy;
    delete parcel.overdue;
  }),
  on(ParcelLost, (it, { writeOffAt }) => moveParcel(it, 'lost', writeOffAt)),
  on(ParcelDelivered, (it) => moveParcel(it, 'delivered')),
  on(ParcelWrittenOff, (it, { lines }) => {
    moveParcel(it, 'written_off');
    for (const { caseLineId, quantity } of lines) unitsOf(it, caseLineId).lost = quantity;
  }),
  on(InspectionTaskCreated, (it, { taskId }) => void (it.inspectionTaskId = taskId)),
  on(ItemsReceived, (it, { lines }) => {
    for (const { caseLineId, total } of lines) unitsOf(it, caseLineId).received = Math.max(unitsOf(it, caseLineId).received, total);
  }),
  on(ItemsInspected, (it, { lines }) => {
    it.inspected = true;
    for (const { caseLineId, accepted, short, rejected } of lines) Object.assign(unitsOf(it, caseLineId), { accepted, short, ...(rejected !== undefined && { rejected }) });
  }),
  on(DeductionQuoted, (it, { deducted, paid }) => void ((it.rejection ??= {}).quote ??= { deducted, paid })),
  on(RejectionSettled, (it, { outcome }) => void ((it.rejection ??= {}).outcome ??= RejectionOutcome.word(outcome))),
  on(ExceptionOpened, (it, { exceptionId, kind, lines, dueAt, byDefault, owner }) => {
    const known = it.exceptions?.[exceptionId];
    // A department that was restored says again what it has said, by its clock of then.
    if (known && !known.end) known.dueAt = dueAt;
    if (known) return;
    const units = lines.reduce((sum, { quantity }) => sum + quantity, 0);
    it.exceptions = { ...it.exceptions, [exceptionId]: { kind: ExceptionKind.word(kind), units, dueAt, byDefault: ExceptionResolution.word(byDefault), owner } };
  }),
  on(ExceptionClaimed, (it, { exceptionId, claimedBy }) => void Object.assign(it.exceptions?.[exceptionId] ?? {}, { claimedBy })),
  on(ExceptionResolved, (it, { exceptionId, resolution, resolvedBy }) => void Object.assign(it.exceptions?.[exceptionId] ?? {}, { end: { resolution: ExceptionResolution.word(resolution), by: resolvedBy } })),
  onMoney(RefundRequested, (it, { total, payBy }) => {
    it.refundDue ??= total;
    if (payBy !== undefined && !it.refundSettled) it.payDay = { by: payBy };
  }),
  onMoney(RefundLate, (it, { payBy, lateness }) => {
    if (!it.refundSettled) it.payDay = { by: payBy, late: RefundLateness.word(lateness) };
  }),
  onMoney(RefundApprovalNeeded, (it) => {
    it.refundApproval ??= 'needed';
  }),
  onMoney(RefundApproved, (it) => {
    it.refundApproval = 'given';
  }),
  onMoney(RefundDeclined, (it, { reasonCode, takeUpUntil }) => {
    it.refundApproval = 'declined';
    it.refundDecline = { reasonCode, until: takeUpUntil };
  }),
  onMoney(RefundTakenUp, (it, { total }) => {
    it.refundApproval = 'needed';
    it.refundDue = total;
    delete it.refundDecline;
  }),
  on(RefundDropped, (it) => {
    delete it.payDay;
    if (it.refundDecline) it.refundDecline.ended = 'dropped';
  }),
  onMoney(RefundExceptionOpened, (it) => {
    if (it.refundDecline) it.refundDecline.ended = 'exception';
  }),
  onMoney(RefundLegFailed, (it, { legId, code, willRetry }) => {
    if (!it.refundSettled) it.legFailure = { legId, code, willRetry };
  }),
  onMoney(RefundSettled, (it, { total }) => {
    it.refundDue = it.refundSettled = total;
    delete it.payDay;
    delete it.legFailure;
  }),
  on(DifferenceSettled, (it) => void ((it.difference ??= {}).over = true)),
  on(TopUpRequested, (it, { amount, dueAt, paymentUrl }) => void (it.topUp ??= { state: 'due', amount, dueAt, paymentUrl })),
  on(TopUpPaid, (it) => void (it.topUp && (it.topUp.state = 'paid'))),
  on(TopUpExpired, (it) => void (it.topUp && (it.topUp.state = 'expired'))),
  on(HoldPlaced, (it, { amount, captureAt }) => void (it.hold?.amount ?? (it.hold = { state: 'held', ...it.hold, amount, captureAt }))),
  on(HoldDeclined, (it, { reasonCode }) => endHold(it, { state: 'declined', reasonCode })),
  on(HoldReleased, (it, { reasonCode }) => endHold(it, { state: 'released', reasonCode })),
  on(HoldCaptured, (it, { captured: amount, lines, soldOrderId, reasonCode }) => endHold(it, { state: 'captured', reasonCode, captured: { amount, soldOrderId, lines: lines.map(({ caseLineId, quantity, amountMinor }) => ({ caseLineId, quantity, amountMinor })) } })),
  on(UnitsReserved, (it, { attempt }) => inStock(it, 'reserved', attempt)),
  on(OutOfStock, (it, { attempt, number }) => inStock(it, 'out_of_stock', attempt, number)),
  on(VariantsCompared, (it, { number, variants: offered }) => void (number > (it.variants?.number ?? 0) && (it.variants = { number, offered }))),
  on(ResolutionChanged, (it, { variant }) => {
    if (!variant) return;
    it.variantsChosen = (it.variantsChosen ?? 0) + 1;
    it.chosenVariant = variant;
  }),
  on(ReplacementPicked, (it, { attempt }) => inStock(it, 'picked', attempt)),
  on(RepairOrdered, (it, { attempt, answerBy, overdue }) => {
    if (it.repair === undefined || it.repair.state === 'asked') it.repair = { state: 'asked', attempt, answerBy, overdue };
  }),
  on(RepairFinished, (it, { outcome }) => void (it.repair = { state: RepairOutcome.word(outcome) })),
  on(ReplacementOrdered, (it, event) => sendParcel(it, 'ordered', event, byOf(event.handOverBy))),
  on(ReplacementOverdue, (it, { trackingNumber, handOverBy }) => {
    const parcel = it.replacement?.parcel;
    if (parcel?.trackingNumber === trackingNumber && parcel.state === 'ordered' && !parcel.overdue) Object.assign(parcel, { by: handOverBy, overdue: true });
  }),
  on(ReplacementShipped, (it, event) => sendParcel(it, 'shipped', event, byOf(event.reportBy))),
  on(ReplacementLost, (it, event) => sendParcel(it, 'lost', event, byOf(event.writeOffAt))),
  on(ReplacementDelivered, (it, event) => sendParcel(it, 'delivered', event, { deliveredAt: event.occurredAt })),
  on(ReplacementReturned, (it, event) => sendParcel(it, 'returned', event)),
  on(ReplacementWrittenOff, (it, event) => sendParcel(it, 'written_off', event)),
  on(ReplacementCalledOff, (it, { reason, reasonCode }) => {
    const instead = ReplacementCallOff.word(reason) === 'refund_instead' && reasonCode !== '';
    it.replacement = { ...it.replacement, calledOff: ReplacementCallOff.word(reason), ...(instead && { whyPaid: reasonCode }) };
    it.replacementReasonCode = reasonCode;
  }),
  on(CaseClosed, (it, { result, reasonCodes, refunded }) => {
    it.closing = { result: CaseResult.word(result), reasonCodes, refunded };
  }),
];

/** By the type of the event. */
export const caseSteps: ReadonlyMap<string, CaseStep> = new Map(steps.map((step) => [step.contract.type, step]));

/** A parcel that has arrived is neither on its way nor lost any more; one that turns up is no longer lost. */
const parcelRank = { in_transit: 1, lost: 2, delivered: 3, written_off: 4 } as const;

function moveParcel(it: CaseFold, to: keyof typeof parcelRank, by?: string): void {
  if (it.parcel === to && by !== undefined) it.parcelBy = by;
  if (it.parcel !== undefined && parcelRank[to] <= parcelRank[it.parcel]) return;
  it.parcel = to;
  if (by === undefined) delete it.parcelBy;
  else it.parcelBy = by;
}

/** Missing where versions before said it. */
const byOf = (by: string | undefined): { readonly by?: string } => (by === undefined ? {} : { by });

function inStock(it: CaseFold, state: string, attempt: number, choices = it.replacement?.stock?.choices ?? 0): void {
  it.replacement = { ...it.replacement, stock: { state, attempt, choices } };
}

function sendParcel(it: CaseFold, state: string, { attempt, trackingNumber }: { readonly attempt: number; readonly trackingNumber: string }, more: { readonly deliveredAt?: string; readonly by?: string } = {}): void {
  it.replacement = { ...it.replacement, parcel: { state, attempt, trackingNumber, ...more } };
}

function endRequest({ evidenceRequest }: CaseFold): void {
  if (evidenceRequest) evidenceRequest.over = true;
}

const taskOf = (it: CaseFold, taskId: string): NonNullable<CaseFold['task']> => (it.task?.taskId === taskId ? it.task : (it.task = { taskId, overdue: false }));

function unitsOf({ units }: CaseFold, caseLineId: string): Units {
  let known = units.get(caseLineId);
  if (!known) units.set(caseLineId, (known = { approved: 0, received: 0, accepted: 0, short: 0, lost: 0 }));
  return known;
}
