import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { AllocatedLine, Allocation } from './allocation';
import { apportion } from './apportion';
import { invariant } from './invariant';
import { addedTo, addWorth, checkUnits, claimAbove, claimDifference, claimLess, claimRest, givenFor, givenOfAdded, spentUnits, unclaim, type Claim, type Difference, type LineUnits, type Slice } from './line-units';
import { formatMoney, sum } from './money';

/** What has become of an order's money and units so far. Shared by all cases of the order: changed only under its lock. */
export interface Balance {
  readonly orderId: string;
  readonly currency: string;
  readonly payments: readonly PaymentBalance[];
  /** Order line → what has become of its units. A refunded unit is spent; a kept one may claim only what remains of it. */
  readonly units: ReadonlyMap<string, LineUnits>;
}

export interface PaymentBalance {
  readonly paymentId: string;
  readonly method: string;
  readonly capturedMinor: bigint;
  /** On its way back, or held for a leg that a person has to look at. */
  readonly inFlightMinor: bigint;
  readonly settledMinor: bigint;
  /** The order line for whose units it was paid on top. Undefined: a payment of the order. */
  readonly addedTo?: string | undefined;
}

export interface UnitsOfLine {
  readonly orderLineId: string;
  readonly quantity: number;
  /** Of each unit, which the customer keeps; undefined: all that is left of them. */
  readonly difference?: Difference | undefined;
  /** What others cost each that go out for these units, which keep so much of their worth; undefined: they are paid for. */
  readonly exchangedAtMinor?: bigint | undefined;
  /** They were rejected at the inspection: so many hundredths of a percent of what is left of each stay with the seller. Missing: nothing does. */
  readonly deductBasisPoints?: number | undefined;
}

export interface TakenUnits {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: bigint;
  /** In the order of the order's payments. */
  readonly sharesMinor: readonly bigint[];
  /** From what was paid on top for these units: all that the shares are not. */
  readonly addedMinor: bigint;
  /** Which they are. */
  readonly slices: readonly Slice[];
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
  units: new Map(),
});

/** Claims units of each line, or a difference of them. Errors: ORDER_LINE_NOT_FOUND, NOT_ENOUGH_UNITS. */
export function takeUnits(allocation: Allocation, balance: Balance, wanted: readonly UnitsOfLine[]): Result<{ readonly balance: Balance; readonly units: readonly TakenUnits[] }, DomainError> {
  const lines = linesOf(allocation);
  const units = new Map(balance.units);
  const taken: TakenUnits[] = [];
  for (const { orderLineId, quantity, difference, exchangedAtMinor, deductBasisPoints } of wanted) {
    const line = lines.get(orderLineId);
    if (!line) return domainError('ORDER_LINE_NOT_FOUND', `Order ${allocation.orderId} has no line ${orderLineId}. Check which order the case is about.`);
    const before = units.get(orderLineId) ?? [];
    const claim = claimOf(line, before, { quantity, difference, exchangedAtMinor, deductBasisPoints });
    if (!claim) {
      const left = line.quantity - spentUnits(before);
      return domainError('NOT_ENOUGH_UNITS', `Line ${orderLineId} of order ${allocation.orderId} has ${left} of ${line.quantity} units left, not ${quantity}. Look at the order's other cases.`);
    }
    units.set(orderLineId, claim.units);
    const given = givenFor(line, before);
    const ofCost = givenFor(line, claim.units) - given;
    taken.push({ orderLineId, quantity, amountMinor: claim.amountMinor, sharesMinor: sharesOf(line, given, ofCost), addedMinor: givenOfAdded(line, claim.units) - givenOfAdded(line, before), slices: claim.slices });
  }
  return ok({ balance: { ...balance, units }, units: taken });
}

function claimOf(line: AllocatedLine, before: LineUnits, { quantity, difference, exchangedAtMinor, deductBasisPoints }: Omit<UnitsOfLine, 'orderLineId'>): Claim | undefined {
  if (exchangedAtMinor !== undefined) return claimAbove(line, before, quantity, exchangedAtMinor);
  if (difference) return claimDifference(line, before, quantity, difference);
  return deductBasisPoints === undefined ? claimRest(line, before, quantity) : claimLess(line, before, quantity, deductBasisPoints);
}

/** Units of order lines that a refund had claimed. */
export interface ClaimedUnits {
  readonly orderLineId: string;
  readonly slices: readonly Slice[];
}

/** Gives back what a refund had claimed and held, of which nothing was paid. Undefined: what was left of a unit whose difference it was has been given since. */
export function giveBack(allocation: Allocation, balance: Balance, claimed: readonly ClaimedUnits[], parts: readonly Pick<PaymentPart, 'paymentId' | 'amountMinor'>[]): Balance | undefined {
  const lines = linesOf(allocation);
  const units = new Map(balance.units);
  for (const { orderLineId, slices } of claimed) {
    const line = lines.get(orderLineId);
    invariant(line !== undefined, `order ${allocation.orderId} has no line ${orderLineId} to give back`);
    const before = unclaim(line, units.get(orderLineId) ?? [], slices);
    if (!before) return undefined;
    units.set(orderLineId, before);
  }
  return changed({ ...balance, units }, parts, (payment, amount) => ({ ...payment, inFlightMinor: payment.inFlightMinor - amount }));
}

/** Which payments give the units' money back, by the policy that was stored with the order. */
export function partsOf(allocation: Allocation, balance: Balance, units: readonly TakenUnits[]): PaymentPart[] {
  const ofOrder = balance.payments.slice(0, allocation.payments.length);
  const amounts =
    allocation.legPolicy === 'in_shares'
      ? withinLeft(allocation.payments.map((_, index) => sum(units.map((unit) => unit.sharesMinor[index] ?? 0n))), ofOrder)
      : cardFirst(sum(units.map((unit) => unit.amountMinor - unit.addedMinor)), ofOrder);
  const onTop = paidOnTop(balance.payments.slice(ofOrder.length), units);
  const parts = balance.payments.map(({ paymentId, method }, index) => ({ paymentId, method, place: index + 1, amountMinor: [...amounts, ...onTop][index] ?? 0n }));
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

/** Of what was paid on top, what goes back for each line: from the first payments for it. */
function paidOnTop(payments: readonly PaymentBalance[], units: readonly TakenUnits[]): bigint[] {
  const wanted = new Map<string, bigint>();
  for (const { orderLineId, addedMinor } of units) wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0n) + addedMinor);
  const amounts = payments.map((payment) => {
    const missing = wanted.get(payment.addedTo ?? '') ?? 0n;
    const amount = atMost(missing, leftOf(payment));
    wanted.set(payment.addedTo ?? '', missing - amount);
    return amount;
  });
  invariant([...wanted.values()].every((missing) => missing === 0n), 'more was paid on top for units than is left of it');
  return amounts;
}

/** A payment on top of what the order was paid, for units of one line that dearer ones take the place of. Errors: ORDER_LINE_NOT_FOUND, NOT_ENOUGH_UNITS, PAYMENT_TWICE. */
export function addPayment(allocation: Allocation, balance: Balance, payment: { readonly paymentId: string; readonly method: string }, topped: { readonly orderLineId: string; readonly quantity: number; readonly eachMinor: bigint }): Result<Balance, DomainError> {
  const { orderLineId, quantity, eachMinor } = topped;
  const line = linesOf(allocation).get(orderLineId);
  if (!line) return domainError('ORDER_LINE_NOT_FOUND', `Order ${allocation.orderId} has no line ${orderLineId}. Check which order the case is about.`);
  if (balance.payments.some(({ paymentId }) => paymentId === payment.paymentId)) return domainError('PAYMENT_TWICE', `Payment ${payment.paymentId} is one of order ${allocation.orderId} already. Ask the payment provider which it is.`);
  const units = addWorth(line, balance.units.get(orderLineId) ?? [], quantity, eachMinor);
  if (!units) return domainError('NOT_ENOUGH_UNITS', `Line ${orderLineId} of order ${allocation.orderId} does not have ${quantity} units left. Look at the order's other cases.`);
  const captured = { ...payment, capturedMinor: eachMinor * BigInt(quantity), inFlightMinor: 0n, settledMinor: 0n, addedTo: orderLineId };
  return ok({ ...balance, payments: [...balance.payments, captured], units: new Map(balance.units).set(orderLineId, units) });
}

/** Money that was held has arrived. */
export const settle = (balance: Balance, part: Pick<PaymentPart, 'paymentId' | 'amountMinor'>): Balance =>
  changed(balance, [part], (payment, amount) => ({ ...payment, inFlightMinor: payment.inFlightMinor - amount, settledMinor: payment.settledMinor + amount }));

/** Throws unless settled + in flight ≤ captured for each payment, nothing is negative, of no unit more was claimed than it cost, and together they are exactly what was claimed. */
export function checkBalance(allocation: Allocation, balance: Balance): void {
  checkPayments(balance);
  const given = sum(balance.payments.map((payment) => payment.inFlightMinor + payment.settledMinor));
  let claimed = 0n;
  for (const line of allocation.lines) {
    const units = balance.units.get(line.orderLineId);
    if (units === undefined) continue;
    checkUnits(line, units);
    claimed += givenFor(line, units) + givenOfAdded(line, units);
    const onTop = sum(balance.payments.filter(({ addedTo: of }) => of === line.orderLineId).map((payment) => payment.capturedMinor));
    invariant(onTop === addedTo(units), `line ${line.orderLineId} of order ${balance.orderId} was paid ${onTop} on top, and its units are worth ${addedTo(units)} more`);
  }
  invariant(given === claimed, `order ${balance.orderId} has given ${given} for units of which ${claimed} was claimed`);
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

/** Each payment's part of the next `amount` of a line: the step that its running total takes, so that all steps together are exactly what each payment paid. */
function sharesOf(line: AllocatedLine, given: bigint, amount: bigint): bigint[] {
  const before = apportion(given, line.sharesMinor);
  return apportion(given + amount, line.sharesMinor).map((part, index) => part - (before[index] ?? 0n));
}

/** Where a claim between two others was given back, a step may be a cent more than one payment has left: another one gives it. What fits nowhere is left as it is, for `hold` to refuse. */
function withinLeft(shares: readonly bigint[], payments: readonly PaymentBalance[]): readonly bigint[] {
  const amounts = shares.map((share, index) => atMost(share, leftAt(payments, index)));
  let missing = sum(shares) - sum(amounts);
  amounts.forEach((amount, index) => {
    const more = atMost(missing, leftAt(payments, index) - amount);
    amounts[index] = amount + more;
    missing -= more;
  });
  return missing === 0n ? amounts : shares;
}

const atMost = (amount: bigint, limit: bigint): bigint => (amount < limit ? amount : limit);

const leftAt = (payments: readonly PaymentBalance[], index: number): bigint => {
  const payment = payments[index];
  return payment ? leftOf(payment) : 0n;
};

const linesOf = (allocation: Allocation): ReadonlyMap<string, AllocatedLine> => new Map(allocation.lines.map((line) => [line.orderLineId, line]));

const leftOf = (payment: PaymentBalance): bigint => payment.capturedMinor - payment.inFlightMinor - payment.settledMinor;

function changed(balance: Balance, parts: readonly Pick<PaymentPart, 'paymentId' | 'amountMinor'>[], change: (payment: PaymentBalance, amount: bigint) => PaymentBalance): Balance {
  const amounts = new Map(parts.map((part) => [part.paymentId, part.amountMinor]));
  const next = { ...balance, payments: balance.payments.map((payment) => change(payment, amounts.get(payment.paymentId) ?? 0n)) };
  checkPayments(next);
  return next;
}
