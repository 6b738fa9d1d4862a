import { CustomerRegistered, OrderLineKind, OrderPlaced, Provenance, StockOpened, type EventContract } from '@huiliu/contracts';
import { encode, type Bus } from '@huiliu/messaging';

/** A second shop beside the sandbox's, whose customers apply through the gateway. */

const customerId = 'ROLL-C1';
const sku = 'ROLL-1';
const placedAt = '2026-03-02T09:00:00.000Z';
const signedAt = '2026-03-04T09:00:00.000Z';
const requestedAt = '2026-03-05T09:00:00.000Z';

export const orderIdOf = (number: number): string => `ROLL-O${number}`;

/** Says who the customer is, and so many orders. */
export async function openShop(bus: Bus, orders: number): Promise<void> {
  const provenance = Provenance.wire('synthetic');
  await tell(bus, CustomerRegistered, [[customerId, { customerId, name: 'Rolling Customer', phone: '+44 7700 900000', email: 'rolling@shop.invalid', address: '1 Restart Lane', country: 'United Kingdom' }]]);
  await tell(bus, StockOpened, [[sku, { sku, onHand: '5000', provenance }]]);
  const numbers = Array.from({ length: orders }, (_, index) => index + 1);
  await tell(
    bus,
    OrderPlaced,
    numbers.map((number): [string, OrderPlaced] => {
      const orderId = orderIdOf(number);
      const lines = [{ orderLineId: `${orderId}-1`, sku, title: 'Clock', quantity: 1, amountMinor: '2500', kind: OrderLineKind.wire('goods') }];
      const payments = [{ paymentId: `${orderId}-p1`, method: 'card', capturedMinor: '2500' }];
      return [orderId, { orderId, customerId, currency: 'GBP', placedAt, signedAt, lines, discountMinor: '0', payments, provenance, syntheticFields: [] }];
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
