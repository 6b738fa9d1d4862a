import { percentile } from '../world/cases';
import type { Listener } from './listener';

/** An entry of a case's timeline, and when it was there for others to see. */
export interface Committed {
  readonly caseId: string;
  readonly position: string;
  readonly eventId: string;
  readonly committedMs: number;
}

export interface Delays {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

type Listening = Pick<Listener, 'heard' | 'cutOff' | 'beganMs' | 'endedMs' | 'caseNumber' | 'caseId'>;

/** From the commit of each entry until each who listened then has heard of it. What was there before they came is no news. */
export function delaysOf(all: readonly Listening[], timelines: ReadonlyMap<string, readonly Committed[]>): Delays {
  const delays = all.flatMap(({ caseId, heard, beganMs }) => {
    const committed = new Map((timelines.get(caseId) ?? []).map(({ eventId, committedMs }) => [eventId, committedMs]));
    return heard.flatMap(({ news, atMs }) => news.map((eventId) => committed.get(eventId) ?? 0).filter((ms) => ms > beganMs).map((ms) => atMs - ms));
  });
  const sorted = Float64Array.from(delays).sort();
  const at = (share: number): number => Number(percentile(sorted, share).toFixed(0));
  return { p50: at(0.5), p90: at(0.9), p99: at(0.99), max: Math.round(sorted.at(-1) ?? 0) };
}

/** So long before they leave, listeners have to have heard of what is there. */
const graceMs = 5_000;

/** What a listener was told that is not the case's timeline, in its order, once, up to when they left. */
export function faultsOf({ heard, cutOff, endedMs, caseNumber }: Listening, timeline: readonly Committed[]): string[] {
  const told = heard.flatMap(({ news }) => news);
  const wanted = timeline.map(({ eventId }) => eventId);
  const due = timeline.filter(({ committedMs }) => committedMs < endedMs - graceMs).length;
  const idOf = (count: number): string | undefined => timeline[count - 1]?.position;
  let count = 0;
  const wrongIds = heard.filter(({ id, news }) => id !== idOf((count += news.length)));
  return [
    ...(cutOff > 0 ? [`${caseNumber}: cut off ${cutOff} times`] : []),
    ...(told.some((eventId, index) => eventId !== wanted[index]) ? [`${caseNumber}: was told something else than its timeline, or twice`] : []),
    ...(told.length < due ? [`${caseNumber}: ${due - told.length} entries were never told`] : []),
    ...(wrongIds.length > 0 ? [`${caseNumber}: an id that is not that of the last entry told`] : []),
  ];
}
