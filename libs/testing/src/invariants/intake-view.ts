import type { CaseFacts, IntakeFacts, RefundFacts } from './cases/case-facts';
import type { Invariant } from './invariant';

/** What intake has noted of every department is what that department holds, and a case is closed when, and only when, all of them are done. */
export const intakeViewAgrees: Invariant = {
  name: "intake's view of each case is what the departments hold",
  lookAtCase: (facts, found) => {
    for (const difference of differencesOf(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${difference}`);
  },
};

/** In plain words; empty when all agree. Where an event of the case waits or is parked, intake may be behind. */
export function differencesOf(facts: CaseFacts): string[] {
  const { intake, stuckIn, ...others } = facts;
  if (!intake) {
    const holders = Object.entries(others).flatMap(([department, held]) => (typeof held === 'object' ? [department] : []));
    return [`${holders.join(', ')} hold it, intake does not know it`];
  }
  if (stuckIn.length > 0) return [];
  return [...ofReview(intake, facts), ...ofLogistics(intake, facts), ...ofWarehouse(intake, facts), ...ofRefund(intake, facts), ...ofClosing(intake, facts)];
}

function ofReview({ doc: { decision, task, evidenceRequest, supplements = [], calledOff } }: IntakeFacts, { review }: CaseFacts): string[] {
  if (!review) return ['review does not know it'];
  const verdict = review.status === 'approved' || review.status === 'rejected' ? review.status : undefined;
  return [
    ...differ('verdict', decision?.verdict, verdict),
    ...differ('policy version', decision?.record.policyVersion, review.decision?.policyVersion),
    ...differ('who decided', decision?.record.decidedBy, review.decision?.decidedBy),
    ...differ('round of the review', Math.max(1, decision?.record.round ?? supplements.length + 1), review.round ?? 1),
    ...differ('end of the time to supplement', instantOf(decision?.supplementUntil), instantOf(review.decision?.supplementUntil)),
    ...differ('evidence asked for', evidenceRequest?.over === false ? evidenceRequest.reasonCode : undefined, review.evidenceRequest?.reasonCode),
    ...differ('taken back', calledOff?.by === 'review', review.status === 'withdrawn'),
    ...differ('review task', task?.taskId, review.taskId),
    ...differ('who claimed the task', task?.claimedBy, review.claimedBy),
  ];
}

function ofLogistics({ doc: { rma, parcel, lines, calledOff } }: IntakeFacts, { logistics }: CaseFacts): string[] {
  const writtenOff = logistics?.status === 'written_off';
  const sent = new Map((logistics?.lines ?? []).map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...differ('RMA', rma?.rmaNumber, logistics?.rmaNumber),
    ...differ('tracking number', rma?.trackingNumber, logistics?.trackingNumber),
    ...differ('carrier', rma?.carrierCode, logistics?.carrierCode),
    ...differ('parcel', parcel, logistics?.status === 'authorised' || logistics?.status === 'called_off' ? undefined : logistics?.status),
    ...differ('return called off', calledOff?.by === 'logistics' ? calledOff.result : undefined, logistics?.calledOff?.reason),
    ...lines.flatMap(({ caseLineId, lost = 0 }) => differ(`lost units of line ${caseLineId}`, lost, writtenOff ? (sent.get(caseLineId) ?? 0) : 0)),
    ...(logistics && writtenOff !== (logistics.claim !== null && logistics.claim !== undefined) ? [`the parcel is ${logistics.status}, and there is ${writtenOff ? 'no' : 'a'} claim against the carrier`] : []),
  ];
}

function ofWarehouse({ doc }: IntakeFacts, { warehouse }: CaseFacts): string[] {
  const inspected = warehouse?.status === 'inspected';
  const held = new Map((warehouse?.lines ?? []).map((line) => [line.caseLineId, line]));
  return [
    ...differ('inspection asked for', doc.inspectionTaskId !== undefined, warehouse !== undefined && warehouse.status !== 'expected' && warehouse.status !== 'called_off' && warehouse.status !== 'written_off'),
    ...differ('lost for good', doc.parcel === 'written_off', warehouse?.status === 'written_off'),
    ...differ('inspected', doc.inspected, inspected),
    ...doc.lines.flatMap(({ caseLineId, received, accepted, short }) => {
      const { expected = 0, accepted: taken = 0 } = held.get(caseLineId) ?? {};
      const of = (what: string): string => `${what} units of line ${caseLineId}`;
      return [...differ(of('received'), received, taken), ...differ(of('accepted'), accepted, inspected ? taken : 0), ...differ(of('short'), short, inspected ? expected - taken : 0)];
    }),
    ...[...held.keys()].filter((id) => !doc.lines.some(({ caseLineId }) => caseLineId === id)).map((id) => `the warehouse has a line ${id}, intake has none`),
  ];
}

function ofRefund({ orderId, type, doc }: IntakeFacts, { refund }: CaseFacts): string[] {
  if (!refund) return [...differ('refund due', doc.refundDue?.amountMinor, undefined), ...(doc.decision?.verdict === 'approved' ? ['it is approved, but refund does not know it'] : [])];
  const requested = refund.status !== 'approved' && refund.status !== 'called_off';
  const refunded = new Map(refund.lines.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  const overpaid = type === 'price_difference' ? doc.lines.filter((line) => BigInt(refund.lines.find(({ caseLineId }) => caseLineId === line.caseLineId)?.amountMinor ?? 0) > BigInt(line.claimedMinor)) : [];
  const approved = new Map(refund.approved.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  return [
    ...overpaid.map(({ caseLineId }) => `of line ${caseLineId} a larger difference is paid than was asked for`),
    ...differ('order', orderId, refund.orderId),
    ...differ('refund due', doc.refundDue?.amountMinor, requested ? refund.totalMinor : undefined),
    ...differ('currency', doc.refundDue?.currency, requested ? refund.currency : undefined),
    ...differ('approval of the refund', doc.refundApproval, refund.status === 'awaiting_approval' ? 'needed' : isDeclined(refund) ? 'declined' : refund.approvedBy === null ? undefined : 'given'),
    ...differ('why the refund was declined', doc.refundDecline?.reasonCode, isDeclined(refund) ? refund.decline?.reasonCode : undefined),
    ...differ('what came of that', doc.refundDecline?.ended, refund.status === 'dropped' || refund.status === 'exception' ? refund.status : undefined),
    ...(refund.approvedBy !== null && refund.approvedBy === refund.decline?.takenUpBy ? [`${refund.approvedBy} has taken its refund up again and approved it`] : []),
    ...(refund.approvedBy !== null && refund.approvedBy === refund.decidedBy ? [`${refund.approvedBy} has decided it and approved its refund`] : []),
    // Kept since refunds can need a second person.
    ...(refund.decidedBy === null ? [] : differ('who decided, at refund', doc.decision?.record.decidedBy, refund.decidedBy)),
    ...differ('refund settled', doc.refundSettled?.amountMinor, refund.status === 'settled' ? refund.totalMinor : undefined),
    ...doc.lines.flatMap((line) => [
      ...differ(`approved units of line ${line.caseLineId}`, line.approved, approved.get(line.caseLineId) ?? 0),
      ...(requested ? differ(`units of line ${line.caseLineId} to be refunded`, type === 'return' ? line.accepted + (line.lost ?? 0) : line.approved, refunded.get(line.caseLineId) ?? 0) : []),
    ]),
  ];
}

const isDeclined = ({ status }: RefundFacts): boolean => status === 'declined' || status === 'exception' || status === 'dropped';

/** Closed when everybody is final; the survey follows the closing. */
function ofClosing(intake: IntakeFacts, { review, logistics, warehouse, refund, feedback }: CaseFacts): string[] {
  const { type, status, doc } = intake;
  const closed = status === 'closed';
  const paid = refund?.status === 'settled' && (type !== 'return' || warehouse?.status === 'inspected' || warehouse?.status === 'written_off');
  const calledOff = review?.status === 'withdrawn' ? 'cancelled' : logistics?.calledOff?.reason;
  // A rejected case waits as long as it may be supplemented; whether it does is looked at where open cases are explained.
  const waits = !closed && review?.status === 'rejected' && review.decision?.supplementUntil !== undefined;
  const final = (review?.status === 'rejected' && !waits) || calledOff !== undefined || (review?.status === 'approved' && (paid || refund?.status === 'dropped'));
  const result = review?.status === 'rejected' || refund?.status === 'dropped' ? 'rejected' : calledOff !== undefined ? calledOff : refund?.totalMinor === '0' ? 'nothing_due' : 'refunded';
  return [
    ...differ('closed', closed, final),
    ...(closed && final ? [...differ('result', doc.closing?.result, result), ...differ('amount paid back', doc.closing?.refunded?.amountMinor, result === 'refunded' ? refund?.totalMinor : undefined)] : []),
    ...differ('survey', closed && calledOff === undefined, feedback !== undefined),
    ...(feedback ? differ('customer of the survey', intake.customerId, feedback.customerId) : []),
    ...(review?.status === 'rejected' && refund ? ['it is rejected, but refund holds it'] : []),
  ];
}

/** The same instant is written in more than one way. */
const instantOf = (text: string | undefined): number | undefined => (text === undefined ? undefined : Date.parse(text));

type Comparable = string | number | boolean | null | undefined;

/** Nothing is nothing, whichever way it is written. */
const differ = (what: string, intake: Comparable, department: Comparable): string[] =>
  (intake ?? undefined) === (department ?? undefined) ? [] : [`${what}: intake has ${intake ?? 'none'}, the department ${department ?? 'none'}`];
