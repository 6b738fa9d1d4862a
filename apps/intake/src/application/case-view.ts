import { CaseResult, CaseType, Channel, Provenance, type CaseView } from '@huiliu/contracts';
import { tagged } from '@huiliu/messaging';
import { customerStatusOf } from '../domain/customer-status';
import { evidenceAwaited, rejectionOf, statusOf, type IntakeCase } from '../domain/intake-case';
import { waitingFor } from '../domain/waiting-for';
import { lineMessage, moneyMessage, refOf } from './say-case';

/** The case as everybody may see it, with what each department has said. */
export function caseView(it: IntakeCase): CaseView {
  return tagged({
    ref: refOf(it),
    type: CaseType.wire(it.type),
    status: statusOf(it),
    customerId: it.customerId,
    channel: Channel.wire(it.channel),
    requestedAt: it.requestedAt,
    lines: it.lines.map((line) => ({ line: lineMessage(line), received: line.received, short: line.short, accepted: line.accepted, lost: line.lost, ...(it.decision?.verdict === 'approved' && { approved: line.approved }) })),
    evidence: it.evidence,
    result: it.closing ? CaseResult.wire(it.closing.result) : CaseResult.wire('unspecified'),
    reasonCodes: it.closing?.reasonCodes ?? (it.decision?.verdict === 'rejected' ? it.decision.reasons.map((reason) => reason.code) : it.refundDecline ? [it.refundDecline.reasonCode] : []),
    refunded: moneyMessage(it.closing ? it.closing.refunded : it.refundSettled),
    rmaNumber: it.rma?.rmaNumber ?? '',
    trackingNumber: it.rma?.trackingNumber ?? '',
    waitingFor: waitingFor(it),
    decision: it.decision?.record,
    provenance: Provenance.wire(it.provenance),
    requestId: it.requestId,
    supplementUntil: it.closing ? undefined : rejectionOf(it)?.supplementUntil,
    evidenceDueAt: statusOf(it) === 'awaiting_evidence' ? evidenceAwaited(it)?.dueAt : undefined,
    customerStatus: customerStatusOf(it),
    cancellation: it.cancellation && { ...it.cancellation, declinedCode: it.cancellation.declinedCode ?? '' },
  });
}
