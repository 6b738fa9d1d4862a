import fc from 'fast-check';
import { judge, nothingSeen, type Seen } from './sequence';

interface Said {
  readonly epoch: number;
  readonly sequence: number;
  readonly id: string;
}

/** A consumer that keeps gaps aside and tries them again after each event, as the inbox does. */
function consume(deliveries: readonly Said[]): string[] {
  let seen: Seen = nothingSeen;
  let aside: Said[] = [];
  const effects: string[] = [];
  const take = (event: Said): boolean => {
    const verdict = judge(seen, event.epoch, event.sequence);
    if (verdict === 'next') {
      seen = event;
      effects.push(event.id);
    }
    return verdict !== 'gap';
  };
  for (const event of deliveries) {
    if (!take(event)) aside.push(event);
    for (let before = -1; before !== aside.length; ) {
      before = aside.length;
      aside = aside.filter((one) => !take(one));
    }
  }
  return effects;
}

describe('judging by epoch and sequence', () => {
  it.each([
    ['the next one', { epoch: 1, sequence: 3 }, 1, 4, 'next'],
    ['one seen before', { epoch: 1, sequence: 3 }, 1, 3, 'duplicate'],
    ['one with another missing before it', { epoch: 1, sequence: 3 }, 1, 5, 'gap'],
    ['a number used again under a raised epoch', { epoch: 1, sequence: 3 }, 2, 2, 'next'],
    ['a leftover of an older epoch', { epoch: 2, sequence: 2 }, 1, 9, 'duplicate'],
    ['a raised epoch with something missing', { epoch: 1, sequence: 3 }, 2, 5, 'gap'],
  ] as const)('%s', (_name, seen, epoch, sequence, verdict) => {
    expect(judge(seen, epoch, sequence)).toBe(verdict);
  });

  it('every event takes effect exactly once and in order, however often and in whatever order within a window it is delivered', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 30 }), fc.array(fc.tuple(fc.nat(29), fc.nat(29)), { maxLength: 40 }), (count, disorder) => {
        const said: Said[] = Array.from({ length: count }, (_, index) => ({ epoch: 1, sequence: index + 1, id: `e${index + 1}` }));
        const delivered = [...said];
        for (const [from, to] of disorder) {
          const event = said[from % count];
          if (event) delivered.splice(to % delivered.length, 0, event);
        }
        expect(consume(delivered)).toEqual(said.map(({ id }) => id));
      }),
    );
  });

  it('after a restore to an older state, what is republished is dropped and what is said anew takes effect, whatever its number', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 20 }), fc.nat(20), fc.integer({ min: 1, max: 20 }), (before, kept, after) => {
        const restoredTo = Math.min(before, kept);
        const old: Said[] = Array.from({ length: before }, (_, index) => ({ epoch: 1, sequence: index + 1, id: `old${index + 1}` }));
        const fresh: Said[] = Array.from({ length: after }, (_, index) => ({ epoch: 2, sequence: restoredTo + index + 1, id: `new${index + 1}` }));
        expect(consume([...old, ...old.slice(0, restoredTo), ...fresh])).toEqual([...old, ...fresh].map(({ id }) => id));
      }),
    );
  });
});
