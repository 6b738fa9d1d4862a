import { CaseResult, CaseType, Channel, ClaimedCondition, Provenance, RefundOnlyKind, ReturnReason, type CancellationView, type CaseExceptionView, type CaseLineView, type CaseRef, type CaseSummary, type CaseView, type HoldState, type ChoiceView, type CustomerStatus, type DecisionRecord, type ListCasesResponse, type RepairView, type TimelineEntry, type Words } from '@huiliu/contracts';
import type { EvidenceLinks } from '../evidence/links';
import { orNull, wordOf } from '../http/words';
import type { FoundCase } from './find-case';

/** For whom a case is shown: staff also see who decided by which rules, and where the case comes from. */
export type Audience = 'staff' | 'customer';

/** Path of a case. */
export const caseUrl = (caseNumber: string): string => `/api/v1/cases/${encodeURIComponent(caseNumber)}`;

/** A case as JSON for people. Amounts are text, in minor units of the currency; what is not known (yet) is null. Files of ours have a link that is good for some minutes. */
export function caseJson({ ref, view }: FoundCase, audience: Audience, files: EvidenceLinks) {
  const url = caseUrl(ref.caseNumber);
  return {
    caseNumber: ref.caseNumber,
    caseId: ref.caseId,
    orderId: orNull(ref.orderId),
    type: wordOf(CaseType, view.type),
    refundOnlyKind: wordOf(RefundOnlyKind, view.refundOnlyKind),
    status: view.status,
    customerId: view.customerId,
    channel: wordOf(Channel, view.channel),
    requestedAt: view.requestedAt ?? null,
    lines: view.lines.map(lineJson),
    evidence: view.evidence.map((piece) => files.shown(piece)),
    result: wordOf(CaseResult, view.result),
    reasonCodes: view.reasonCodes,
    refunded: view.refunded ?? null,
    rmaNumber: orNull(view.rmaNumber),
    trackingNumber: orNull(view.trackingNumber),
    furtherTrackingNumbers: view.furtherParcels?.trackingNumbers ?? [],
    customerStatus: view.customerStatus ? customerStatusJson(view.customerStatus) : null,
    waitingFor: orNull(view.waitingFor),
    evidenceDueAt: view.evidenceDueAt ?? null,
    supplementUntil: view.supplementUntil ?? null,
    choice: view.choice ? choiceJson(view.choice, audience) : null,
    replacement: view.replacement ? { state: view.replacement.state, trackingNumber: orNull(view.replacement.trackingNumber), shipment: view.replacement.shipment } : null,
    topUp: view.topUp ? { state: view.topUp.state, amount: view.topUp.amount ?? null, dueAt: view.topUp.dueAt ?? null, paymentUrl: orNull(view.topUp.paymentUrl) } : null,
    hold: view.hold ? holdJson(view.hold) : null,
    cancellation: view.cancellation ? cancellationJson(view.cancellation, audience) : null,
    ...(audience === 'staff' && { decision: view.decision ? decisionJson(view.decision) : null, provenance: wordOf(Provenance, view.provenance), requestId: orNull(view.requestId) }),
    cameFrom: relatedJson(view.cameFrom),
    reopens: relatedJson(view.reopens),
    reopenedAs: relatedJson(view.reopenedAs),
    turnedInto: relatedJson(view.turnedInto),
    answerDueAt: view.answerDueAt ?? null,
    exceptions: view.exceptions.map((exception) => exceptionJson(exception, audience)),
    repair: view.repair ? repairJson(view.repair) : null,
    links: {
      self: url,
      timeline: `${url}/timeline`,
      evidence: `${url}/evidence`,
      evidenceFiles: `${url}/evidence/files`,
      cancel: `${url}/cancel`,
      ...((view.choice?.options.length ?? 0) > 0 && { choice: `${url}/choice` }),
      ...(view.supplementUntil !== undefined && { supplement: `${url}/supplement`, acceptance: `${url}/acceptance` }),
      ...(mayBeReopened(view) && { reopening: `${url}/reopening` }),
      ...(CaseResult.word(view.result) === 'answered' && { answer: `/api/v1/${audience === 'staff' ? 'concerns' : 'cases'}/${encodeURIComponent(ref.caseNumber)}/answer` }),
      ...(audience === 'staff' && { trace: `${url}/trace` }),
    },
  };
}

/** As far as the case tells; whether it is in time, intake says. */
const holdJson = ({ state, amount, captureAt, reasonCode, captured, soldOrderId }: HoldState) => ({ state, amount: amount ?? null, captureAt: captureAt ?? null, reasonCode: orNull(reasonCode), captured: captured ?? null, soldOrderId: orNull(soldOrderId) });

const mayBeReopened = ({ result, type, reopenedAs }: CaseView): boolean => CaseResult.word(result) !== 'unspecified' && reopenedAs === undefined && !['inquiry', 'complaint'].includes(CaseType.word(type));

/** A page of a list of cases. */
export const casesJson = ({ cases, nextCursor }: ListCasesResponse) => ({ cases: cases.map(summaryJson), nextCursor: orNull(nextCursor) });

function summaryJson({ ref, type, status, customerId, requestedAt, openedAt, closedAt, units, result, customerStatus, waitingFor, overdue }: CaseSummary) {
  if (!ref) throw new Error('intake listed a case without saying which');
  return {
    caseNumber: ref.caseNumber,
    caseId: ref.caseId,
    orderId: orNull(ref.orderId),
    type: wordOf(CaseType, type),
    status,
    customerId,
    requestedAt: requestedAt ?? null,
    openedAt: openedAt ?? null,
    closedAt: closedAt ?? null,
    units,
    result: wordOf(CaseResult, result),
    customerStatus: customerStatus ? customerStatusJson(customerStatus) : null,
    waitingFor: orNull(waitingFor),
    overdue,
    links: { self: caseUrl(ref.caseNumber) },
  };
}

const relatedJson = (ref: CaseRef | undefined) => (ref ? { caseNumber: ref.caseNumber, caseId: ref.caseId } : null);

const noWords = { zh: '', en: '' };

/** What customers see, as intake has worded it in both languages. */
const customerStatusJson = ({ code, text = noWords, who, by, otherwise }: CustomerStatus) => ({ code, text, who: spoken(who), by: by ?? null, otherwise: spoken(otherwise) });

const spoken = (words: Words | undefined) => (words && words.en !== '' ? words : null);

function lineJson({ line, approved, received, short, accepted, rejected, lost }: CaseLineView) {
  return {
    caseLineId: line?.caseLineId ?? null,
    orderLineId: orNull(line?.orderLineId),
    sku: line?.sku ?? null,
    quantity: line?.quantity ?? 0,
    reason: wordOf(ReturnReason, line?.reason),
    condition: wordOf(ClaimedCondition, line?.condition),
    claimedMinor: line?.claimedMinor ?? null,
    lowerUnitPriceMinor: line?.lowerUnitPriceMinor ?? null,
    wantedSku: orNull(line?.wantedSku),
    wantedUnitPriceMinor: line?.wantedUnitPriceMinor ?? null,
    approved: approved ?? null,
    received,
    short,
    accepted,
    ...(rejected !== undefined && { rejected }),
    lost,
  };
}

/** Customers see that and why; staff also who asked. */
const cancellationJson = ({ reasonCode, askedBy, askedAt, declinedCode, state, agreeBy, agreedBy }: CancellationView, audience: Audience) => ({
  reasonCode,
  askedAt: askedAt ?? null,
  declinedCode: orNull(declinedCode),
  state: orNull(state),
  agreeBy: agreeBy ?? null,
  ...(audience === 'staff' && { askedBy, agreedBy: orNull(agreedBy) }),
});

/** Customers see what is sorted out, by which department, by when, and what happens otherwise; staff also which person it is. */
const exceptionJson = ({ exceptionId, kind, state, units, owner, dueAt, byDefault, resolution, claimedBy, resolvedBy }: CaseExceptionView, audience: Audience) => ({
  exceptionId,
  kind,
  state,
  units,
  owner,
  dueAt: dueAt ?? null,
  byDefault,
  resolution: orNull(resolution),
  ...(audience === 'staff' && { claimedBy: orNull(claimedBy), resolvedBy: orNull(resolvedBy) }),
});

const repairJson = ({ state, owner, attempt, answerBy, overdue }: RepairView) => ({ state, owner, attempt, answerBy: answerBy ?? null, overdue });

const choiceJson = ({ number, kind, options, dueAt, byDefault, chosen, chosenBy, deducted, paid, variants, chosenSku }: ChoiceView, audience: Audience) => ({
  number,
  kind,
  options,
  dueAt: dueAt ?? null,
  byDefault,
  chosen: orNull(chosen),
  variants: variants.map(({ sku, unitPriceMinor, paidBack, paidOnTop }) => ({ sku, unitPriceMinor, paidBack: paidBack ?? null, paidOnTop: paidOnTop ?? null })),
  chosenSku: orNull(chosenSku),
  ...(deducted && { deducted }),
  ...(paid && { paid }),
  ...(audience === 'staff' && { chosenBy: orNull(chosenBy) }),
});

const decisionJson = ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round = 1 }: DecisionRecord) => ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round });

/** Customers see what happened and when; staff also see by which event, and where its span is. */
export function timelineJson(caseNumber: string, entries: readonly TimelineEntry[], audience: Audience) {
  return {
    caseNumber,
    entries: entries.map(({ at, summary, type, source, eventId, causeId, traceId, spanId }) => ({
      at: at ?? null,
      type,
      summary,
      ...(audience === 'staff' && { source, eventId, causeId: orNull(causeId), traceId: orNull(traceId), spanId: orNull(spanId) }),
    })),
  };
}
