import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CustomerRegistered, OrderPlaced, ReturnRequested, StockOpened } from '@huiliu/contracts';
import { totalMinor } from '../orders/orders-of';
import { concernReported, customerRegistered, orderPlaced, returnRequested, stockOpened } from './crm-says';
import { mixOf } from '../mix/mix';
import { makePlan, type Wishes } from './make-plan';
import { messageOf } from './say';
import type { Plan, Step } from './plan';
import { isConcern, type Request } from '../cancellations/request';

const header = 'InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country';
const rows = [
  ...Array.from({ length: 40 }, (_, index) => `5363${10 + index},${22000 + (index % 7)},WARE,${1 + (index % 9)},12/1/10 8:${10 + index},${(index % 5) + 1}.45,${17000 + (index % 11)},United Kingdom`),
  '536360,22001,WARE,4,12/1/10 9:30,2.55,17850,United Kingdom',
  '536361,22001,WARE,56,12/1/10 9:31,0,,United Kingdom',
  'C536370,22001,WARE,-3,12/1/10 9:40,2.55,17850,United Kingdom',
  'C536371,22099,WARE,-3,12/1/10 9:41,2.55,17850,United Kingdom',
];

let folder: string;
let orders: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'huiliu-plan-'));
  orders = join(folder, 'orders.csv');
  writeFileSync(orders, [header, ...rows].join('\n'));
});
afterAll(() => rmSync(folder, { recursive: true }));

const plan = (wishes: Partial<Wishes> = {}): Promise<Plan> => makePlan({ seed: 'spec', orders, cases: 60, gateway: true, ...wishes });
const ordersIn = ({ steps }: Plan) => steps.flatMap((step) => (step.kind === 'order' ? [step.order] : []));
const isRequest = (step: Step): step is Extract<Step, { kind: 'request' | 'apply' }> => step.kind === 'request' || step.kind === 'apply';
const requestsIn = ({ steps }: Plan): Request[] => steps.filter(isRequest).map(({ request }) => request);

describe('a plan', () => {
  it('is the same for the same seed, file and number of cases, and another one otherwise', async () => {
    const [first, second] = await Promise.all([plan(), plan()]);
    expect(second.steps).toEqual(first.steps);
    expect(second.fingerprint).toBe(first.fingerprint);
    const others = await Promise.all([plan({ seed: 'other' }), plan({ cases: 61 }), plan({ gateway: false }), plan({ orders: undefined }), plan({ mix: mixOf('case.return=0.5') })]);
    expect(new Set([first, ...others].map(({ fingerprint }) => fingerprint)).size).toBe(6);
  });

  it('draws by its mix, the same for the same one, and tells what each request is meant to be', async () => {
    const mix = 'case.refund_only=1,application.ordinary=0,door.gateway=0.5';
    const [first, second] = await Promise.all([plan({ mix: mixOf(mix), cases: 300 }), plan({ mix: mixOf(mix), cases: 300 })]);
    expect(second.steps).toEqual(first.steps);
    const { oddities, requests } = first.counts;
    // Where nothing large and nothing taken is found, an ordinary one is drawn all the same.
    expect(Object.values(oddities).reduce((sum, count) => sum + count, 0)).toBeGreaterThan(requests.synthetic * 0.75);
    const branches = first.steps.filter(isRequest).flatMap((step) => step.branches.map((branch) => ({ branch, type: step.request.type })));
    for (const { branch, type } of branches) if (branch.startsWith('case.')) expect(branch).toBe(`case.${type}`);
    expect(branches.filter(({ branch }) => branch === 'application.units_taken')).toHaveLength(oddities.units_taken);
    expect(branches.filter(({ branch }) => branch === 'door.gateway')).toHaveLength(requests.viaApi);
  });

  it('has as many cases as asked for: the file’s cancellations first, the rest drawn, real and synthetic apart', async () => {
    const { counts, steps } = await plan();
    expect(counts.requests).toMatchObject({ real: 2, synthetic: 58 });
    expect(counts.requests.viaBus + counts.requests.viaApi).toBe(60);
    expect(new Set(steps.filter(isRequest).map(({ request }) => request.requestId)).size).toBe(60);
    const real = steps.filter(isRequest).filter(({ request }) => request.provenance === 'real');
    expect(real.map(({ kind, request }) => [kind, request.requestId, request.orderId])).toEqual([
      ['request', 'C536370-536360', '536360'],
      ['request', 'C536371-unmatched', ''],
    ]);
    expect((await plan({ cases: 0 })).counts.requests).toMatchObject({ real: 2, synthetic: 0 });
    expect((await plan({ cases: 1 })).counts).toMatchObject({ requests: { real: 1, synthetic: 0 }, realLeftOut: 1 });
  });

  it('publishes every order of the file, also those without a customer, captured to the last penny', async () => {
    const placed = ordersIn(await plan());
    expect(placed.filter(({ provenance }) => provenance === 'real')).toHaveLength(42);
    for (const order of placed) {
      expect(order.payments.reduce((sum, { capturedMinor }) => sum + capturedMinor, 0n)).toBe(totalMinor(order));
      expect(order.payments.every(({ capturedMinor }) => capturedMinor > 0n)).toBe(true);
      expect(order.signedAtMs).toBeGreaterThanOrEqual(order.placedAtMs);
    }
    expect(placed.find(({ orderId }) => orderId === '536361')).toMatchObject({ customerId: '', payments: [] });
  });

  it('has goods signed for before their real cancellation', async () => {
    const order = ordersIn(await plan()).find(({ orderId }) => orderId === '536360');
    expect(order?.signedAtMs).toBeLessThanOrEqual(Date.parse('2010-12-01T09:40:00Z'));
  });

  it('never asks for more units than were bought, but where that is the point', async () => {
    const made = await plan({ cases: 120 });
    const bought = new Map(ordersIn(made).flatMap(({ lines }) => lines.map((line) => [line.orderLineId, line.quantity])));
    const wanted = new Map<string, number>();
    const odd = new Set<string>();
    // Goods that have become cheaper are kept, and may come back.
    for (const { lines } of requestsIn(made).filter(({ follows }) => follows === undefined)) for (const { orderLineId, quantity } of lines) if (orderLineId !== '') wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity);
    for (const [orderLineId, quantity] of wanted) if (quantity > (bought.get(orderLineId) ?? 0)) odd.add(orderLineId);
    expect(odd.size).toBeLessThanOrEqual(made.counts.oddities.units_taken);
    expect(made.counts.oddities.units_taken).toBeGreaterThan(0);
  });

  it('lets some of the goods that have become cheaper come back, after the difference was asked for and through the gateway, which nobody can wait for otherwise', async () => {
    const wishes = { cases: 120, mix: mixOf('case.price_difference=0.4,cheaper_goods.come_back=0.5') };
    const made = await plan(wishes);
    const back = made.steps.filter(isRequest).filter(({ request }) => request.follows !== undefined && !request.afterExchange);
    expect(back.length).toBeGreaterThan(3);
    for (const { kind, request, atMs } of back) {
      const first = made.steps.filter(isRequest).find((step) => step.request.requestId === request.follows);
      expect([kind, first?.kind, first?.request.type, request.type]).toEqual(['apply', 'request', 'price_difference', 'return']);
      expect(request.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity])).toEqual(first?.request.lines.map(({ orderLineId, quantity }) => [orderLineId, quantity]));
      expect(first?.atMs).toBeLessThan(atMs);
    }
    expect(requestsIn(await plan({ ...wishes, gateway: false })).filter(({ follows }) => follows !== undefined)).toEqual([]);
  });

  it('lets some of what came in exchange come back, later than the window of what was bought', async () => {
    const made = await plan({ cases: 120, mix: mixOf('case.exchange=0.5,exchanged_goods.come_back=0.6') });
    const back = made.steps.filter(isRequest).filter(({ request }) => request.afterExchange);
    expect(back.length).toBeGreaterThan(3);
    for (const { kind, request } of back) {
      const first = made.steps.filter(isRequest).find((step) => step.request.requestId === request.follows)?.request;
      expect([kind, first?.type, request.type, request.lines.some(({ wanted }) => wanted)]).toEqual(['apply', 'exchange', 'return', false]);
      expect(request.requestedAtMs - (first?.requestedAtMs ?? 0)).toBeGreaterThanOrEqual(8 * 86_400_000);
    }
  });

  it('asks for differences to prices below what was paid', async () => {
    const made = await plan({ cases: 120, mix: mixOf('case.price_difference=0.4') });
    const paid = new Map(ordersIn(made).flatMap(({ lines }) => lines.map((line) => [line.orderLineId, line.amountMinor / BigInt(line.quantity)])));
    const asked = requestsIn(made).filter(({ type, orderId }) => type === 'price_difference' && orderId !== '').flatMap(({ lines }) => lines);
    expect(asked.length).toBeGreaterThan(10);
    for (const { orderLineId, lowerUnitPriceMinor } of asked) expect(lowerUnitPriceMinor).toBeLessThan(paid.get(orderLineId) ?? 0n);
    expect(requestsIn(made).filter(({ type }) => type !== 'price_difference').flatMap(({ lines }) => lines).every((line) => line.lowerUnitPriceMinor === undefined)).toBe(true);
  });

  it('sends to the gateway only what is granted whatever comes first', async () => {
    const made = await plan({ cases: 120 });
    const applied = made.steps.flatMap((step) => (step.kind === 'apply' && step.request.follows === undefined ? [step.request] : []));
    expect(applied.length).toBeGreaterThan(3);
    const bought = new Map(ordersIn(made).flatMap(({ lines }) => lines.map((line) => [line.orderLineId, line.quantity])));
    for (const { orderId, customerId, lines } of applied) {
      expect(ordersIn(made).find((order) => order.orderId === orderId)?.customerId).toBe(customerId);
      for (const { orderLineId } of lines) {
        const all = requestsIn(made).filter(({ follows }) => follows === undefined).flatMap((request) => request.lines.filter((line) => line.orderLineId === orderLineId));
        expect(all.reduce((sum, { quantity }) => sum + quantity, 0)).toBeLessThanOrEqual(bought.get(orderLineId) ?? 0);
      }
    }
  });

  it('puts orders before their requests, but for those that are early on purpose', async () => {
    const { steps, counts } = await plan({ cases: 150 });
    const place = new Map(steps.flatMap((step, index) => (step.kind === 'order' ? [[step.order.orderId, index]] : [])));
    let early = 0;
    steps.forEach((step, index) => {
      if (!isRequest(step) || step.request.orderId === '') return;
      const before = index < (place.get(step.request.orderId) ?? -1);
      expect(before).toBe(step.kind === 'request' && step.early);
      if (before) early++;
    });
    expect(early).toBe(counts.oddities.before_its_order);
  });

  it('repeats a request only after it was made', async () => {
    const { steps, counts } = await plan({ cases: 150 });
    steps.forEach((step, index) => {
      if (step.kind !== 'again') return;
      expect(steps.findIndex((each) => isRequest(each) && each.request === step.request)).toBeLessThan(index);
    });
    expect(steps.filter(({ kind }) => kind === 'again')).toHaveLength(counts.duplicates.sameEvent + counts.duplicates.sameRequest);
  });

  it('makes orders up where there is no file, and where the units of the file are used up', async () => {
    const without = await plan({ orders: undefined, cases: 50 });
    expect(without.counts).toMatchObject({ orders: { real: 0 }, requests: { real: 0, synthetic: 50 } });
    // And a dear one for each large amount that none of them could be asked for.
    expect(without.counts.orders.synthetic).toBeGreaterThanOrEqual(25);
    expect(without.counts.orders.synthetic).toBeLessThanOrEqual(25 + (without.counts.oddities.large_amount ?? 0));
    const many = await plan({ cases: 900 });
    expect(many.counts.orders.synthetic).toBeGreaterThan(0);
    expect(many.counts.requests.real + many.counts.requests.synthetic).toBe(900);
  });

  it('says only what the contracts allow, and marks what is made up', async () => {
    const { steps } = await plan({ cases: 150 });
    for (const step of steps) {
      if (step.kind === 'stock') expect(JSON.parse(messageOf('wms', stockOpened(step.stock, step.atMs)).message.value)).toMatchObject({ provenance: 'PROVENANCE_SYNTHETIC' });
      if (step.kind === 'customer') messageOf('crm', customerRegistered(step.customer, step.atMs));
      if (step.kind === 'request') messageOf('crm', isConcern(step.request) ? concernReported(step.request) : returnRequested(step.request));
      if (step.kind === 'order') {
        const { topic, message } = messageOf('crm', orderPlaced(step.order));
        expect(topic).toBe(OrderPlaced.topic);
        const { provenance, syntheticFields } = JSON.parse(message.value) as OrderPlaced;
        expect([provenance, syntheticFields]).toEqual(step.order.provenance === 'real' ? ['PROVENANCE_REAL', ['signedAt', 'payments']] : ['PROVENANCE_SYNTHETIC', []]);
      }
    }
    expect([CustomerRegistered, ReturnRequested, StockOpened].map(({ visibility }) => visibility)).toEqual(['incoming', 'incoming', 'incoming']);
  });
});
