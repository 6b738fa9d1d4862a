import type { Request } from '../cancellations/request';
import { customerOf } from '../drawing/customers';
import { cancelsAtOnce } from '../drawing/customers-mind';
import { oddities, type DrawnRequest, type Oddity } from '../drawing/draw-requests';
import { named, type BranchName, type BranchOf } from '../mix/branches';
import type { Mix } from '../mix/mix';
import type { Order } from '../drawing/order-facts';
import { asksAtMs, shippedAtMs } from '../drawing/outbound';
import { openingStock } from '../drawing/stock';
import { randomOf } from '../random/random';
import type { PlanCounts, Step } from './plan';

export interface Ingredients {
  readonly seed: string;
  readonly mix: Mix;
  readonly orders: readonly Order[];
  readonly real: readonly Request[];
  readonly drawn: readonly DrawnRequest[];
  /** Requests that come through the gateway. */
  readonly doors: ReadonlySet<string>;
}

/** Stock and customers first, then orders and requests by business time. */
export function arrangeSteps(ingredients: Ingredients): readonly Step[] {
  const { seed, orders, real, drawn, doors } = ingredients;
  const beginMs = orders.reduce((first, order) => Math.min(first, order.placedAtMs), Number.POSITIVE_INFINITY);
  const atMs = Number.isFinite(beginMs) ? beginMs : 0;
  const timed: Step[] = [
    ...orders.map((order): Step => ({ kind: 'order', order, atMs: order.placedAtMs })),
    ...orders.flatMap((order) => shipmentOf(seed, order)),
    ...real.map((request): Step => ({ kind: 'request', request, branches: branchesOf(request, undefined, 'crm'), early: false, atMs: request.requestedAtMs })),
    ...drawn.flatMap((each) => stepsOf(seed, each, doors)),
  ];
  // Early requests come before their order though they share its moment.
  const rank = (step: Step): number => (step.kind === 'request' && step.early ? 0 : step.kind === 'order' ? 1 : 2);
  timed.sort((a, b) => a.atMs - b.atMs || rank(a) - rank(b));
  return [
    ...openingStock(seed, orders).map((stock): Step => ({ kind: 'stock', stock, atMs })),
    ...customersOf(seed, orders, real).map((customer): Step => ({ kind: 'customer', customer, atMs })),
    ...timed,
  ];
}

const hourMs = 3_600_000;

/** Where CRM tells of it. */
const shipmentOf = (seed: string, order: Order): Step[] => (order.outbound?.told ? [{ kind: 'shipped', order, outbound: order.outbound, atMs: shippedAtMs(order, order.outbound, asksAtMs(seed, order)) }] : []);

const branchesOf = ({ type, recallKind, follows, afterExchange, advance, lines }: Request, oddity: Oddity | undefined, door: BranchOf<'door'>): readonly BranchName[] => [
  recallKind ? named('goods', recallKind) : named('case', type),
  ...(oddity === undefined ? [] : [named('application', oddity)]),
  ...(follows === undefined ? [] : [afterExchange ? named('exchanged_goods', 'come_back') : named('cheaper_goods', 'come_back')]),
  ...lines.flatMap(({ wanted }) => (wanted ? [named('variant', wanted.wish)] : [])),
  ...(advance ? [named('advance', 'in_advance')] : []),
  named('door', door),
];

function stepsOf(seed: string, { request, order, oddity }: DrawnRequest, doors: ReadonlySet<string>): Step[] {
  if (doors.has(request.requestId)) return [{ kind: 'apply', request, branches: branchesOf(request, oddity, 'gateway'), atMs: request.requestedAtMs }];
  const early = oddity === 'before_its_order' && order !== undefined;
  const first: Step = { kind: 'request', request, branches: branchesOf(request, oddity, 'crm'), early, atMs: early ? order.placedAtMs : request.requestedAtMs };
  if (oddity !== 'same_event_twice' && oddity !== 'same_request_twice') return [first];
  const laterMs = randomOf(seed, 'again', request.requestId).between(0, 12) * hourMs;
  return [first, { kind: 'again', request, as: oddity === 'same_event_twice' ? 'same_event' : 'other_event', atMs: first.atMs + laterMs }];
}

/** Whoever ordered or asks, once; the country is the one they first ordered from. */
function customersOf(seed: string, orders: readonly Order[], real: readonly Request[]) {
  const countries = new Map<string, string>();
  for (const { customerId, country } of orders) if (customerId !== '' && !countries.has(customerId)) countries.set(customerId, country);
  for (const { customerId } of real) if (customerId !== '' && !countries.has(customerId)) countries.set(customerId, '');
  return [...countries].map(([customerId, country]) => customerOf(seed, customerId, country));
}

export function countPlan({ seed, mix, drawn }: Pick<Ingredients, 'seed' | 'mix' | 'drawn'>, steps: readonly Step[], realLeftOut: number): PlanCounts {
  const count = (wanted: (step: Step) => boolean): number => steps.reduce((sum, step) => (wanted(step) ? sum + 1 : sum), 0);
  const requested = (step: Step): step is Extract<Step, { kind: 'request' | 'apply' }> => step.kind === 'request' || step.kind === 'apply';
  const odd = Object.fromEntries(oddities.map((name) => [name, drawn.filter(({ oddity }) => oddity === name).length])) as Record<Oddity, number>;
  return {
    orders: {
      real: count((step) => step.kind === 'order' && step.order.provenance === 'real'),
      synthetic: count((step) => step.kind === 'order' && step.order.provenance === 'synthetic'),
    },
    customers: count((step) => step.kind === 'customer'),
    skus: count((step) => step.kind === 'stock'),
    requests: {
      real: count((step) => requested(step) && step.request.provenance === 'real'),
      synthetic: count((step) => requested(step) && step.request.provenance === 'synthetic'),
      viaBus: count((step) => step.kind === 'request'),
      viaApi: count((step) => step.kind === 'apply'),
    },
    realLeftOut,
    oddities: odd,
    cancelledAtOnce: count((step) => step.kind === 'apply' && cancelsAtOnce(seed, step.request.requestId, mix)),
    duplicates: {
      sameEvent: count((step) => step.kind === 'again' && step.as === 'same_event'),
      sameRequest: count((step) => step.kind === 'again' && step.as === 'other_event'),
    },
  };
}
