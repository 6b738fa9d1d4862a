import type { ReturnCancellation } from './cancellation';
import { parcelMachine, type ParcelStatus } from './parcel-machine';
import { sendByOf, type ReturnPolicy } from './return-policy';
import type { CaseRef, ReturnReason, ScanStatus } from './words';

/** The RMA of one case, its parcel, and everything the carrier said of it. */
export interface ReturnShipment {
  readonly ref: CaseRef;
  readonly status: ParcelStatus;
  readonly rmaNumber: string;
  readonly carrierCode: string;
  readonly trackingNumber: string;
  /** ISO in UTC, by our own clock. */
  readonly sendBy: string;
  readonly lines: readonly ExpectedLine[];
  /** In the order of the carrier's time. */
  readonly scans: readonly Scan[];
  /** Why and when it was called off; undefined as long as it may come, or has. */
  readonly calledOff: CalledOff | undefined;
  /** When it is given up unless it turns up, ISO in UTC, our clock; undefined where it is not lost. */
  readonly writeOffAt: string | undefined;
  /** Against the carrier; undefined where there is none. */
  readonly claim: CarrierClaim | undefined;
  /** When each parcel that is under way counts as lost unless something more is heard of it, by its number, ISO in UTC, our clock. Missing where none is, and in rows that were last written before there was such a thing. */
  readonly reportBy?: Readonly<Record<string, string>> | undefined;
  /** Of the first parcel alone, where there are several: `status` is then that of all of them. Missing where there is but one. */
  readonly firstStatus?: ParcelStatus | undefined;
  /** Of the first parcel, where it came without its label: what the warehouse calls it. */
  readonly firstUnannounced?: string | undefined;
  /** Cases whose goods come in its first parcel as well. Missing where there are none. */
  readonly carries?: readonly CaseRef[] | undefined;
  /** The others under the same RMA, in the order in which they were told of. Missing where there are none. */
  readonly further?: readonly ReturnParcel[] | undefined;
  /** Of who wanted to cancel it while it was on its way. Missing where nobody did. */
  readonly cancellation?: ReturnCancellation | undefined;
}

/** One parcel of a return. */
export interface ReturnParcel {
  readonly trackingNumber: string;
  readonly carrierCode: string;
  readonly status: ParcelStatus;
  /** In the order of the carrier's time. */
  readonly scans: readonly Scan[];
  readonly claim?: CarrierClaim | undefined;
  /** Nobody had announced it, or it had lost its label: what the warehouse calls it. Missing for others. */
  readonly unannounced?: string | undefined;
  /** It is the first parcel of this case, in which the goods come as well. Missing for others. */
  readonly sharedFrom?: CaseRef | undefined;
}

/** The carrier has to answer for what was in a parcel that it lost. */
export interface CarrierClaim {
  readonly claimId: string;
  /** The carrier's time of the scan that says that it is lost, ISO in UTC. */
  readonly lostAt: string;
  /** Our clock, ISO in UTC. */
  readonly raisedAt: string;
}

export interface CalledOff {
  readonly reason: 'cancelled' | 'expired';
  /** Of who asked to cancel; empty when the time to send was over. */
  readonly reasonCode: string;
  /** ISO in UTC, by our own clock. */
  readonly at: string;
}

export interface ExpectedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

export interface Scan {
  readonly scanId: string;
  readonly status: ScanStatus;
  /** The carrier's time, ISO in UTC. */
  readonly occurredAt: string;
  /** False when it came too late, or against the order of states. */
  readonly effective: boolean;
}

export interface ReturnApproval {
  readonly ref: CaseRef;
  readonly lines: readonly ExpectedLine[];
  /** ISO, by review's clock. */
  readonly approvedAt: string;
}

/** The same for the same case, so that doing it again authorises nothing new. `AS-2026-0001` → `RMA-AS20260001`. */
export const rmaNumberOf = (caseNumber: string): string => `RMA-${compact(caseNumber)}`;

/** A number as carriers and labels like it: without dashes. */
export const compact = (number: string): string => number.replaceAll('-', '');

/** The customer may send the goods: with this carrier, under this tracking number. */
export function authorise(approval: ReturnApproval, carrier: { readonly carrierCode: string; readonly trackingNumber: string }, policy: ReturnPolicy, now: Date): ReturnShipment {
  return {
    ref: approval.ref,
    status: parcelMachine.initial,
    rmaNumber: rmaNumberOf(approval.ref.caseNumber),
    carrierCode: carrier.carrierCode,
    trackingNumber: carrier.trackingNumber,
    sendBy: sendByOf(new Date(approval.approvedAt), now, policy),
    lines: approval.lines,
    scans: [],
    calledOff: undefined,
    writeOffAt: undefined,
    claim: undefined,
  };
}
