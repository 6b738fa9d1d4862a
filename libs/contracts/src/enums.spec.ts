import { CaseType, Verdict, type CaseTypeWord } from '.';

describe('an enum of the contracts', () => {
  it('has wire names for the contract and words for the domain, the same ones in the same order', () => {
    expect(CaseType.wire('refund_only')).toBe('CASE_TYPE_REFUND_ONLY');
    expect(CaseType.word('CASE_TYPE_REFUND_ONLY')).toBe('refund_only');
    expect(Verdict.words).toEqual(['unspecified', 'approve', 'reject', 'request_evidence']);
    expect(CaseType.words.map((word: CaseTypeWord) => CaseType.word(CaseType.wire(word)))).toEqual(CaseType.words);
    expect(CaseType.words.map((word) => CaseType.wire(word))).toEqual(CaseType.names);
  });

  it('reads what a newer version says, and nothing at all, as unspecified', () => {
    expect(CaseType.word('CASE_TYPE_OF_NEXT_YEAR')).toBe('unspecified');
    expect(CaseType.word(undefined)).toBe('unspecified');
    expect(CaseType.word('toString')).toBe('unspecified');
  });

  it('refuses to write a word that it does not have', () => {
    const word = 'of_next_year' as CaseTypeWord;
    expect(() => CaseType.wire(word)).toThrow('CASE_TYPE has no such word; it has unspecified, return, ');
    expect(CaseType.isWord(word)).toBe(false);
    expect(CaseType.isWord('return')).toBe(true);
  });
});
