import { setTimeout as sleep } from 'node:timers/promises';
import { Arrivals } from '../../load/arrivals';
import { ordersReady } from '../../load/until';
import { begunSince } from '../begun';
import { finding, type Context, type Outcome } from '../scenario';

const times = 10;
const tickMs = 4;

/** Ten times what the system keeps up with, from CRM over the bus: nothing can be refused there, so it waits on the bus and is worked off. */
export async function busFlood({ stand, sustainable, seconds, settle, say }: Context): Promise<Outcome> {
  const { world } = stand;
  const rate = sustainable * times;
  await ordersReady(stand, world.ready + Math.ceil(rate * seconds * 1.1 + 100));
  const { requestedCount, endedCount } = world.cases;
  const since = new Date();
  const startMs = performance.now();
  const endMs = startMs + seconds * 1_000;
  const arrivals = new Arrivals(rate, startMs, stand.options.seed);
  for (let nowMs = startMs; nowMs < endMs; nowMs = performance.now()) {
    for (const dueAtMs of arrivals.until(nowMs)) if (world.ready > 0) world.request(dueAtMs);
    await sleep(tickMs);
  }
  await world.flushed();
  const asked = world.cases.requestedCount - requestedCount;
  const openAtEnd = world.cases.open;
  say(`${asked} cases were asked for in ${seconds} s, ${openAtEnd} are open`);
  await settle();
  const begun = await begunSince(stand.system, since);
  const tookSeconds = (performance.now() - startMs) / 1_000;
  return {
    findings: [
      finding('it was too much', openAtEnd > sustainable, `${openAtEnd} cases open when it ended`),
      finding('every case came to its end', world.cases.endedCount - endedCount >= asked, `${world.cases.endedCount - endedCount} of ${asked}`),
    ],
    figures: { asked, askedPerSecond: Math.round(asked / seconds), openAtEnd, workedOffPerSecond: Number((asked / tookSeconds).toFixed(1)), tookSeconds: Math.round(tookSeconds), begun },
  };
}
