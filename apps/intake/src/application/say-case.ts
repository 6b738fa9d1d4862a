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
  type ChosenVariant,
  type MissingUnits,
  type Money as MoneyMessage,
  type OfferedVariant,
} from '@huiliu/contracts';
import { choiceTerms, optionsOf, type Choice, type ChoiceAnswer } from '../domain/choice';
import type { Cancellation, CaseLine, Closing, Evidence, IntakeCase, Money, Supplement } from '../domain/intake-case';
import type { Order } from '../domain/order';
import type { Reopening } from '../domain/reopening';
import { replacedAt, type OrderUnits } from '../domain/units';
import { summaryOfAnswer, summaryOfChoice, summaryOfClosing, summaryOfOpening, summaryOfReopening, summaryOfSupplement } from '../domain/summaries';
import { missingLine, skuWanted, variantsOffered } from '../domain/variants';
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

/**
 * When the window of what the case is about begins: with the order's delivery, or, of what came in exchange or was sent again, with its own. What the customer did not have yet when they applied can't be what they mean.
 */
function signedAtOf(it: IntakeCase, order: Order | undefined, units: OrderUnits): string | undefined {
  const own = replacedAt(units, it.caseId, it.lines.map(({ orderLineId }) => orderLineId));
  return own !== undefined && Date.parse(own) <= Date.parse(it.requestedAt) ? own : order?.signedAt;
}

/** Carries the facts that policy looks at; `order` undefined: the purchase is not known. */
export function saySubmitted(work: IntakeWork, cause: Cause, it: IntakeCase, order: Order | undefined, units: OrderUnits): void {
  const submitted: CaseSubmitted = {
    ref: refOf(it),
    type: CaseType.wire(it.type),
    customerId: it.customerId,
    channel: Channel.wire(it.channel),
    requestedAt: it.requestedAt,
    lines: it.lines.map(lineMessage),
    purchaseKnown: it.purchaseKnown,
    placedAt: order?.placedAt,
    signedAt: signedAtOf(it, order, units),
    currency: it.currency,
    claimedMinor: it.lines.reduce((sum, line) => sum + line.claimedMinor, 0n).toString(),
    evidenceCount: it.evidence.length,
    provenance: Provenance.wire(it.provenance),
    obstacles: it.obstacles,
    cameFrom: it.cameFrom,
    reopens: it.reopens,
    refundOnlyKind: it.refundOnlyKind && RefundOnlyKind.wire(it.refundOnlyKind),
    advance: it.advance,
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

/** What may be sent instead. */
export const variantMessages = (it: IntakeCase, { kind, number }: Choice): OfferedVariant[] =>
  kind === 'out_of_stock' ? variantsOffered(it, number).map(({ sku, unitPrice, paidBack, paidOnTop }) => ({ sku, unitPriceMinor: unitPrice.amountMinor.toString(), paidBack: moneyMessage(paidBack), paidOnTop: moneyMessage(paidOnTop) })) : [];

/** For which the shop may quote what it can send instead. */
function missingUnits(it: IntakeCase, { kind }: Choice): MissingUnits | undefined {
  const line = kind === 'out_of_stock' ? missingLine(it) : undefined;
  return line && { orderLineId: line.orderLineId, sku: skuWanted(line), quantity: line.approved > 0 ? line.approved : line.quantity };
}

/** To CRM, which knows the customer. */
export function sayChoiceOffered(work: IntakeWork, cause: Cause, it: IntakeCase, choice: Choice): void {
  const { byDefault } = choiceTerms[choice.kind];
  const offer = { number: choice.number, kind: ChoiceKind.wire(choice.kind), options: [...optionsOf(it, choice)], dueAt: choice.dueAt, byDefault };
  sayAndNote(work, cause, it.caseId, ChoiceOffered, { ref: refOf(it), ...offer, ...quoteMessage(it, choice), missingUnits: missingUnits(it, choice), variants: variantMessages(it, choice) }, summaryOfChoice(choice));
}

/** To those who have the goods. */
export function sayResolutionChanged(work: IntakeWork, cause: Cause, it: IntakeCase, { number, kind, answer }: Choice): void {
  if (!answer) return;
  const units = kind === 'rejected_units' ? it.lines.flatMap(({ caseLineId, sku, rejected: quantity = 0 }) => (quantity > 0 ? [{ caseLineId, sku, quantity }] : [])) : [];
  sayAndNote(work, cause, it.caseId, ResolutionChanged, { ref: refOf(it), number, resolution: Resolution.wire(answer.option), chosenBy: answer.by, units, chosenAt: answer.at, variant: chosenVariant(it, answer) }, summaryOfAnswer(answer));
}

/** As the case has it since. */
function chosenVariant({ lines: [line] }: IntakeCase, { option }: ChoiceAnswer): ChosenVariant | undefined {
  if (option !== 'other_variant' || line?.wantedSku === undefined || line.wantedUnitPriceMinor === undefined) return undefined;
  return { caseLineId: line.caseLineId, sku: line.wantedSku, unitPriceMinor: line.wantedUnitPriceMinor.toString() };
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
