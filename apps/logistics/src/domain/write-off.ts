import { step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';
import { compact, type CarrierClaim, type ReturnShipment } from './return-shipment';

/** One claim a parcel: the same for the same case. `AS-2026-0001` → `CLM-AS20260001`. */
export const claimIdOf = (caseNumber: string): string => `CLM-${compact(caseNumber)}`;

export interface WrittenOff {
  readonly shipment: ReturnShipment;
  readonly claim: CarrierClaim;
}

/** A parcel that is still lost is given up, and the carrier has to answer for it. Undefined where there is nothing to give up: it turned up, or was given up before. */
export function writeOff(shipment: ReturnShipment, now: Date): WrittenOff | undefined {
  const moved = step(parcelMachine, shipment.status, 'write_off');
  if (!moved.ok) return undefined;
  const raisedAt = now.toISOString();
  const lost = shipment.scans.find((scan) => scan.status === 'lost' && scan.effective);
  const claim = { claimId: claimIdOf(shipment.ref.caseNumber), lostAt: lost?.occurredAt ?? raisedAt, raisedAt };
  return { shipment: { ...shipment, status: moved.value, writeOffAt: undefined, claim }, claim };
}
