import { CaseResult, CaseType, Channel, Provenance, RefundOnlyKind, type CaseExceptionView, type CaseView, type HoldState, type RepairView } from '@huiliu/contracts';
import { tagged } from '@huiliu/messaging';
import { wishStateOf } from '../domain/cancellation';
import { choicePending, choiceTerms, optionsOf } from '../domain/choice';
import { customerStatusOf } from '../domain/customer-status';
import { stateOf, type CaseException } from '../domain/exceptions';
import { paidInAll } from '../domain/exchange-difference';
import { evidenceAwaited, rejectionOf, statusOf, type IntakeCase } from '../domain/intake-case';
import { isAdvanced } from '../domain/hold';
import { topUpDue } from '../domain/top-up';
import type { Repair } from '../domain/repair';
import { waitingFor } from '../domain/waiting-for';
import { lineMessage, moneyMessage, quoteMessage, refOf, variantMessages } from './say-case';

/** The case as everybody may see it, with what each department has said. */
export function caseView(it: IntakeCase): CaseView {
  const declined = it.refundDecline ?? it.difference?.refundDecline;
  return tagged({
    ref: refOf(it),
    type: CaseType.wire(it.type),
    status: statusOf(it),
    customerId: it.customerId,
    channel: Channel.wire(it.channel),
    requestedAt: it.requestedAt,
    lines: it.lines.map((line) => ({ line: lineMessage(line), received: line.received, short: line.short, accepted: line.accepted, lost: line.lost, ...(line.rejected !== undefined && { rejected: line.rejected }), ...(it.decision?.verdict === 'approved' && { approved: line.approved }) })),
    evidence: it.evidence,
    result: it.closing ? CaseResult.wire(it.closing.result) : CaseResult.wire('unspecified'),
    reasonCodes: it.closing?.reasonCodes ?? (it.decision?.verdict === 'rejected' ? it.decision.reasons.map((reason) => reason.code) : declined ? [declined.reasonCode] : []),
    refunded: moneyMessage(it.closing ? it.closing.refunded : (paidInAll(it) ?? it.refundSettled)),
    rmaNumber: it.rma?.rmaNumber ?? '',
    trackingNumber: it.rma?.trackingNumber ?? (it.recall?.stage === 'recalling' ? it.recall.trackingNumber : ''),
    waitingFor: waitingFor(it),
    decision: it.decision?.record,
    provenance: Provenance.wire(it.provenance),
    requestId: it.requestId,
    supplementUntil: it.closing ? undefined : rejectionOf(it)?.supplementUntil,
    evidenceDueAt: statusOf(it) === 'awaiting_evidence' ? evidenceAwaited(it)?.dueAt : undefined,
    customerStatus: customerStatusOf(it),
    choice: it.choice && {
      number: it.choice.number,
      kind: it.choice.kind,
      options: choicePending(it) ? optionsOf(it, it.choice) : [],
      dueAt: it.choice.dueAt,
      byDefault: choiceTerms[it.choice.kind].byDefault,
      chosen: it.choice.answer?.option ?? '',
      chosenBy: it.choice.answer?.by ?? '',
      ...quoteMessage(it, it.choice),
      variants: choicePending(it) ? variantMessages(it, it.choice) : [],
      chosenSku: it.choice.answer?.sku ?? '',
    },
    replacement: it.replacement && {
      state: it.replacement.calledOff ? 'called_off' : (it.replacement.parcel?.state ?? it.replacement.stock?.state ?? ''),
      trackingNumber: it.replacement.parcel?.trackingNumber ?? '',
      shipment: it.replacement.parcel?.attempt ?? it.replacement.stock?.attempt ?? 1,
    },
    topUp: it.topUp && { state: it.topUp.state, amount: moneyMessage(it.topUp.amount), dueAt: it.topUp.dueAt, paymentUrl: topUpDue(it) ? it.topUp.paymentUrl : '' },
    hold: holdState(it),
    cameFrom: it.cameFrom,
    turnedInto: it.concernEnd?.how === 'turned' ? it.concernEnd.into : undefined,
    reopens: it.reopens,
    reopenedAs: it.reopenedAs && { caseId: it.reopenedAs.caseId, caseNumber: it.reopenedAs.caseNumber, orderId: it.reopenedAs.orderId },
    answerDueAt: statusOf(it) === 'with_agent' && it.task?.dueAt !== '' ? it.task?.dueAt : undefined,
    ...(it.type === 'refund_only' && { refundOnlyKind: RefundOnlyKind.wire(it.refundOnlyKind ?? 'received') }),
    cancellation: it.cancellation && { ...it.cancellation, declinedCode: it.cancellation.declinedCode ?? '', state: wishStateOf(it), agreeBy: it.cancellation.agreeBy, agreedBy: it.cancellation.agreedBy ?? '' },
    ...(it.furtherParcels && { furtherParcels: { trackingNumbers: it.furtherParcels } }),
    exceptions: (it.exceptions ?? []).map(exceptionView),
    repair: it.repair && repairView(it.repair),
  });
}

function holdState(it: IntakeCase): HoldState | undefined {
  const { advance, decision, hold } = it;
  if (!advance && !hold) return undefined;
  const before = decision?.verdict !== 'approved' ? 'asked_for' : isAdvanced(it) ? 'awaited' : 'not_allowed';
  return { state: hold?.state ?? before, amount: moneyMessage(hold?.amount), captureAt: hold?.captureAt, reasonCode: hold?.reasonCode ?? '', captured: moneyMessage(hold?.captured?.amount), soldOrderId: hold?.captured?.soldOrderId ?? '' };
}

const exceptionView = (exception: CaseException): CaseExceptionView => {
  const { exceptionId, kind, units, owner, dueAt, byDefault, claimedBy = '', end } = exception;
  return { exceptionId, kind, state: stateOf(exception), units, owner, dueAt, byDefault, resolution: end?.resolution ?? '', claimedBy, resolvedBy: end?.by ?? '' };
};

const repairView = (repair: Repair): RepairView =>
  repair.state === 'asked' ? { state: repair.state, owner: 'warehouse', attempt: repair.attempt, answerBy: repair.answerBy, overdue: repair.overdue } : { state: repair.state, owner: 'warehouse', attempt: 0, answerBy: undefined, overdue: false };
