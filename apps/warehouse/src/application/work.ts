import type { DomainError } from '@huiliu/kernel';
import { refused, type Aggregates, type Appends, type Outcome, type WorkBase } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';
import type { Arrival } from '../domain/arrival';
import type { AwaitedReturn } from '../domain/awaited-return';
import type { WarehouseException } from '../domain/exception';
import type { PutAway } from '../domain/put-away';
import type { Rejection } from '../domain/rejection';
import type { RepairOrder } from '../domain/repair';
import type { Reservation } from '../domain/reservation';
import type { SkuStock } from '../domain/stock';
import type { UnannouncedParcel } from '../domain/unannounced-parcel';

/** What a behaviour of this department reads and writes, within one transaction. Arrivals, reservations, repairs, rejections and put-aways are kept by case id, stock by SKU. */
export type WarehouseWork = WorkBase & {
  readonly arrivals: Aggregates<Arrival>;
  readonly reservations: Aggregates<Reservation>;
  /** By their own ids, of which a case has eleven. */
  readonly exceptions: Aggregates<WarehouseException>;
  readonly repairs: Aggregates<RepairOrder>;
  readonly rejections: Aggregates<Rejection>;
  readonly putAways: Aggregates<PutAway>;
  /** By case number. */
  readonly awaited: Aggregates<AwaitedReturn>;
  /** By their own ids, each written under its own head. */
  readonly unannounced: Aggregates<UnannouncedParcel>;
  readonly stock: Aggregates<SkuStock>;
  readonly moves: Appends<StockMoveEntry>;
};

/** One line of the ledger of moves. */
export interface StockMoveEntry {
  readonly moveId: string;
  readonly sku: string;
  readonly caseId: string;
  readonly fromCondition: string;
  readonly toCondition: string;
  /** Units, as digits. */
  readonly quantity: string;
  readonly disposition: string;
  readonly movedAt: Date;
}

export const subjectOfCase = (caseId: string): string => `case:${caseId}`;

/** A SKU's ledger has an order of its own, apart from that of the cases that move it. */
export const subjectOfStock = (sku: string): string => `stock:${sku}`;

/** A parcel that nobody announced has an order of its own until it is a case's, and then both. */
export const subjectOfParcel = (parcelId: string): string => `parcel:${parcelId}`;

/** Set at once for a case whose number is on a parcel: it is looked at under its own head. */
export const clueTimer = 'match-by-clue';

/** Runs as long as nobody knows whose a parcel is. */
export const unclaimedTimer = 'parcel-unclaimed';

/** Runs as long as the customer's dispute of an inspection is open. */
export const disputeTimer = 'dispute-due';

/** Runs while the WMS has not put away what it is asked to. */
export const putAwayTimer = 'ask-for-put-away-again';

/** Runs while the WMS is to report what has come, and while somebody looks why it does not. */
export const inspectionTimer = 'inspection-due';

/** Runs until all other exceptions of a case are resolved. */
export const exceptionTimer = 'exception-due';

/** All refusals of commands about exceptions are about their state, but for what is no resolution of theirs. */
export const refusedFor = ({ code, message }: DomainError): Outcome => refused({ code, message, kind: code === 'RESOLUTION_NOT_POSSIBLE' ? ErrorKind.UNPROCESSABLE : ErrorKind.CONFLICT });
