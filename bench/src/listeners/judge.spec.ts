import { delaysOf, faultsOf, type Committed } from './judge';
import type { Heard } from './listener';

const entry = (position: number, committedMs: number): Committed => ({ caseId: 'c', position: String(position), eventId: `e${position}`, committedMs });
const heard = (id: number, atMs: number, ...news: number[]): Heard => ({ id: String(id), atMs, news: news.map((position) => `e${position}`), case: {} });
const timeline = [entry(1, 1_000), entry(4, 2_000), entry(5, 3_000), entry(9, 9_000)];
const listening = (...events: Heard[]) => ({ heard: events, cutOff: 0, beganMs: 1_500, endedMs: 10_000, caseNumber: 'HL-1', caseId: 'c' });

describe('what listeners are judged by', () => {
  it('is that each has heard the timeline in its order, once; what has just come may be missing', () => {
    expect(faultsOf(listening(heard(1, 1_600, 1), heard(5, 3_100, 4, 5)), timeline)).toEqual([]);
    expect(faultsOf(listening(heard(1, 1_600, 1), heard(5, 3_100, 4, 5), heard(9, 9_100, 9)), timeline)).toEqual([]);
  });

  it.each([
    ['what was left out', [heard(1, 1_600, 1), heard(5, 3_100, 5)]],
    ['what was told twice', [heard(1, 1_600, 1), heard(4, 2_100, 4), heard(5, 3_100, 4, 5)]],
    ['what was never told', [heard(1, 1_600, 1), heard(4, 2_100, 4)]],
    ['an id that goes on elsewhere', [heard(1, 1_600, 1), heard(4, 3_100, 4, 5)]],
  ])('finds %s', (_what, events) => {
    expect(faultsOf(listening(...events), timeline)).not.toEqual([]);
  });

  it('finds connections that were cut off', () => {
    expect(faultsOf({ ...listening(heard(5, 3_100, 1, 4, 5)), cutOff: 2 }, timeline)).toHaveLength(1);
  });

  it('counts delays from the commit, of what came while they listened', () => {
    expect(delaysOf([listening(heard(1, 1_600, 1), heard(5, 3_100, 4, 5))], new Map([['c', timeline]]))).toMatchObject({ max: 1_100 });
    expect(delaysOf([listening(heard(1, 1_600, 1))], new Map([['c', timeline]])).max).toBe(0);
  });
});
