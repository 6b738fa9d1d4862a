import { Disposition, StockMoved } from '@huiliu/contracts';
import { moveStock, unopenedStock, type StockMove } from '../domain/stock';
import { subjectOfStock, type WarehouseWork } from './work';

/** Moves stock: balance, ledger and event together, so that the three always agree. */
export function recordMove(work: WarehouseWork, move: StockMove): void {
  const { moveId, sku, caseId, from, to, disposition, at } = move;
  work.stock.put(sku, moveStock(work.stock.get(sku) ?? unopenedStock(sku), move));
  const quantity = move.quantity.toString();
  work.moves.add({ moveId, sku, caseId, fromCondition: from, toCondition: to, quantity, disposition, movedAt: new Date(at) });
  work.say(StockMoved, subjectOfStock(sku), { sku, moveId, caseId, fromCondition: from, toCondition: to, quantity, disposition: Disposition.wire(disposition) });
}
