import { step } from '@huiliu/kernel';
import { parcelMachine } from './parcel-machine';
import { parcelsOf, withParcel } from './parcels';
import { reportByOf, type ReturnPolicy } from './return-policy';
import type { ReturnParcel, ReturnShipment } from './return-shipment';
import { isHistory, type ScanReport } from './track-parcel';

/** Those of which the carrier has more to say. */
const underWay = (shipment: ReturnShipment): readonly ReturnParcel[] => parcelsOf(shipment).filter(({ status }) => status === 'in_transit');

export const isUnderWay = (shipment: ReturnShipment): boolean => underWay(shipment).length > 0;

/** By when, as far as is known, something is to be heard of each parcel that is under way. */
const deadlines = (shipment: ReturnShipment): readonly string[] => underWay(shipment).flatMap(({ trackingNumber }) => shipment.reportBy?.[trackingNumber] ?? []);

/** When the first of its parcels counts as lost, if nothing more is heard; undefined where none is under way. */
export const firstReportBy = (shipment: ReturnShipment): string | undefined => deadlines(shipment).toSorted().at(0);

/** When the last of them does, and with it the return, if nothing else is to be sent. */
export const lastReportBy = (shipment: ReturnShipment): string | undefined => deadlines(shipment).toSorted().at(-1);

/** The carrier has said something of a parcel, as it did not move it: that it counts as lost is put off. What it says of a way that the parcel has gone before is no news. */
export function heardOf(shipment: ReturnShipment, report: ScanReport, now: Date, policy: ReturnPolicy): ReturnShipment {
  const parcel = underWay(shipment).find(({ trackingNumber }) => trackingNumber === report.trackingNumber);
  return parcel && !isHistory(parcel, report) ? { ...shipment, reportBy: { ...shipment.reportBy, [parcel.trackingNumber]: reportByOf(now, policy) } } : shipment;
}

/** The clocks of what is under way, and no others: of what has just set out they begin. */
export function withReports(before: ReturnShipment, after: ReturnShipment, now: Date, policy: ReturnPolicy): ReturnShipment {
  if (before.reportBy === undefined && after.reportBy === undefined && !isUnderWay(after)) return after;
  const setOut = new Set(underWay(before).map(({ trackingNumber }) => trackingNumber));
  const known = (number: string): string | undefined => (setOut.has(number) ? after.reportBy?.[number] : undefined);
  const reportBy = Object.fromEntries(underWay(after).map(({ trackingNumber }) => [trackingNumber, known(trackingNumber) ?? reportByOf(now, policy)]));
  return { ...after, reportBy: Object.keys(reportBy).length > 0 ? reportBy : undefined };
}

/** Those of which nothing was heard in time are lost. Where nobody has noted by when, as the row is of a version before, the time of the clock that ran out counts. */
export function fallSilent(shipment: ReturnShipment, now: Date): { readonly shipment: ReturnShipment; readonly silent: readonly ReturnParcel[] } {
  const silent = underWay(shipment).flatMap((parcel) => {
    const due = shipment.reportBy?.[parcel.trackingNumber];
    const moved = step(parcelMachine, parcel.status, 'fall_silent');
    return moved.ok && (due === undefined || Date.parse(due) <= now.getTime()) ? [{ ...parcel, status: moved.value }] : [];
  });
  return { shipment: silent.reduce<ReturnShipment>(withParcel, shipment), silent };
}
