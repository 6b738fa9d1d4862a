import type { CaseFacts } from './cases/case-facts';
import { faultsOfMatches } from './unannounced-parcels';

const factsOf = (matched: readonly object[], unannounced: readonly string[], more: object = {}): CaseFacts =>
  ({ caseId: 'c1', warehouse: { matched }, logistics: { further: unannounced.map((id) => ({ unannounced: id })) }, stuckIn: [], ...more }) as unknown as CaseFacts;
const taken = (parcelId: string): object => ({ parcelId, taken: true });

describe('parcels that nobody announced', () => {
  it('are in order where warehouse and logistics have the same, taken in', () => {
    expect(faultsOfMatches(factsOf([taken('U-1')], ['U-1']))).toEqual([]);
    expect(faultsOfMatches(factsOf([taken('U-1'), taken('U-2')], ['U-2'], { logistics: { firstUnannounced: 'U-1', further: [{ unannounced: 'U-2' }] } }))).toEqual([]);
    expect(faultsOfMatches(factsOf([], []))).toEqual([]);
  });

  it.each([
    ['logistics has not answered', factsOf([{ parcelId: 'U-1' }], ['U-1'])],
    ['logistics does not know it', factsOf([taken('U-1')], [])],
    ['the warehouse has not matched it', factsOf([], ['U-1'])],
    ['twice in its return', factsOf([taken('U-1')], ['U-1', 'U-1'])],
  ])('are told of where %s', (why, facts) => {
    expect(faultsOfMatches(facts)).toEqual([expect.stringContaining(why)]);
    expect(faultsOfMatches({ ...facts, stuckIn: ['logistics'] })).toEqual([]);
  });
});
