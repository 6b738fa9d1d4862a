import { setTimeout as sleep } from 'node:timers/promises';
import { OrderPlaced } from '@huiliu/contracts';
import { readProgress } from '@huiliu/tools/progress';
import { readCpu } from '../measure/parts';
import type { Stand } from './stand';

const lookMs = 200;
const stallMs = 180_000;

/** Places orders until so many requests can be made, and waits until those who hear of orders have taken them. */
export async function ordersReady({ world, databases, bus }: Stand, wanted: number): Promise<void> {
  if (world.ready < wanted) await world.placeOrders(wanted - world.ready);
  const marks = (await bus.watermarks([OrderPlaced.topic])).map(({ partition, high }) => ({ partition, high }));
  await untilNothingIsLeft('orders', async () => {
    const lags = await Promise.all(
      [databases.pools.intake, databases.pools.refund].map(async (pool) => {
        const { rows } = await pool.query<{ partition: number; next: string }>('SELECT partition, next FROM consumer_offset WHERE topic = $1', [OrderPlaced.topic]);
        return marks.reduce((sum, { partition, high }) => sum + high - Number(rows.find((row) => row.partition === partition)?.next ?? 0), 0);
      }),
    );
    return lags.reduce((sum, lag) => sum + lag, 0);
  });
}

/** Waits until every case that was asked for has ended. */
export const allEnded = ({ world }: Stand): Promise<void> => untilNothingIsLeft('cases', () => Promise.resolve(world.cases.open));

/** Waits until nothing is on its way any more, anywhere. The outside world's positions are where `readProgress` looks for them. */
export async function quiet({ world, databases, bus, system }: Stand): Promise<void> {
  await world.flushed();
  await untilNothingIsLeft('events', async () => {
    await world.savePositions(system.storage.urls.sandbox);
    const { opened, closed, behind, unpublished, waiting, openIntents, putAways } = await readProgress(databases, bus);
    return opened - closed + behind + unpublished + waiting + openIntents + putAways;
  });
}

/** Services that have nothing to do still poll. */
const idleCores = 0.4;
const idleLookMs = 1_000;
const idleLimitMs = 30_000;

/** Waits until the services have nothing to do any more, spans and housekeeping included: what is left over from before is not measured. */
export async function idle({ system, say }: Stand): Promise<void> {
  const used = (): number => {
    const { load: _load, ...parts } = readCpu(system).parts;
    return Object.values(parts).reduce((sum, ms) => sum + ms, 0);
  };
  const deadline = performance.now() + idleLimitMs;
  for (let before = used(); performance.now() < deadline; ) {
    await sleep(idleLookMs);
    const now = used();
    if (now - before < idleCores * idleLookMs) return;
    before = now;
  }
  say(`the services still use more than ${idleCores} cores after ${idleLimitMs / 1_000} s without anything to do: measuring all the same`);
}

/** Throws when nothing has moved for three minutes. */
export async function untilNothingIsLeft(what: string, look: () => Promise<number>): Promise<void> {
  let least = Number.POSITIVE_INFINITY;
  let movedAt = performance.now();
  for (;;) {
    const left = await look();
    if (left <= 0) return;
    if (left < least) movedAt = performance.now();
    least = Math.min(least, left);
    if (performance.now() - movedAt > stallMs) throw new Error(`${left} ${what} are left and nothing has moved for ${stallMs / 1000} s: run it with --keep and look at the logs in the data folder`);
    await sleep(lookMs);
  }
}
