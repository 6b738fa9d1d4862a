import { domainError, ok, step, type DomainError, type Result } from '@huiliu/kernel';
import { recallActionOfScan, recallMachine, type RecallAction, type RecallStatus } from './recall-machine';
import { answerByOf, daysAfter, type RecallKind, type RecallPolicy } from './recall-policy';
import { compact, type CarrierClaim, type ExpectedLine, type Scan } from './return-shipment';
import type { CaseRef } from './words';
import { claimIdOf } from './write-off';

/** How one refund only gets its goods before its money goes: stopped before they leave, or back under the outbound waybill. */
export interface OutboundRecall {
  readonly ref: CaseRef;
  readonly kind: RecallKind;
  readonly status: RecallStatus;
  readonly lines: readonly ExpectedLine[];
  /** How often the WMS was asked to stop it; 0 where the parcel was known from the beginning. */
  readonly stopAttempts: number;
  /** When it is asked again; undefined where no answer is waited for. All times ISO in UTC, by our own clock. */
  readonly answerBy: string | undefined;
  /** Undefined as long as it has not left. */
  readonly parcel: RecalledParcel | undefined;
  /** When a parcel of which nothing is heard counts as lost; undefined where none is waited for. */
  readonly reportBy: string | undefined;
  /** In the order of the carrier's time. */
  readonly scans: readonly Scan[];
  /** Why nothing comes back; undefined unless so. */
  readonly end: RecallEnded | undefined;
  readonly writeOffAt: string | undefined;
  readonly claim: CarrierClaim | undefined;
}

export interface RecalledParcel {
  /** The outbound waybill. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
}

export interface RecallEnded {
  readonly reason: 'cancelled' | 'not_possible';
  /** Of who asked to cancel; else SIGNED_BY_CUSTOMER or PARCEL_HOLDS_MORE. */
  readonly reasonCode: string;
  readonly at: string;
}

/** One stop a case: the same for the same case. `HL-2026-0001` → `STP-HL20260001`. */
export const stopIdOf = (caseNumber: string): string => `STP-${compact(caseNumber)}`;

export const isIntercepted = ({ kind }: Pick<OutboundRecall, 'kind'>): boolean => kind !== 'refused';

export const beginRecall = (ref: CaseRef, kind: RecallKind, lines: readonly ExpectedLine[]): OutboundRecall => ({
  ref,
  kind,
  status: recallMachine.initial,
  lines,
  stopAttempts: 0,
  answerBy: undefined,
  parcel: undefined,
  reportBy: undefined,
  scans: [],
  end: undefined,
  writeOffAt: undefined,
  claim: undefined,
});

/** The WMS is asked to stop it, once more. Error: ILLEGAL_MOVE, once it has answered. */
export function askToStop(recall: OutboundRecall, now: Date, policy: RecallPolicy): Result<OutboundRecall, DomainError> {
  if (recall.status !== 'stopping') return domainError('ILLEGAL_MOVE', `The outbound goods of case ${recall.ref.caseNumber} are ${recall.status}: there is nothing to be stopped.`);
  const stopAttempts = recall.stopAttempts + 1;
  return ok({ ...recall, stopAttempts, answerBy: answerByOf(stopAttempts, now, policy) });
}

/** Nothing has left, and nothing will. */
export const stopped = (recall: OutboundRecall): Result<OutboundRecall, DomainError> => moved(recall, 'stop', { answerBy: undefined });

/** The goods have left in this parcel, which is to come back. */
export const recallParcel = (recall: OutboundRecall, parcel: RecalledParcel, now: Date, policy: RecallPolicy): Result<OutboundRecall, DomainError> =>
  moved(recall, 'find_shipped', { answerBy: undefined, parcel, reportBy: daysAfter(now, policy.reportWithinDays) });

/** The parcel can't be got back: other goods are in it, which the customer wants, or the customer has it already. */
export const refuseRecall = (recall: OutboundRecall, reasonCode: string, now: Date): Result<OutboundRecall, DomainError> =>
  moved(recall, 'refuse', { answerBy: undefined, end: { reason: 'not_possible', reasonCode, at: now.toISOString() } });

/** The customer wants the goods after all. Error: ILLEGAL_MOVE, once that is too late. */
export const callOffRecall = (recall: OutboundRecall, reasonCode: string, now: Date): Result<OutboundRecall, DomainError> =>
  moved(recall, 'call_off', { answerBy: undefined, reportBy: undefined, end: { reason: 'cancelled', reasonCode, at: now.toISOString() } });

/** Nothing was heard of the parcel in time. Undefined: something was. */
export function fallSilent(recall: OutboundRecall, now: Date, policy: RecallPolicy): OutboundRecall | undefined {
  const lost = moved(recall, 'fall_silent', { reportBy: undefined, writeOffAt: daysAfter(now, policy.writeOffAfterDays) });
  return lost.ok ? lost.value : undefined;
}

/** A parcel that is still lost is given up, and the carrier has to answer for it. Undefined where there is nothing to give up. */
export const writeOffRecall = (recall: OutboundRecall, now: Date): RecallGivenUp | undefined => giveUp(recall, 'write_off', 'lost', now);

/** A parcel that is back by its carrier's word was never received: it is given up as if it were lost. Undefined where it is not back. */
export const missRecall = (recall: OutboundRecall, now: Date): RecallGivenUp | undefined => giveUp(recall, 'miss', 'delivered', now);

export interface RecallGivenUp {
  readonly recall: OutboundRecall;
  readonly claim: CarrierClaim;
  readonly parcel: RecalledParcel;
}

function giveUp(recall: OutboundRecall, action: 'write_off' | 'miss', status: 'lost' | 'delivered', now: Date): RecallGivenUp | undefined {
  const raisedAt = now.toISOString();
  const last = recall.scans.find((scan) => recallActionOfScan[scan.status] === recallActionOfScan[status] && scan.effective);
  const claim = { claimId: claimIdOf(recall.ref.caseNumber), lostAt: last?.occurredAt ?? raisedAt, raisedAt };
  const written = moved(recall, action, { writeOffAt: undefined, claim });
  return written.ok && recall.parcel ? { recall: written.value, claim, parcel: recall.parcel } : undefined;
}

function moved(recall: OutboundRecall, action: RecallAction, change: Partial<OutboundRecall>): Result<OutboundRecall, DomainError> {
  const next = step(recallMachine, recall.status, action);
  return next.ok ? ok({ ...recall, ...change, status: next.value }) : next;
}
