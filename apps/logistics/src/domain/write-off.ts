import { step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';
import { parcelsOf, withParcel } from './parcels';
import { compact, type CarrierClaim, type ReturnParcel, type ReturnShipment } from './return-shipment';

/** One claim a parcel: the same for the same case. `AS-2026-0001` → `CLM-AS20260001`, and `CLM-AS20260001P2` for the second parcel. */
export const claimIdOf = (caseNumber: string, parcel = 1): string => `CLM-${compact(caseNumber)}${parcel > 1 ? `P${parcel}` : ''}`;

export interface WrittenOff {
  readonly shipment: ReturnShipment;
  /** Those that were lost, each with its claim. */
  readonly lost: readonly [LostReturn, ...LostReturn[]];
}

export type LostReturn = Pick<ReturnParcel, 'trackingNumber' | 'carrierCode'> & { readonly claim: CarrierClaim };

/** Parcels that are still lost are given up, and the carrier has to answer for them. Undefined where there is nothing to give up: they turned up, or were given up before, or others are still under way. */
export function writeOff(shipment: ReturnShipment, now: Date): WrittenOff | undefined {
  if (shipment.status !== 'lost') return undefined;
  const raisedAt = now.toISOString();
  const given = parcelsOf(shipment).flatMap((parcel, index) => {
    const moved = step(parcelMachine, parcel.status, 'write_off');
    if (!moved.ok) return [];
    const lost = parcel.scans.find((scan) => scan.status === 'lost' && scan.effective);
    return [{ ...parcel, status: moved.value, claim: { claimId: claimIdOf(shipment.ref.caseNumber, index + 1), lostAt: lost?.occurredAt ?? raisedAt, raisedAt } }];
  });
  const [first, ...others] = given;
  if (!first) return undefined;
  return { shipment: given.reduce<ReturnShipment>(withParcel, { ...shipment, writeOffAt: undefined }), lost: [first, ...others] };
}
