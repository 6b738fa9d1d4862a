import { caseIdOf, Recall, type Recalled } from './recall';

const recalled = (subject: string, stamp: string): Recalled => ({ head: { subject, stamp, outSequence: 0, blocked: false, awaited: false, seen: new Map(), trace: undefined, lastHop: undefined, dirty: false }, rows: new Map() });

describe('what is remembered of cases', () => {
  it('is the latest, of so many at most, those that were worked on last', () => {
    const recall = new Recall(4);
    for (const name of ['a', 'b', 'c', 'a', 'd', 'e']) recall.keep(name, recalled(name, `stamp of ${name}`));
    expect(['a', 'b', 'c', 'd', 'e'].filter((name) => recall.get(name) !== undefined)).toEqual(['a', 'c', 'd', 'e']);
    recall.keep('a', recalled('a', 'newer'));
    expect(recall.get('a')?.head.stamp).toBe('newer');
  });

  it('is of cases only', () => {
    expect(['case:1', 'order:1', 'stock:case:1'].map(caseIdOf)).toEqual(['1', undefined, undefined]);
  });
});
