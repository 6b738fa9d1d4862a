import { conditionOf, leavesAtOnce } from './disposition';
import type { ArrivalEvent } from './receive-report';
import type { StockMove } from './stock';
import type { Disposition, Place } from './words';

/**
 * How a report moves stock: accepted units go to the shelf of their grade, the others, and the rejected ones, to quarantine. Scrapped units pass over the shelf and leave
 * it: two moves, so that the ledger shows in which condition they came and that they are gone. What goes back to the customer is theirs, and comes to no shelf.
 */
export function movesOfReport(caseId: string, reportId: string, events: readonly ArrivalEvent[], at: string): readonly StockMove[] {
  const moves: StockMove[] = [];
  const move = (sku: string, from: Place, to: Place, quantity: number, disposition: Disposition): void =>
    void moves.push({ moveId: `${caseId}/${reportId}/${moves.length + 1}`, sku, caseId, from, to, quantity: BigInt(quantity), disposition, at });
  for (const event of events) {
    if (event.type === 'units_set_aside') move(event.exception.sku, 'outside', 'quarantine', event.exception.quantity, 'quarantine');
    if (event.type === 'units_rejected') move(event.sku, 'outside', 'quarantine', event.units.quantity, 'quarantine');
    if (event.type !== 'units_accepted') continue;
    const { quantity, grade, disposition } = event.units;
    if (disposition === 'back_to_customer') continue;
    move(event.sku, 'outside', conditionOf(grade), quantity, disposition);
    if (leavesAtOnce.includes(disposition)) move(event.sku, conditionOf(grade), 'outside', quantity, disposition);
  }
  return moves;
}
