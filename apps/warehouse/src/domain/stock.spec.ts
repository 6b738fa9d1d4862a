import fc from 'fast-check';
import { breaksOf, moveStock, openStock, StockNotConservedError, unopenedStock, type SkuStock, type StockMove } from './stock';
import { conditions, type Place } from './words';

const move = (from: Place, to: Place, quantity: bigint): StockMove => ({ moveId: 'm', sku: 'MUG', caseId: 'c1', from, to, quantity, disposition: 'restock', at: '2026-11-01T00:00:00Z' });

function opened(stock: SkuStock, onHand: bigint): SkuStock {
  const result = openStock(stock, onHand);
  if (!result.ok || !result.value) throw new Error('it was opened before');
  return result.value;
}

describe('the stock of a SKU', () => {
  it('moves units from the world to a shelf, between shelves, and out', () => {
    const moved = [move('outside', 'd', 3n), move('d', 'outside', 2n), move('d', 'quarantine', 1n)].reduce(moveStock, opened(unopenedStock('MUG'), 10n));
    expect(conditions.map((condition) => moved.shelves[condition].onHand)).toEqual([10n, 0n, 0n, 0n, 1n]);
    expect(moved).toMatchObject({ opening: 10n, totalIn: 3n, totalOut: 2n });
  });

  it('may move before it is opened; the opening is added to what came as new', () => {
    const stock = opened(moveStock(unopenedStock('MUG'), move('outside', 'a', 2n)), 5n);
    expect(stock.shelves.a.onHand).toBe(7n);
    expect(breaksOf(stock)).toEqual([]);
  });

  it('is opened once: the same number again changes nothing, another is refused', () => {
    const stock = opened(unopenedStock('MUG'), 5n);
    expect(openStock(stock, 5n)).toEqual({ ok: true, value: undefined });
    expect(openStock(stock, 6n)).toMatchObject({ ok: false, error: { code: 'STOCK_ALREADY_OPENED' } });
  });

  it('can be opened at nothing', () => {
    expect(opened(unopenedStock('MUG'), 0n).opened).toBe(true);
  });

  it('never goes below nothing', () => {
    expect(() => moveStock(opened(unopenedStock('MUG'), 1n), move('a', 'outside', 2n))).toThrow(StockNotConservedError);
  });

  it.each([
    ['of nothing', move('outside', 'a', 0n)],
    ['to the same place', move('a', 'a', 1n)],
    ['of another SKU', { ...move('outside', 'a', 1n), sku: 'CUP' }],
  ])('has no move %s', (_, impossible) => {
    expect(() => moveStock(opened(unopenedStock('MUG'), 5n), impossible)).toThrow(StockNotConservedError);
  });

  it('is not moved further from a balance that somebody has broken', () => {
    const stock = opened(unopenedStock('MUG'), 5n);
    const broken = { ...stock, shelves: { ...stock.shelves, b: { ...stock.shelves.b, onHand: 1n } } };
    expect(breaksOf(broken)).toHaveLength(2);
    expect(() => moveStock(broken, move('outside', 'a', 1n))).toThrow(StockNotConservedError);
  });

  it('is conserved over any moves: what is on hand is the opening and the sum of the ledger', () => {
    const places: readonly Place[] = [...conditions, 'outside'];
    const moves = fc.array(fc.record({ from: fc.constantFrom(...places), to: fc.constantFrom(...places), quantity: fc.bigInt({ min: 1n, max: 20n }) }), { maxLength: 60 });
    fc.assert(
      fc.property(fc.bigInt({ min: 0n, max: 50n }), fc.nat(60), moves, (onHand, openAt, drawn) => {
        const ledger: StockMove[] = [];
        let stock = unopenedStock('MUG');
        drawn.forEach(({ from, to, quantity }, index) => {
          if (index === openAt) stock = opened(stock, onHand);
          if (from === to || (from !== 'outside' && stock.shelves[from].onHand < quantity)) return;
          ledger.push(move(from, to, quantity));
          stock = moveStock(stock, move(from, to, quantity));
        });
        for (const condition of conditions) {
          const opening = condition === 'a' ? stock.opening : 0n;
          expect(stock.shelves[condition].onHand).toBe(opening + sum(ledger, ({ to }) => to === condition) - sum(ledger, ({ from }) => from === condition));
        }
        const total = conditions.reduce((all, condition) => all + stock.shelves[condition].onHand, 0n);
        expect(stock.opening + sum(ledger, ({ from }) => from === 'outside')).toBe(total + sum(ledger, ({ to }) => to === 'outside'));
        expect(breaksOf(stock)).toEqual([]);
      }),
    );
  });
});

const sum = (ledger: readonly StockMove[], which: (each: StockMove) => boolean): bigint => ledger.filter(which).reduce((all, { quantity }) => all + quantity, 0n);
