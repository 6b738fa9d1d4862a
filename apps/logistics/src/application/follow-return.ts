import { ParcelDelivered, ParcelInTransit, ParcelLost, ParcelReturned, ParcelWrittenOff } from '@huiliu/contracts';
import { parcelsOf } from '../domain/parcels';
import { sendByOf, writeOffAtOf, type ReturnPolicy } from '../domain/return-policy';
import type { ReturnShipment } from '../domain/return-shipment';
import { followWish } from './agree-to-cancel';
import { firstReportBy, isUnderWay, lastReportBy, withReports } from '../domain/silence';
import { dropReplacement } from './send-replacement';
import { reportTimer, sendByTimer, sharedTimer, subjectOf, writeOffTimer, type LogisticsWork } from './work';

/** What has moved it: a scan of one of its parcels, or our clock. */
export interface Cause {
  readonly trackingNumber: string;
  readonly occurredAt: string;
}

/** Keeps a return as it is now, with the clocks that it has in that state, and says where all of its parcels together have come to, if that is news. */
export function followReturn(work: LogisticsWork, before: ReturnShipment, moved: ReturnShipment, cause: Cause, policy: ReturnPolicy): void {
  const { caseId } = moved.ref;
  const after = followWish(work, withClocks(work, before, moved, policy));
  work.shipments.put(caseId, after);
  tellGuests(work, after);
  if (before.status === after.status) return;
  const told = { ref: after.ref, ...cause };
  switch (after.status) {
    case 'in_transit':
      // One of several that were lost is with the customer again, and said by itself.
      if (before.status === 'authorised') work.say(ParcelInTransit, subjectOf(caseId), { ...told, reportBy: lastReportBy(after) });
      break;
    case 'lost':
      work.say(ParcelLost, subjectOf(caseId), { ...told, writeOffAt: after.writeOffAt });
      break;
    case 'delivered':
      sayDelivered(work, after);
      break;
    case 'written_off':
      sayWrittenOff(work, after, before.status === 'delivered');
      break;
    // Said by whoever has called it off, or brought it back.
    case 'authorised':
    case 'called_off':
      break;
  }
}

/** Those whose goods come in its first parcel hear of it under their own heads. */
export function tellGuests(work: LogisticsWork, { ref, carries = [] }: ReturnShipment): void {
  for (const { caseId } of carries) work.schedule({ subject: subjectOf(caseId), name: sharedTimer, dueAt: work.now, payload: { caseId, hostId: ref.caseId } });
}

/** The carrier has brought a parcel back to the customer: it may be sent again, in as much time as any. */
export function sendAgain(work: LogisticsWork, before: ReturnShipment, moved: ReturnShipment, cause: Cause, policy: ReturnPolicy): void {
  const after = { ...moved, sendBy: sendByOf(work.now, work.now, policy) };
  followReturn(work, before, after, cause, policy);
  awaitSending(work, after);
  work.say(ParcelReturned, subjectOf(after.ref.caseId), { ref: after.ref, ...cause, sendBy: after.sendBy, othersMoved: after.status !== 'authorised' });
}

/** The time to send begins, for whatever of it has not been sent. */
export function awaitSending(work: LogisticsWork, { ref, sendBy }: ReturnShipment): void {
  work.schedule({ subject: subjectOf(ref.caseId), name: sendByTimer, dueAt: new Date(sendBy), payload: { caseId: ref.caseId } });
}

/** Waits for what is to be heard next of its parcels, from now on; where something has been heard by then, on from that. */
export function awaitReports(work: LogisticsWork, shipment: ReturnShipment): void {
  const dueAt = firstReportBy(shipment);
  if (dueAt === undefined) return;
  const { caseId } = shipment.ref;
  work.schedule({ subject: subjectOf(caseId), name: reportTimer, dueAt: new Date(dueAt), payload: { caseId } });
}

/** The time to send runs as long as something is still to be sent; that in which something is to be heard as long as something is under way; the clock of what is lost as long as it is lost. */
function withClocks(work: LogisticsWork, before: ReturnShipment, moved: ReturnShipment, policy: ReturnPolicy): ReturnShipment {
  const after = withReports(before, moved, work.now, policy);
  const { caseId } = after.ref;
  if (isUnderWay(before) && !isUnderWay(after)) work.cancelTimer(subjectOf(caseId), reportTimer);
  // Once it runs it is not set again with each scan: when it runs out it looks what was heard meanwhile.
  if (before.reportBy === undefined) awaitReports(work, after);
  const unsent = ({ status }: { readonly status: string }): boolean => status === 'authorised';
  if (parcelsOf(before).some(unsent) && !parcelsOf(after).some(unsent)) work.cancelTimer(subjectOf(caseId), sendByTimer);
  if (before.status === after.status) return after;
  if (after.status === 'lost') {
    const writeOffAt = writeOffAtOf(work.now, policy);
    work.schedule({ subject: subjectOf(caseId), name: writeOffTimer, dueAt: new Date(writeOffAt), payload: { caseId } });
    return { ...after, writeOffAt };
  }
  if (before.status !== 'lost') return after;
  work.cancelTimer(subjectOf(caseId), writeOffTimer);
  return { ...after, writeOffAt: undefined };
}

/** With the numbers of all that have arrived, the one that was scanned last at the front. */
function sayDelivered(work: LogisticsWork, shipment: ReturnShipment): void {
  const arrived = parcelsOf(shipment).flatMap(({ status, trackingNumber, scans }) => {
    const scan = scans.find((each) => each.status === 'delivered' && each.effective);
    return status === 'delivered' && scan ? [{ trackingNumber, occurredAt: scan.occurredAt }] : [];
  });
  const [last, ...others] = arrived.sort((a, b) => Date.parse(b.occurredAt) - Date.parse(a.occurredAt) || (a.trackingNumber < b.trackingNumber ? -1 : 1));
  if (!last) throw new Error(`the return of case ${shipment.ref.caseNumber} has arrived without a parcel that was delivered`);
  work.say(ParcelDelivered, subjectOf(shipment.ref.caseId), { ref: shipment.ref, ...last, ...(others.length > 0 && { further: { trackingNumbers: others.map(({ trackingNumber }) => trackingNumber) } }) });
}

/** Nothing of it has come; `notReceived`: though it was delivered, by the carrier's word. */
function sayWrittenOff(work: LogisticsWork, shipment: ReturnShipment, notReceived: boolean): void {
  const { ref, lines, trackingNumber } = shipment;
  const claim = parcelsOf(shipment).find((parcel) => parcel.claim)?.claim;
  if (!claim) throw new Error(`the return of case ${ref.caseNumber} is written off without a claim`);
  // What was to be repaired will never go back. Said first, so that nobody takes what is lost for what has come back.
  if (work.replacements.get(ref.caseId)?.ownGoods) dropReplacement(work, ref.caseId, { reason: 'refund_instead', reasonCode: 'PARCEL_LOST' });
  work.say(ParcelWrittenOff, subjectOf(ref.caseId), { ref, trackingNumber, claimId: claim.claimId, lines: lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), writtenOffAt: claim.raisedAt, ...(notReceived && { notReceived }) });
}
