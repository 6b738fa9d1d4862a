import { aggregate, appendOnly } from '@huiliu/messaging';
import type { Allocation, LegPolicy, LineKind } from '../../../domain/allocation';
import type { Balance } from '../../../domain/balance';
import { invariant } from '../../../domain/invariant';
import { spentUnits, type LineUnits, type Slice } from '../../../domain/line-units';
import type { LegStatus } from '../../../domain/machines';
import { sum } from '../../../domain/money';
import type { Lateness } from '../../../domain/pay-clock';
import { isRequested, type ApprovedLine, type Decline, type Leg, type Refund, type RefundLine, type RequestedRefund, type SettledDifference } from '../../../domain/refund';
import type { Hold, HoldStatus } from '../../../domain/hold';
import type { TopUp, TopUpStatus } from '../../../domain/top-up';
import { AllocationRow, BalanceRow, LedgerRow, RefundRow, type ApprovedLineDoc, type DeclineDoc, type DifferenceDoc, type HoldDoc, type LegDoc, type RefundLineDoc, type RunDoc, type SliceDoc, type TopUpDoc } from './rows';

export function refundToRow(caseId: string, refund: Refund): Omit<RefundRow, 'version'> {
  const { ref, status, approved, decidedBy } = refund;
  const base = { caseId, caseNumber: ref.caseNumber, orderId: ref.orderId, status, approved: approved.map(approvedToDoc), decidedBy: decidedBy ?? null, goodsKept: refund.goodsKept ?? null, goods: (refund.status === 'called_off' ? undefined : refund.goods) ?? null, difference: refund.difference ? differenceToDoc(refund.difference) : null, topUp: refund.topUp ? topUpToDoc(refund.topUp) : null, hold: refund.hold ? holdToDoc(refund.hold) : null, rejection: refund.rejection ?? null };
  if (!isRequested(refund)) {
    const nobody = { retriedBy: null, retriedAt: null, approvedBy: null, approvedAt: null, decline: null, late: null };
    return { ...base, refundId: null, currency: null, totalMinor: null, lines: [], legs: [], requestedAt: null, settledAt: null, ...nobody };
  }
  const { refundId, currency, lines, legs, requestedAt, settledAt, lastRetry, approval } = refund;
  return {
    ...base,
    refundId,
    currency,
    totalMinor: refund.totalMinor.toString(),
    lines: lines.map(lineToDoc),
    legs: legs.map(legToDoc),
    requestedAt,
    settledAt: settledAt ?? null,
    retriedBy: lastRetry?.askedBy ?? null,
    retriedAt: lastRetry?.at ?? null,
    approvedBy: approval?.approvedBy ?? null,
    approvedAt: approval?.at ?? null,
    decline: refund.decline ? declineToDoc(refund.decline) : null,
    late: refund.late ?? null,
  };
}

export function refundFromRow(row: RefundRow): Refund {
  const { caseId, caseNumber, orderId, approved, refundId, currency, totalMinor, requestedAt, settledAt, retriedBy, retriedAt, approvedBy, approvedAt } = row;
  const base = { ref: { caseId, caseNumber, orderId }, approved: approved.map(approvedFromDoc), decidedBy: row.decidedBy ?? undefined, ...(row.goodsKept !== null && { goodsKept: row.goodsKept }), ...(row.difference && { difference: differenceFromDoc(row.difference) }), ...(row.topUp && { topUp: topUpFromDoc(row.topUp) }), ...(row.hold && { hold: holdFromDoc(row.hold) }), ...(row.rejection && { rejection: row.rejection }) };
  if (refundId === null || currency === null || totalMinor === null || requestedAt === null) return row.status === 'called_off' ? { ...base, status: 'called_off' } : { ...base, status: 'approved', goods: row.goods ?? undefined };
  return {
    ...base,
    status: row.status as RequestedRefund['status'],
    refundId,
    currency,
    totalMinor: BigInt(totalMinor),
    lines: row.lines.map(lineFromDoc),
    legs: row.legs.map(legFromDoc),
    requestedAt,
    settledAt: settledAt ?? undefined,
    lastRetry: retriedBy !== null && retriedAt !== null ? { askedBy: retriedBy, at: retriedAt } : undefined,
    approval: approvedBy !== null && approvedAt !== null ? { approvedBy, at: approvedAt } : undefined,
    ...(row.decline && { decline: declineFromDoc(row.decline) }),
    ...(row.late !== null && { late: row.late as Lateness }),
    ...(row.goods && { goods: row.goods }),
  };
}

const holdToDoc = ({ money, captureAt, deliveredAt, owed, reasonCode, captured, ...hold }: Hold): HoldDoc => ({
  ...hold,
  money: money ? { ...money, amountMinor: money.amountMinor.toString(), lines: money.lines.map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })), expiresAt: money.expiresAt.toISOString() } : null,
  captureAt: captureAt?.toISOString() ?? null,
  deliveredAt: deliveredAt?.toISOString() ?? null,
  owed: owed ?? null,
  reasonCode: reasonCode ?? null,
  captured: captured ? { ...captured, amountMinor: captured.amountMinor.toString(), capturedAt: captured.capturedAt.toISOString() } : null,
});

const holdFromDoc = ({ status, money, captureAt, deliveredAt, owed, reasonCode, captured, ...hold }: HoldDoc): Hold => ({
  ...hold,
  status: status as HoldStatus,
  money: money ? { ...money, amountMinor: BigInt(money.amountMinor), lines: money.lines.map((line) => ({ ...line, amountMinor: BigInt(line.amountMinor) })), expiresAt: new Date(money.expiresAt) } : undefined,
  captureAt: captureAt === null ? undefined : new Date(captureAt),
  deliveredAt: deliveredAt === null ? undefined : new Date(deliveredAt),
  owed: owed ?? undefined,
  reasonCode: reasonCode ?? undefined,
  captured: captured ? { ...captured, amountMinor: BigInt(captured.amountMinor), capturedAt: new Date(captured.capturedAt) } : undefined,
});

const topUpToDoc = ({ amountMinor, line, dueAt, url, payment, ...topUp }: TopUp): TopUpDoc => ({
  ...topUp,
  amountMinor: amountMinor.toString(),
  line: { ...line, eachMinor: line.eachMinor.toString() },
  dueAt: dueAt.toISOString(),
  url: url ?? null,
  payment: payment ? { ...payment, paidAt: payment.paidAt.toISOString() } : null,
});

const topUpFromDoc = ({ status, amountMinor, line, dueAt, url, payment, ...topUp }: TopUpDoc): TopUp => ({
  ...topUp,
  status: status as TopUpStatus,
  amountMinor: BigInt(amountMinor),
  line: { ...line, eachMinor: BigInt(line.eachMinor) },
  dueAt: new Date(dueAt),
  url: url ?? undefined,
  payment: payment ? { ...payment, paidAt: new Date(payment.paidAt) } : undefined,
});

const differenceToDoc = ({ refundId, currency, totalMinor, lines, legs, requestedAt, settledAt, approval, decline }: SettledDifference): DifferenceDoc => ({
  refundId,
  currency,
  totalMinor: totalMinor.toString(),
  lines: lines.map(lineToDoc),
  legs: legs.map(legToDoc),
  requestedAt: requestedAt.toISOString(),
  settledAt: settledAt.toISOString(),
  approval: approval ? { approvedBy: approval.approvedBy, at: approval.at.toISOString() } : null,
  decline: decline ? declineToDoc(decline) : null,
});

const differenceFromDoc = ({ refundId, currency, totalMinor, lines, legs, requestedAt, settledAt, approval, decline }: DifferenceDoc): SettledDifference => ({
  refundId,
  currency,
  totalMinor: BigInt(totalMinor),
  lines: lines.map(lineFromDoc),
  legs: legs.map(legFromDoc),
  requestedAt: new Date(requestedAt),
  settledAt: new Date(settledAt),
  approval: approval ? { approvedBy: approval.approvedBy, at: new Date(approval.at) } : undefined,
  ...(decline && { decline: declineFromDoc(decline) }),
});

const declineToDoc = ({ at, until, totalsMinor, takenUpBy, ...said }: Decline): DeclineDoc => ({ ...said, at: at.toISOString(), until: until.toISOString(), totalsMinor: totalsMinor.map(String), takenUpBy: takenUpBy ?? null });
const declineFromDoc = ({ at, until, totalsMinor, takenUpBy, ...said }: DeclineDoc): Decline => ({ ...said, at: new Date(at), until: new Date(until), totalsMinor: totalsMinor.map(BigInt), takenUpBy: takenUpBy ?? undefined });

const approvedToDoc = ({ difference, exchangedAtMinor, chosenAtMinor, ...line }: ApprovedLine): ApprovedLineDoc => ({
  ...line,
  ...(difference && { difference: { atMostMinor: difference.atMostMinor.toString(), downToMinor: difference.downToMinor.toString() } }),
  ...(exchangedAtMinor !== undefined && { exchangedAtMinor: exchangedAtMinor.toString() }),
  ...(chosenAtMinor !== undefined && { chosenAtMinor: chosenAtMinor.toString() }),
});

const approvedFromDoc = ({ difference, exchangedAtMinor, chosenAtMinor, ...line }: ApprovedLineDoc): ApprovedLine => ({
  ...line,
  ...(difference && { difference: { atMostMinor: BigInt(difference.atMostMinor), downToMinor: BigInt(difference.downToMinor) } }),
  ...(exchangedAtMinor !== undefined && { exchangedAtMinor: BigInt(exchangedAtMinor) }),
  ...(chosenAtMinor !== undefined && { chosenAtMinor: BigInt(chosenAtMinor) }),
});

const lineToDoc = ({ amountMinor, slices, deductBasisPoints, ...line }: RefundLine): RefundLineDoc => ({ ...line, ...(deductBasisPoints !== undefined && { deductBasisPoints }), amountMinor: amountMinor.toString(), ...(slices && { slices: slices.map(sliceToDoc) }) });
const lineFromDoc = ({ amountMinor, slices, ...line }: RefundLineDoc): RefundLine => ({ ...line, amountMinor: BigInt(amountMinor), ...(slices && { slices: slices.map(sliceFromDoc) }) });

const sliceToDoc = ({ from, units, eachMinor, deductedMinor }: Slice): SliceDoc => ({ from, units, eachMinor: eachMinor?.toString() ?? null, ...(deductedMinor !== undefined && { deductedMinor: deductedMinor.toString() }) });
const sliceFromDoc = ({ from, units, eachMinor, deductedMinor }: SliceDoc): Slice => ({ from, units, eachMinor: eachMinor === null ? undefined : BigInt(eachMinor), ...(deductedMinor !== undefined && { deductedMinor: BigInt(deductedMinor) }) });

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
  lines: lines.map(({ listMinor, ...line }) => ({ ...line, ...(listMinor !== undefined && { listMinor: listMinor.toString() }), totalMinor: line.totalMinor.toString(), sharesMinor: line.sharesMinor.map(String) })),
});

export const allocationFromRow = ({ orderId, currency, legPolicy, payments, lines }: AllocationRow): Allocation => ({
  orderId,
  currency,
  legPolicy: legPolicy as LegPolicy,
  payments: payments.map((payment) => ({ ...payment, capturedMinor: BigInt(payment.capturedMinor) })),
  lines: lines.map(({ listMinor, ...line }) => ({ ...line, ...(listMinor !== undefined && { listMinor: BigInt(listMinor) }), kind: line.kind as LineKind, totalMinor: BigInt(line.totalMinor), sharesMinor: line.sharesMinor.map(BigInt) })),
});

export function balanceToRow(orderId: string, { currency, payments, units }: Balance): Omit<BalanceRow, 'version'> {
  const runs = [...units].filter(([, line]) => !isPlain(line)).map(([orderLineId, line]) => [orderLineId, line.map(runToDoc)] as const);
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
      ...(payment.addedTo !== undefined && { addedTo: payment.addedTo }),
    })),
    taken: [...units].map(([orderLineId, line]) => [orderLineId, spentUnits(line)]),
    runs: runs.length > 0 ? runs : null,
  };
}

export function balanceFromRow({ orderId, currency, payments, taken, runs }: BalanceRow): Balance {
  const detailed = new Map(runs?.map(([orderLineId, line]) => [orderLineId, line.map(runFromDoc)]));
  return {
    orderId,
    currency,
    payments: payments.map((payment) => ({
      paymentId: payment.paymentId,
      method: payment.method,
      capturedMinor: BigInt(payment.capturedMinor),
      inFlightMinor: BigInt(payment.inFlightMinor),
      settledMinor: BigInt(payment.settledMinor),
      ...(payment.addedTo !== undefined && { addedTo: payment.addedTo }),
    })),
    units: new Map(
      taken.map(([orderLineId, spent]): [string, LineUnits] => {
        const line = detailed.get(orderLineId) ?? (spent > 0 ? [{ units: spent, spent: true, claimedMinor: 0n }] : []);
        // The version before knows of the count alone, and leaves the runs as they were.
        invariant(spentUnits(line) === spent, `line ${orderLineId} of order ${orderId} has ${spent} units spent, but ${spentUnits(line)} by its runs`);
        return [orderLineId, line];
      }),
    ),
  };
}

/** The first units are spent, and that is all. */
const isPlain = (line: LineUnits): boolean => line.length === 0 || (line.length === 1 && line[0]?.spent === true && line[0].claimedMinor === 0n && line[0].addedMinor === undefined && line[0].deductedMinor === undefined);

const runToDoc = ({ units, spent, claimedMinor, addedMinor, deductedMinor }: LineUnits[number]): RunDoc => ({ units, spent, claimedMinor: claimedMinor.toString(), ...(addedMinor !== undefined && { addedMinor: addedMinor.toString() }), ...(deductedMinor !== undefined && { deductedMinor: deductedMinor.toString() }) });
const runFromDoc = ({ units, spent, claimedMinor, addedMinor, deductedMinor }: RunDoc): LineUnits[number] => ({ units, spent, claimedMinor: BigInt(claimedMinor), ...(addedMinor !== undefined && { addedMinor: BigInt(addedMinor) }), ...(deductedMinor !== undefined && { deductedMinor: BigInt(deductedMinor) }) });

/** Order of locks: the case's own row, then what the cases of an order share. Allocations never change, so they need no lock. */
export const refundTables = {
  refunds: aggregate({ entity: RefundRow, toRow: refundToRow, fromRow: refundFromRow }),
  allocations: aggregate({ entity: AllocationRow, toRow: allocationToRow, fromRow: allocationFromRow }),
  balances: aggregate({ entity: BalanceRow, shared: true, toRow: balanceToRow, fromRow: balanceFromRow }),
  ledger: appendOnly(LedgerRow),
};
