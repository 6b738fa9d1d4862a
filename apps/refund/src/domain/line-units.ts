import { costOfUnits, type AllocatedLine } from './allocation';
import { invariant } from './invariant';

/** Units of a line, side by side, that the same has become of. */
export interface UnitRun {
  readonly units: number;
  /** All that was left of each was claimed: the unit came back, or its money without it. */
  readonly spent: boolean;
  /** Of each, in price differences; of a spent one, before it was spent. */
  readonly claimedMinor: bigint;
  /** What the customer has paid on top for each, as a dearer one took its place. What was paid first goes back first. Undefined: nothing. */
  readonly addedMinor?: bigint | undefined;
  /** Of each spent one: what stays with the seller, as it was rejected at its inspection. Missing: nothing. */
  readonly deductedMinor?: bigint | undefined;
}

/** A line's units in their order, from the first on; those behind the last run are untouched. Few runs, however many units. */
export type LineUnits = readonly UnitRun[];

/** Units, side by side, of which a refund has claimed the same. `from` counts from 0. */
export interface Slice {
  readonly from: number;
  readonly units: number;
  /** A price difference; undefined: all that was left, so that they are spent. */
  readonly eachMinor: bigint | undefined;
  /** Of all that was left of each: what stays with the seller. Missing: nothing. */
  readonly deductedMinor?: bigint | undefined;
}

/** What is asked of each unit that the customer keeps. */
export interface Difference {
  readonly atMostMinor: bigint;
  /** The lower price: a unit that has not cost more, or of which no more is left, gives nothing. */
  readonly downToMinor: bigint;
}

export interface Claim {
  readonly units: LineUnits;
  readonly slices: readonly Slice[];
  readonly amountMinor: bigint;
}

export const spentUnits = (units: LineUnits): number => units.reduce((sum, run) => (run.spent ? sum + run.units : sum), 0);

/** What was given so far of what the line cost. */
export const givenFor = (line: AllocatedLine, units: LineUnits): bigint =>
  placed(line, units)
    .flatMap((run) => cut(run, oddUnits(line)))
    .reduce((sum, run) => sum + least(givenOf(line, run), costOf(line, run.from, 1)) * BigInt(run.units), 0n);

/** What was given so far of what was paid on top: once all that it cost has been. */
export const givenOfAdded = (line: AllocatedLine, units: LineUnits): bigint =>
  placed(line, units)
    .flatMap((run) => cut(run, oddUnits(line)))
    .reduce((sum, run) => sum + (givenOf(line, run) - least(givenOf(line, run), costOf(line, run.from, 1))) * BigInt(run.units), 0n);

/** What was paid on top, for all units of the line. */
export const addedTo = (units: LineUnits): bigint => units.reduce((sum, run) => sum + added(run) * BigInt(run.units), 0n);

/** Others, dearer by so much each, take the place of units that come back: of those that an exchange takes. Undefined: there are not so many. */
export function addWorth(line: AllocatedLine, units: LineUnits, quantity: number, eachMinor: bigint): LineUnits | undefined {
  const chosen = firstOf(leastClaimed(line, units), quantity);
  if (chosen.reduce((sum, run) => sum + run.units, 0) < quantity) return undefined;
  const slices = chosen.map(({ from, units: count }): Slice => ({ from, units: count, eachMinor: undefined }));
  return changed(line, units, slices, (run) => ({ ...run, addedMinor: added(run) + eachMinor }));
}

/** Claims all that is left of the first units that are not spent. Undefined: there are not so many. */
export function claimRest(line: AllocatedLine, units: LineUnits, quantity: number): Claim | undefined {
  const open = placed(line, units).filter((run) => !run.spent);
  return claim(line, units, open, quantity, () => undefined);
}

/** Claims all that is left of the first units that are not spent, less a part of each that stays with the seller: in hundredths of a percent, rounded down, for each unit on its own. Undefined: there are not so many. */
export function claimLess(line: AllocatedLine, units: LineUnits, quantity: number, basisPoints: number): Claim | undefined {
  const open = placed(line, units).filter((run) => !run.spent).flatMap((run) => cut(run, oddUnits(line)));
  const slices = firstOf(open, quantity).map((run) => ({ from: run.from, units: run.units, eachMinor: undefined, leftMinor: worthOf(line, run), deductedMinor: deductionOf(worthOf(line, run), basisPoints) }));
  if (slices.reduce((sum, slice) => sum + slice.units, 0) < quantity) return undefined;
  const amountMinor = slices.reduce((sum, slice) => sum + (slice.leftMinor - slice.deductedMinor) * BigInt(slice.units), 0n);
  const told = slices.map(({ leftMinor: _left, ...slice }) => slice);
  return { units: changed(line, units, told, (run, { deductedMinor }) => spend(run, deductedMinor)), slices: told, amountMinor };
}

/** Rounded down, so in the customer's favour. */
export const deductionOf = (leftMinor: bigint, basisPoints: number): bigint => (leftMinor * BigInt(basisPoints)) / 10_000n;

export const deductedOf = (slices: readonly Slice[]): bigint => slices.reduce((sum, { units, deductedMinor = 0n }) => sum + deductedMinor * BigInt(units), 0n);

const spend = <Run extends UnitRun>(run: Run, deductedMinor = 0n): Run => ({ ...run, spent: true, ...(deductedMinor > 0n && { deductedMinor }) });

/**
 * Claims a difference of units that are not spent, first of those of which the least was claimed: so one claim for three units comes to what
 * three for one each would. Undefined: there are not so many.
 */
export function claimDifference(line: AllocatedLine, units: LineUnits, quantity: number, { atMostMinor, downToMinor }: Difference): Claim | undefined {
  return claim(line, units, leastClaimed(line, units), quantity, (run) => {
    const above = worthOf(line, run) - downToMinor;
    return above <= 0n ? 0n : above < atMostMinor ? above : atMostMinor;
  });
}

/**
 * Claims what units that the customer gives back are worth more than others that go out for them, at that price each: what each still is worth stays with the unit, which the other one takes the place of.
 * What one is worth less by another makes up for. Undefined: there are not so many. Nothing is claimed where they are not worth more together.
 */
export function claimAbove(line: AllocatedLine, units: LineUnits, quantity: number, priceMinor: bigint): Claim | undefined {
  const open = leastClaimed(line, units);
  const free = open.reduce((sum, run) => sum + run.units, 0);
  if (free < quantity) return undefined;
  const chosen = firstOf(open, quantity);
  const above = (run: PlacedRun): bigint => worthOf(line, run) - priceMinor;
  let left = chosen.reduce((sum, run) => sum + above(run) * BigInt(run.units), 0n);
  const amountMinor = left > 0n ? left : 0n;
  const slices = chosen.flatMap((run) => {
    const given = spread(run, above(run), left);
    left -= given.reduce((sum, { units: count, eachMinor }) => sum + eachMinor * BigInt(count), 0n);
    return given;
  });
  return { units: changed(line, units, slices, (run, { eachMinor }) => ({ ...run, claimedMinor: run.claimedMinor + (eachMinor ?? 0n) })), slices, amountMinor };
}

/** Up to `eachMinor` of each unit of a run, and `left` of all: of some the whole, of one a part, of the others nothing. */
function spread({ from, units }: PlacedRun, eachMinor: bigint, left: bigint): (Slice & { readonly eachMinor: bigint })[] {
  if (eachMinor <= 0n || left <= 0n) return [{ from, units, eachMinor: 0n }];
  const whole = left >= eachMinor * BigInt(units) ? units : Number(left / eachMinor);
  const part = whole < units ? left - eachMinor * BigInt(whole) : 0n;
  const parts = [
    { from, units: whole, eachMinor },
    { from: from + whole, units: part > 0n ? 1 : 0, eachMinor: part },
    { from: from + whole + (part > 0n ? 1 : 0), units: units - whole - (part > 0n ? 1 : 0), eachMinor: 0n },
  ];
  return parts.filter(({ units: count }) => count > 0);
}

/** Takes a claim back. Undefined: of a unit whose difference it was, all that was left has been given since. */
export function unclaim(line: AllocatedLine, units: LineUnits, slices: readonly Slice[]): LineUnits | undefined {
  const concerned = slices.flatMap((slice) => within(placed(line, units), slice).map((run) => ({ run, slice })));
  if (concerned.some(({ run, slice }) => run.spent && slice.eachMinor !== undefined)) return undefined;
  return changed(line, units, slices, (run, { eachMinor }) => {
    invariant(eachMinor === undefined ? run.spent : run.claimedMinor >= eachMinor, `units of line ${line.orderLineId} are given back that were not claimed`);
    return eachMinor === undefined ? unspent(run) : { ...run, claimedMinor: run.claimedMinor - eachMinor };
  });
}

const unspent = ({ deductedMinor: _deducted, ...run }: PlacedRun): PlacedRun => ({ ...run, spent: false });

/** Throws unless the units are at most those bought, and of none more was claimed than it cost. */
export function checkUnits(line: AllocatedLine, units: LineUnits): void {
  const known = units.reduce((sum, run) => sum + run.units, 0);
  invariant(units.every((run) => run.units > 0) && known <= line.quantity, `line ${line.orderLineId} has more units refunded than bought`);
  for (const run of placed(line, units)) {
    const most = costOf(line, run.from + run.units - 1, 1) + added(run);
    const deductedMinor = run.deductedMinor ?? 0n;
    invariant(run.claimedMinor >= 0n && deductedMinor >= 0n && added(run) >= 0n && run.claimedMinor + deductedMinor <= most, `of a unit of line ${line.orderLineId} ${run.claimedMinor} was claimed and ${deductedMinor} deducted, but it cost ${most}`);
    invariant(run.spent || deductedMinor === 0n, `of a unit of line ${line.orderLineId} ${deductedMinor} was deducted, but it is not spent`);
  }
}

interface PlacedRun extends UnitRun {
  readonly from: number;
}

/** Runs of units that are not spent and cost the same each, first those of which the least was claimed. */
function leastClaimed(line: AllocatedLine, units: LineUnits): PlacedRun[] {
  const open = placed(line, units).filter((run) => !run.spent).flatMap((run) => cut(run, oddUnits(line)));
  return open.sort((a, b) => (a.claimedMinor === b.claimedMinor ? a.from - b.from : a.claimedMinor < b.claimedMinor ? -1 : 1));
}

function firstOf(runs: readonly PlacedRun[], quantity: number): PlacedRun[] {
  let missing = quantity;
  return runs.flatMap((run) => {
    const units = Math.min(missing, run.units);
    missing -= units;
    return units > 0 ? [{ ...run, units }] : [];
  });
}

/** All of the line's units. */
function placed(line: AllocatedLine, units: LineUnits): PlacedRun[] {
  let from = 0;
  const runs = units.map((run): PlacedRun => {
    const at = { ...run, from };
    from += run.units;
    return at;
  });
  return from < line.quantity ? [...runs, { from, units: line.quantity - from, spent: false, claimedMinor: 0n }] : runs;
}

/** Of `open`, in this order. `each`: undefined for all that is left. */
function claim(line: AllocatedLine, units: LineUnits, open: readonly PlacedRun[], quantity: number, each: (run: PlacedRun) => bigint | undefined): Claim | undefined {
  const slices: Slice[] = [];
  let missing = quantity;
  let amountMinor = 0n;
  for (const run of open) {
    if (missing === 0) break;
    const slice = { from: run.from, units: Math.min(missing, run.units), eachMinor: each(run) };
    const count = BigInt(slice.units);
    amountMinor += slice.eachMinor === undefined ? costOf(line, slice.from, slice.units) + (added(run) - run.claimedMinor) * count : slice.eachMinor * count;
    missing -= slice.units;
    slices.push(slice);
  }
  if (missing > 0) return undefined;
  const next = changed(line, units, slices, (run, { eachMinor }) => (eachMinor === undefined ? { ...run, spent: true } : { ...run, claimedMinor: run.claimedMinor + eachMinor }));
  return { units: next, slices, amountMinor };
}

function changed(line: AllocatedLine, units: LineUnits, slices: readonly Slice[], change: (run: PlacedRun, slice: Slice) => PlacedRun): LineUnits {
  const runs = slices.reduce((all, slice) => {
    const at = all.flatMap((run) => cut(run, slice.from)).flatMap((run) => cut(run, slice.from + slice.units));
    const inside = new Set(within(at, slice));
    return at.map((run) => (inside.has(run) ? change(run, slice) : run));
  }, placed(line, units));
  return joined(runs);
}

/** Runs that the slice touches. */
const within = (runs: readonly PlacedRun[], { from, units }: Slice): PlacedRun[] => runs.filter((run) => run.from < from + units && from < run.from + run.units);

/** In two, where the place is inside. */
function cut(run: PlacedRun, at: number): PlacedRun[] {
  const first = at - run.from;
  return first <= 0 || first >= run.units ? [run] : [{ ...run, units: first }, { ...run, from: at, units: run.units - first }];
}

/** As few as there can be. */
function joined(runs: readonly PlacedRun[]): LineUnits {
  const all: UnitRun[] = [];
  for (const { units, spent, claimedMinor, addedMinor, deductedMinor } of runs) {
    const last = all.at(-1);
    if (last?.spent === spent && last.claimedMinor === claimedMinor && last.addedMinor === addedMinor && last.deductedMinor === deductedMinor) all[all.length - 1] = { ...last, units: last.units + units };
    else all.push({ units, spent, claimedMinor, ...(addedMinor !== undefined && { addedMinor }), ...(deductedMinor !== undefined && { deductedMinor }) });
  }
  const last = all.at(-1);
  return last && !last.spent && last.claimedMinor === 0n && last.addedMinor === undefined ? all.slice(0, -1) : all;
}

const costOf = (line: AllocatedLine, from: number, units: number): bigint => costOfUnits(line, from + units) - costOfUnits(line, from);

/** The first units of a line cost a cent more where its total does not divide evenly. */
const oddUnits = (line: AllocatedLine): number => Number(line.totalMinor % BigInt(line.quantity));

const added = ({ addedMinor = 0n }: UnitRun): bigint => addedMinor;

/** What was given so far of each unit of a run in which all cost the same. */
const givenOf = (line: AllocatedLine, run: PlacedRun): bigint => (run.spent ? costOf(line, run.from, 1) + added(run) - (run.deductedMinor ?? 0n) : run.claimedMinor);

/** What is left of each unit of a run in which all cost the same. */
const worthOf = (line: AllocatedLine, run: PlacedRun): bigint => costOf(line, run.from, 1) + added(run) - run.claimedMinor;

const least = (a: bigint, b: bigint): bigint => (a < b ? a : b);
