import { aggregate, appendOnly } from '@huiliu/messaging';
import type { Customer } from '../../../domain/customer';
import { stepBy } from '../../../domain/customer-status';
import { statusOf, type CaseLine, type CaseName, type IntakeCase, type Money } from '../../../domain/intake-case';
import type { Order } from '../../../domain/order';
import type { OrderUnits } from '../../../domain/units';
import type { OfferedVariant } from '../../../domain/variants';
import { CaseRow, CustomerRow, MadeRow, OrderRow, QuestionRow, StatementRow, TimelineRow, UnitsRow, type LineDoc, type OfferedVariantDoc, type StoredMoney } from './rows';

const toStored = (money: Money): StoredMoney => ({ ...money, amountMinor: money.amountMinor.toString() });
const fromStored = (money: StoredMoney): Money => ({ ...money, amountMinor: BigInt(money.amountMinor) });
const storedMoney = (money: Money | undefined): StoredMoney | undefined => money && toStored(money);
const readMoney = (money: StoredMoney | undefined): Money | undefined => money && fromStored(money);

export function orderToRow(orderId: string, { customerId, currency, placedAt, signedAt, provenance, lines }: Order): Omit<OrderRow, 'version'> {
  const doc = { placedAt, provenance, signedAt: signedAt ?? null, lines: lines.map((line) => ({ ...line, amountMinor: line.amountMinor.toString() })) };
  return { orderId, customerId, currency, doc };
}

export function orderFromRow({ orderId, customerId, currency, doc }: OrderRow): Order {
  const { placedAt, signedAt, provenance, lines } = doc;
  return { orderId, customerId, currency, placedAt, provenance, signedAt: signedAt ?? undefined, lines: lines.map((line) => ({ ...line, amountMinor: BigInt(line.amountMinor) })) };
}

export function caseToRow(caseId: string, it: IntakeCase): Omit<CaseRow, 'version'> {
  const { caseNumber, orderId, customerId, requestId, type, channel, provenance, openedAt, closedAt } = it;
  const step = stepBy(it);
  return {
    caseId,
    caseNumber,
    orderId,
    customerId,
    requestId,
    type,
    channel,
    provenance,
    status: statusOf(it),
    openedAt: new Date(openedAt),
    closedAt: closedAt === undefined ? null : new Date(closedAt),
    stepBy: step === undefined ? null : new Date(step),
    doc: {
      requestedAt: it.requestedAt,
      movedAt: it.movedAt,
      purchaseKnown: it.purchaseKnown,
      currency: it.currency,
      obstacles: it.obstacles,
      lines: it.lines.map(lineToDoc),
      evidence: it.evidence,
      task: it.task,
      evidenceRequest: it.evidenceRequest,
      decision: it.decision,
      supplements: it.supplements,
      refundOnlyKind: it.refundOnlyKind,
      rma: it.rma,
      recall: it.recall,
      parcel: it.parcel,
      ...(it.parcelBy !== undefined && { parcelBy: it.parcelBy }),
      furtherParcels: it.furtherParcels,
      returnedParcels: it.returnedParcels,
      inspectionTaskId: it.inspectionTaskId,
      inspectBy: it.inspectBy,
      notReceived: it.notReceived,
      inspected: it.inspected,
      exceptions: it.exceptions,
      rejection: it.rejection && { ...it.rejection, quote: it.rejection.quote && { deducted: toStored(it.rejection.quote.deducted), paid: toStored(it.rejection.quote.paid) } },
      refundDue: storedMoney(it.refundDue),
      refundApproval: it.refundApproval,
      refundDecline: it.refundDecline,
      legFailure: it.legFailure,
      ...(it.payDay && { payDay: it.payDay }),
      refundSettled: storedMoney(it.refundSettled),
      difference: it.difference && { ...it.difference, due: storedMoney(it.difference.due), settled: storedMoney(it.difference.settled) },
      topUp: it.topUp && { ...it.topUp, amount: toStored(it.topUp.amount) },
      advance: it.advance,
      hold: it.hold && { ...it.hold, amount: storedMoney(it.hold.amount), captured: it.hold.captured && { ...it.hold.captured, amount: toStored(it.hold.captured.amount) } },
      closing: it.closing && { ...it.closing, refunded: storedMoney(it.closing.refunded) },
      calledOff: it.calledOff,
      replacement: it.replacement,
      repair: it.repair,
      choice: it.choice,
      variants: it.variants && { ...it.variants, offered: it.variants.offered.map(variantToDoc) },
      variantsChosen: it.variantsChosen,
      cameFrom: it.cameFrom,
      concernEnd: it.concernEnd,
      reopens: it.reopens,
      reopenedAs: it.reopenedAs,
    },
    cancellation: it.cancellation ? { ...it.cancellation, declinedCode: it.cancellation.declinedCode ?? null } : null,
  };
}

const lineToDoc = ({ lowerUnitPriceMinor: lower, wantedUnitPriceMinor: quoted, ...line }: CaseLine): LineDoc => ({
  ...line,
  claimedMinor: line.claimedMinor.toString(),
  ...(lower !== undefined && { lowerUnitPriceMinor: lower.toString() }),
  ...(quoted !== undefined && { wantedUnitPriceMinor: quoted.toString() }),
});

const lineFromDoc = ({ lowerUnitPriceMinor: lower, wantedUnitPriceMinor: quoted, ...line }: LineDoc): CaseLine => ({
  ...line,
  lost: line.lost ?? 0,
  claimedMinor: BigInt(line.claimedMinor),
  ...(lower !== undefined && { lowerUnitPriceMinor: BigInt(lower) }),
  ...(quoted !== undefined && { wantedUnitPriceMinor: BigInt(quoted) }),
});

const variantToDoc = ({ sku, unitPrice, paidBack, paidOnTop }: OfferedVariant): OfferedVariantDoc => ({ sku, unitPrice: toStored(unitPrice), paidBack: storedMoney(paidBack), paidOnTop: storedMoney(paidOnTop) });
const variantFromDoc = ({ sku, unitPrice, paidBack, paidOnTop }: OfferedVariantDoc): OfferedVariant => ({ sku, unitPrice: fromStored(unitPrice), ...(paidBack && { paidBack: fromStored(paidBack) }), ...(paidOnTop && { paidOnTop: fromStored(paidOnTop) }) });

/** Written by `caseToRow` alone, so words are taken as they are. What was undefined is missing in the JSON. */
export function caseFromRow({ doc, ...row }: CaseRow): IntakeCase {
  return {
    caseId: row.caseId,
    caseNumber: row.caseNumber,
    orderId: row.orderId,
    customerId: row.customerId,
    requestId: row.requestId,
    type: row.type as IntakeCase['type'],
    channel: row.channel as IntakeCase['channel'],
    provenance: row.provenance as IntakeCase['provenance'],
    openedAt: row.openedAt.toISOString(),
    closedAt: row.closedAt?.toISOString(),
    requestedAt: doc.requestedAt,
    ...(doc.movedAt !== undefined && { movedAt: doc.movedAt }),
    purchaseKnown: doc.purchaseKnown,
    currency: doc.currency,
    obstacles: doc.obstacles,
    lines: doc.lines.map(lineFromDoc),
    evidence: doc.evidence,
    task: doc.task,
    evidenceRequest: doc.evidenceRequest,
    decision: doc.decision,
    supplements: doc.supplements ?? [],
    refundOnlyKind: doc.refundOnlyKind,
    rma: doc.rma,
    recall: doc.recall,
    parcel: doc.parcel,
    ...(doc.parcelBy !== undefined && { parcelBy: doc.parcelBy }),
    ...(doc.furtherParcels && { furtherParcels: doc.furtherParcels }),
    ...(doc.returnedParcels && { returnedParcels: doc.returnedParcels }),
    inspectionTaskId: doc.inspectionTaskId,
    ...(doc.inspectBy !== undefined && { inspectBy: doc.inspectBy }),
    ...(doc.notReceived && { notReceived: doc.notReceived }),
    inspected: doc.inspected,
    ...(doc.exceptions && { exceptions: doc.exceptions }),
    ...(doc.rejection && { rejection: { ...doc.rejection, quote: doc.rejection.quote && { deducted: fromStored(doc.rejection.quote.deducted), paid: fromStored(doc.rejection.quote.paid) } } }),
    refundDue: readMoney(doc.refundDue),
    refundApproval: doc.refundApproval,
    ...(doc.refundDecline && { refundDecline: doc.refundDecline }),
    legFailure: doc.legFailure,
    ...(doc.payDay && { payDay: doc.payDay }),
    refundSettled: readMoney(doc.refundSettled),
    ...(doc.difference && { difference: { ...doc.difference, refundApproval: doc.difference.refundApproval, due: readMoney(doc.difference.due), settled: readMoney(doc.difference.settled) } }),
    ...(doc.topUp && { topUp: { ...doc.topUp, amount: fromStored(doc.topUp.amount) } }),
    ...(doc.advance && { advance: doc.advance }),
    ...(doc.hold && { hold: { ...doc.hold, amount: readMoney(doc.hold.amount), captured: doc.hold.captured && { ...doc.hold.captured, amount: fromStored(doc.hold.captured.amount) } } }),
    closing: doc.closing && { ...doc.closing, refunded: readMoney(doc.closing.refunded) },
    calledOff: doc.calledOff,
    replacement: doc.replacement,
    repair: doc.repair,
    choice: doc.choice,
    ...(doc.variants && { variants: { ...doc.variants, offered: doc.variants.offered.map(variantFromDoc) } }),
    ...(doc.variantsChosen !== undefined && { variantsChosen: doc.variantsChosen }),
    cameFrom: doc.cameFrom,
    concernEnd: doc.concernEnd,
    ...(doc.reopens && { reopens: doc.reopens }),
    ...(doc.reopenedAs && { reopenedAs: doc.reopenedAs }),
    cancellation: row.cancellation ? { ...row.cancellation, declinedCode: row.cancellation.declinedCode ?? undefined } : undefined,
  };
}

/**
 * In the order of locks. Of what cases share, units are locked as rows: a case gives them back without holding the order's head. An order
 * itself is read and written under its head alone.
 */
export const intakeTables = {
  orders: aggregate<Order, OrderRow>({ entity: OrderRow, toRow: orderToRow, fromRow: orderFromRow }),
  units: aggregate<OrderUnits, UnitsRow>({ entity: UnitsRow, shared: true, toRow: (orderId, units) => ({ orderId, units }), fromRow: ({ units }) => units }),
  customers: aggregate<Customer, CustomerRow>({ entity: CustomerRow, toRow: (_id, customer) => customer, fromRow: ({ version: _version, ...customer }) => customer }),
  cases: aggregate<IntakeCase, CaseRow>({ entity: CaseRow, toRow: caseToRow, fromRow: caseFromRow }),
  made: aggregate<CaseName, MadeRow>({ entity: MadeRow, toRow: (concernId, { caseId, caseNumber, orderId }) => ({ concernId, caseId, caseNumber, orderId }), fromRow: ({ caseId, caseNumber, orderId }) => ({ caseId, caseNumber, orderId }) }),
  timeline: appendOnly(TimelineRow),
  statements: appendOnly(StatementRow),
  questions: appendOnly(QuestionRow),
};
