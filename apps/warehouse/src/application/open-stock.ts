import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { openStock, unopenedStock } from '../domain/stock';
import type { WarehouseWork } from './work';

/** The WMS says how much of a SKU was there when its ledger begins. `onHand` in units. */
export function openStockOf(work: WarehouseWork, sku: string, onHand: bigint): Outcome {
  const opened = openStock(work.stock.get(sku) ?? unopenedStock(sku), onHand);
  if (!opened.ok) return refused({ ...opened.error, kind: 'UNPROCESSABLE' });
  if (!opened.value) return ignored('the stock was opened before, with the same number');
  work.stock.put(sku, opened.value);
  return done();
}
