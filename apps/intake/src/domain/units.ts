import type { Order, OrderLine } from './order';
import { lineOf } from './order';

/**
 * Units of an order that cases hold or have used up, by order line. A unit is in at most one live case: opening holds it, closing releases
 * it or, when it was returned or paid back, spends it. Lines that no case has touched are left out.
 */
export type OrderUnits = Readonly<Record<string, LineUnits>>;

export interface LineUnits {
  /** Case id → units that this live case holds. */
  readonly held: Readonly<Record<string, number>>;
  readonly spent: number;
  /** Units whose place others have taken, which the customer got later: each has a window of its own. Missing where there are none. */
  readonly replaced?: readonly ReplacedUnits[] | undefined;
}

export interface ReplacedUnits {
  readonly units: number;
  /** When the customer got them, by the carrier's time. */
  readonly deliveredAt: string;
  /** The live case that holds them; missing while they are free. */
  readonly heldBy?: string | undefined;
}

/** What a case has sent to the customer, by order line. */
export interface Replacements {
  readonly units: Quantities;
  readonly deliveredAt: string;
}

/** Order line id → units. */
export type Quantities = ReadonlyMap<string, number>;

export const noUnits: OrderUnits = {};
const untouched: LineUnits = { held: {}, spent: 0 };

const heldBy = (units: LineUnits): number => Object.values(units.held).reduce((sum, held) => sum + held, 0);

/** Units of the line that a new case may take. */
export function freeUnits(line: OrderLine, units: OrderUnits): number {
  const touched = units[line.orderLineId] ?? untouched;
  return line.quantity - heldBy(touched) - touched.spent;
}

/** Holds units for a case, all or none: throws when a line has fewer free, which the caller has looked at before. */
export function holdUnits(order: Order, units: OrderUnits, caseId: string, wanted: Quantities): OrderUnits {
  const next: Record<string, LineUnits> = { ...units };
  for (const [orderLineId, quantity] of wanted) {
    const line = lineOf(order, orderLineId);
    if (!line || !Number.isSafeInteger(quantity) || quantity < 1 || quantity > freeUnits(line, units)) {
      throw new RangeError(`order line ${orderLineId} has not ${quantity} units free for case ${caseId}`);
    }
    const touched = units[orderLineId] ?? untouched;
    next[orderLineId] = { ...touched, held: { ...touched.held, [caseId]: (touched.held[caseId] ?? 0) + quantity }, ...(touched.replaced && { replaced: heldFor(caseId, touched.replaced, quantity) }) };
  }
  return next;
}

/** Leaves a case with what is still to be carried out of it, and gives back the rest. The same object when there is no rest; throws when the case holds less. */
export function keepUnits(units: OrderUnits, caseId: string, kept: Quantities): OrderUnits {
  const next: Record<string, LineUnits> = {};
  let changed = false;
  for (const [orderLineId, touched] of Object.entries(units)) {
    const { [caseId]: held = 0, ...others } = touched.held;
    const wanted = kept.get(orderLineId) ?? 0;
    if (wanted > held) throw new RangeError(`case ${caseId} can't keep ${wanted} units of order line ${orderLineId}: it holds ${held}`);
    changed ||= wanted < held;
    const replaced = touched.replaced && heldFor(caseId, letGo(caseId, touched.replaced), wanted);
    const stays: LineUnits = wanted === held ? touched : { ...touched, held: wanted > 0 ? { ...others, [caseId]: wanted } : others, ...(replaced && { replaced }) };
    if (isTouched(stays)) next[orderLineId] = stays;
  }
  return changed ? next : units;
}

/**
 * Gives back everything that a case holds, less what it has spent. The same object when the case holds nothing.
 * @param sent what has taken the place of units that it holds
 */
export function releaseUnits(units: OrderUnits, caseId: string, spent: Quantities, sent?: Replacements): OrderUnits {
  const next: Record<string, LineUnits> = {};
  let changed = false;
  for (const [orderLineId, touched] of Object.entries(units)) {
    const { [caseId]: held, ...others } = touched.held;
    if (held === undefined) {
      next[orderLineId] = touched;
      continue;
    }
    changed = true;
    const used = spent.get(orderLineId) ?? 0;
    if (used > held) throw new RangeError(`case ${caseId} can't spend ${used} units of order line ${orderLineId}: it holds ${held}`);
    const renewed = Math.min(held - used, sent?.units.get(orderLineId) ?? 0);
    const left = letGo(caseId, without(caseId, touched.replaced ?? [], used + renewed));
    const replaced = sent && renewed > 0 ? together([...left, { units: renewed, deliveredAt: sent.deliveredAt }]) : left;
    const stays: LineUnits = { held: others, spent: touched.spent + used, ...(replaced.length > 0 && { replaced }) };
    if (isTouched(stays)) next[orderLineId] = stays;
  }
  return changed ? next : units;
}

/**
 * When the customer has got what a case is about, where all of it has taken the place of something else: the first of it. Undefined: some of it came with the order.
 */
export function replacedAt(units: OrderUnits, caseId: string, lines: Iterable<string>): string | undefined {
  let first: string | undefined;
  for (const orderLineId of new Set(lines)) {
    const { held = {}, replaced = [] } = units[orderLineId] ?? untouched;
    const own = replaced.filter(({ heldBy }) => heldBy === caseId);
    if (sum(own) < (held[caseId] ?? 0) || own.length === 0) return undefined;
    for (const { deliveredAt } of own) if (first === undefined || Date.parse(deliveredAt) < Date.parse(first)) first = deliveredAt;
  }
  return first;
}

const isTouched = ({ spent, held, replaced = [] }: LineUnits): boolean => spent > 0 || Object.keys(held).length > 0 || replaced.length > 0;

const sum = (replaced: readonly ReplacedUnits[]): number => replaced.reduce((units, each) => units + each.units, 0);

/** Whoever asks for some of a line means what they got last. */
const lastFirst = (replaced: readonly ReplacedUnits[]): ReplacedUnits[] => [...replaced].sort((a, b) => Date.parse(b.deliveredAt) - Date.parse(a.deliveredAt));

/** Free ones, as many as there are of what the case takes. */
function heldFor(caseId: string, replaced: readonly ReplacedUnits[], quantity: number): readonly ReplacedUnits[] {
  let wanted = quantity;
  const parts = lastFirst(replaced).flatMap((each) => {
    if (each.heldBy !== undefined) return [each];
    const units = Math.min(wanted, each.units);
    wanted -= units;
    return [{ ...each, units, heldBy: caseId }, { ...each, units: each.units - units }].filter((part) => part.units > 0);
  });
  return together(parts);
}

/** Of those that the case holds some are gone. */
function without(caseId: string, replaced: readonly ReplacedUnits[], quantity: number): readonly ReplacedUnits[] {
  let gone = quantity;
  return lastFirst(replaced).flatMap((each) => {
    if (each.heldBy !== caseId) return [each];
    const units = Math.min(gone, each.units);
    gone -= units;
    return each.units > units ? [{ ...each, units: each.units - units }] : [];
  });
}

/** The case holds none of them any more. */
const letGo = (caseId: string, replaced: readonly ReplacedUnits[]): readonly ReplacedUnits[] => together(replaced.map(({ heldBy, ...each }) => (heldBy === undefined || heldBy === caseId ? each : { ...each, heldBy })));

/** As few entries as there can be: one for each time and holder. */
function together(replaced: readonly ReplacedUnits[]): readonly ReplacedUnits[] {
  const entries = new Map<string, ReplacedUnits>();
  for (const each of lastFirst(replaced)) {
    const key = `${each.deliveredAt} ${each.heldBy ?? ''}`;
    entries.set(key, { ...each, units: each.units + (entries.get(key)?.units ?? 0) });
  }
  return [...entries.values()];
}
