import { step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';
import { parcelsOf, withParcel } from './parcels';
import { compact, type CarrierClaim, type ReturnParcel, type ReturnShipment } from './return-shipment';
import { atDockScanOf } from './unannounced';

/** One claim a parcel: the same for the same case. `AS-2026-0001` → `CLM-AS20260001`, and `CLM-AS20260001P2` for the second parcel. */
export const claimIdOf = (caseNumber: string, parcel = 1): string => `CLM-${compact(caseNumber)}${parcel > 1 ? `P${parcel}` : ''}`;

export interface WrittenOff {
  readonly shipment: ReturnShipment;
  /** Those that were lost, each with its claim. */
  readonly lost: readonly [LostReturn, ...LostReturn[]];
}

export type LostReturn = Pick<ReturnParcel, 'trackingNumber' | 'carrierCode'> & {
  readonly claim: CarrierClaim;
  /** Whether its carrier has said so; not where the warehouse had. */
  readonly byCarrier: boolean;
};

/** Parcels that are still lost are given up, and the carrier has to answer for them. Undefined where there is nothing to give up: they turned up, or were given up before, or others are still under way. */
export function writeOff(shipment: ReturnShipment, now: Date): WrittenOff | undefined {
  return shipment.status === 'lost' ? giveUp(shipment, 'write_off', now) : undefined;
}

/** Parcels that were delivered by their carrier's word were never received, none of them: they are given up as if they were lost. Undefined: they were not delivered, or not all of them that were sent. */
export function miss(shipment: ReturnShipment, now: Date): WrittenOff | undefined {
  return shipment.status === 'delivered' ? giveUp(shipment, 'miss', now) : undefined;
}

function giveUp(shipment: ReturnShipment, action: 'write_off' | 'miss', now: Date): WrittenOff | undefined {
  const raisedAt = now.toISOString();
  const scanned = action === 'miss' ? 'delivered' : 'lost';
  const parcels = parcelsOf(shipment);
  const given = parcels.flatMap((parcel, index) => {
    const moved = step(parcelMachine, parcel.status, action);
    if (!moved.ok) return [];
    const scan = parcel.scans.find(({ status, effective }) => status === scanned && effective);
    const byCarrier = parcels.every(({ unannounced }) => unannounced === undefined || scan?.scanId !== atDockScanOf(unannounced));
    return [{ ...parcel, byCarrier, status: moved.value, claim: { claimId: claimIdOf(shipment.ref.caseNumber, index + 1), lostAt: scan?.occurredAt ?? raisedAt, raisedAt } }];
  });
  const [first, ...others] = given;
  if (!first) return undefined;
  return { shipment: given.map(({ byCarrier: _byCarrier, ...parcel }) => parcel).reduce<ReturnShipment>(withParcel, { ...shipment, writeOffAt: undefined }), lost: [first, ...others] };
}
