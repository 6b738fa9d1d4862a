/** What cases are asked for: a return that the rules approve, money without the goods back, a return that a person decides. */
export const caseKinds = ['return', 'refund_only', 'manual'] as const;
export type CaseKind = (typeof caseKinds)[number];

/** Shares of the kinds; any numbers, of which only the proportions count. */
export type Mix = Readonly<Record<CaseKind, number>>;

export const defaultMix: Mix = { return: 1, refund_only: 0, manual: 0 };

/** Reads `return=80,refund_only=15,manual=5`; undefined when it is no such thing. */
export function parseMix(text: string): Mix | undefined {
  const mix: Record<CaseKind, number> = { return: 0, refund_only: 0, manual: 0 };
  for (const part of text.split(',')) {
    const [name = '', share = ''] = part.split('=');
    const kind = caseKinds.find((each) => each === name.trim());
    if (kind === undefined || !/^\d+(\.\d+)?$/.test(share)) return undefined;
    mix[kind] = Number(share);
  }
  return caseKinds.some((kind) => mix[kind] > 0) ? mix : undefined;
}

/** @param drawn at least 0, below 1 */
export function kindOf(mix: Mix, drawn: number): CaseKind {
  let left = drawn * caseKinds.reduce((sum, kind) => sum + mix[kind], 0);
  for (const kind of caseKinds) {
    left -= mix[kind];
    if (left < 0) return kind;
  }
  return 'return';
}
