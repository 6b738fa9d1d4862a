import { conditionOf, dispositionOf, dispositionRules } from './disposition';
import type { Grade, Liability } from './words';

const grades: readonly Grade[] = ['a', 'b', 'c', 'd'];
const liabilities: readonly Liability[] = ['seller', 'customer', 'carrier', 'supplier', 'undetermined'];

describe('what becomes of accepted goods', () => {
  it('is decided for every grade, whoever is liable', () => {
    for (const grade of grades) for (const liability of liabilities) expect(dispositionOf(grade, liability)).toBeDefined();
  });

  it('sells as new only what is as new', () => {
    const restocked = grades.filter((grade) => liabilities.some((liability) => dispositionOf(grade, liability) === 'restock'));
    expect(restocked).toEqual(['a']);
  });

  it('sends unusable goods back to the supplier who is at fault, and scraps the others', () => {
    expect(dispositionOf('d', 'supplier')).toBe('vendor_return');
    expect(dispositionOf('d', 'seller')).toBe('scrap');
  });

  it('says so when a rule is missing', () => {
    expect(() => dispositionOf('b', 'seller', dispositionRules.filter(({ grade }) => grade !== 'b'))).toThrow('no disposition rule');
  });

  it('keeps goods on the shelf of their grade', () => {
    expect(grades.map(conditionOf)).toEqual(['a', 'b', 'c', 'd']);
  });
});
