import { ReplacementCalledOff as CalledOffEvent, ReplacementCallOff, ReplacementDelivered, ReplacementLost, ReplacementOrdered, ReplacementReturned, ReplacementShipped, ReplacementWrittenOff } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import {
  advance,
  awaitReplacement,
  callOffReplacement,
  reserve,
  scanReplacement,
  settle,
  wasSentAs,
  writeOffReplacement,
  type ReplacementCalledOff,
  type ReplacementLine,
  type ReplacementShipment,
} from '../domain/replacement-shipment';
import { returnPolicy, writeOffAtOf, type ReturnPolicy } from '../domain/return-policy';
import { withReport } from '../domain/silent-replacement';
import type { ScanReport } from '../domain/track-parcel';
import type { CaseRef, CaseType } from '../domain/words';
import type { Carrier } from './carrier';
import { awaitReport } from './silent-replacement';
import { replacementReportTimer, replacementWriteOffTimer, subjectOf, type LogisticsWork } from './work';

/** A case was approved that sends something out. Nothing where it sends nothing, or is known. */
export function awaitUnits(work: LogisticsWork, { ref, type, lines }: { readonly ref: CaseRef; readonly type: CaseType; readonly lines: readonly (ReplacementLine & { readonly wantedSku?: string | undefined })[] }, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  if (!policy.typesThatSend.includes(type)) return ignored(`nothing is sent to the customer of a ${type}`);
  if (work.replacements.get(ref.caseId)) return ignored('the replacement was awaited before');
  const sent = lines.map(({ caseLineId, sku, quantity, wantedSku }) => ({ caseLineId, sku: wantedSku ?? sku, quantity }));
  work.replacements.put(ref.caseId, awaitReplacement(ref, sent, !policy.typesWithReturn.includes(type), carriageOf(carrier), policy.typesThatSendBack.includes(type)));
  return done();
}

/** The warehouse has set the units aside. */
export function unitsReserved(work: LogisticsWork, caseId: string, attempt: number, carrier: Carrier, units: readonly Pick<ReplacementLine, 'caseLineId' | 'sku'>[] = []): Outcome {
  const shipment = work.replacements.get(caseId);
  if (!shipment) return notYet('the approval of the case has not arrived from review');
  // Where topics are read again side by side: the warehouse knows that the parcel before was lost, or came back, and here it is still to be heard of.
  if (attempt > shipment.attempt && shipment.status !== 'called_off') return notYet('what became of the parcel before has not been heard of');
  return go(work, reserve(shipment, attempt, units), carrier);
}

/** The warehouse has repaired the customer's goods: they go back. Or can't: then they are paid for. */
export function repairFinished(work: LogisticsWork, caseId: string, isRepaired: boolean, carrier: Carrier): Outcome {
  if (isRepaired) return unitsReserved(work, caseId, 1, carrier);
  if (!work.replacements.get(caseId)) return notYet('the approval of the case has not arrived from review');
  return dropReplacement(work, caseId, { reason: 'refund_instead', reasonCode: 'NOT_REPAIRABLE' }) ? done() : ignored('it was called off before');
}

/** Of a return, what was rejected at the inspection goes back to the customer: it is settled and packed by whoever has it, and there are no others to send. */
export function sendRejectedBack(work: LogisticsWork, ref: CaseRef, lines: readonly ReplacementLine[], carrier: Carrier): Outcome {
  if (work.replacements.get(ref.caseId)) return ignored('they were sent back before');
  const units = new Map<string, ReplacementLine>();
  for (const { caseLineId, sku, quantity } of lines) units.set(caseLineId, { caseLineId, sku, quantity: quantity + (units.get(caseLineId)?.quantity ?? 0) });
  return go(work, reserve(awaitReplacement(ref, [...units.values()], true, carriageOf(carrier), true), 1), carrier);
}

/** What came back is settled. */
export function differenceSettled(work: LogisticsWork, caseId: string, units: readonly { readonly caseLineId: string; readonly quantity: number }[], carrier: Carrier): Outcome {
  const shipment = work.replacements.get(caseId);
  if (!shipment) return notYet('the approval of the case has not arrived from review');
  return go(work, settle(shipment, units, work.now.toISOString()), carrier);
}

/** The customer's money is held: the goods may leave in advance. */
export function holdPlaced(work: LogisticsWork, caseId: string, carrier: Carrier): Outcome {
  const shipment = work.replacements.get(caseId);
  if (!shipment) return notYet('the approval of the case has not arrived from review');
  return go(work, advance(shipment), carrier);
}

function go(work: LogisticsWork, settled: ReplacementShipment | undefined, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome {
  if (!settled) return ignored('it was so before, or nothing is to be sent any more');
  const next = withReport(settled, work.now, policy);
  const { ref, attempt, trackingNumber, carrierCode, lines, status, calledOff } = next;
  work.replacements.put(ref.caseId, next);
  if (calledOff) sayCalledOff(work, next, calledOff);
  if (status === 'ordered') {
    work.say(ReplacementOrdered, subjectOf(ref.caseId), { ref, trackingNumber, attempt, carrierCode, lines, handOverBy: next.reportBy });
    carrier.announceOutbound(work, next, work.now);
    awaitReport(work, next);
  }
  return done();
}

/** Nothing is to be sent any more: said to whoever has set something aside. False when it is too late for that, or there was nothing to send. */
export function dropReplacement(work: LogisticsWork, caseId: string, why: Omit<ReplacementCalledOff, 'at'>): boolean {
  const shipment = work.replacements.get(caseId);
  const off = shipment && callOffReplacement(shipment, { ...why, at: work.now.toISOString() });
  if (!off?.calledOff) return false;
  work.replacements.put(caseId, off);
  sayCalledOff(work, off, off.calledOff);
  return true;
}

/** The customer wants their money rather than wait, or has not paid what the other variant is dearer. Too late once it is ordered: then it comes all the same. */
export function refundInstead(work: LogisticsWork, caseId: string): Outcome {
  if (!work.replacements.get(caseId)) return notYet('the approval of the case has not arrived from review');
  return dropReplacement(work, caseId, { reason: 'refund_instead', reasonCode: '' }) ? done() : ignored('it is on its way already, or was called off');
}

/** The carrier has scanned a parcel of ours. Undefined: it is none of these. Refusals as of a returned parcel. */
export function trackReplacement(work: LogisticsWork, caseId: string, report: ScanReport, carrier: Carrier, policy: ReturnPolicy = returnPolicy): Outcome | undefined {
  const shipment = work.replacements.get(caseId);
  if (shipment && wasSentAs(shipment, report.trackingNumber)) return ignored('the parcel was given up or came back, and was sent once more or paid for');
  if (shipment?.trackingNumber !== report.trackingNumber) return undefined;
  // So it is where the units of another parcel were reserved, and that waits for this.
  if (shipment.status === 'awaited' && shipment.attempt > 1) return notYet('the warehouse has not set the units of this parcel aside');
  const scanned = scanReplacement(shipment, report, carriageOf(carrier));
  if (!scanned.ok) return refused({ ...scanned.error, kind: 'UNPROCESSABLE' });
  if (!scanned.value) return ignored('the scan came before');
  const { moved } = scanned.value;
  const next = moved ? withClock(work, scanned.value.shipment, policy) : heardOf(scanned.value.shipment, work.now, policy);
  work.replacements.put(caseId, next);
  if (!moved) return ignored(`a parcel that is ${shipment.status} is not moved by a scan that says ${report.status}`);
  if (next.attempt > shipment.attempt) return cameBack(work, shipment, next, report, carrier);
  sayMoved(work, next, report.occurredAt);
  return done();
}

/** The carrier has said something of it that did not move it: that it counts as lost is put off. Its clock, when it runs out, looks at that. */
const heardOf = (shipment: ReplacementShipment, now: Date, policy: ReturnPolicy): ReplacementShipment => (shipment.status === 'shipped' ? withReport(shipment, now, policy) : shipment);

function sayMoved(work: LogisticsWork, { ref, trackingNumber, attempt, status, reportBy, writeOffAt }: ReplacementShipment, occurredAt: string): void {
  const told = { ref, trackingNumber, attempt, occurredAt };
  if (status === 'shipped') work.say(ReplacementShipped, subjectOf(ref.caseId), { ...told, reportBy });
  else if (status === 'lost') work.say(ReplacementLost, subjectOf(ref.caseId), { ...told, writeOffAt });
  else work.say(ReplacementDelivered, subjectOf(ref.caseId), told);
}

/** It could not be delivered: the warehouse takes its units back, and it is sent once more. */
function cameBack(work: LogisticsWork, { ref, trackingNumber, attempt, lines }: ReplacementShipment, next: ReplacementShipment, { occurredAt }: ScanReport, carrier: Carrier): Outcome {
  work.say(ReplacementReturned, subjectOf(ref.caseId), { ref, trackingNumber, attempt, lines, occurredAt });
  if (next.status === 'ordered') return go(work, next, carrier);
  dropWhereReturnIsOver(work, ref.caseId);
  return done();
}

/** In advance of a return that has ended meanwhile: the customer has neither sent theirs nor got ours, and nothing is sent once more. */
function dropWhereReturnIsOver(work: LogisticsWork, caseId: string): void {
  const over = work.shipments.get(caseId)?.calledOff;
  if (over) dropReplacement(work, caseId, { reason: 'cancelled', reasonCode: over.reasonCode });
}

/** The clock of a lost parcel runs as long as it is lost; that in which something is to be heard of it as long as it is under way. */
function withClock(work: LogisticsWork, scanned: ReplacementShipment, policy: ReturnPolicy): ReplacementShipment {
  const shipment = withReport(scanned, work.now, policy);
  const { caseId } = shipment.ref;
  work.cancelTimer(subjectOf(caseId), replacementWriteOffTimer);
  if (shipment.reportBy === undefined) work.cancelTimer(subjectOf(caseId), replacementReportTimer);
  else awaitReport(work, shipment);
  if (shipment.status !== 'lost') return shipment;
  const writeOffAt = writeOffAtOf(work.now, policy);
  work.schedule({ subject: subjectOf(caseId), name: replacementWriteOffTimer, dueAt: new Date(writeOffAt), payload: { caseId } });
  return { ...shipment, writeOffAt };
}

/** A lost replacement has not turned up in time: it is sent once more, or paid for, and the carrier has to answer for it. */
export function giveUpReplacement(work: LogisticsWork, caseId: string, carrier: Carrier): Outcome {
  const before = work.replacements.get(caseId);
  const written = before && writeOffReplacement(before, carriageOf(carrier), work.now);
  if (!before || !written) return ignored('the parcel has turned up, or was given up before');
  const { ref, lines, attempt, trackingNumber } = before;
  const { claimId, raisedAt } = written.lost;
  work.replacements.put(caseId, written.shipment);
  if (written.shipment.calledOff) sayCalledOff(work, written.shipment, written.shipment.calledOff);
  else work.say(ReplacementWrittenOff, subjectOf(caseId), { ref, trackingNumber, attempt, claimId, lines, writtenOffAt: raisedAt });
  carrier.raiseClaim(work, before, written.lost);
  dropWhereReturnIsOver(work, caseId);
  return done();
}

function sayCalledOff(work: LogisticsWork, { ref }: ReplacementShipment, { reason, reasonCode, at }: ReplacementCalledOff): void {
  work.say(CalledOffEvent, subjectOf(ref.caseId), { ref, reason: ReplacementCallOff.wire(reason), reasonCode, calledOffAt: at });
}

const carriageOf = (carrier: Carrier) => ({ carrierCode: carrier.code, trackingNumberOf: (caseNumber: string) => carrier.trackingNumberOf(caseNumber) });
