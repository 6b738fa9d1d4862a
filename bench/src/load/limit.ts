import { ask } from '../measure/ask';
import type { Stand } from './stand';
import { allEnded, idle, ordersReady } from './until';
import { measureWindow } from './window';

const warmUpCases = 1_500;
const backlogCases = 4_000;
const trialSeconds = 12;
const trialsAtMost = 6;
/** Between the highest rate that was kept up with and the lowest that was not: then it is found. */
const closeEnough = 1.07;

/** Has everything run once and more, so that no code and no table is cold. PostgreSQL learns what is in the tables, as it does by itself a minute after they were filled: it plans badly before. */
export async function warmUp(stand: Stand): Promise<void> {
  await workOff(stand, warmUpCases);
  for (const url of Object.values(stand.system.storage.urls)) await ask(url, 'ANALYZE');
}

/** Cases per second that a backlog is worked off with, all at once: what the highest rate is looked for around. */
export async function backlogRate(stand: Stand, say: (text: string) => void): Promise<number> {
  const rate = await workOff(stand, backlogCases);
  say(`a backlog is worked off at ${rate.toFixed(0)} cases/s`);
  return rate;
}

/** Cases per second of a backlog, of its middle part: at the beginning nothing can have ended yet, and at the end batches are small. */
export async function workOff(stand: Stand, count: number): Promise<number> {
  const { world } = stand;
  await ordersReady(stand, count);
  await idle(stand);
  const fromMs = performance.now();
  for (let index = 0; index < count; index++) world.request(fromMs);
  await world.flushed();
  await allEnded(stand);
  const { heardMs } = world.cases.latencies(fromMs, fromMs + 0.001);
  const at = (share: number): number => heardMs[Math.floor((heardMs.length - 1) * share)] ?? 0;
  return (count * 0.7 * 1_000) / Math.max(1, at(0.85) - at(0.15));
}

/** The highest rate at which open cases did not grow over a trial, to within 7%. */
export async function findLimit(stand: Stand, around: number, say: (text: string) => void): Promise<number> {
  let kept = 0;
  let missed = Number.POSITIVE_INFINITY;
  let rate = around * 0.9;
  for (let trial = 1; trial <= trialsAtMost; trial++) {
    const { keptUp, openCases, latency } = await measureWindow(stand, { rate, seconds: trialSeconds, rampSeconds: 3 });
    say(`${rate.toFixed(0)}/s: ${keptUp ? 'kept up' : 'fell behind'} (open ${openCases.begin} → ${openCases.end}, p99 ${latency.p99} ms)`);
    if (keptUp) kept = Math.max(kept, rate);
    else missed = Math.min(missed, rate);
    if (kept > 0 && missed / kept < closeEnough) break;
    if (kept === 0) rate *= 0.8;
    else rate = missed === Number.POSITIVE_INFINITY ? rate * 1.15 : (kept + missed) / 2;
  }
  return kept > 0 ? kept : rate;
}
