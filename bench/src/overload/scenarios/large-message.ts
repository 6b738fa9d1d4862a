import { OrderPlaced } from '@huiliu/contracts';
import { defaultBusLimits, MessageTooLargeError, type OutgoingMessage } from '@huiliu/messaging';
import { wideOrder } from '../../world/orders';
import { sayingOf } from '../../world/words';
import { finding, type Context, type Outcome } from '../scenario';
import { applyFor, closed, place } from './application';

/** As many characters as an id may have, of three bytes each. */
const longId = (line: number): string => `${'流'.repeat(58)}${String(line).padStart(6, '0')}`;
const sayingOfOrder = (order: OrderPlaced): OutgoingMessage => sayingOf('crm', OrderPlaced, `order-${order.orderId}`, order.orderId, Date.parse(order.placedAt), order);
const sizeOf = ({ value, headers }: OutgoingMessage): number => Buffer.byteLength(value) + Object.entries(headers).reduce((sum, [name, text]) => sum + name.length + Buffer.byteLength(text), 0);

/** The largest message that the bus takes, one that it does not, and an application that would lead to one. */
export async function largeMessage({ stand, say }: Context): Promise<Outcome> {
  const { world, options } = stand;
  let lines = 1_000;
  const orderOf = (count: number): OrderPlaced => wideOrder(`BX-${options.seed}-${count}`, count, longId);
  while (sizeOf(sayingOfOrder(orderOf(lines + 10))) < defaultBusLimits.messageBytes * 0.99) lines += 10;
  const largest = orderOf(lines);
  await place(stand, largest);
  const one = await applyFor(stand, largest, [longId(0)]);
  if (one.caseId !== undefined) await closed(stand, one.caseId);

  let refusal: unknown;
  await world.say('crm', OrderPlaced, [sayingOfOrder(orderOf(lines + 200))]).catch((error: unknown) => (refusal = error));
  const many = await applyFor(stand, largest, largest.lines.slice(0, 1_000).map(({ orderLineId }) => orderLineId).filter((id) => id !== longId(0)));
  if (many.caseId !== undefined) await closed(stand, many.caseId);
  const after = await applyFor(stand, largest, [longId(1_001)]);
  if (after.caseId !== undefined) await closed(stand, after.caseId);
  say(`a message of ${sizeOf(sayingOfOrder(largest))} bytes; 999 lines of it: ${many.status} ${many.code}`);
  return {
    findings: [
      finding('a message at the limit goes all its way', one.status === 201, `${sizeOf(sayingOfOrder(largest))} bytes: ${one.status} ${one.code}`),
      finding('a larger one is refused before anything is sent', refusal instanceof MessageTooLargeError, String(refusal)),
      finding('an application that would lead to one is taken whole, or refused with a clear code', many.status === 201 || `${many.status} ${many.code}` === '422 EVENT_TOO_LARGE', `${many.status} ${many.code}`),
      finding('the department goes on afterwards', after.status === 201, `${after.status} ${after.code}`),
    ],
    figures: { lines, bytes: sizeOf(sayingOfOrder(largest)) },
  };
}
