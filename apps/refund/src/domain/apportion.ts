import { sum } from './money';

/**
 * Splits `amount` over `weights` in their proportion, to the cent (domain rules, Money: "so the parts add up to the cent").
 * Webster's method, ties by index. Unlike largest remainder it never takes back: a larger amount gives every part at least as much, and the
 * whole gives the weights themselves. So what a part gets for the step from A to B, `apportion(B) − apportion(A)`, is never negative, and
 * several small refunds come to exactly what one large refund would.
 * @param amount 0 … sum of the weights, else RangeError
 */
export function apportion(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = checked(amount, weights);
  if (amount === 0n) return weights.map(() => 0n);
  // Everybody's share rounded half up is the method's answer for the amount it happens to add up to, at most half a cent a part away.
  const parts = weights.map((weight) => (2n * amount * weight + whole) / (2n * whole));
  let missing = amount - sum(parts);
  for (; missing > 0n; missing--) give(parts, weights);
  for (; missing < 0n; missing++) take(parts, weights);
  return parts;
}

/** Splits `amount` over `weights`, each part rounded down, and the cents left over given to the largest remainders; ties by index. */
export function largestRemainder(amount: bigint, weights: readonly bigint[]): bigint[] {
  const whole = checked(amount, weights);
  if (amount === 0n) return weights.map(() => 0n);
  const parts = weights.map((weight) => (amount * weight) / whole);
  const remainders = weights.map((weight, index) => ({ index, remainder: (amount * weight) % whole }));
  remainders.sort((a, b) => (a.remainder === b.remainder ? a.index - b.index : a.remainder > b.remainder ? -1 : 1));
  const missing = Number(amount - sum(parts));
  for (const { index } of remainders.slice(0, missing)) parts[index] = (parts[index] ?? 0n) + 1n;
  return parts;
}

function checked(amount: bigint, weights: readonly bigint[]): bigint {
  if (weights.some((weight) => weight < 0n)) throw new RangeError('a weight is negative');
  const whole = sum(weights);
  if (amount < 0n || amount > whole) throw new RangeError(`${amount} can't be split over ${whole}`);
  return whole;
}

/** The next cent goes to the greatest weight / (2 × part + 1); the first one where several are. */
function give(parts: bigint[], weights: readonly bigint[]): void {
  let best = 0;
  for (let index = 1; index < parts.length; index++) {
    if (at(weights, index) * (2n * at(parts, best) + 1n) > at(weights, best) * (2n * at(parts, index) + 1n)) best = index;
  }
  parts[best] = at(parts, best) + 1n;
}

/** The last cent given comes from the least weight / (2 × part − 1); the last one where several are. */
function take(parts: bigint[], weights: readonly bigint[]): void {
  let last = -1;
  for (let index = 0; index < parts.length; index++) {
    if (at(parts, index) === 0n) continue;
    if (last === -1 || at(weights, index) * (2n * at(parts, last) - 1n) <= at(weights, last) * (2n * at(parts, index) - 1n)) last = index;
  }
  parts[last] = at(parts, last) - 1n;
}

const at = (list: readonly bigint[], index: number): bigint => list[index] ?? 0n;
