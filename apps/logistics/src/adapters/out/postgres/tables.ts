import { aggregate } from '@huiliu/messaging';
import type { ParcelStatus } from '../../../domain/parcel-machine';
import type { ReplacementStatus } from '../../../domain/replacement-machine';
import type { ReplacementShipment } from '../../../domain/replacement-shipment';
import type { ReturnShipment } from '../../../domain/return-shipment';
import { ReplacementShipmentRow, ReturnShipmentRow } from './rows';

export const toRow = (caseId: string, shipment: ReturnShipment): Omit<ReturnShipmentRow, 'version'> => ({
  caseId,
  status: shipment.status,
  rmaNumber: shipment.rmaNumber,
  carrierCode: shipment.carrierCode,
  trackingNumber: shipment.trackingNumber,
  sendBy: new Date(shipment.sendBy),
  doc: {
    ref: shipment.ref,
    lines: shipment.lines,
    scans: shipment.scans,
    ...(shipment.calledOff && { calledOff: shipment.calledOff }),
    writeOffAt: shipment.writeOffAt ?? null,
    claim: shipment.claim ?? null,
  },
});

export const fromRow = (row: ReturnShipmentRow): ReturnShipment => ({
  status: row.status as ParcelStatus,
  rmaNumber: row.rmaNumber,
  carrierCode: row.carrierCode,
  trackingNumber: row.trackingNumber,
  sendBy: row.sendBy.toISOString(),
  ...row.doc,
  calledOff: row.doc.calledOff,
  writeOffAt: row.doc.writeOffAt ?? undefined,
  claim: row.doc.claim ?? undefined,
});

export const replacementToRow = (caseId: string, { status, trackingNumber, calledOff, writeOffAt, ...rest }: ReplacementShipment): Omit<ReplacementShipmentRow, 'version'> => ({
  caseId,
  status,
  trackingNumber,
  doc: { ...rest, calledOff: calledOff ?? null, writeOffAt: writeOffAt ?? null },
});

export const replacementFromRow = ({ status, trackingNumber, doc }: ReplacementShipmentRow): ReplacementShipment => ({
  ...doc,
  status: status as ReplacementStatus,
  trackingNumber,
  calledOff: doc.calledOff ?? undefined,
  writeOffAt: doc.writeOffAt ?? undefined,
});

/** Order of locks: nothing is shared between cases. */
export const logisticsTables = {
  shipments: aggregate({ entity: ReturnShipmentRow, toRow, fromRow }),
  replacements: aggregate({ entity: ReplacementShipmentRow, toRow: replacementToRow, fromRow: replacementFromRow }),
};
