import { step } from '@huiliu/kernel';
import { cameOf, type Arrival } from './arrival';
import { arrivalMachine } from './arrival-machine';

/** How far the WMS has been asked for one arrival, and when that is looked at again. */
export interface InspectionClock {
  /** How often it was asked, from 1. */
  readonly attempt: number;
  /** Asked once more since the time began: the next thing is that somebody looks. */
  readonly askedAgain: boolean;
  /** ISO, our clock. */
  readonly dueAt: string;
  /** Of the parcels that were delivered, as the WMS was told. */
  readonly trackingNumber: string;
  readonly further?: readonly string[] | undefined;
}

/** How long the WMS has for a report each time that it is asked, and after each report that is not the last one. */
export const inspectWithinHours = 48;

/** Whether the WMS is still to report. */
export const isAwaited = ({ status }: Pick<Arrival, 'status'>): boolean => status === 'at_dock' || status === 'receiving';

/** Where no clock was kept it was asked once, by a version of before. */
const clockOf = ({ inspection, trackingNumber }: Arrival): InspectionClock => inspection ?? { attempt: 1, askedAgain: false, dueAt: '', trackingNumber };

/** Its time begins. */
export const beginInspection = (arrival: Arrival, parcels: Pick<InspectionClock, 'trackingNumber' | 'further'>, now: Date): Arrival => ({ ...arrival, inspection: { attempt: 1, askedAgain: false, dueAt: dueFrom(now), ...parcels } });

/** Something was reported, and the rest is awaited: time begins again. */
export const reportedSome = (arrival: Arrival, now: Date): Arrival => ({ ...arrival, inspection: { ...clockOf(arrival), askedAgain: false, dueAt: dueFrom(now) } });

/** The WMS is asked once more, for the first time since somebody has found the goods, or because its time is over. */
export function askToInspectAgain(arrival: Arrival, why: 'found' | 'overdue', now: Date): Arrival {
  const clock = clockOf(arrival);
  return { ...arrival, inspection: { ...clock, attempt: clock.attempt + 1, askedAgain: why === 'overdue', dueAt: dueFrom(now) } };
}

/** What its clock means now: not yet, to ask once more, or that somebody has to look. Undefined: nothing is awaited any more. */
export function overdueInspection(arrival: Arrival, now: Date): 'not_yet' | 'ask_again' | 'look' | undefined {
  if (!isAwaited(arrival)) return undefined;
  const { dueAt, askedAgain } = clockOf(arrival);
  if (dueAt !== '' && Date.parse(dueAt) > now.getTime()) return 'not_yet';
  return askedAgain ? 'look' : 'ask_again';
}

/** Units that were not reported so far. */
export const notReported = ({ lines }: Arrival) => lines.flatMap((line) => (line.expected > cameOf(line) ? [{ caseLineId: line.caseLineId, sku: line.sku, quantity: line.expected - cameOf(line) }] : []));

/** Nobody has received it: no report is taken from now on. Undefined: something was reported, or it is over. */
export const neverCame = (arrival: Arrival): Arrival | undefined => moved(arrival, 'miss');

/** The inspection ends with what was reported. Undefined: nothing was, or it is over. */
export function endAsReported(arrival: Arrival): Arrival | undefined {
  const last = arrival.reports.at(-1);
  const ended = moved(arrival, 'end_as_reported');
  return ended && last && { ...ended, inspectedAt: last.inspectedAt };
}

function moved(arrival: Arrival, action: 'miss' | 'end_as_reported'): Arrival | undefined {
  const next = step(arrivalMachine, arrival.status, action);
  return next.ok ? { ...arrival, status: next.value } : undefined;
}

const dueFrom = (now: Date): string => new Date(now.getTime() + inspectWithinHours * 3_600_000).toISOString();
