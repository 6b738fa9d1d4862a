import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { ParcelStatus } from './parcel-machine';
import { sendByOf, type ReturnPolicy } from './return-policy';
import type { ReturnParcel, ReturnShipment } from './return-shipment';

/** Of one return, the first among them. */
export const parcelsTaken = 20;

/** All parcels of a return, the first one first. */
export const parcelsOf = ({ trackingNumber, carrierCode, status, firstStatus, firstUnannounced, scans, claim, further = [] }: ReturnShipment): readonly [ReturnParcel, ...ReturnParcel[]] => [
  { trackingNumber, carrierCode, status: firstStatus ?? status, scans, claim, ...(firstUnannounced !== undefined && { unannounced: firstUnannounced }) },
  ...further,
];

/** The return with one of its parcels as it is now, and where that leaves all of them. */
export function withParcel(shipment: ReturnShipment, parcel: ReturnParcel): ReturnShipment {
  const isFirst = parcel.trackingNumber === shipment.trackingNumber;
  const first = isFirst ? { scans: parcel.scans, claim: parcel.claim, ...(parcel.unannounced !== undefined && { firstUnannounced: parcel.unannounced }) } : {};
  if (!shipment.further) return { ...shipment, ...first, status: parcel.status };
  const further = shipment.further.map((each) => (each.trackingNumber === parcel.trackingNumber ? parcel : each));
  return settled({ ...shipment, ...first, firstStatus: isFirst ? parcel.status : shipment.firstStatus, further });
}

/** The return with a parcel that has arrived: one of those that it has, or one more. */
export function withArrived(shipment: ReturnShipment, parcel: ReturnParcel): ReturnShipment {
  const parcels = parcelsOf(shipment);
  return parcels.some(({ trackingNumber }) => trackingNumber === parcel.trackingNumber) ? withParcel(shipment, parcel) : withMore(shipment, parcel);
}

/** The return with one parcel more. */
export const withMore = (shipment: ReturnShipment, parcel: ReturnParcel): ReturnShipment => settled({ ...shipment, firstStatus: parcelsOf(shipment)[0].status, further: [...(shipment.further ?? []), parcel] });

/** The return with each of its parcels changed alike. */
export const withEach = (shipment: ReturnShipment, change: (parcel: ReturnParcel) => ReturnParcel): ReturnShipment => parcelsOf(shipment).map(change).reduce<ReturnShipment>(withParcel, shipment);

const settled = (shipment: ReturnShipment): ReturnShipment => ({ ...shipment, status: statusOfAll(parcelsOf(shipment).map(({ status }) => status)) });

/**
 * Where a return is whose goods are in several parcels: under way as soon as one has moved, until all that were sent have arrived or are lost; lost as long as one may still turn up; then delivered, if
 * any of them came. So nobody opens the first box and takes for missing what is in the second. What was never sent of it is not waited for.
 */
export function statusOfAll(statuses: readonly ParcelStatus[]): ParcelStatus {
  const sent = statuses.filter((status) => status !== 'called_off');
  if (sent.length === 0) return 'called_off';
  if (sent.every((status) => status === 'authorised')) return 'authorised';
  if (sent.some((status) => status === 'authorised' || status === 'in_transit')) return 'in_transit';
  if (sent.includes('lost')) return 'lost';
  return sent.includes('delivered') ? 'delivered' : 'written_off';
}

/**
 * The goods come in one parcel more, which has as much time to be sent as any. Undefined when it is known, or the return was called off. Errors: RMA_UNKNOWN, RETURN_ARRIVED (nothing can be added any more), TOO_MANY_PARCELS.
 */
export function addParcel(shipment: ReturnShipment, told: { readonly rmaNumber: string; readonly trackingNumber: string; readonly carrierCode: string }, policy: ReturnPolicy, now: Date): Result<ReturnShipment | undefined, DomainError> {
  const { rmaNumber, trackingNumber, carrierCode } = told;
  if (rmaNumber !== shipment.rmaNumber) return domainError('RMA_UNKNOWN', 'The RMA is not that of this case: echo both from the announcement.');
  const parcels = parcelsOf(shipment);
  if (parcels.some((each) => each.trackingNumber === trackingNumber)) return ok(undefined);
  if (shipment.status === 'called_off') return ok(undefined);
  if (shipment.status !== 'authorised' && shipment.status !== 'in_transit') {
    return domainError('RETURN_ARRIVED', `The return of case ${shipment.ref.caseNumber} is ${shipment.status}: no parcel can be added to it any more; what arrives all the same, the warehouse finds without a case.`);
  }
  if (parcels.length >= parcelsTaken) return domainError('TOO_MANY_PARCELS', `A return comes in ${parcelsTaken} parcels at most: report the others under the number of one of these.`);
  const parcel: ReturnParcel = { trackingNumber, carrierCode, status: 'authorised', scans: [] };
  const sendBy = later(shipment.sendBy, sendByOf(now, now, policy));
  return ok(withMore({ ...shipment, sendBy }, parcel));
}

/** The number of the next parcel that we give one to. `GRAS20260001` → `GRAS20260001P2`. */
export function nextNumber(shipment: ReturnShipment): string {
  const taken = parcelsOf(shipment).map(({ trackingNumber }) => trackingNumber);
  let number = taken.length + 1;
  // A carrier may have named one so.
  while (taken.includes(`${shipment.trackingNumber}P${number}`)) number++;
  return `${shipment.trackingNumber}P${number}`;
}

/** What was never sent of it is waited for no longer, as other parcels of the return were. Undefined: nothing is waited for, or nothing was sent at all. */
export function dropUnsent(shipment: ReturnShipment): ReturnShipment | undefined {
  if (shipment.status === 'authorised' || parcelsOf(shipment).every(({ status }) => status !== 'authorised')) return undefined;
  return withEach(shipment, (parcel) => (parcel.status === 'authorised' ? { ...parcel, status: 'called_off' } : parcel));
}

const later = (a: string, b: string): string => (Date.parse(a) >= Date.parse(b) ? a : b);
