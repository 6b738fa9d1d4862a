import { CustomerRegistered, OrderLineKind, OrderPlaced, Provenance, StockOpened, type EventContract } from '@huiliu/contracts';
import { encode, type Bus } from '@huiliu/messaging';
import type { Payment } from '../../apps/sandbox/src/drawing/order-facts';
import type { Database } from '../../apps/sandbox/src/store/database';
import { ProviderBook } from '../../apps/sandbox/src/systems/payments/provider-book';

/** A second shop beside the sandbox's, whose customers apply through the gateway. */

const customerId = 'ROLL-C1';
const sku = 'ROLL-1';
const currency = 'GBP';
const placedAt = '2026-03-02T09:00:00.000Z';
const signedAt = '2026-03-04T09:00:00.000Z';
const requestedAt = '2026-03-05T09:00:00.000Z';

export const orderIdOf = (number: number): string => `ROLL-O${number}`;

const paymentOf = (orderId: string): Payment => ({ paymentId: `${orderId}-p1`, method: 'card', capturedMinor: 2_500n });

export interface OutsideWorld {
  readonly bus: Bus;
  /** Of the sandbox, whose payment provider is this shop's too. */
  readonly database: Database;
}

/** Says who the customer is, and so many orders, which were paid at the sandbox's provider: what it did not take it does not give back. */
export async function openShop({ bus, database }: OutsideWorld, orders: number): Promise<void> {
  const numbers = Array.from({ length: orders }, (_, index) => index + 1);
  await new ProviderBook(database, customerId).capture(numbers.map((number) => paymentOf(orderIdOf(number))), currency);
  const provenance = Provenance.wire('synthetic');
  await tell(bus, CustomerRegistered, [[customerId, { customerId, name: 'Rolling Customer', phone: '+44 7700 900000', email: 'rolling@shop.invalid', address: '1 Restart Lane', country: 'United Kingdom' }]]);
  await tell(bus, StockOpened, [[sku, { sku, onHand: '5000', provenance }]]);
  await tell(
    bus,
    OrderPlaced,
    numbers.map((number): [string, OrderPlaced] => {
      const orderId = orderIdOf(number);
      const lines = [{ orderLineId: `${orderId}-1`, sku, title: 'Clock', quantity: 1, amountMinor: '2500', kind: OrderLineKind.wire('goods') }];
      const { paymentId, method, capturedMinor } = paymentOf(orderId);
      const payments = [{ paymentId, method, capturedMinor: capturedMinor.toString() }];
      return [orderId, { orderId, customerId, currency, placedAt, signedAt, lines, discountMinor: '0', payments, provenance, syntheticFields: [] }];
    }),
  );
}

/** Every second one needs a person: what was described can't be compared by rules. */
export const applicationFor = (number: number): object => ({
  customerId,
  orderId: orderIdOf(number),
  type: 'return',
  lines: [{ orderLineId: `${orderIdOf(number)}-1`, quantity: 1, reason: number % 2 === 0 ? 'no_reason' : 'not_as_described', condition: 'opened' }],
  requestedAt,
});

async function tell<E extends object>(bus: Bus, { type, topic, key }: EventContract<E>, said: readonly (readonly [string, E])[]): Promise<void> {
  const common = { type, source: 'urn:huiliu:rolling-shop', time: placedAt, sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined };
  await bus.publish(
    topic,
    said.map(([id, data]) => encode({ ...common, id: `${type} ${id}`, subject: `${key}:${id}`, value: JSON.stringify(data) })),
  );
}
