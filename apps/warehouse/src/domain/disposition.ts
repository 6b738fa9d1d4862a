import type { Condition, Disposition, Grade, Liability } from './words';

export interface DispositionRule {
  readonly grade: Grade;
  /** Anybody's when left out. */
  readonly liability?: Liability;
  readonly disposition: Disposition;
}

/** What becomes of accepted goods: the first rule that fits. Every grade has one without a liability, so that one always fits. */
export const dispositionRules: readonly DispositionRule[] = [
  { grade: 'a', disposition: 'restock' },
  { grade: 'b', disposition: 'refurbish' },
  { grade: 'c', disposition: 'liquidate' },
  { grade: 'd', liability: 'supplier', disposition: 'vendor_return' },
  { grade: 'd', disposition: 'scrap' },
];

export function dispositionOf(grade: Grade, liability: Liability, rules: readonly DispositionRule[] = dispositionRules): Disposition {
  const rule = rules.find((each) => each.grade === grade && (each.liability ?? liability) === liability);
  if (!rule) throw new Error(`no disposition rule fits grade ${grade} with liability ${liability}`);
  return rule.disposition;
}

/** Which units of a return are not accepted as they are, whatever reason was named: what somebody else than the customer is liable for is a proven fault, and has none of this. */
export const rejectionRules: readonly { readonly grade: Grade; readonly liability: Liability }[] = [
  { grade: 'c', liability: 'customer' },
  { grade: 'd', liability: 'customer' },
];

export const isRejected = (grade: Grade, liability: Liability): boolean => rejectionRules.some((rule) => rule.grade === grade && rule.liability === liability);

/** Grade decides the stock state. */
export const conditionOf = (grade: Grade): Condition => grade;

/** Goods that are gone as soon as they are disposed of. Others stay on the shelf until they are sold, sent or given away. */
export const leavesAtOnce: readonly Disposition[] = ['scrap'];
