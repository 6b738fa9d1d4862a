import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { apportion, largestRemainder } from './apportion';
import { invariant } from './invariant';
import { formatMoney, sum } from './money';

/** An order as it was paid, in the words of the domain. */
export interface PaidOrder {
  readonly orderId: string;
  readonly currency: string;
  readonly lines: readonly PaidLine[];
  readonly discountMinor: bigint;
  readonly payments: readonly OrderPayment[];
}

export interface PaidLine {
  readonly orderLineId: string;
  readonly kind: LineKind;
  readonly quantity: number;
  /** Price of the whole line before the order's discount. */
  readonly amountMinor: bigint;
}

export type LineKind = 'goods' | 'shipping' | 'fee';

export interface OrderPayment {
  readonly paymentId: string;
  readonly method: string;
  readonly capturedMinor: bigint;
}

/** How a refund is spread over the payments. In shares: as they paid (the default). Card first: cards as far as they go, then the others. */
export type LegPolicy = 'in_shares' | 'card_first';

/**
 * What every unit of an order really cost and which payment paid how much of it: worked out once, when the order is heard, and stored.
 * Refunds give back stored parts; nothing is derived again from later prices or promotions (domain rules, Money).
 */
export interface Allocation {
  readonly orderId: string;
  readonly currency: string;
  readonly legPolicy: LegPolicy;
  readonly payments: readonly OrderPayment[];
  readonly lines: readonly AllocatedLine[];
}

export interface AllocatedLine {
  readonly orderLineId: string;
  readonly kind: LineKind;
  readonly quantity: number;
  /** The whole line before the order's discount. Undefined where the order was allocated before that was kept. */
  readonly listMinor?: bigint | undefined;
  /** What the line cost after its share of the order's discount. */
  readonly totalMinor: bigint;
  /** What each payment paid of it, in the order of `payments`. */
  readonly sharesMinor: readonly bigint[];
}

/** The most that the database and the contracts can hold. */
const largestMinor = 2n ** 63n - 1n;

/**
 * Allocates an order. Lines add up to the order, columns to what each payment captured, both to the cent.
 * Errors: ORDER_LINE_TWICE, PAYMENT_TWICE, AMOUNT_TOO_LARGE, ORDER_DOES_NOT_ADD_UP.
 */
export function allocate(order: PaidOrder, legPolicy: LegPolicy): Result<Allocation, DomainError> {
  const twice = repeated(order.lines.map((line) => line.orderLineId));
  if (twice !== undefined) return domainError('ORDER_LINE_TWICE', `Order ${order.orderId} names the line ${twice} twice. Send it again with one id for each line.`);
  const paidTwice = repeated(order.payments.map((payment) => payment.paymentId));
  if (paidTwice !== undefined) return domainError('PAYMENT_TWICE', `Order ${order.orderId} names the payment ${paidTwice} twice. Send it again with one id for each payment.`);

  const listed = sum(order.lines.map((line) => line.amountMinor));
  const captured = sum(order.payments.map((payment) => payment.capturedMinor));
  if (listed > largestMinor || captured > largestMinor) return domainError('AMOUNT_TOO_LARGE', `Order ${order.orderId} is too large to be kept in minor units of ${order.currency}.`);
  if (listed - order.discountMinor !== captured) return doesNotAddUp(order, listed, captured);

  const totals = netTotals(order);
  const shares = sharesOf(totals, order.payments.map((payment) => payment.capturedMinor));
  const lines = order.lines.map((line, index): AllocatedLine => ({
    orderLineId: line.orderLineId,
    kind: line.kind,
    quantity: line.quantity,
    listMinor: line.amountMinor,
    totalMinor: totals[index] ?? 0n,
    sharesMinor: shares[index] ?? [],
  }));
  const allocation: Allocation = { orderId: order.orderId, currency: order.currency, legPolicy, payments: order.payments, lines };
  checkAllocation(allocation);
  return ok(allocation);
}

/** What the first `units` units of a line cost; the odd cents are on the first ones, so that any way through the line adds up to its total. */
export function costOfUnits(line: AllocatedLine, units: number): bigint {
  const quantity = BigInt(line.quantity);
  const count = BigInt(units);
  const odd = line.totalMinor % quantity;
  return (line.totalMinor / quantity) * count + (count < odd ? count : odd);
}

/** The discount is for the goods, in proportion to their price; only what is more than the goods cost comes off shipping and fees. */
function netTotals(order: PaidOrder): bigint[] {
  const goods = order.lines.map((line) => (line.kind === 'goods' ? line.amountMinor : 0n));
  const others = order.lines.map((line) => (line.kind === 'goods' ? 0n : line.amountMinor));
  const allGoods = sum(goods);
  const forGoods = order.discountMinor < allGoods ? order.discountMinor : allGoods;
  const offGoods = largestRemainder(forGoods, goods);
  const offOthers = largestRemainder(order.discountMinor - forGoods, others);
  return order.lines.map((line, index) => line.amountMinor - (offGoods[index] ?? 0n) - (offOthers[index] ?? 0n));
}

/** Each line's part of each payment: the step that the running total takes, so that rows and columns both add up. */
function sharesOf(totals: readonly bigint[], captured: readonly bigint[]): bigint[][] {
  let running = 0n;
  let before = captured.map(() => 0n);
  return totals.map((total) => {
    running += total;
    const after = apportion(running, captured);
    const shares = after.map((amount, index) => amount - (before[index] ?? 0n));
    before = after;
    return shares;
  });
}

/** Throws unless lines and payments add up to the cent and nothing is negative. */
export function checkAllocation({ orderId, lines, payments }: Allocation): void {
  for (const line of lines) {
    invariant(line.totalMinor >= 0n && line.sharesMinor.every((share) => share >= 0n), `line ${line.orderLineId} of order ${orderId} has a negative part`);
    invariant(sum(line.sharesMinor) === line.totalMinor, `the shares of line ${line.orderLineId} of order ${orderId} are not its total`);
  }
  payments.forEach((payment, index) => {
    const paid = sum(lines.map((line) => line.sharesMinor[index] ?? 0n));
    invariant(paid === payment.capturedMinor, `the lines of order ${orderId} are not what payment ${payment.paymentId} captured`);
  });
}

function doesNotAddUp(order: PaidOrder, listed: bigint, captured: bigint): { readonly ok: false; readonly error: DomainError } {
  const say = (amount: bigint): string => formatMoney(amount, order.currency);
  return domainError(
    'ORDER_DOES_NOT_ADD_UP',
    `Order ${order.orderId}: its lines, ${say(listed)}, less the discount, ${say(order.discountMinor)}, are not what its payments captured, ${say(captured)}. Correct the order and send it again.`,
  );
}

function repeated(ids: readonly string[]): string | undefined {
  const seen = new Set<string>();
  return ids.find((id) => seen.size === seen.add(id).size);
}
