import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { actionOfOutboundScan, replacementMachine, type ReplacementStatus } from './replacement-machine';
import { compact, type CarrierClaim, type Scan } from './return-shipment';
import { idleScansKept, sameScan, type ScanReport } from './track-parcel';
import type { CaseRef } from './words';

/** What is sent to the customer of one case: in exchange, because it was missing, or their own goods, repaired or rejected. */
export interface ReplacementShipment {
  readonly ref: CaseRef;
  readonly status: ReplacementStatus;
  /** What was approved to be sent, or chosen in place of it; of an exchange, once it is settled, as many as came back. */
  readonly lines: readonly ReplacementLine[];
  /** Which shipment of the case it is, from 1: what is lost for good is sent once more. */
  readonly attempt: number;
  readonly carrierCode: string;
  readonly trackingNumber: string;
  /** The warehouse has set the units aside for this attempt. */
  readonly reserved: boolean;
  /** Nothing has to come back first, or it has, and what it is worth is settled; or the customer's money is held meanwhile. */
  readonly settled: boolean;
  /** Of the parcel of this attempt, in the order of the carrier's time. */
  readonly scans: readonly Scan[];
  readonly calledOff: ReplacementCalledOff | undefined;
  /** When it is given up unless it turns up, ISO in UTC, our clock; undefined where it is not lost. */
  readonly writeOffAt: string | undefined;
  /** When the WMS is to have given it to the carrier, or, once it has, when it counts as lost unless something more is heard of it; ISO in UTC, our clock. Missing where neither is waited for, and in rows that were last written before there was such a thing. */
  readonly reportBy?: string | undefined;
  /** The WMS has given it to the carrier, who may not have said so. Missing where it has not said so of this attempt. */
  readonly handedOver?: true | undefined;
  /** It was not with the carrier in time. Missing where it was, or may still be. */
  readonly overdue?: true | undefined;
  /** Against the carrier, for the parcels that it has lost, in their order. */
  readonly claims: readonly LostParcel[];
  /** Numbers of the parcels that came back undelivered, in their order; missing where none has. */
  readonly cameBack?: readonly string[] | undefined;
  /** The customer's own goods: once they are lost there are no others to send. Missing where they come from stock. */
  readonly ownGoods?: true | undefined;
}

export interface LostParcel extends CarrierClaim {
  readonly trackingNumber: string;
}

export interface ReplacementLine {
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
}

export interface ReplacementCalledOff {
  readonly reason: 'cancelled' | 'refund_instead' | 'nothing_accepted';
  /** Of who asked to cancel; of a repair that is paid for, why; else empty. */
  readonly reasonCode: string;
  /** ISO in UTC, our clock. */
  readonly at: string;
}

interface Carriage {
  readonly carrierCode: string;
  trackingNumberOf(caseNumber: string): string;
}

/** Told apart from the number under which the customer sends back. `GRAS20260001` → `GRAS20260001X1`. */
const outboundNumber = (carriage: Carriage, caseNumber: string, attempt: number): string => `${carriage.trackingNumberOf(caseNumber)}X${attempt}`;

/**
 * @param settled false where the customer's goods have to come back first
 * @param ownGoods whether it is those that go to them again
 */
export const awaitReplacement = (ref: CaseRef, lines: readonly ReplacementLine[], settled: boolean, carriage: Carriage, ownGoods = false): ReplacementShipment => ({
  ref,
  status: replacementMachine.initial,
  lines,
  attempt: 1,
  carrierCode: carriage.carrierCode,
  trackingNumber: outboundNumber(carriage, ref.caseNumber, 1),
  reserved: false,
  settled,
  scans: [],
  calledOff: undefined,
  writeOffAt: undefined,
  claims: [],
  ...(ownGoods && { ownGoods }),
});

/**
 * The warehouse has set it aside, or repaired it. Undefined when nothing changes: known before, of an earlier attempt, or not wanted any more.
 * @param units what was set aside: of an exchange perhaps another variant than was approved, as the customer has chosen meanwhile
 */
export function reserve(shipment: ReplacementShipment, attempt: number, units: readonly Pick<ReplacementLine, 'caseLineId' | 'sku'>[] = []): ReplacementShipment | undefined {
  if (shipment.status !== 'awaited' || shipment.reserved || attempt !== shipment.attempt) return undefined;
  const skus = new Map(units.map(({ caseLineId, sku }) => [caseLineId, sku]));
  return ordered({ ...shipment, lines: shipment.lines.map((line) => ({ ...line, sku: skus.get(line.caseLineId) ?? line.sku })), reserved: true });
}

/** What came back is settled, and so many units go out for it. Undefined when nothing changes. */
export function settle(shipment: ReplacementShipment, units: readonly { readonly caseLineId: string; readonly quantity: number }[], at: string): ReplacementShipment | undefined {
  if (shipment.status !== 'awaited' || shipment.settled) return undefined;
  const back = new Map(units.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  const lines = shipment.lines.flatMap((line) => {
    const quantity = Math.min(line.quantity, back.get(line.caseLineId) ?? 0);
    return quantity > 0 ? [{ ...line, quantity }] : [];
  });
  if (lines.length === 0) return off(shipment, { reason: 'nothing_accepted', reasonCode: '', at });
  return ordered({ ...shipment, lines, settled: true });
}

/** The customer's money for it is held: it goes before theirs has come. Undefined when nothing changes. */
export const advance = (shipment: ReplacementShipment): ReplacementShipment | undefined => (shipment.status !== 'awaited' || shipment.settled ? undefined : ordered({ ...shipment, settled: true }));

/** Whether it has left, or is about to: it can't be called off with what comes back. */
export const isUnderWay = (shipment: ReplacementShipment | undefined): boolean => shipment !== undefined && shipment.status !== 'awaited' && shipment.status !== 'called_off';

/** Undefined once it is ordered, or called off: then whoever wishes otherwise comes too late. */
export const callOffReplacement = (shipment: ReplacementShipment, calledOff: ReplacementCalledOff): ReplacementShipment | undefined => (shipment.status === 'awaited' ? off(shipment, calledOff) : undefined);

/**
 * What a scan makes of it; undefined when it came before. `moved`: where to, if anywhere.
 * Errors: SCAN_CONTRADICTS (same id, another scan), TOO_MANY_SCANS, PARCEL_UNKNOWN while nothing was announced.
 */
export function scanReplacement(shipment: ReplacementShipment, report: ScanReport, carriage: Carriage): Result<{ readonly shipment: ReplacementShipment; readonly moved: boolean } | undefined, DomainError> {
  if (shipment.status === 'awaited' || shipment.status === 'called_off') return domainError('PARCEL_UNKNOWN', 'This parcel was not announced: report parcels under the case id and tracking number of their announcement.');
  const known = shipment.scans.find((scan) => scan.scanId === report.scanId);
  if (known) return sameScan(known, report) ? ok(undefined) : domainError('SCAN_CONTRADICTS', 'Another scan was reported under this scan id: give each scan an id of its own.');
  const action = actionOfOutboundScan[report.status];
  const next = action && step(replacementMachine, shipment.status, action);
  if (!next?.ok && shipment.scans.filter((scan) => !scan.effective).length >= idleScansKept) {
    return domainError('TOO_MANY_SCANS', `More than ${idleScansKept} scans of this parcel moved nothing: report only what is new.`);
  }
  const { scanId, status, occurredAt } = report;
  const scans = [...shipment.scans, { scanId, status, occurredAt, effective: next?.ok === true }].sort((a, b) => Date.parse(a.occurredAt) - Date.parse(b.occurredAt) || (a.scanId < b.scanId ? -1 : 1));
  if (next?.ok && action === 'come_back') return ok({ shipment: onceMore({ ...shipment, cameBack: [...(shipment.cameBack ?? []), shipment.trackingNumber] }, carriage), moved: true });
  return ok({ shipment: { ...shipment, scans, ...(next?.ok && { status: next.value, writeOffAt: undefined, overdue: undefined }) }, moved: next?.ok === true });
}

export interface WrittenOffReplacement {
  /** Awaited once more, or called off. */
  readonly shipment: ReplacementShipment;
  readonly lost: LostParcel;
}

/** A lost one is given up: the carrier has to answer for it, and the same units are to be sent once more; the customer's own are paid for instead. Undefined where it is not lost. */
export function writeOffReplacement(shipment: ReplacementShipment, carriage: Carriage, now: Date): WrittenOffReplacement | undefined {
  const next = step(replacementMachine, shipment.status, shipment.ownGoods ? 'pay_instead' : 'write_off');
  if (!next.ok) return undefined;
  const raisedAt = now.toISOString();
  const lostAt = shipment.scans.find((scan) => scan.status === 'lost' && scan.effective)?.occurredAt ?? raisedAt;
  const lost = { claimId: `CLM-${compact(shipment.ref.caseNumber)}X${shipment.attempt}`, lostAt, raisedAt, trackingNumber: shipment.trackingNumber };
  if (shipment.ownGoods) {
    const calledOff = { reason: 'refund_instead', reasonCode: 'PARCEL_LOST', at: raisedAt } as const;
    return { shipment: { ...shipment, status: next.value, calledOff, writeOffAt: undefined, claims: [...shipment.claims, lost] }, lost };
  }
  return { shipment: onceMore({ ...shipment, claims: [...shipment.claims, lost] }, carriage), lost };
}

/** The same units under another number. Others have to be set aside for it; the customer's own are there. */
function onceMore(shipment: ReplacementShipment, carriage: Carriage): ReplacementShipment {
  const attempt = shipment.attempt + 1;
  return ordered({ ...shipment, status: 'awaited', attempt, trackingNumber: outboundNumber(carriage, shipment.ref.caseNumber, attempt), reserved: shipment.ownGoods === true, scans: [], writeOffAt: undefined, reportBy: undefined, handedOver: undefined, overdue: undefined });
}

/** Whether a number is that of an earlier attempt, whose scans move nothing any more. */
export const wasSentAs = ({ claims, cameBack = [] }: ReplacementShipment, trackingNumber: string): boolean => cameBack.includes(trackingNumber) || claims.some((claim) => claim.trackingNumber === trackingNumber);

function ordered(shipment: ReplacementShipment): ReplacementShipment {
  return shipment.reserved && shipment.settled ? { ...shipment, status: 'ordered' } : shipment;
}

const off = (shipment: ReplacementShipment, calledOff: ReplacementCalledOff): ReplacementShipment => ({ ...shipment, status: 'called_off', calledOff });
