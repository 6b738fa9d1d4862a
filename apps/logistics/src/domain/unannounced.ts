import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { parcelMachine, type ParcelStatus } from './parcel-machine';
import { parcelsOf, parcelsTaken, withArrived, withEach } from './parcels';
import type { ReturnParcel, ReturnShipment } from './return-shipment';
import { byCarrierTime } from './track-parcel';

/** A parcel that nobody had announced, and that is this return's, as the warehouse has found out. */
export interface UnannouncedParcel {
  readonly parcelId: string;
  /** Empty where nobody knows it. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** ISO, the warehouse's time. */
  readonly receivedAt: string;
  /** With what came so before, it is all that was to be sent. */
  readonly complete: boolean;
}

export interface TakenIn {
  readonly shipment: ReturnShipment;
  /** Of which the label is not needed any more. */
  readonly voided: readonly ReturnParcel[];
}

const tooLate: Readonly<Partial<Record<ParcelStatus, string>>> = { called_off: 'RETURN_CALLED_OFF', delivered: 'RETURN_ARRIVED', written_off: 'RETURN_WRITTEN_OFF' };

/**
 * It is here, and counts as one more parcel of the return; as the announced one where it has that number. Where it is all that was to be sent, nothing more is waited for: a label that was not used is void, and what is
 * under way or lost is this one, whose label is gone.
 * Undefined: it was taken in before. Errors: RETURN_CALLED_OFF, RETURN_ARRIVED, RETURN_WRITTEN_OFF, TOO_MANY_PARCELS.
 */
export function takeIn(shipment: ReturnShipment, told: UnannouncedParcel): Result<TakenIn | undefined, DomainError> {
  const parcels = parcelsOf(shipment);
  if (parcels.some(({ unannounced }) => unannounced === told.parcelId)) return ok(undefined);
  const code = tooLate[shipment.status];
  if (code !== undefined) return domainError(code, `The return of case ${shipment.ref.caseNumber} is ${shipment.status}: no parcel counts for it any more.`);
  const number = told.trackingNumber === '' ? told.parcelId : told.trackingNumber;
  const known = parcels.find(({ trackingNumber }) => trackingNumber === number);
  if (!known && parcels.length >= parcelsTaken) return domainError('TOO_MANY_PARCELS', `A return comes in ${parcelsTaken} parcels at most.`);
  const here = arrived(known ?? { trackingNumber: number, carrierCode: told.carrierCode === '' ? shipment.carrierCode : told.carrierCode, status: 'authorised', scans: [] }, told, told.parcelId);
  const now = withArrived(shipment, here);
  if (!told.complete) return ok({ shipment: now, voided: [] });
  const voided = parcelsOf(now).filter(({ status, sharedFrom }) => status === 'authorised' && !sharedFrom);
  return ok({ shipment: withEach(now, (parcel) => (parcel.status === 'authorised' ? { ...parcel, status: 'called_off' } : arrived(parcel, told))), voided });
}

/** Under which it is kept that the warehouse has it, as if a carrier had scanned it. */
export const atDockScanOf = (parcelId: string): string => `${parcelId}-at-dock`;

/** As if the carrier had said so. The same parcel where it is here already, or is not expected any more. */
function arrived(parcel: ReturnParcel, { parcelId, receivedAt }: UnannouncedParcel, unannounced?: string): ReturnParcel {
  const moved = step(parcelMachine, parcel.status, 'deliver');
  const named = unannounced === undefined ? parcel : { ...parcel, unannounced };
  if (!moved.ok) return named;
  return { ...named, status: moved.value, scans: [...parcel.scans, { scanId: atDockScanOf(parcelId), status: 'delivered' as const, occurredAt: receivedAt, effective: true }].sort(byCarrierTime) };
}
