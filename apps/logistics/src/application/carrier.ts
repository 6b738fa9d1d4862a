import type { ReplacementShipment } from '../domain/replacement-shipment';
import type { CarrierClaim, ReturnShipment } from '../domain/return-shipment';
import type { LogisticsWork } from './work';

/** What a claim has to say of a parcel, whichever way it went. */
export type LostGoods = Pick<ReturnShipment, 'ref' | 'trackingNumber' | 'carrierCode'> & { readonly lines: readonly { readonly sku: string; readonly quantity: number }[]; readonly oneOfSeveral?: boolean; readonly notReceived?: boolean };

/**
 * A carrier that brings goods back. `announce` and `raiseClaim` run inside the transaction that decides so, and so never call anybody: a carrier on the
 * bus is told by an event, one reached over HTTP by an intent that a worker carries out after the commit. Numbers are therefore drawn from
 * a range agreed with the carrier, not asked for.
 */
export abstract class Carrier {
  abstract readonly code: string;
  /** The number under which the carrier will report the parcel; the same for the same case. At most 64 characters. */
  abstract trackingNumberOf(caseNumber: string): string;
  /** Tells the carrier to expect the parcel. */
  abstract announce(work: LogisticsWork, shipment: ReturnShipment): void;
  /** Tells the carrier that the warehouse will hand over a parcel to a customer. */
  abstract announceOutbound(work: LogisticsWork, shipment: ReplacementShipment, orderedAt: Date): void;
  /** Tells the carrier that the parcel it was told to expect will not come. */
  abstract callOff(work: LogisticsWork, shipment: ReturnShipment): void;
  /** Asks the carrier to bring a parcel that is on its way back to the customer. */
  abstract bringBack(work: LogisticsWork, shipment: ReturnShipment, agreedAt: Date): void;
  /** Tells the carrier that it has to answer for a parcel that was written off. */
  abstract raiseClaim(work: LogisticsWork, shipment: LostGoods, claim: CarrierClaim): void;
}
