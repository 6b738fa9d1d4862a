import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { matchCancellations, type CancellationReport } from '../cancellations/match-cancellations';
import type { Request } from '../cancellations/request';
import { UnitsLeft } from '../cancellations/units-left';
import { drawRequest, type DrawnRequest } from '../drawing/draw-requests';
import { madeUpOrder } from '../drawing/made-up-orders';
import { completeOrder, type Order } from '../drawing/order-facts';
import { outboundOf } from '../drawing/outbound';
import { Shelf } from '../drawing/shelf';
import { everyday, type Mix } from '../mix/mix';
import { collectInvoices } from '../orders/collect-invoices';
import { OrderFileError } from '../orders/columns';
import { ordersOf } from '../orders/orders-of';
import { readOrderFile } from '../orders/read-order-file';
import { OrderFileCounts, type OrderFileReport } from '../orders/report';
import { chooseDoors } from './choose-doors';
import type { Plan } from './plan';
import { arrangeSteps, countPlan } from './arrange-steps';

export interface Wishes {
  readonly seed: string;
  /** File of order lines; without one, orders are made up. */
  readonly orders: string | undefined;
  /** Cases in all; 0: as many as the file has cancellations. */
  readonly cases: number;
  /** How often what is drawn; everyday when left out. */
  readonly mix?: Mix | undefined;
  /** Whether customers may apply through the gateway. */
  readonly gateway: boolean;
}

interface Shop {
  readonly orders: readonly Order[];
  readonly left: UnitsLeft;
  readonly real: readonly Request[];
  readonly report: (OrderFileReport & { readonly matching: CancellationReport }) | undefined;
}

/** Raised when the same wishes begin to give another plan: a feed under way is not to go on with a different one. */
const planVersion = 6;

/** Throws OrderFileError when the file can't be read. */
export async function makePlan(wishes: Wishes): Promise<Plan> {
  const { seed, cases, mix = everyday } = wishes;
  const shop = wishes.orders === undefined ? emptyShop() : await readShop(seed, wishes.orders);
  const real = cases > 0 ? shop.real.slice(0, cases) : shop.real;
  const { drawn, madeUp } = await draw(wishes, Math.max(0, cases - real.length), shop, mix);
  const kinds = new Map(drawn.flatMap(({ request }) => (request.recallKind ? [[request.orderId, request.recallKind] as const] : [])));
  const orders = [...shop.orders, ...madeUp].map((order) => {
    const kind = kinds.get(order.orderId);
    return kind ? { ...order, outbound: outboundOf(seed, order, kind, mix) } : order;
  });
  const doors = chooseDoors(seed, drawn, wishes.gateway, mix);
  const ingredients = { seed, mix, orders, real, drawn, doors };
  const steps = arrangeSteps(ingredients);
  return {
    fingerprint: await fingerprintOf(wishes),
    mix,
    steps,
    counts: countPlan(ingredients, steps, shop.real.length - real.length),
    orderFile: shop.report,
    outbound: new Map(orders.flatMap(({ orderId, outbound }) => (outbound ? [[orderId, outbound] as const] : []))),
    requestedAtMs: new Map([...real, ...drawn.map(({ request }) => request)].map((request) => [request.requestId, request.requestedAtMs])),
  };
}

const emptyShop = (): Shop => ({ orders: [], left: new UnitsLeft(), real: [], report: undefined });

async function readShop(seed: string, path: string): Promise<Shop> {
  const counts = new OrderFileCounts();
  const invoices = await collectInvoices(readOrderFile(path, counts), counts);
  const purchases = ordersOf(invoices, counts);
  const left = new UnitsLeft();
  const matched = matchCancellations(purchases, invoices, left);
  return {
    orders: purchases.map((purchase) => completeOrder(seed, purchase, matched.firstCancelledAtMs.get(purchase.orderId))),
    left,
    real: matched.requests,
    report: { ...counts.report(), matching: matched.report },
  };
}

const drawnAtOnce = 1_000;

/** One made-up order for every two cases where there is no file. */
const casesPerMadeUpOrder = 2;

async function draw({ seed, gateway }: Wishes, count: number, shop: Shop, mix: Mix): Promise<{ drawn: readonly DrawnRequest[]; madeUp: readonly Order[] }> {
  const madeUp: Order[] = [];
  const more = (kind?: 'dear'): Order => {
    const order = completeOrder(seed, madeUpOrder(seed, madeUp.length, kind));
    madeUp.push(order);
    return order;
  };
  if (shop.orders.length === 0) for (let needed = Math.ceil(count / casesPerMadeUpOrder); needed > 0; needed--) more();
  const shelf = new Shelf([...shop.orders, ...madeUp], shop.left, more, gateway);
  const drawn: DrawnRequest[] = [];
  while (drawn.length < count) {
    drawn.push(drawRequest(seed, drawn.length, shelf, mix));
    // Many take seconds: whoever asks whether the process lives gets an answer meanwhile.
    if (drawn.length % drawnAtOnce === 0) await nextTurn();
  }
  return { drawn, madeUp };
}

async function fingerprintOf({ seed, orders, cases, gateway, mix = everyday }: Wishes): Promise<string> {
  const hash = createHash('sha256').update(JSON.stringify({ planVersion, seed, cases, gateway, ...(mix !== everyday && { mix }) }));
  try {
    if (orders !== undefined) for await (const chunk of createReadStream(orders)) hash.update(chunk as Buffer);
  } catch (error) {
    throw new OrderFileError(`can't read ${orders ?? ''}: ${error instanceof Error ? error.message : String(error)}`);
  }
  return hash.digest('hex');
}
