import { compareBooks } from './finance-books';
import { Findings } from './findings';

function differences(ours: Record<string, string>, theirs: Record<string, string>): string[] {
  const found = new Findings();
  compareBooks('leg', new Map(Object.entries(ours)), new Map(Object.entries(theirs)), found);
  return found.violationsOf('').map(({ detail }) => detail);
}

describe('two books', () => {
  it('agree when they have the same entries, in any order', () => {
    expect(differences({ a: '1', b: '2' }, { b: '2', a: '1' })).toEqual([]);
  });

  it('differ in what one of them has alone, and in what both have otherwise', () => {
    expect(differences({ a: '1', b: '2' }, { b: '3', c: '4' })).toEqual(['leg a (1) is in our books alone', 'leg b: we have 2; they have 3', 'leg c (4) is in their books alone']);
  });
});
