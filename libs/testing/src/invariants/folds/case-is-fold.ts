import { CaseType, Channel, ClaimedCondition, Provenance, RefundOnlyKind, ReturnReason } from '@huiliu/contracts';
import type { CaseFacts, IntakeFacts } from '../cases/case-facts';
import type { Invariant } from '../invariant';
import type { CaseFold, Units } from './case-fold';

/** Intake's row about a case is nothing but what was said about it. */
export const caseIsFold: Invariant = {
  name: 'each case at intake is the fold of its events',
  check: ({ folded, leftovers }, found) => {
    // Whoever should have taken it has stopped its case, and says so.
    const isParked = (key: string): boolean => Object.values(leftovers).some(({ held }) => held.has(key));
    for (const { id, source, subject, why } of [...folded.unreadable.values()].flat()) if (!isParked(`${source}/${id}`)) found.add(`${subject}: ${why}`);
    return Promise.resolve();
  },
  lookAtCase: (facts, found) => {
    for (const difference of foldDifferences(facts)) found.add(`case ${facts.intake?.caseNumber ?? '?'} (${facts.caseId}): ${difference}`);
  },
};

/** In plain words; empty when the row is the fold. Where an event of the case waits or is parked at intake, the row is behind its events; where one can't be read, the fold is. */
export function foldDifferences({ intake, folded, foldIsShort, stuckIn }: Pick<CaseFacts, 'intake' | 'folded' | 'foldIsShort' | 'stuckIn'>): string[] {
  if (!intake || foldIsShort || stuckIn.includes('intake')) return [];
  if (!folded?.submitted) return ['nothing on the bus says that it was submitted'];
  const [kept, wanted] = [flatten(keptView(intake)), flatten(foldedView(folded))];
  return [...new Set([...kept.keys(), ...wanted.keys()])].sort().flatMap((field) => {
    const [is, shouldBe] = [kept.get(field), wanted.get(field)];
    return is === shouldBe ? [] : [`${field}: intake has ${is ?? 'none'}, the events say ${shouldBe ?? 'none'}`];
  });
}

const keptView = ({ caseNumber, orderId, customerId, type, channel, provenance, status, doc, cancellation }: IntakeFacts): object => ({
  caseNumber,
  orderId,
  customerId,
  type,
  channel,
  provenance,
  status,
  requestedAt: instant(doc.requestedAt),
  purchaseKnown: doc.purchaseKnown,
  currency: doc.currency,
  obstacles: doc.obstacles,
  evidence: doc.evidence.length,
  task: doc.task && { ...doc.task, dueAt: instant(doc.task.dueAt) },
  evidenceRequest: doc.evidenceRequest && { ...doc.evidenceRequest, dueAt: instant(doc.evidenceRequest.dueAt) },
  supplements: doc.supplements?.length ?? 0,
  decision: doc.decision && {
    verdict: doc.decision.verdict,
    policyVersion: doc.decision.record.policyVersion,
    decidedBy: doc.decision.record.decidedBy,
    reasons: (doc.decision.reasons ?? []).map(({ code }) => code),
    round: doc.decision.record.round ?? 1,
    supplementUntil: instant(doc.decision.supplementUntil ?? ''),
    refused: doc.decision.refused?.reason.code,
    reduced: doc.decision.reduced?.code,
    advance: doc.decision.advance,
  },
  refundOnlyKind: doc.refundOnlyKind,
  rma: doc.rma && { ...doc.rma, sendBy: instant(doc.rma.sendBy) },
  recall: doc.recall && { ...doc.recall, answerBy: instant(doc.recall.answerBy ?? ''), reportBy: instant(doc.recall.reportBy ?? '') },
  parcel: doc.parcel,
  parcelBy: instant(doc.parcelBy ?? ''),
  furtherParcels: doc.furtherParcels,
  returnedParcels: doc.returnedParcels,
  inspectionTaskId: doc.inspectionTaskId,
  inspected: doc.inspected,
  exceptions: doc.exceptions && Object.fromEntries(doc.exceptions.map(({ exceptionId, dueAt, ...exception }) => [exceptionId, { ...exception, dueAt: instant(dueAt) }])),
  rejection: doc.rejection,
  refundDue: doc.refundDue,
  refundApproval: doc.refundApproval,
  refundDecline: doc.refundDecline && { ...doc.refundDecline, until: instant(doc.refundDecline.until) },
  refundSettled: doc.refundSettled,
  difference: doc.difference && { ...doc.difference, payDay: payDay(doc.difference.payDay), refundDecline: doc.difference.refundDecline && { ...doc.difference.refundDecline, until: instant(doc.difference.refundDecline.until) } },
  topUp: doc.topUp,
  advance: doc.advance,
  hold: doc.hold && { ...doc.hold, captureAt: instant(doc.hold.captureAt ?? '') || undefined },
  legFailure: doc.legFailure,
  payDay: payDay(doc.payDay),
  closing: doc.closing,
  calledOff: doc.calledOff,
  replacement: withInstant(doc.replacement),
  variants: doc.variants && { number: doc.variants.number, offered: doc.variants.offered.map(({ sku, unitPrice, paidBack, paidOnTop }) => ({ sku, unitPriceMinor: unitPrice.amountMinor, paidBack, paidOnTop })) },
  variantsChosen: doc.variantsChosen,
  repair: doc.repair && { ...doc.repair, answerBy: instant(doc.repair.answerBy ?? '') },
  cameFrom: doc.cameFrom,
  reopens: doc.reopens,
  reopenedAs: doc.reopenedAs && { caseId: doc.reopenedAs.caseId, caseNumber: doc.reopenedAs.caseNumber, orderId: doc.reopenedAs.orderId, reasonCode: doc.reopenedAs.reasonCode, at: instant(doc.reopenedAs.at) },
  concernEnd: doc.concernEnd,
  cancellation: cancellation && { reasonCode: cancellation.reasonCode, askedBy: cancellation.askedBy, declinedCode: cancellation.declinedCode, agreeBy: instant(cancellation.agreeBy ?? ''), agreedBy: cancellation.agreedBy },
  lines: Object.fromEntries(doc.lines.map(({ caseLineId, lost = 0, ...line }) => [caseLineId, { ...line, lost }])),
});

function foldedView(it: CaseFold): object {
  const { submitted, evidenceCount, units, task, evidenceRequest, rma, recall, repair, replacement, parcelBy, payDay: day, exceptions, refundDecline, difference, cancellation, agreement, declinedCode, passedOn, replacementReasonCode: _code, chosenVariant, ...rest } = it;
  const decision = decisionInForce(it);
  if (!submitted) return {};
  const nothing: Units = { approved: 0, received: 0, accepted: 0, short: 0, lost: 0 };
  const applied = submitted.lines.map(({ caseLineId, orderLineId, sku, quantity, reason, condition, claimedMinor, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor }) => [
    caseLineId,
    { orderLineId, sku, quantity, reason: ReturnReason.word(reason), condition: ClaimedCondition.word(condition), claimedMinor, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor, ...nothing },
  ]);
  const lines = new Map<string, object>(applied as [string, object][]);
  if (chosenVariant) lines.set(chosenVariant.caseLineId, { ...lines.get(chosenVariant.caseLineId), wantedSku: chosenVariant.sku, wantedUnitPriceMinor: chosenVariant.unitPriceMinor });
  for (const [caseLineId, said] of units) lines.set(caseLineId, { ...lines.get(caseLineId), ...said });
  return {
    ...rest,
    caseNumber: submitted.ref.caseNumber,
    orderId: submitted.ref.orderId,
    customerId: submitted.customerId,
    type: CaseType.word(submitted.type),
    channel: Channel.word(submitted.channel),
    provenance: Provenance.word(submitted.provenance),
    status: statusOf(it),
    requestedAt: instant(submitted.requestedAt),
    purchaseKnown: submitted.purchaseKnown,
    currency: submitted.currency,
    obstacles: submitted.obstacles,
    cameFrom: submitted.cameFrom,
    reopens: submitted.reopens,
    reopenedAs: it.reopenedAs && { ...it.reopenedAs, at: instant(it.reopenedAs.at) },
    evidence: evidenceCount ?? submitted.evidenceCount,
    task: task && { ...task, dueAt: instant(task.dueAt ?? '') },
    evidenceRequest: evidenceRequest && { ...evidenceRequest, dueAt: instant(evidenceRequest.dueAt) },
    decision: decision && { ...decision, supplementUntil: instant(decision.supplementUntil ?? '') },
    refundOnlyKind: submitted.refundOnlyKind && RefundOnlyKind.word(submitted.refundOnlyKind),
    rma: rma && { ...rma, sendBy: instant(rma.sendBy) },
    exceptions: exceptions && Object.fromEntries(Object.entries(exceptions).map(([id, exception]) => [id, { ...exception, dueAt: instant(exception.dueAt) }])),
    refundDecline: declined(refundDecline),
    difference: difference && { payDay: payDay(difference.payDay), due: difference.refundDue, settled: difference.refundSettled, refundApproval: difference.refundApproval, refundDecline: declined(difference.refundDecline), legFailure: difference.legFailure, over: difference.over ?? false },
    calledOff: calledOffOf(it),
    advance: advanceOf(submitted) || undefined,
    hold: it.hold && { ...it.hold, captureAt: instant(it.hold.captureAt ?? '') || undefined },
    parcelBy: instant(parcelBy ?? ''),
    payDay: payDay(day),
    replacement: withInstant(replacement),
    repair: repair && { ...repair, answerBy: instant('answerBy' in repair ? repair.answerBy : '') },
    recall: recall && { ...recall, answerBy: instant('answerBy' in recall ? recall.answerBy : ''), reportBy: instant('reportBy' in recall ? recall.reportBy : '') },
    // Where no goods move there is nothing to call off: the approval has set the money going.
    cancellation: cancellation && { ...cancellation, declinedCode: declinedCode ?? (passedOn && keepsGoods(submitted) ? 'REFUND_DUE' : undefined), agreeBy: instant(agreement?.agreeBy ?? ''), agreedBy: agreement?.agreedBy },
    lines: Object.fromEntries(lines),
  };
}

/** What is said of a parcel to the customer is the same whether instants are written with milliseconds or without. */
const withInstant = <R extends { readonly parcel?: { readonly by?: string } }>(replacement: R | undefined): object | undefined =>
  replacement?.parcel?.by === undefined ? replacement : { ...replacement, parcel: { ...replacement.parcel, by: instant(replacement.parcel.by) } };

const payDay = (day: { readonly by: string; readonly late?: string } | undefined): object | undefined => day && { ...day, by: instant(day.by) };

const declined = (decline: CaseFold['refundDecline']): object | undefined => decline && { ...decline, until: instant(decline.until) };

/** A refund only whose goods have to come, or to be stopped, before money goes. */
const isRecalled = ({ refundOnlyKind }: NonNullable<CaseFold['submitted']>): boolean =>
  refundOnlyKind === 'REFUND_ONLY_KIND_BEFORE_SHIPPING' || refundOnlyKind === 'REFUND_ONLY_KIND_ON_THE_WAY' || refundOnlyKind === 'REFUND_ONLY_KIND_REFUSED';

const keepsGoods = (submitted: NonNullable<CaseFold['submitted']>): boolean => submitted.type === 'CASE_TYPE_PRICE_DIFFERENCE' || (submitted.type === 'CASE_TYPE_REFUND_ONLY' && !isRecalled(submitted));

/** A rejection that was supplemented is none any more. */
const decisionInForce = ({ decision, supplements }: CaseFold): CaseFold['decision'] => (decision && decision.round > supplements ? decision : undefined);

/** Where nothing comes back, a case is called off with what was to be sent. */
const calledOffOf = ({ submitted, calledOff, replacement, replacementReasonCode = '' }: CaseFold): CaseFold['calledOff'] =>
  calledOff ?? (submitted?.type === 'CASE_TYPE_RESEND' && replacement?.calledOff === 'cancelled' ? { by: 'logistics', result: 'cancelled', reasonCode: replacementReasonCode } : undefined);

/** Something was rejected, and nobody has said what has become of it. */
const rejectedOpen = ({ units, rejection }: CaseFold): boolean => rejection?.outcome === undefined && [...units.values()].some(({ rejected = 0 }) => rejected > 0);

/** The furthest that anybody has said. */
function statusOf(it: CaseFold): string {
  const { submitted, closing, refundSettled, refundDue, refundApproval, inspected, replacement, repair, inspectionTaskId, parcel, units, rma, recall, task, evidenceRequest, supplements, concernEnd } = it;
  const decision = decisionInForce(it);
  const open = evidenceRequest?.over === false ? 'awaiting_evidence' : task || supplements > 0 ? 'in_review' : 'submitted';
  if (closing) return 'closed';
  if (submitted?.type === 'CASE_TYPE_INQUIRY' || submitted?.type === 'CASE_TYPE_COMPLAINT') return concernEnd ? 'answered' : task ? 'with_agent' : 'submitted';
  if (decision?.verdict === 'rejected') return 'rejected';
  if (refundSettled) return 'refunded';
  if (refundDue || refundApproval) return 'refunding';
  const calledOff = calledOffOf(it);
  const recalled = submitted !== undefined && isRecalled(submitted);
  const isRepair = submitted?.type === 'CASE_TYPE_REPAIR';
  const back = recalled || isRepair || submitted?.type === 'CASE_TYPE_RETURN' || submitted?.type === 'CASE_TYPE_EXCHANGE';
  const goods = (isRepair || submitted?.type === 'CASE_TYPE_EXCHANGE' || submitted?.type === 'CASE_TYPE_RESEND') && replacement?.calledOff !== 'refund_instead';
  const kept = calledOff?.replacementStays === true && !replacement?.calledOff;
  // Of what was sent in advance the customer may have got it long before theirs is here, or is not to come any more.
  if (goods && replacement?.parcel?.state === 'delivered' && (!submitted?.type.endsWith('EXCHANGE') || !advanceOf(submitted) || inspected || parcel === 'written_off' || kept)) return 'replaced';
  if (goods && kept) return 'replacing';
  if (goods && (calledOff ?? replacement?.calledOff)) return 'called_off';
  if (goods && isRepair && inspected && repair?.state !== 'repaired' && !replacement?.parcel) return 'repairing';
  if (inspected && rejectedOpen(it)) return 'at_warehouse';
  if (it.rejection?.outcome === 'goods_back' && replacement?.parcel?.state !== 'delivered' && replacement?.calledOff === undefined) return 'replacing';
  if (inspected || parcel === 'written_off' || recall?.stage === 'stopped') return goods ? 'replacing' : 'refunding';
  if (calledOff) return 'called_off';
  if (!back) return (decision ?? replacement) ? (goods ? 'replacing' : 'refunding') : open;
  if (inspectionTaskId !== undefined || parcel === 'delivered' || [...units.values()].some(({ received }) => received > 0)) return 'at_warehouse';
  if (recalled) return parcel || recall?.stage === 'recalling' ? 'being_recalled' : decision || recall ? 'being_stopped' : open;
  if (parcel) return 'in_transit';
  return decision || rma ? 'awaiting_return' : open;
}

const advanceOf = (submitted: NonNullable<CaseFold['submitted']>): boolean => 'advance' in submitted && submitted.advance === true;

/** The same instant is written in more than one way. */
const instant = (text: string): string => {
  const time = Date.parse(text);
  return Number.isNaN(time) ? text : new Date(time).toISOString();
};

/** Path → value as text. What is undefined, null or empty is not there. */
function flatten(value: unknown, path = '', into = new Map<string, string>()): ReadonlyMap<string, string> {
  if (value === undefined || value === null) return into;
  if (typeof value !== 'object') into.set(path, String(value as string | number | boolean));
  else for (const [key, part] of Object.entries(value)) flatten(part, path === '' ? key : `${path}.${key}`, into);
  return into;
}
