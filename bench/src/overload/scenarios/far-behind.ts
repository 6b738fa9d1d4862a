import { OrderPlaced } from '@huiliu/contracts';
import { untilNothingIsLeft } from '../../load/until';
import { lightOrders } from '../../world/orders';
import { sayingOf } from '../../world/words';
import { finding, type Context, type Outcome } from '../scenario';

const late = 'refund';
const atOnce = 1_000;

/** A consumer that finds a very long backlog when it is back: orders, published while it was stopped. Works it off in bounded memory, and events on other topics beside it. */
export async function farBehind({ stand, events, say }: Context): Promise<Outcome> {
  const { system, world, databases, bus } = stand;
  const child = system.children.find(({ spec }) => spec.name === late);
  if (!child) throw new Error(`there is no ${late}`);
  const pools = { refund: databases.pools.refund, intake: databases.pools.intake };
  const before = { refund: await countOf(pools.refund, 'order_allocation'), intake: await countOf(pools.intake, 'mirrored_order') };
  await child.stop();
  for (let from = 0; from < events; from += atOnce) {
    const orders = lightOrders(`${stand.options.seed}-${from}`, Math.min(atOnce, events - from));
    await world.say('crm', OrderPlaced, orders.map((order) => sayingOf('crm', OrderPlaced, `order-${order.orderId}`, order.orderId, Date.parse(order.placedAt), order)));
  }
  const backAtMs = performance.now();
  say(`${events} events were published; ${late} comes back`);
  child.start();
  await untilNothingIsLeft('events', async () => {
    const marks = await bus.watermarks([OrderPlaced.topic]);
    const lags = await Promise.all(
      Object.values(pools).map(async (pool) => {
        const { rows } = await pool.query<{ partition: number; next: string }>('SELECT partition, next FROM consumer_offset WHERE topic = $1', [OrderPlaced.topic]);
        return marks.reduce((sum, { partition, high }) => sum + high - Number(rows.find((row) => row.partition === partition)?.next ?? 0), 0);
      }),
    );
    return Math.max(...lags);
  });
  const tookSeconds = (performance.now() - backAtMs) / 1_000;
  const added = { refund: (await countOf(pools.refund, 'order_allocation')) - before.refund, intake: (await countOf(pools.intake, 'mirrored_order')) - before.intake };
  return {
    findings: [
      finding('every event took effect once in refund', added.refund === events, `${added.refund} of ${events}`),
      finding('every event took effect once in intake', added.intake === events, `${added.intake} of ${events}`),
    ],
    figures: { events, tookSeconds: Number(tookSeconds.toFixed(1)), perSecond: Math.round(events / tookSeconds) },
  };
}

/** Names of tables are our own. */
async function countOf(pool: { query<Row extends object>(sql: string): Promise<{ rows: Row[] }> }, table: string): Promise<number> {
  const { rows } = await pool.query<{ count: string }>(`SELECT count(*) AS count FROM ${table}`);
  return Number(rows[0]?.count ?? 0);
}
