import {
  CancellationRequested,
  CaseClosed,
  CaseOutcomeReported,
  CaseReopened,
  CaseResult,
  CaseSubmitted,
  CaseSupplemented,
  CaseType,
  Channel,
  ChoiceKind,
  ChoiceOffered,
  ConcernRaised,
  ClaimedCondition,
  EvidenceAdded,
  Provenance,
  RefundOnlyKind,
  Resolution,
  ResolutionChanged,
  ReturnReason,
  type CaseLine as CaseLineMessage,
  type CaseRef,
  type Money as MoneyMessage,
} from '@huiliu/contracts';
import { choiceTerms, optionsOf, type Choice } from '../domain/choice';
import type { Cancellation, CaseLine, Closing, Evidence, IntakeCase, Money, Supplement } from '../domain/intake-case';
import type { Order } from '../domain/order';
import type { Reopening } from '../domain/reopening';
import { summaryOfAnswer, summaryOfChoice, summaryOfClosing, summaryOfOpening, summaryOfReopening, summaryOfSupplement } from '../domain/summaries';
import { sayAndNote, type Cause, type IntakeWork } from './work';

export const refOf = ({ caseId, caseNumber, orderId }: IntakeCase): CaseRef => ({ caseId, caseNumber, orderId });

export const lineMessage = (line: CaseLine): CaseLineMessage => ({
  caseLineId: line.caseLineId,
  orderLineId: line.orderLineId,
  sku: line.sku,
  quantity: line.quantity,
  reason: ReturnReason.wire(line.reason),
  condition: ClaimedCondition.wire(line.condition),
  claimedMinor: line.claimedMinor.toString(),
  lowerUnitPriceMinor: line.lowerUnitPriceMinor?.toString(),
  wantedSku: line.wantedSku,
  wantedUnitPriceMinor: line.wantedUnitPriceMinor?.toString(),
});

export const moneyMessage = (money: Money | undefined): MoneyMessage | undefined => money && { amountMinor: money.amountMinor.toString(), currency: money.currency };

/** Carries the facts that policy looks at; `order` undefined: the purchase is not known. */
export function saySubmitted(work: IntakeWork, cause: Cause, it: IntakeCase, order: Order | undefined): void {
  const submitted: CaseSubmitted = {
    ref: refOf(it),
    type: CaseType.wire(it.type),
    customerId: it.customerId,
    channel: Channel.wire(it.channel),
    requestedAt: it.requestedAt,
    lines: it.lines.map(lineMessage),
    purchaseKnown: it.purchaseKnown,
    placedAt: order?.placedAt,
    signedAt: order?.signedAt,
    currency: it.currency,
    claimedMinor: it.lines.reduce((sum, line) => sum + line.claimedMinor, 0n).toString(),
    evidenceCount: it.evidence.length,
    provenance: Provenance.wire(it.provenance),
    obstacles: it.obstacles,
    cameFrom: it.cameFrom,
    reopens: it.reopens,
    refundOnlyKind: it.refundOnlyKind && RefundOnlyKind.wire(it.refundOnlyKind),
  };
  sayAndNote(work, cause, it.caseId, CaseSubmitted, submitted, summaryOfOpening(it));
}

/** What the customer wrote is not in it. */
export function sayRaised(work: IntakeWork, cause: Cause, it: IntakeCase): void {
  const raised: ConcernRaised = {
    ref: refOf(it),
    type: CaseType.wire(it.type),
    customerId: it.customerId,
    channel: Channel.wire(it.channel),
    requestedAt: it.requestedAt,
    lines: it.lines.map(lineMessage),
    purchaseKnown: it.purchaseKnown,
    currency: it.currency,
    provenance: Provenance.wire(it.provenance),
    obstacles: it.obstacles,
  };
  sayAndNote(work, cause, it.caseId, ConcernRaised, raised, summaryOfOpening(it));
}

export function sayEvidenceAdded(work: IntakeWork, cause: Cause, it: IntakeCase, { evidenceId, kind }: Evidence): void {
  const summary = `Intake: evidence added (${kind}), ${it.evidence.length} now`;
  sayAndNote(work, cause, it.caseId, EvidenceAdded, { ref: refOf(it), evidenceId, kind, evidenceCount: it.evidence.length }, summary);
}

/** What the customer wrote is not in it. */
export function saySupplemented(work: IntakeWork, cause: Cause, it: IntakeCase, said: Supplement): void {
  const { round, explained } = said;
  sayAndNote(work, cause, it.caseId, CaseSupplemented, { ref: refOf(it), round, evidenceCount: it.evidence.length, explained }, summaryOfSupplement(said));
}

/** To review, which hears first whether anybody has decided. */
export function sayCancellationRequested(work: IntakeWork, cause: Cause, it: IntakeCase, { reasonCode, askedBy }: Pick<Cancellation, 'reasonCode' | 'askedBy'>): void {
  const summary = `Intake: ${askedBy === 'customer' ? 'the customer asks' : 'our staff asks'} to cancel (${reasonCode})`;
  sayAndNote(work, cause, it.caseId, CancellationRequested, { ref: refOf(it), reasonCode, askedBy }, summary);
}

/** What a deduction comes to, where that may be chosen. */
export const quoteMessage = ({ rejection }: IntakeCase, { kind }: Choice): { readonly deducted?: MoneyMessage | undefined; readonly paid?: MoneyMessage | undefined } =>
  kind === 'rejected_units' && rejection?.quote ? { deducted: moneyMessage(rejection.quote.deducted), paid: moneyMessage(rejection.quote.paid) } : {};

/** To CRM, which knows the customer. */
export function sayChoiceOffered(work: IntakeWork, cause: Cause, it: IntakeCase, choice: Choice): void {
  const { byDefault } = choiceTerms[choice.kind];
  sayAndNote(work, cause, it.caseId, ChoiceOffered, { ref: refOf(it), number: choice.number, kind: ChoiceKind.wire(choice.kind), options: [...optionsOf(choice)], dueAt: choice.dueAt, byDefault, ...quoteMessage(it, choice) }, summaryOfChoice(choice));
}

/** To those who have the goods. */
export function sayResolutionChanged(work: IntakeWork, cause: Cause, it: IntakeCase, { number, kind, answer }: Choice): void {
  if (!answer) return;
  const units = kind === 'rejected_units' ? it.lines.flatMap(({ caseLineId, sku, rejected: quantity = 0 }) => (quantity > 0 ? [{ caseLineId, sku, quantity }] : [])) : [];
  sayAndNote(work, cause, it.caseId, ResolutionChanged, { ref: refOf(it), number, resolution: Resolution.wire(answer.option), chosenBy: answer.by, units, chosenAt: answer.at }, summaryOfAnswer(answer));
}

/** To the departments and to CRM, which may have asked for the case. */
export function sayClosed(work: IntakeWork, cause: Cause, it: IntakeCase, closing: Closing): void {
  const summary = summaryOfClosing(closing);
  const outcome = { ref: refOf(it), result: CaseResult.wire(closing.result), reasonCodes: closing.reasonCodes, refunded: moneyMessage(closing.refunded) };
  sayAndNote(work, cause, it.caseId, CaseClosed, { ...outcome, customerId: it.customerId }, summary);
  sayAndNote(work, cause, it.caseId, CaseOutcomeReported, { ...outcome, requestId: it.requestId }, `${summary}; CRM told`);
}

/** To CRM, which knows the case by what it has asked for. */
export function sayReopened(work: IntakeWork, cause: Cause, it: IntakeCase, { caseId, caseNumber, orderId, reasonCode, at: reopenedAt, askedBy }: Reopening): void {
  const reopenedAs = { caseId, caseNumber, orderId };
  sayAndNote(work, cause, it.caseId, CaseReopened, { ref: refOf(it), reopenedAs, reasonCode, reopenedAt }, `${summaryOfReopening({ caseNumber, reasonCode, askedBy })}; CRM told`);
}
