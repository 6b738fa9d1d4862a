import { arrivalMachine, type ArrivalStatus } from './arrival-machine';
import type { InspectionClock } from './inspection-clock';
import type { CaseRef, Disposition, Grade, Liability, ReturnReason } from './words';

/** What one case sends back, and what was found of it. Quantities are units. */
export interface Arrival {
  readonly ref: CaseRef;
  readonly status: ArrivalStatus;
  /** Empty where the goods come back under their outbound waybill. */
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly lines: readonly ArrivalLine[];
  /** Reports taken so far, in the order they came. */
  readonly reports: readonly ReportTaken[];
  /** Units that were not expected, set aside until somebody has solved why. */
  readonly exceptions: readonly ArrivalException[];
  /** ISO, the WMS's time of the report that finished it. */
  readonly inspectedAt: string | undefined;
  /** The goods are to be repaired: they stay the customer's, and come to no shelf of ours. Missing for others. */
  readonly forRepair?: true | undefined;
  /** The goods are paid for: what is not in order may be rejected. Missing for others. */
  readonly forRefund?: true | undefined;
  /** Parcels that nobody had announced, and whose goods are this case's. Missing where there are none. */
  readonly matched?: readonly MatchedParcel[] | undefined;
  /** How far the WMS has been asked. Missing until it has, and in rows of before there was a clock. */
  readonly inspection?: InspectionClock | undefined;
}

export interface MatchedParcel {
  readonly parcelId: string;
  readonly goods: readonly { readonly sku: string; readonly quantity: number }[];
  /** Logistics has taken it for a parcel of the return. Missing until it has. */
  readonly taken?: true | undefined;
}

export interface ExpectedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
}

export interface ArrivalLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly sku: string;
  readonly expected: number;
  readonly reason: ReturnReason;
  /** Expected units that came and are accepted. */
  readonly accepted: number;
  /** Expected units that came, and are in quarantine until it is settled what becomes of them. Missing where there are none. With the accepted ones never more than expected. */
  readonly rejected?: number | undefined;
  /** Units reported for this line beyond the expected ones, or of another SKU. */
  readonly quarantined: number;
  /** The accepted and the rejected units by grade and liability; the rejected ones are in quarantine. */
  readonly graded: readonly GradedUnits[];
}

export interface GradedUnits {
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
  readonly disposition: Disposition;
}

export interface ReportTaken {
  readonly reportId: string;
  readonly units: number;
  readonly final: boolean;
  readonly inspectedAt: string;
}

export type ExceptionKind = 'over_receipt' | 'wrong_item' | 'unknown_line';

export interface ArrivalException {
  readonly kind: ExceptionKind;
  readonly reportId: string;
  readonly caseLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly grade: Grade;
  readonly liability: Liability;
}

export interface ReturnAnnouncement {
  readonly ref: CaseRef;
  readonly rmaNumber: string;
  readonly trackingNumber: string;
  readonly lines: readonly ExpectedLine[];
  readonly forRepair?: boolean | undefined;
  readonly forRefund?: boolean | undefined;
}

/** One inspection task a case: the same for the same case. */
export const taskIdOf = (caseId: string): string => `I-${caseId}`;

export const expectArrival = ({ ref, rmaNumber, trackingNumber, lines, forRepair, forRefund }: ReturnAnnouncement): Arrival => ({
  ref,
  status: arrivalMachine.initial,
  rmaNumber,
  trackingNumber,
  lines: lines.map(({ quantity, ...line }) => ({ ...line, expected: quantity, accepted: 0, quarantined: 0, graded: [] })),
  reports: [],
  exceptions: [],
  inspectedAt: undefined,
  ...(forRepair && { forRepair }),
  ...(forRefund && { forRefund }),
});

/** Expected units that came. */
export const cameOf = ({ accepted, rejected = 0 }: Pick<ArrivalLine, 'accepted' | 'rejected'>): number => accepted + rejected;

/** Units that did not come: known once the inspection is finished, 0 until then. */
export const shortOf = (arrival: Arrival, line: ArrivalLine): number => (arrival.status === 'inspected' ? line.expected - cameOf(line) : 0);
