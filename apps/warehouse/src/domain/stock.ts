import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { conditions, type Condition, type Disposition, type Place } from './words';

/** The ledger of one SKU: what was there when it was opened, what after-sales moved since, what is on hand. Units as bigint. */
export interface SkuStock {
  readonly sku: string;
  /** False: moved before the WMS said how much there is; the opening is 0 until it does. */
  readonly opened: boolean;
  /** Sellable units when the ledger was opened: condition a. */
  readonly opening: bigint;
  /** Units that came in from outside, and went out, since. */
  readonly totalIn: bigint;
  readonly totalOut: bigint;
  readonly shelves: Readonly<Record<Condition, Shelf>>;
}

/** One condition of one SKU. In and out count moves between conditions too. */
export interface Shelf {
  readonly onHand: bigint;
  readonly in: bigint;
  readonly out: bigint;
}

export interface StockMove {
  readonly moveId: string;
  readonly sku: string;
  readonly caseId: string;
  readonly from: Place;
  readonly to: Place;
  readonly quantity: bigint;
  readonly disposition: Disposition;
  /** ISO, the WMS's time. */
  readonly at: string;
}

/** Condition of the units that a ledger is opened with. */
const openingCondition: Condition = 'a';

/** Stock appeared or vanished: a bug, never an expected failure. */
export class StockNotConservedError extends Error {
  override readonly name = 'StockNotConservedError';
}

const emptyShelf: Shelf = { onHand: 0n, in: 0n, out: 0n };

/** A SKU that moves before its ledger was opened. */
export const unopenedStock = (sku: string): SkuStock => ({
  sku,
  opened: false,
  opening: 0n,
  totalIn: 0n,
  totalOut: 0n,
  shelves: { a: emptyShelf, b: emptyShelf, c: emptyShelf, d: emptyShelf, quarantine: emptyShelf },
});

/** Opens the ledger of a SKU; undefined when it was opened with the same number before. Error: STOCK_ALREADY_OPENED, with another number. */
export function openStock(stock: SkuStock, onHand: bigint): Result<SkuStock | undefined, DomainError> {
  if (stock.opened) {
    if (stock.opening === onHand) return ok(undefined);
    return domainError('STOCK_ALREADY_OPENED', 'The stock of this SKU was opened with another number: the opening is counted once, later differences are moves.');
  }
  return ok(conserved({ ...stock, opened: true, opening: onHand, shelves: change(stock, openingCondition, (shelf) => ({ ...shelf, onHand: shelf.onHand + onHand })) }));
}

/** @throws StockNotConservedError for a move that can't be: of nothing, to the same place, or of more than is on hand. */
export function moveStock(stock: SkuStock, move: StockMove): SkuStock {
  const { from, to, quantity } = move;
  if (move.sku !== stock.sku || quantity <= 0n || from === to) throw new StockNotConservedError(`${stock.sku}: a move of ${quantity} of ${move.sku} from ${from} to ${to} can't be`);
  let next = stock;
  if (from === 'outside') next = { ...next, totalIn: next.totalIn + quantity };
  else next = { ...next, shelves: change(next, from, (shelf) => ({ ...shelf, onHand: shelf.onHand - quantity, out: shelf.out + quantity })) };
  if (to === 'outside') next = { ...next, totalOut: next.totalOut + quantity };
  else next = { ...next, shelves: change(next, to, (shelf) => ({ ...shelf, onHand: shelf.onHand + quantity, in: shelf.in + quantity })) };
  return conserved(next);
}

/** What is wrong with a ledger: per SKU opening + in = on hand + out; per condition opening + moves in − moves out = on hand, and never below 0. */
export function breaksOf(stock: SkuStock): string[] {
  const onHand = conditions.reduce((sum, condition) => sum + stock.shelves[condition].onHand, 0n);
  const breaks = conditions.flatMap((condition) => {
    const shelf = stock.shelves[condition];
    const opening = condition === openingCondition ? stock.opening : 0n;
    if (shelf.onHand < 0n) return [`${condition}: ${shelf.onHand} on hand`];
    return opening + shelf.in - shelf.out === shelf.onHand ? [] : [`${condition}: ${opening} + ${shelf.in} - ${shelf.out} is not ${shelf.onHand}`];
  });
  return stock.opening + stock.totalIn === onHand + stock.totalOut ? breaks : [...breaks, `${stock.opening} + ${stock.totalIn} is not ${onHand} + ${stock.totalOut}`];
}

function conserved(stock: SkuStock): SkuStock {
  const breaks = breaksOf(stock);
  if (breaks.length > 0) throw new StockNotConservedError(`stock of ${stock.sku} is not conserved: ${breaks.join('; ')}`);
  return stock;
}

const change = (stock: SkuStock, condition: Condition, by: (shelf: Shelf) => Shelf): SkuStock['shelves'] => ({ ...stock.shelves, [condition]: by(stock.shelves[condition]) });
