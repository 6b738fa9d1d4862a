import fc from 'fast-check';
import { aLine, anOrder } from '../../test/builders';
import { freeUnits, holdUnits, keepUnits, noUnits, releaseUnits, type OrderUnits } from './units';

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

  it('stay as they are when a case lets go that holds none', () => {
    const held = holdUnits(order, noUnits, 'a', of(3));
    expect(releaseUnits(held, 'b', none)).toBe(held);
  });

  it('add up whatever cases come and go: free + held + spent = bought, none below zero', () => {
    const move = fc.record({ caseId: fc.constantFrom('a', 'b', 'c'), units: fc.integer({ min: 1, max: 5 }), spend: fc.boolean() });
    fc.assert(
      fc.property(fc.array(move, { maxLength: 40 }), (moves) => {
        let units: OrderUnits = noUnits;
        const holding = new Map<string, number>();
        let spent = 0;
        for (const { caseId, units: wanted, spend } of moves) {
          const held = holding.get(caseId);
          if (held !== undefined) {
            units = releaseUnits(units, caseId, spend ? of(held) : none);
            spent += spend ? held : 0;
            holding.delete(caseId);
          } else if (wanted <= freeUnits(line, units)) {
            units = holdUnits(order, units, caseId, of(wanted));
            holding.set(caseId, wanted);
          }
          const heldNow = [...holding.values()].reduce((sum, each) => sum + each, 0);
          expect(freeUnits(line, units)).toBe(5 - heldNow - spent);
          expect(freeUnits(line, units)).toBeGreaterThanOrEqual(0);
        }
      }),
    );
  });
});
