import { conditionOf, dispositionOf, leavesAtOnce } from './disposition';
import type { WarehouseException } from './exception';
import type { StockMove } from './stock';
import type { Disposition, Place } from './words';

/**
 * How the end of an exception moves stock: out of quarantine and onto the shelf of their grade, as if they had been expected, or out of the house. What stays in quarantine moves nowhere, and what is
 * missing has never been here.
 */
export function movesOfException({ exceptionId, ref, units, end }: WarehouseException, at: string): readonly StockMove[] {
  const moves: StockMove[] = [];
  const move = (sku: string, from: Place, to: Place, quantity: number, disposition: Disposition): void =>
    void moves.push({ moveId: `${ref.caseId}/${exceptionId}/${moves.length + 1}`, sku, caseId: ref.caseId, from, to, quantity: BigInt(quantity), disposition, at });
  for (const { sku, quantity, found } of units) {
    if (!found) continue;
    if (end?.resolution === 'back_to_customer') move(sku, 'quarantine', 'outside', quantity, 'back_to_customer');
    if (end?.resolution !== 'restock') continue;
    const disposition = dispositionOf(found.grade, found.liability);
    move(sku, 'quarantine', conditionOf(found.grade), quantity, disposition);
    if (leavesAtOnce.includes(disposition)) move(sku, conditionOf(found.grade), 'outside', quantity, disposition);
  }
  return moves;
}
