import { memoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { openStockOf } from './open-stock';

describe('opening the stock of a SKU', () => {
  it('counts once: again is ignored, another number is refused and changes nothing', () => {
    const { work, stock } = memoryWork(warehouseTables);
    expect(openStockOf(work, 'MUG', 40n)).toEqual({ kind: 'done' });
    expect(openStockOf(work, 'MUG', 40n)).toMatchObject({ kind: 'ignored' });
    expect(openStockOf(work, 'MUG', 41n)).toMatchObject({ kind: 'refused', refusal: { code: 'STOCK_ALREADY_OPENED', kind: 'UNPROCESSABLE' } });
    expect(stock.get('MUG')).toMatchObject({ opened: true, opening: 40n });
  });
});
