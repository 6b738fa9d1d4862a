import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { addParcel, nextNumber, parcelsOf, parcelsTaken, withEach, withMore, withParcel } from './parcels';
import type { ReturnPolicy } from './return-policy';
import type { ReturnParcel, ReturnShipment } from './return-shipment';
import type { ScanReport } from './track-parcel';

/** Cases whose goods come in one parcel, that of the case itself left out. */
export const casesTaken = 10;

export interface Shared {
  /** Whose parcel it is. */
  readonly host: ReturnShipment;
  /** What comes in it as well. */
  readonly guest: ReturnShipment;
  /** Labels that are not needed any more. */
  readonly voided: readonly ReturnParcel[];
}

/**
 * The customer puts the goods of a case into the first parcel of another one: that is a parcel of both then, and what its carrier says of it is said of both. The labels of its own are void.
 * Undefined: it was so before. Errors: SAME_CASE, RETURN_CALLED_OFF, RETURN_SENT, RETURN_ARRIVED, SHARED_BEFORE, CARRIES_OTHERS, TOO_MANY_CASES, TOO_MANY_PARCELS.
 */
export function shareParcel(guest: ReturnShipment, host: ReturnShipment): Result<Shared | undefined, DomainError> {
  if (guest.ref.caseId === host.ref.caseId) return domainError('SAME_CASE', 'Name the other case, in whose parcel the goods of this one come.');
  if (sharedOf(guest)?.sharedFrom?.caseId === host.ref.caseId) return ok(undefined);
  const fault = faultOfGuest(guest) ?? faultOfHost(host);
  if (fault) return fault;
  const voided = parcelsOf(guest).filter(({ status }) => status === 'authorised');
  const own = withEach(guest, (parcel) => (parcel.status === 'authorised' ? { ...parcel, status: 'called_off' } : parcel));
  const parcel: ReturnParcel = { trackingNumber: host.trackingNumber, carrierCode: host.carrierCode, status: 'authorised', scans: [], sharedFrom: host.ref };
  const sendBy = Date.parse(guest.sendBy) >= Date.parse(host.sendBy) ? guest.sendBy : host.sendBy;
  return ok({ host: { ...host, carries: [...(host.carries ?? []), guest.ref] }, guest: withMore({ ...own, sendBy }, parcel), voided });
}

function faultOfGuest(guest: ReturnShipment): Result<never, DomainError> | undefined {
  const { ref, status, carries = [] } = guest;
  if (status === 'called_off') return calledOff(guest);
  if (status !== 'authorised') return domainError('RETURN_SENT', `The return of case ${ref.caseNumber} is ${status}: what was handed over can't be put into another parcel.`);
  const shared = sharedOf(guest)?.sharedFrom;
  if (shared) return domainError('SHARED_BEFORE', `The goods of case ${ref.caseNumber} come in the parcel of case ${shared.caseNumber}: name that one.`);
  if (carries.length > 0) return domainError('CARRIES_OTHERS', `In the parcel of case ${ref.caseNumber} come the goods of case ${carries.map(({ caseNumber }) => caseNumber).join(', ')}: say of the other case that it comes in this one's.`);
  if (parcelsOf(guest).length >= parcelsTaken) return domainError('TOO_MANY_PARCELS', `A return comes in ${parcelsTaken} parcels at most.`);
  return undefined;
}

function faultOfHost(host: ReturnShipment): Result<never, DomainError> | undefined {
  const { ref, carries = [] } = host;
  const [{ status }] = parcelsOf(host);
  const shared = sharedOf(host)?.sharedFrom;
  if (shared) return domainError('SHARED_BEFORE', `The goods of case ${ref.caseNumber} come in the parcel of case ${shared.caseNumber}: name that one.`);
  if (status === 'called_off') return calledOff(host);
  if (status !== 'authorised' && status !== 'in_transit') return domainError('RETURN_ARRIVED', `The parcel of case ${ref.caseNumber} is ${status}: nothing can be said to be in it any more; what is, the warehouse finds without a case.`);
  if (carries.length >= casesTaken) return domainError('TOO_MANY_CASES', `The goods of ${casesTaken} other cases come in the parcel of case ${ref.caseNumber}: send the rest in another one.`);
  return undefined;
}

const calledOff = ({ ref }: ReturnShipment): Result<never, DomainError> => domainError('RETURN_CALLED_OFF', `The return of case ${ref.caseNumber} was called off: nothing can be sent for it any more.`);

/** The parcel of another case in which its goods come; undefined where they come in none, or that is not sent after all. */
export const sharedOf = (shipment: ReturnShipment): ReturnParcel | undefined => parcelsOf(shipment).find(({ sharedFrom, status }) => sharedFrom !== undefined && status !== 'called_off');

/** What was said of the parcel since it was last told to the case whose goods come in it too. */
export function newsFor(guest: ReturnShipment, host: ReturnShipment): readonly ScanReport[] {
  const shared = sharedOf(guest);
  const [first] = parcelsOf(host);
  if (shared?.sharedFrom?.caseId !== host.ref.caseId) return [];
  return first.scans.filter(({ scanId }) => !shared.scans.some((scan) => scan.scanId === scanId)).map(({ scanId, status, occurredAt }) => ({ trackingNumber: first.trackingNumber, scanId, status, occurredAt }));
}

/**
 * The parcel is not sent after all, as its own case was called off: the goods that were to come in it get a label of their own, and as much time as any. Undefined: it is sent, or the goods have gone another way; or there is no number left.
 */
export function backToOwnLabel(guest: ReturnShipment, host: ReturnShipment, policy: ReturnPolicy, now: Date): { readonly shipment: ReturnShipment; readonly trackingNumber: string } | undefined {
  const shared = sharedOf(guest);
  if (shared?.sharedFrom?.caseId !== host.ref.caseId || guest.status !== 'authorised' || parcelsOf(host)[0].status !== 'called_off') return undefined;
  const trackingNumber = nextNumber(guest);
  const added = addParcel(guest, { rmaNumber: guest.rmaNumber, trackingNumber, carrierCode: guest.carrierCode }, policy, now);
  if (!added.ok || !added.value) return undefined;
  return { shipment: withParcel(added.value, { ...shared, status: 'called_off' }), trackingNumber };
}
