import { detailLimit, Findings } from './findings';

describe('findings', () => {
  it('keep the first and count the others', () => {
    const found = new Findings();
    for (let number = 1; number <= detailLimit + 3; number++) found.add(`fault ${number}`);
    found.addUnseen(2);
    const violations = found.violationsOf('all is well');
    expect(violations).toHaveLength(detailLimit + 1);
    expect(violations.at(0)).toEqual({ invariant: 'all is well', detail: 'fault 1' });
    expect(violations.at(-1)?.detail).toBe(`… and 5 more, ${detailLimit + 5} in all`);
  });

  it('take over others with their count', () => {
    const [found, others] = [new Findings(), new Findings()];
    for (let number = 1; number <= detailLimit + 1; number++) others.add(`fault ${number}`);
    found.add('mine');
    found.take(others);
    expect(found.count).toBe(detailLimit + 2);
  });

  it('are no violation when there are none', () => {
    expect(new Findings().violationsOf('all is well')).toEqual([]);
  });
});
