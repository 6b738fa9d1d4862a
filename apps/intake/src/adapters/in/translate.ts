import {
  CaseType,
  ClaimedCondition,
  OrderLineKind,
  Provenance,
  RefundOnlyKind,
  ReturnReason,
  type ConcernReported,
  type CustomerRegistered,
  type DecisionRecord,
  type ListCasesRequest,
  type Money,
  type OfferedVariant as OfferedVariantMessage,
  type OrderPlaced,
  type RaiseConcernRequest,
  type RefusedPart,
  type RejectionReason as Reason,
  type RequestedLine,
  type ReturnRequested,
  type SubmitCaseLine,
  type SubmitCaseRequest,
} from '@huiliu/contracts';
import { ok, type DomainError, type Result } from '@huiliu/kernel';
import type { ReturnRequest } from '../../application/open-case';
import type { Submission } from '../../application/submit-case';
import { filterOf, type CaseFilter } from '../../domain/case-filter';
import type { Customer } from '../../domain/customer';
import type { DecisionRecord as Decided, Money as DomainMoney, RefusedPart as Refused, RejectionReason } from '../../domain/intake-case';
import type { AppliedLine } from '../../domain/opening';
import type { Order } from '../../domain/order';
import type { OfferedVariant } from '../../domain/variants';

/** What comes in over the wire, in the domain's words. */

/** `saidAt`: CRM's time of saying; the present when it gave none that can be read. */
export function customerOf({ customerId, name, phone, email, address, country }: CustomerRegistered, saidAt: string, now: Date): Customer {
  const time = new Date(saidAt);
  return { customerId, name, phone, email, address, country, saidAt: Number.isNaN(time.getTime()) ? now : time };
}

export const orderOf = (event: OrderPlaced): Order => ({
  orderId: event.orderId,
  customerId: event.customerId,
  currency: event.currency,
  placedAt: event.placedAt,
  signedAt: event.signedAt,
  provenance: Provenance.word(event.provenance),
  lines: event.lines.map(({ orderLineId, sku, quantity, amountMinor, kind }) => ({ orderLineId, sku, quantity, amountMinor: BigInt(amountMinor), kind: OrderLineKind.word(kind) })),
});

export const requestOf = (event: ReturnRequested): ReturnRequest => ({
  requestId: event.requestId,
  customerId: event.customerId,
  orderId: event.orderId,
  type: CaseType.word(event.type),
  refundOnlyKind: RefundOnlyKind.word(event.refundOnlyKind),
  ...(event.advance === true && { advance: true as const }),
  channel: 'crm',
  requestedAt: event.requestedAt,
  provenance: Provenance.word(event.provenance),
  lines: event.lines.map(requestedLine),
  evidence: event.evidence,
});

const requestedLine = ({ orderLineId, sku, quantity, reason, condition, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor }: RequestedLine): AppliedLine => ({
  orderLineId,
  sku,
  quantity,
  reason: ReturnReason.word(reason),
  condition: ClaimedCondition.word(condition),
  lowerUnitPriceMinor: amountOf(lowerUnitPriceMinor),
  wantedSku: wantedSku === '' ? undefined : wantedSku,
  wantedUnitPriceMinor: amountOf(wantedUnitPriceMinor),
});

export const concernOf = ({ type, lines, provenance, ...event }: ConcernReported) => ({ ...event, type: CaseType.word(type), provenance: Provenance.word(provenance), lines: lines.map(requestedLine) });

export const submissionOf = (request: SubmitCaseRequest): Submission => ({
  customerId: request.customerId,
  orderId: request.orderId,
  type: CaseType.word(request.type),
  refundOnlyKind: RefundOnlyKind.word(request.refundOnlyKind),
  ...(request.advance === true && { advance: true as const }),
  requestedAt: request.requestedAt,
  lines: request.lines.map(submittedLine),
  evidence: request.evidence,
  cameFrom: request.cameFrom,
});

const submittedLine = ({ orderLineId, quantity, reason, condition, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor }: SubmitCaseLine): AppliedLine => ({
  orderLineId,
  sku: undefined,
  quantity,
  reason: ReturnReason.word(reason),
  condition: ClaimedCondition.word(condition),
  lowerUnitPriceMinor: amountOf(lowerUnitPriceMinor),
  wantedSku: wantedSku === '' ? undefined : wantedSku,
  wantedUnitPriceMinor: amountOf(wantedUnitPriceMinor),
});

export const raisedConcernOf = ({ customerId, type, text, orderId, lines, requestedAt }: RaiseConcernRequest) => ({ customerId, type: CaseType.word(type), text, orderId, lines: lines.map(submittedLine), requestedAt });

/** Errors: FILTER_UNKNOWN. */
export function filterOfRequest({ customerId, orderId, type, overdue, openedFrom, openedTo, ...words }: ListCasesRequest): Result<CaseFilter, DomainError> {
  const asked = filterOf(words);
  const typeWord = CaseType.word(type);
  return asked.ok
    ? ok({
        ...asked.value,
        overdue,
        ...(customerId !== '' && { customerId }),
        ...(orderId !== '' && { orderId }),
        ...(typeWord !== 'unspecified' && { type: typeWord }),
        ...(openedFrom !== undefined && { openedFrom: new Date(openedFrom) }),
        ...(openedTo !== undefined && { openedTo: new Date(openedTo) }),
      })
    : asked;
}

const amountOf = (amountMinor: string | undefined): bigint | undefined => (amountMinor === undefined ? undefined : BigInt(amountMinor));

export const moneyOf = ({ amountMinor, currency }: Money): DomainMoney => ({ amountMinor: BigInt(amountMinor), currency });

/** @param currency of the order */
export const offeredOf = ({ sku, unitPriceMinor, paidBack, paidOnTop }: OfferedVariantMessage, currency: string): OfferedVariant => ({
  sku,
  unitPrice: { amountMinor: BigInt(unitPriceMinor), currency },
  ...(paidBack && { paidBack: moneyOf(paidBack) }),
  ...(paidOnTop && { paidOnTop: moneyOf(paidOnTop) }),
});

/** Field by field: what a newer version adds is not kept unseen. */
export const recordOf = ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round }: DecisionRecord): Decided => ({ policyVersion, ruleIds, decidedBy, decidedAt, facts, round });

export const reasonOf = ({ code, message }: Reason): RejectionReason => ({ code, message });

export const refusedOf = ({ lines, reason }: RefusedPart): Refused => ({ lines: lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), reason: reasonOf(reason) });
