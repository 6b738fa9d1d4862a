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
    next[orderLineId] = { ...touched, held: { ...touched.held, [caseId]: (touched.held[caseId] ?? 0) + quantity } };
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
    const stays: LineUnits = wanted === held ? touched : { ...touched, held: wanted > 0 ? { ...others, [caseId]: wanted } : others };
    if (stays.spent > 0 || Object.keys(stays.held).length > 0) next[orderLineId] = stays;
  }
  return changed ? next : units;
}

/** Gives back everything that a case holds, less what it has spent. The same object when the case holds nothing. */
export function releaseUnits(units: OrderUnits, caseId: string, spent: Quantities): OrderUnits {
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
    const total = touched.spent + used;
    if (total > 0 || Object.keys(others).length > 0) next[orderLineId] = { held: others, spent: total };
  }
  return changed ? next : units;
}
