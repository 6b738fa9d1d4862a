import fc from 'fast-check';
import { aLine, anOrder } from '../../test/builders';
import { freeUnits, holdUnits, keepUnits, noUnits, releaseUnits, replacedAt, type OrderUnits } from './units';

const order = anOrder({ lines: [aLine({ quantity: 5 })] });
const line = aLine({ quantity: 5 });
const of = (quantity: number): ReadonlyMap<string, number> => new Map([['ol1', quantity]]);
const none = new Map<string, number>();

describe('units of an order', () => {
  it('are free until a case holds them, and free again when it lets go', () => {
    const held = holdUnits(order, noUnits, 'a', of(3));
    expect(freeUnits(line, held)).toBe(2);
    expect(releaseUnits(held, 'a', none)).toEqual(noUnits);
  });

  it('are spent when they came back or were paid back; the rest is free again', () => {
    const closed = releaseUnits(holdUnits(order, noUnits, 'a', of(3)), 'a', of(2));
    expect(closed).toEqual({ ol1: { held: {}, spent: 2 } });
    expect(freeUnits(line, closed)).toBe(3);
  });

  it('are never held beyond what is free', () => {
    const held = holdUnits(order, noUnits, 'a', of(3));
    expect(() => holdUnits(order, held, 'b', of(3))).toThrow(RangeError);
    expect(() => holdUnits(order, held, 'b', of(0))).toThrow(RangeError);
    expect(() => holdUnits(order, held, 'b', new Map([['nowhere', 1]]))).toThrow(RangeError);
  });

  it('are never spent beyond what the case holds', () => {
    expect(() => releaseUnits(holdUnits(order, noUnits, 'a', of(1)), 'a', of(2))).toThrow(RangeError);
  });

  it('that a case keeps stay its own, and the rest is free again', () => {
    const held = holdUnits(order, holdUnits(order, noUnits, 'a', of(3)), 'b', of(1));
    expect(keepUnits(held, 'a', of(2))).toEqual({ ol1: { held: { a: 2, b: 1 }, spent: 0 } });
    expect(keepUnits(held, 'a', none)).toEqual({ ol1: { held: { b: 1 }, spent: 0 } });
    expect(keepUnits(holdUnits(order, noUnits, 'a', of(3)), 'a', none)).toEqual({});
    expect(keepUnits(held, 'a', of(3))).toBe(held);
    expect(() => keepUnits(held, 'a', of(4))).toThrow('it holds 3');
  });

  describe('whose place others have taken', () => {
    const [early, late] = ['2026-10-01T10:00:00Z', '2026-11-01T10:00:00Z'];
    const exchanged = (units: OrderUnits, caseId: string, quantity: number, deliveredAt: string, sent = quantity): OrderUnits => releaseUnits(holdUnits(order, units, caseId, of(quantity)), caseId, none, { units: of(sent), deliveredAt });

    it('are free again, and remember when the customer got them', () => {
      const units = exchanged(noUnits, 'a', 2, early);
      expect([units, freeUnits(line, units)]).toEqual([{ ol1: { held: {}, spent: 0, replaced: [{ units: 2, deliveredAt: early }] } }, 5]);
      expect(exchanged(noUnits, 'a', 2, early, 0)).toEqual(noUnits);
    });

    it('have a window of their own, where all that a case is about has; of one that is about more, the order\'s counts', () => {
      const units = exchanged(exchanged(noUnits, 'a', 1, early), 'b', 2, late);
      // The last that came is meant first: b's two units were the one that a had sent, and another.
      expect(units).toEqual({ ol1: { held: {}, spent: 0, replaced: [{ units: 2, deliveredAt: late }] } });
      const more = exchanged(exchanged(noUnits, 'a', 3, early), 'b', 1, late);
      const held = (quantity: number): string | undefined => replacedAt(holdUnits(order, more, 'c', of(quantity)), 'c', ['ol1']);
      expect([held(1), held(2), held(3), held(4)]).toEqual([late, early, early, undefined]);
      expect([replacedAt(holdUnits(order, noUnits, 'c', of(1)), 'c', ['ol1']), replacedAt(more, 'c', ['ol1']), replacedAt(noUnits, 'c', [])]).toEqual([undefined, undefined, undefined]);
    });

    it('are held by one case at a time, are free again with what it lets go, and gone with what it spends', () => {
      const units = exchanged(exchanged(noUnits, 'a', 2, early), 'b', 1, late);
      const held = holdUnits(order, holdUnits(order, units, 'c', of(1)), 'd', of(2));
      expect([replacedAt(held, 'c', ['ol1']), replacedAt(held, 'd', ['ol1'])]).toEqual([late, undefined]);
      expect(releaseUnits(releaseUnits(held, 'c', none), 'd', none)).toEqual(units);
      const split = exchanged(noUnits, 'a', 3, early);
      expect(releaseUnits(holdUnits(order, split, 'c', of(1)), 'c', none)).toEqual(split);
      expect(replacedAt(keepUnits(held, 'd', of(1)), 'd', ['ol1'])).toBe(early);
      expect(releaseUnits(releaseUnits(held, 'c', of(1)), 'd', none)).toEqual({ ol1: { held: {}, spent: 1, replaced: [{ units: 1, deliveredAt: early }] } });
    });
  });

  it('stay as they are when a case lets go that holds none', () => {
    const held = holdUnits(order, noUnits, 'a', of(3));
    expect(releaseUnits(held, 'b', none)).toBe(held);
  });

  it('add up whatever cases come and go: free + held + spent = bought, none below zero, and no more are replaced than are not spent', () => {
    const move = fc.record({ caseId: fc.constantFrom('a', 'b', 'c'), units: fc.integer({ min: 1, max: 5 }), spend: fc.boolean(), sent: fc.integer({ min: 0, max: 5 }), day: fc.integer({ min: 10, max: 28 }) });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let units: OrderUnits = noUnits;
        const holding = new Map<string, number>();
        let spent = 0;
        for (const { caseId, units: wanted, spend, sent, day } of moves) {
          const held = holding.get(caseId);
          if (held !== undefined) {
            units = releaseUnits(units, caseId, spend ? of(held) : none, spend ? undefined : { units: of(Math.min(sent, held)), deliveredAt: `2026-11-${day}T10:00:00Z` });
            spent += spend ? held : 0;
            holding.delete(caseId);
          } else if (wanted <= freeUnits(line, units)) {
            units = holdUnits(order, units, caseId, of(wanted));
            holding.set(caseId, wanted);
          }
          const heldNow = [...holding.values()].reduce((sum, each) => sum + each, 0);
          expect(freeUnits(line, units)).toBe(5 - heldNow - spent);
          expect(freeUnits(line, units)).toBeGreaterThanOrEqual(0);
          const replaced = units['ol1']?.replaced ?? [];
          expect(replaced.every((each) => each.units > 0)).toBe(true);
          expect(replaced.reduce((sum, each) => sum + each.units, 0)).toBeLessThanOrEqual(5 - spent);
          for (const [caseId, most] of holding) expect(replaced.reduce((sum, each) => (each.heldBy === caseId ? sum + each.units : sum), 0)).toBeLessThanOrEqual(most);
          expect(replaced.filter(({ heldBy }) => heldBy !== undefined && !holding.has(heldBy))).toEqual([]);
        }
      }),
    );
  });
});
