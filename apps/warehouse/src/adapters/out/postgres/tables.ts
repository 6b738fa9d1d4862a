import { aggregate, appendOnly } from '@huiliu/messaging';
import type { Arrival } from '../../../domain/arrival';
import type { ArrivalStatus } from '../../../domain/arrival-machine';
import type { ExceptionKind, ExceptionStatus, WarehouseException } from '../../../domain/exception';
import type { PutAway } from '../../../domain/put-away';
import type { PutAwayStatus } from '../../../domain/put-away-machine';
import type { Rejection } from '../../../domain/rejection';
import type { RejectionStatus } from '../../../domain/rejection-machine';
import type { RepairOrder } from '../../../domain/repair';
import type { RepairStatus } from '../../../domain/repair-machine';
import type { Reservation } from '../../../domain/reservation';
import type { ReservationStatus } from '../../../domain/reservation-machine';
import type { AwaitedReturn } from '../../../domain/awaited-return';
import type { Shelf, SkuStock } from '../../../domain/stock';
import type { UnannouncedStatus } from '../../../domain/unannounced-machine';
import type { UnannouncedParcel } from '../../../domain/unannounced-parcel';
import { ArrivalRow, AwaitedReturnRow, ExceptionRow, PutAwayRow, RejectionRow, RepairOrderRow, ReservationRow, StockMoveRow, StockRow, UnannouncedParcelRow, type ShelfDoc } from './rows';

export const arrivalToRow = (caseId: string, { status, ref, rmaNumber, trackingNumber, lines, reports, exceptions, inspectedAt, forRepair, forRefund, matched, inspection }: Arrival): Omit<ArrivalRow, 'version'> => ({
  caseId,
  status,
  doc: { ref, rmaNumber, trackingNumber, lines, reports, exceptions, inspectedAt: inspectedAt ?? null, ...(forRepair && { forRepair }), ...(forRefund && { forRefund }), ...(matched && { matched }), ...(inspection && { inspection }) },
});

export const arrivalFromRow = ({ status, doc }: ArrivalRow): Arrival => ({ ...doc, status: status as ArrivalStatus, inspectedAt: doc.inspectedAt ?? undefined });

export const reservationToRow = (caseId: string, { status, order, ...rest }: Reservation): Omit<ReservationRow, 'version'> => ({ caseId, status, doc: { ...rest, order: order ?? null } });

export const reservationFromRow = ({ status, doc }: ReservationRow): Reservation => ({ ...doc, status: status as ReservationStatus, order: doc.order ?? undefined });

export const exceptionToRow = (exceptionId: string, { ref, kind, status, units, openedAt, dueAt, owner, claimedBy, end }: WarehouseException): Omit<ExceptionRow, 'version'> => ({
  exceptionId,
  caseId: ref.caseId,
  kind,
  status,
  owner,
  claimedBy: claimedBy ?? null,
  openedAt: new Date(openedAt),
  dueAt: new Date(dueAt),
  doc: { ref, units, end: end ?? null },
});

export const exceptionFromRow = ({ exceptionId, kind, status, owner, claimedBy, openedAt, dueAt, doc }: ExceptionRow): WarehouseException => ({
  exceptionId,
  ref: doc.ref,
  kind: kind as ExceptionKind,
  status: status as ExceptionStatus,
  // What is undefined is missing in the JSON.
  units: doc.units.map(({ found, ...units }) => ({ ...units, found })),
  openedAt: openedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  owner,
  claimedBy: claimedBy ?? undefined,
  end: doc.end ?? undefined,
});

export const repairToRow = (caseId: string, { status, order, ...rest }: RepairOrder): Omit<RepairOrderRow, 'version'> => ({ caseId, status, doc: { ...rest, order: order ?? null } });

export const repairFromRow = ({ status, doc }: RepairOrderRow): RepairOrder => ({ ...doc, status: status as RepairStatus, order: doc.order ?? undefined });

export const rejectionToRow = (caseId: string, { status, outcome, ...rest }: Rejection): Omit<RejectionRow, 'version'> => ({ caseId, status, doc: { ...rest, outcome: outcome ?? null } });

export const rejectionFromRow = ({ status, doc }: RejectionRow): Rejection => ({ ...doc, status: status as RejectionStatus, outcome: doc.outcome ?? undefined });

export const putAwayToRow = (caseId: string, { status, ...doc }: PutAway): Omit<PutAwayRow, 'version'> => ({ caseId, status, doc });

export const putAwayFromRow = ({ status, doc }: PutAwayRow): PutAway => ({ ...doc, status: status as PutAwayStatus });

export const awaitedToRow = (caseNumber: string, { caseId, orderId, trackingNumber, skus }: AwaitedReturn): Omit<AwaitedReturnRow, 'version'> => ({ caseNumber, caseId, orderId, trackingNumber, skus });

export const awaitedFromRow = ({ caseId, orderId, trackingNumber, skus }: AwaitedReturnRow): AwaitedReturn => ({ caseId, orderId, trackingNumber, skus });

export const unannouncedToRow = (parcelId: string, { status, owner, trackingNumber, openedAt, dueAt, carrierCode, foundInTaskId, goods, clue, receivedAt, match, declined }: UnannouncedParcel): Omit<UnannouncedParcelRow, 'version'> => ({
  parcelId,
  status,
  owner,
  caseId: match?.ref.caseId ?? null,
  trackingNumber,
  openedAt: new Date(openedAt),
  dueAt: new Date(dueAt),
  doc: { carrierCode, foundInTaskId, goods, clue, receivedAt, match: match ?? null, declined: declined ?? null },
});

export const unannouncedFromRow = ({ parcelId, status, owner, trackingNumber, openedAt, dueAt, doc }: UnannouncedParcelRow): UnannouncedParcel => ({
  ...doc,
  parcelId,
  status: status as UnannouncedStatus,
  owner,
  trackingNumber,
  openedAt: openedAt.toISOString(),
  dueAt: dueAt.toISOString(),
  match: doc.match ?? undefined,
  declined: doc.declined ?? undefined,
});

const shelfToDoc = (shelf: Shelf): ShelfDoc => ({ onHand: shelf.onHand.toString(), in: shelf.in.toString(), out: shelf.out.toString() });

const shelfFromDoc = (doc: ShelfDoc): Shelf => ({ onHand: BigInt(doc.onHand), in: BigInt(doc.in), out: BigInt(doc.out) });

export const stockToRow = (sku: string, { opened, opening, totalIn, totalOut, shelves }: SkuStock): Omit<StockRow, 'version'> => ({
  sku,
  opened,
  opening: opening.toString(),
  totalIn: totalIn.toString(),
  totalOut: totalOut.toString(),
  shelves: { a: shelfToDoc(shelves.a), b: shelfToDoc(shelves.b), c: shelfToDoc(shelves.c), d: shelfToDoc(shelves.d), quarantine: shelfToDoc(shelves.quarantine) },
});

/** A row that somebody changed by hand is found out by the next move, which checks the whole balance. */
export const stockFromRow = ({ sku, opened, opening, totalIn, totalOut, shelves: { a, b, c, d, quarantine } }: StockRow): SkuStock => ({
  sku,
  opened,
  opening: BigInt(opening),
  totalIn: BigInt(totalIn),
  totalOut: BigInt(totalOut),
  shelves: { a: shelfFromDoc(a), b: shelfFromDoc(b), c: shelfFromDoc(c), d: shelfFromDoc(d), quarantine: shelfFromDoc(quarantine) },
});

/** Order of locks: the case's own rows, then the stock that cases share. */
export const warehouseTables = {
  arrivals: aggregate({ entity: ArrivalRow, toRow: arrivalToRow, fromRow: arrivalFromRow }),
  reservations: aggregate({ entity: ReservationRow, toRow: reservationToRow, fromRow: reservationFromRow }),
  exceptions: aggregate({ entity: ExceptionRow, toRow: exceptionToRow, fromRow: exceptionFromRow }),
  repairs: aggregate({ entity: RepairOrderRow, toRow: repairToRow, fromRow: repairFromRow }),
  rejections: aggregate({ entity: RejectionRow, toRow: rejectionToRow, fromRow: rejectionFromRow }),
  putAways: aggregate({ entity: PutAwayRow, toRow: putAwayToRow, fromRow: putAwayFromRow }),
  awaited: aggregate({ entity: AwaitedReturnRow, toRow: awaitedToRow, fromRow: awaitedFromRow }),
  unannounced: aggregate({ entity: UnannouncedParcelRow, toRow: unannouncedToRow, fromRow: unannouncedFromRow }),
  stock: aggregate({ entity: StockRow, shared: true, toRow: stockToRow, fromRow: stockFromRow }),
  moves: appendOnly(StockMoveRow),
};
