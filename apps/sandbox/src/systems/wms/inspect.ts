import { Grade, Liability, ReturnReason, type Finding, type GradeWord, type InspectionTaskLine, type LiabilityWord } from '@huiliu/contracts';
import type { BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import type { Random } from '../../random/random';

export type Report = readonly Finding[];
export type Outcome = BranchOf<'box'>;

export interface Inspection {
  readonly outcome: Outcome;
  /** In order; the last one is final. */
  readonly reports: readonly Report[];
  /** Whether units are worn, for which nobody but the customer is liable. */
  readonly wear: BranchOf<'wear'>;
}

/** Units of one line in one state. */
interface Units {
  readonly line: Pick<InspectionTaskLine, 'caseLineId' | 'sku'>;
  readonly quantity: number;
  readonly grade: GradeWord;
  readonly liability: LiabilityWord;
}

/** Unpacks a parcel: mostly all is there, sometimes units are missing, the box is empty, there are more than announced, or something else is in it. */
export function inspect(random: Random, lines: readonly InspectionTaskLine[], mix: Mix): Inspection {
  const outcome = random.weighted(mix.box);
  const wear = random.weighted(mix.wear);
  const found = lines.map((line) => ({ line, quantity: line.expectedQuantity }));
  const odd = random.pick(found);
  if (outcome === 'short') odd.quantity -= random.between(1, odd.quantity);
  if (outcome === 'over') odd.quantity += random.between(1, 2);
  if (outcome === 'nothing') for (const one of found) one.quantity = 0;
  const stray = outcome === 'wrong' ? random.between(1, odd.quantity) : 0;
  odd.quantity -= stray;
  const expected = found.flatMap(({ line, quantity }) => (wear === 'worn' && isWithoutFault(line) ? wornOut(random, line, quantity) : graded(random, line, quantity)));
  const units = [...expected, ...(stray > 0 ? [strayed(random, odd.line, stray)] : [])];
  const isWorn = units.some(({ grade, liability }) => liability === 'customer' && (grade === 'c' || grade === 'd'));
  return { outcome, reports: reportsOf(random, units, outcome, mix), wear: isWorn ? 'worn' : 'fair' };
}

/** Two reports for some of the parcels with several units. Not where there are more than announced: a first report that has it all would end the task. */
function reportsOf(random: Random, units: readonly Units[], outcome: Outcome, mix: Mix): readonly Report[] {
  const total = units.reduce((sum, { quantity }) => sum + quantity, 0);
  if (total < 2 || outcome === 'over' || random.weighted(mix.reports) === 'one') return [units.map(findingOf)];
  let first = Math.max(1, Math.min(total - 1, Math.round(total * 0.6)));
  const reports: [Finding[], Finding[]] = [[], []];
  for (const each of units) {
    const now = Math.min(first, each.quantity);
    first -= now;
    if (now > 0) reports[0].push(findingOf({ ...each, quantity: now }));
    if (each.quantity > now) reports[1].push(findingOf({ ...each, quantity: each.quantity - now }));
  }
  return reports;
}

/** Units of another SKU, under the line in whose place they lie, or under none of the case. */
function strayed(random: Random, { caseLineId, sku }: InspectionTaskLine, quantity: number): Units {
  return { line: { caseLineId: random.chance(0.5) ? caseLineId : 'of-no-line', sku: `NOT-${sku}`.slice(0, 64) }, quantity, grade: random.weighted({ a: 0.4, b: 0.3, c: 0.2, d: 0.1 }), liability: 'undetermined' };
}

/** All units of a line in one state, or the first of them in another. */
function graded(random: Random, line: InspectionTaskLine, quantity: number): Units[] {
  if (quantity === 0) return [];
  const state = stateOf(random, line);
  if (quantity === 1 || random.chance(0.75)) return [{ line, quantity, ...state }];
  return [
    { line, quantity: 1, ...stateOf(random, line) },
    { line, quantity: quantity - 1, ...state },
  ];
}

const isWithoutFault = (line: InspectionTaskLine): boolean => ['no_reason', 'other', 'unspecified'].includes(ReturnReason.word(line.reason));

/** All units of a line, or only the first of them. */
function wornOut(random: Random, line: InspectionTaskLine, quantity: number): Units[] {
  if (quantity === 0) return [];
  const worn = random.chance(0.5) ? quantity : 1;
  const state = { grade: random.weighted({ c: 0.6, d: 0.4 }), liability: 'customer' } as const;
  return [{ line, quantity: worn, ...state }, ...(quantity > worn ? graded(random, line, quantity - worn) : [])];
}

/** A claimed fault is mostly there, and mostly somebody else's doing than the customer's; what comes back without a reason is mostly as new. */
function stateOf(random: Random, line: InspectionTaskLine): { grade: GradeWord; liability: LiabilityWord } {
  switch (ReturnReason.word(line.reason)) {
    case 'damaged':
      return { grade: random.weighted({ c: 0.4, d: 0.6 }), liability: random.weighted({ carrier: 0.6, seller: 0.3, undetermined: 0.1 }) };
    case 'faulty':
      return { grade: random.weighted({ d: 0.75, c: 0.2, b: 0.05 }), liability: random.weighted({ supplier: 0.6, seller: 0.3, customer: 0.1 }) };
    case 'wrong_item':
    case 'not_as_described':
      return { grade: random.weighted({ a: 0.6, b: 0.4 }), liability: 'seller' };
    default:
      return { grade: random.weighted({ a: 0.7, b: 0.24, c: 0.06 }), liability: 'customer' };
  }
}

const findingOf = ({ line, quantity, grade, liability }: Units): Finding => ({
  caseLineId: line.caseLineId,
  sku: line.sku,
  quantity,
  grade: Grade.wire(grade),
  liability: Liability.wire(liability),
});
