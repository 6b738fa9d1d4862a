import { aggregate } from '@huiliu/messaging';
import type { ParcelStatus } from '../../../domain/parcel-machine';
import type { ReturnShipment } from '../../../domain/return-shipment';
import { ReturnShipmentRow } from './rows';

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

/** Order of locks: one table, so nothing to order yet. */
export const logisticsTables = { shipments: aggregate({ entity: ReturnShipmentRow, toRow, fromRow }) };
