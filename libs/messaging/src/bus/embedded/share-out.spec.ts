import fc from 'fast-check';
import { type Member, type Place, settle, shareOut } from './share-out';

const places = (count: number, wanted?: (index: number) => string | undefined): Place[] =>
  Array.from({ length: count }, (_, partition) => ({ topic: 't', partition, wanted: wanted?.(partition), owner: wanted?.(partition) }));
const members = (...names: string[]): Member[] => names.map((member) => ({ member, topics: ['t'] }));
const countBy = (list: readonly Place[]): Record<string, number> =>
  list.reduce<Record<string, number>>((sum, { wanted }) => (wanted === undefined ? sum : { ...sum, [wanted]: (sum[wanted] ?? 0) + 1 }), {});

describe('sharing partitions out', () => {
  it('is even, complete and stable', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.integer({ min: 1, max: 7 }), fc.array(fc.integer({ min: 0, max: 9 })), (count, size, before) => {
        const group = members(...Array.from({ length: size }, (_, i) => `m${i}`));
        const shared = shareOut(places(count, (index) => (before[index] === undefined ? undefined : `m${before[index]}`)), group);
        const loads = group.map(({ member }) => countBy(shared)[member] ?? 0);
        expect(loads.reduce((a, b) => a + b, 0)).toBe(count);
        expect(Math.max(...loads) - Math.min(...loads)).toBeLessThanOrEqual(1);
        expect(shareOut(shared, group)).toEqual(shared);
      }),
    );
  });

  it('moves no more than it must when a member joins', () => {
    const shared = shareOut(places(6, (index) => (index < 3 ? 'a' : 'b')), members('a', 'b', 'c'));
    expect(countBy(shared)).toEqual({ a: 2, b: 2, c: 2 });
    expect(shared.filter((place, index) => place.wanted !== (index < 3 ? 'a' : 'b'))).toHaveLength(2);
  });

  it('moves nothing where what nobody has makes it even', () => {
    const before = places(3, (index) => (index < 2 ? 'a' : undefined));
    expect(shareOut(before, members('a', 'b')).map((place) => place.wanted)).toEqual(['a', 'a', 'b']);
  });

  it('comes out the same whoever computes it, in whatever order the members are listed', () => {
    expect(shareOut(places(5), members('c', 'a', 'b'))).toEqual(shareOut(places(5), members('a', 'b', 'c')));
    expect(shareOut(places(1), members('b', 'a')).map((place) => place.wanted)).toEqual(['a']);
  });

  it('counts what a member has of all topics', () => {
    const topics = ['t', 'u'];
    const both = topics.flatMap((topic) => [0, 1].map((partition): Place => ({ topic, partition, wanted: topic === 't' ? 'a' : undefined, owner: undefined })));
    expect(shareOut(both, [{ member: 'a', topics }, { member: 'b', topics: ['u'] }]).map((place) => place.wanted)).toEqual(['a', 'a', 'b', 'b']);
  });

  it('takes a topic from who does not subscribe to it any more', () => {
    expect(shareOut(places(1, () => 'a'), [{ member: 'a', topics: [] }])[0]?.wanted).toBeUndefined();
  });

  it('gives a topic only to who subscribes to it', () => {
    const both: Place[] = ['t', 'u'].map((topic) => ({ topic, partition: 0, wanted: undefined, owner: undefined }));
    expect(shareOut(both, [{ member: 'a', topics: ['t'] }])[1]?.wanted).toBeUndefined();
  });
});

describe('settling', () => {
  it('takes nothing from a living owner before it lets go', () => {
    const before = places(2, () => 'a');
    const joined = settle(before, members('a', 'b'), 'b', new Set());
    const moving = joined.find((place) => place.wanted === 'b');
    expect(moving?.owner).toBe('a');
    const letGo = settle(joined, members('a', 'b'), 'a', new Set([`t/${moving?.partition}`]));
    expect(settle(letGo, members('a', 'b'), 'b', new Set()).find((place) => place.wanted === 'b')?.owner).toBe('b');
  });

  it('takes everything from the dead at once', () => {
    expect(settle(places(3, () => 'dead'), members('b'), 'b', new Set()).map((place) => place.owner)).toEqual(['b', 'b', 'b']);
  });

  it('frees only what the one who reports has let go of, by topic and partition', () => {
    const before: Place[] = [
      { topic: 't', partition: 0, wanted: 'a', owner: 'b' },
      { topic: 't', partition: 1, wanted: 'b', owner: 'a' },
      { topic: 't', partition: 2, wanted: 'b', owner: 'a' },
      { topic: 't', partition: 3, wanted: 'a', owner: undefined },
    ];
    const owners = (me: string, released: readonly string[]): (string | undefined)[] => settle(before, members('a', 'b'), me, new Set(released)).map((place) => place.owner);
    expect(owners('a', ['t/1'])).toEqual(['b', undefined, 'a', 'a']);
    expect(owners('a', [])).toEqual(['b', 'a', 'a', 'a']);
    // Somebody else's is not ours to free.
    expect(owners('b', ['t/1', 't/2'])).toEqual(['b', 'a', 'a', undefined]);
  });
});
