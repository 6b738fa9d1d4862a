import { step } from '@huiliu/kernel';
import { replacementMachine } from './replacement-machine';
import type { ReplacementShipment } from './replacement-shipment';
import { handOverByOf, reportByOf, writeOffAtOf, type ReturnPolicy } from './return-policy';

/** Whether the carrier has it, as far as it or the WMS has said. */
export const isWithCarrier = ({ status, handedOver }: Pick<ReplacementShipment, 'status' | 'handedOver'>): boolean => status === 'shipped' || (status === 'ordered' && handedOver === true);

/** The clock of a parcel to the customer in the state that it has come to: the WMS has so long to give it to the carrier, and then the carrier to say something. */
export function withReport(shipment: ReplacementShipment, now: Date, policy: ReturnPolicy): ReplacementShipment {
  if (isWithCarrier(shipment)) return { ...shipment, reportBy: reportByOf(now, policy) };
  return { ...shipment, reportBy: shipment.status === 'ordered' ? handOverByOf(now, policy) : undefined };
}

/** The WMS says that the carrier has it, which may have said so before. Undefined where it was said before. */
export function handOver(shipment: ReplacementShipment, now: Date, policy: ReturnPolicy): ReplacementShipment | undefined {
  if (shipment.handedOver) return undefined;
  const handed = { ...shipment, handedOver: true, overdue: undefined } as const;
  return shipment.status === 'ordered' ? withReport(handed, now, policy) : handed;
}

/** Its clock has run out: `lost`, as nothing was heard of it; `overdue`, as the carrier does not have it; `put_off`, as something was heard meanwhile. Undefined: nothing is waited for. */
export function runOut(shipment: ReplacementShipment, now: Date, policy: ReturnPolicy): { readonly how: 'lost' | 'overdue' | 'put_off'; readonly shipment: ReplacementShipment } | undefined {
  const withCarrier = isWithCarrier(shipment);
  if (!withCarrier && (shipment.status !== 'ordered' || shipment.overdue)) return undefined;
  if (shipment.reportBy !== undefined && Date.parse(shipment.reportBy) > now.getTime()) return { how: 'put_off', shipment };
  // Only the WMS knows what has become of what the carrier does not have: nothing is assumed in its stead.
  if (!withCarrier) return { how: 'overdue', shipment: { ...shipment, overdue: true } };
  const lost = step(replacementMachine, shipment.status, 'fall_silent');
  return lost.ok ? { how: 'lost', shipment: { ...shipment, status: lost.value, reportBy: undefined, writeOffAt: writeOffAtOf(now, policy) } } : undefined;
}
