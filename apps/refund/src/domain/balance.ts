import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { costOfUnits, sharesOfUnits, type AllocatedLine, type Allocation } from './allocation';
import { invariant } from './invariant';
import { formatMoney, sum } from './money';

/** What has become of an order's money and units so far. Shared by all cases of the order: changed only under its lock. */
export interface Balance {
  readonly orderId: string;
  readonly currency: string;
  readonly payments: readonly PaymentBalance[];
  /** Order line → its units that were refunded or are being refunded. A refunded unit is spent. */
  readonly taken: ReadonlyMap<string, number>;
}

export interface PaymentBalance {
  readonly paymentId: string;
  readonly method: string;
  readonly capturedMinor: bigint;
  /** On its way back, or held for a leg that a person has to look at. */
  readonly inFlightMinor: bigint;
  readonly settledMinor: bigint;
}

export interface UnitsOfLine {
  readonly orderLineId: string;
  readonly quantity: number;
}

export interface TakenUnits {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: bigint;
  /** In the order of the payments. */
  readonly sharesMinor: readonly bigint[];
}

/** An amount of each payment that goes back, above zero. */
export interface PaymentPart {
  readonly paymentId: string;
  readonly method: string;
  /** Place of the payment in the order, counted from 1. */
  readonly place: number;
  readonly amountMinor: bigint;
}

export const openBalance = ({ orderId, currency, payments }: Allocation): Balance => ({
  orderId,
  currency,
  payments: payments.map((payment) => ({ ...payment, inFlightMinor: 0n, settledMinor: 0n })),
  taken: new Map(),
});

/** Takes the next units of each line. Errors: ORDER_LINE_NOT_FOUND, NOT_ENOUGH_UNITS. */
export function takeUnits(allocation: Allocation, balance: Balance, wanted: readonly UnitsOfLine[]): Result<{ readonly balance: Balance; readonly units: readonly TakenUnits[] }, DomainError> {
  const lines = new Map(allocation.lines.map((line): [string, AllocatedLine] => [line.orderLineId, line]));
  const taken = new Map(balance.taken);
  const units: TakenUnits[] = [];
  for (const { orderLineId, quantity } of wanted) {
    const line = lines.get(orderLineId);
    if (!line) return domainError('ORDER_LINE_NOT_FOUND', `Order ${allocation.orderId} has no line ${orderLineId}. Check which order the case is about.`);
    const from = taken.get(orderLineId) ?? 0;
    const to = from + quantity;
    if (to > line.quantity) {
      return domainError('NOT_ENOUGH_UNITS', `Line ${orderLineId} of order ${allocation.orderId} has ${line.quantity - from} of ${line.quantity} units left, not ${quantity}. Look at the order's other cases.`);
    }
    taken.set(orderLineId, to);
    units.push(step(line, from, to));
  }
  return ok({ balance: { ...balance, taken }, units });
}

/** Which payments give the units' money back, by the policy that was stored with the order. */
export function partsOf(allocation: Allocation, balance: Balance, units: readonly TakenUnits[]): PaymentPart[] {
  const amounts =
    allocation.legPolicy === 'in_shares'
      ? allocation.payments.map((_, index) => sum(units.map((unit) => unit.sharesMinor[index] ?? 0n)))
      : cardFirst(sum(units.map((unit) => unit.amountMinor)), balance.payments);
  const parts = balance.payments.map(({ paymentId, method }, index) => ({ paymentId, method, place: index + 1, amountMinor: amounts[index] ?? 0n }));
  return parts.filter((part) => part.amountMinor > 0n);
}

/** Holds money for a refund. Error: EXCEEDS_CAPTURED; nothing is held then. */
export function hold(balance: Balance, parts: readonly PaymentPart[]): Result<Balance, DomainError> {
  for (const part of parts) {
    const payment = balance.payments.find((each) => each.paymentId === part.paymentId);
    const left = payment ? leftOf(payment) : 0n;
    if (part.amountMinor > left) {
      const say = (amount: bigint): string => formatMoney(amount, balance.currency);
      return domainError('EXCEEDS_CAPTURED', `Payment ${part.paymentId} has ${say(left)} left to give back, not ${say(part.amountMinor)}. Look at the order's other refunds.`);
    }
  }
  return ok(changed(balance, parts, (payment, amount) => ({ ...payment, inFlightMinor: payment.inFlightMinor + amount })));
}

/** Money that was held has arrived. */
export const settle = (balance: Balance, part: Pick<PaymentPart, 'paymentId' | 'amountMinor'>): Balance =>
  changed(balance, [part], (payment, amount) => ({ ...payment, inFlightMinor: payment.inFlightMinor - amount, settledMinor: payment.settledMinor + amount }));

/** Throws unless settled + in flight ≤ captured for each payment, nothing is negative, and together they are exactly what the taken units cost. */
export function checkBalance(allocation: Allocation, balance: Balance): void {
  checkPayments(balance);
  const given = sum(balance.payments.map((payment) => payment.inFlightMinor + payment.settledMinor));
  let cost = 0n;
  for (const line of allocation.lines) {
    const units = balance.taken.get(line.orderLineId);
    if (units === undefined) continue;
    invariant(units >= 0 && units <= line.quantity, `line ${line.orderLineId} of order ${balance.orderId} has more units refunded than bought`);
    cost += costOfUnits(line, units);
  }
  invariant(given === cost, `order ${balance.orderId} has given ${given} for units that cost ${cost}`);
}

export function checkPayments(balance: Balance): void {
  for (const payment of balance.payments) {
    invariant(payment.inFlightMinor >= 0n && payment.settledMinor >= 0n, `payment ${payment.paymentId} of order ${balance.orderId} is negative`);
    invariant(leftOf(payment) >= 0n, `payment ${payment.paymentId} of order ${balance.orderId} gave back more than it captured`);
  }
}

/** The first payments by card as far as they go, then the others. */
function cardFirst(total: bigint, payments: readonly PaymentBalance[]): bigint[] {
  const amounts = payments.map(() => 0n);
  let missing = total;
  for (const cards of [true, false]) {
    payments.forEach((payment, index) => {
      if ((payment.method === 'card') !== cards) return;
      const left = leftOf(payment);
      const amount = missing < left ? missing : left;
      amounts[index] = amount;
      missing -= amount;
    });
  }
  invariant(missing === 0n, 'more goes back than the payments have left');
  return amounts;
}

function step(line: AllocatedLine, from: number, to: number): TakenUnits {
  const before = sharesOfUnits(line, from);
  const sharesMinor = sharesOfUnits(line, to).map((amount, index) => amount - (before[index] ?? 0n));
  return { orderLineId: line.orderLineId, quantity: to - from, amountMinor: costOfUnits(line, to) - costOfUnits(line, from), sharesMinor };
}

const leftOf = (payment: PaymentBalance): bigint => payment.capturedMinor - payment.inFlightMinor - payment.settledMinor;

function changed(balance: Balance, parts: readonly Pick<PaymentPart, 'paymentId' | 'amountMinor'>[], change: (payment: PaymentBalance, amount: bigint) => PaymentBalance): Balance {
  const amounts = new Map(parts.map((part) => [part.paymentId, part.amountMinor]));
  const next = { ...balance, payments: balance.payments.map((payment) => change(payment, amounts.get(payment.paymentId) ?? 0n)) };
  checkPayments(next);
  return next;
}
