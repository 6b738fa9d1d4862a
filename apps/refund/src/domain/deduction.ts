import type { AcceptedLine } from './decide';

export type Grade = 'a' | 'b' | 'c' | 'd';

export interface DeductionRule {
  readonly grade: Grade;
  /** Hundredths of a percent of what a unit is still worth. */
  readonly basisPoints: number;
}

/** What stays with the seller of a unit that was rejected at its inspection: the one place where it stands. What an inspection never rejects has no line here. */
export const deductionRules: readonly DeductionRule[] = [
  { grade: 'c', basisPoints: 3_000 },
  { grade: 'd', basisPoints: 7_000 },
];

/** Units that were rejected, at the rate that the customer was quoted: it stays theirs, whatever the rules say by then. */
export interface RejectedUnits {
  readonly caseLineId: string;
  readonly quantity: number;
  readonly grade: Grade;
  readonly basisPoints: number;
}

/** What an inspection has said where it has rejected something. */
export interface Rejected {
  readonly accepted: readonly AcceptedLine[];
  readonly rejected: readonly RejectedUnits[];
}

/** A grade without a rule has no deduction. */
export const basisPointsOf = (grade: Grade, rules: readonly DeductionRule[] = deductionRules): number => rules.find((rule) => rule.grade === grade)?.basisPoints ?? 0;

/** Units of a line in one grade, as the warehouse has found them. */
export interface RejectedLine extends Omit<RejectedUnits, 'basisPoints' | 'grade'> {
  readonly grade: Grade | 'unspecified';
}

export const atQuotedRates = (lines: readonly RejectedLine[]): readonly RejectedUnits[] =>
  lines.flatMap(({ grade, ...line }) => (grade === 'unspecified' ? [] : [{ ...line, grade, basisPoints: basisPointsOf(grade) }]));

/** All that is paid for where the customer takes the deduction. */
export const unitsLessDeduction = ({ accepted, rejected }: Rejected): readonly AcceptedLine[] => [...accepted, ...rejected.map(({ caseLineId, quantity, basisPoints }) => ({ caseLineId, quantity, deductBasisPoints: basisPoints }))];

/** As if nothing had been rejected: the customer is not liable for it, or no longer has a choice. */
export const unitsInFull = ({ accepted, rejected }: Rejected): readonly AcceptedLine[] => [...accepted, ...rejected.map(({ caseLineId, quantity }) => ({ caseLineId, quantity }))];
