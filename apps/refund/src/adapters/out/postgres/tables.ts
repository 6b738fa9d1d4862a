import { aggregate, appendOnly } from '@huiliu/messaging';
import type { Allocation, LegPolicy, LineKind } from '../../../domain/allocation';
import type { Balance } from '../../../domain/balance';
import type { LegStatus } from '../../../domain/machines';
import { sum } from '../../../domain/money';
import { isRequested, type Leg, type Refund, type RequestedRefund } from '../../../domain/refund';
import { AllocationRow, BalanceRow, LedgerRow, RefundRow, type LegDoc } from './rows';

export function refundToRow(caseId: string, refund: Refund): Omit<RefundRow, 'version'> {
  const { ref, status, approved, decidedBy } = refund;
  const base = { caseId, caseNumber: ref.caseNumber, orderId: ref.orderId, status, approved, decidedBy: decidedBy ?? null, goods: (refund.status === 'approved' ? refund.goods : undefined) ?? null };
  if (!isRequested(refund)) {
    const nobody = { retriedBy: null, retriedAt: null, approvedBy: null, approvedAt: null };
    return { ...base, refundId: null, currency: null, totalMinor: null, lines: [], legs: [], requestedAt: null, settledAt: null, ...nobody };
  }
  const { refundId, currency, lines, legs, requestedAt, settledAt, lastRetry, approval } = refund;
  return {
    ...base,
    refundId,
    currency,
    totalMinor: refund.totalMinor.toString(),
    lines: lines.map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })),
    legs: legs.map(legToDoc),
    requestedAt,
    settledAt: settledAt ?? null,
    retriedBy: lastRetry?.askedBy ?? null,
    retriedAt: lastRetry?.at ?? null,
    approvedBy: approval?.approvedBy ?? null,
    approvedAt: approval?.at ?? null,
  };
}

export function refundFromRow(row: RefundRow): Refund {
  const { caseId, caseNumber, orderId, approved, refundId, currency, totalMinor, requestedAt, settledAt, retriedBy, retriedAt, approvedBy, approvedAt } = row;
  const base = { ref: { caseId, caseNumber, orderId }, approved, decidedBy: row.decidedBy ?? undefined };
  if (refundId === null || currency === null || totalMinor === null || requestedAt === null) return row.status === 'called_off' ? { ...base, status: 'called_off' } : { ...base, status: 'approved', goods: row.goods ?? undefined };
  return {
    ...base,
    status: row.status as RequestedRefund['status'],
    refundId,
    currency,
    totalMinor: BigInt(totalMinor),
    lines: row.lines.map((line) => ({ ...line, amountMinor: BigInt(line.amountMinor) })),
    legs: row.legs.map(legFromDoc),
    requestedAt,
    settledAt: settledAt ?? undefined,
    lastRetry: retriedBy !== null && retriedAt !== null ? { askedBy: retriedBy, at: retriedAt } : undefined,
    approval: approvedBy !== null && approvedAt !== null ? { approvedBy, at: approvedAt } : undefined,
  };
}

const legToDoc = (leg: Leg): LegDoc => ({
  ...leg,
  amountMinor: leg.amountMinor.toString(),
  lastCode: leg.lastCode ?? null,
  providerReference: leg.providerReference ?? null,
  byHand: leg.byHand ?? null,
});

const legFromDoc = (doc: LegDoc): Leg => ({
  ...doc,
  amountMinor: BigInt(doc.amountMinor),
  status: doc.status as LegStatus,
  lastCode: doc.lastCode ?? undefined,
  providerReference: doc.providerReference ?? undefined,
  refusedForGood: doc.refusedForGood ?? false,
  byHand: doc.byHand ?? undefined,
});

export const allocationToRow = (orderId: string, { currency, legPolicy, payments, lines }: Allocation): Omit<AllocationRow, 'version'> => ({
  orderId,
  currency,
  legPolicy,
  payments: payments.map((payment) => ({ ...payment, capturedMinor: payment.capturedMinor.toString() })),
  lines: lines.map((line) => ({ ...line, totalMinor: line.totalMinor.toString(), sharesMinor: line.sharesMinor.map(String) })),
});

export const allocationFromRow = ({ orderId, currency, legPolicy, payments, lines }: AllocationRow): Allocation => ({
  orderId,
  currency,
  legPolicy: legPolicy as LegPolicy,
  payments: payments.map((payment) => ({ ...payment, capturedMinor: BigInt(payment.capturedMinor) })),
  lines: lines.map((line) => ({ ...line, kind: line.kind as LineKind, totalMinor: BigInt(line.totalMinor), sharesMinor: line.sharesMinor.map(BigInt) })),
});

export function balanceToRow(orderId: string, { currency, payments, taken }: Balance): Omit<BalanceRow, 'version'> {
  return {
    orderId,
    currency,
    capturedMinor: sum(payments.map((payment) => payment.capturedMinor)).toString(),
    inFlightMinor: sum(payments.map((payment) => payment.inFlightMinor)).toString(),
    settledMinor: sum(payments.map((payment) => payment.settledMinor)).toString(),
    payments: payments.map((payment) => ({
      paymentId: payment.paymentId,
      method: payment.method,
      capturedMinor: payment.capturedMinor.toString(),
      inFlightMinor: payment.inFlightMinor.toString(),
      settledMinor: payment.settledMinor.toString(),
    })),
    taken: [...taken],
  };
}

export const balanceFromRow = ({ orderId, currency, payments, taken }: BalanceRow): Balance => ({
  orderId,
  currency,
  payments: payments.map((payment) => ({
    paymentId: payment.paymentId,
    method: payment.method,
    capturedMinor: BigInt(payment.capturedMinor),
    inFlightMinor: BigInt(payment.inFlightMinor),
    settledMinor: BigInt(payment.settledMinor),
  })),
  taken: new Map(taken),
});

/** Order of locks: the case's own row, then what the cases of an order share. Allocations never change, so they need no lock. */
export const refundTables = {
  refunds: aggregate({ entity: RefundRow, toRow: refundToRow, fromRow: refundFromRow }),
  allocations: aggregate({ entity: AllocationRow, toRow: allocationToRow, fromRow: allocationFromRow }),
  balances: aggregate({ entity: BalanceRow, shared: true, toRow: balanceToRow, fromRow: balanceFromRow }),
  ledger: appendOnly(LedgerRow),
};
