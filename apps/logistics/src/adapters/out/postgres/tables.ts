import { aggregate } from '@huiliu/messaging';
import type { OutboundOrder } from '../../../domain/outbound-order';
import type { OutboundRecall } from '../../../domain/outbound-recall';
import type { ParcelStatus } from '../../../domain/parcel-machine';
import type { RecallStatus } from '../../../domain/recall-machine';
import type { RecallKind } from '../../../domain/recall-policy';
import type { ReplacementStatus } from '../../../domain/replacement-machine';
import type { ReplacementShipment } from '../../../domain/replacement-shipment';
import type { ReturnShipment } from '../../../domain/return-shipment';
import { OutboundOrderRow, OutboundRecallRow, ReplacementShipmentRow, ReturnShipmentRow } from './rows';

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
    ...(shipment.firstStatus && { firstStatus: shipment.firstStatus }),
    ...(shipment.firstUnannounced !== undefined && { firstUnannounced: shipment.firstUnannounced }),
    ...(shipment.further && { further: shipment.further }),
    ...(shipment.carries && { carries: shipment.carries }),
    ...(shipment.cancellation && { cancellation: shipment.cancellation }),
    ...(shipment.reportBy && { reportBy: shipment.reportBy }),
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

export const recallToRow = (caseId: string, { status, kind, parcel, ...doc }: OutboundRecall): Omit<OutboundRecallRow, 'version'> => ({
  caseId,
  status,
  kind,
  trackingNumber: parcel?.trackingNumber ?? null,
  carrierCode: parcel?.carrierCode ?? null,
  doc,
});

export function recallFromRow({ status, kind, trackingNumber, carrierCode, doc }: OutboundRecallRow): OutboundRecall {
  const { ref, lines, stopAttempts, answerBy, reportBy, scans, end, writeOffAt, claim } = doc;
  const parcel = trackingNumber === null || carrierCode === null ? undefined : { trackingNumber, carrierCode };
  return { status: status as RecallStatus, kind: kind as RecallKind, parcel, ref, lines, stopAttempts, answerBy, reportBy, scans, end, writeOffAt, claim };
}

/** Order of locks: the case's own rows; what has left of an order is written under the order's head alone. */
export const logisticsTables = {
  shipments: aggregate({ entity: ReturnShipmentRow, toRow, fromRow }),
  replacements: aggregate({ entity: ReplacementShipmentRow, toRow: replacementToRow, fromRow: replacementFromRow }),
  recalls: aggregate({ entity: OutboundRecallRow, toRow: recallToRow, fromRow: recallFromRow }),
  outbound: aggregate<OutboundOrder, OutboundOrderRow>({ entity: OutboundOrderRow, toRow: (orderId, { parcels }) => ({ orderId, parcels }), fromRow: ({ orderId, parcels }) => ({ orderId, parcels }) }),
};
