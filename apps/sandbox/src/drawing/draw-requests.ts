import type { ClaimedConditionWord, ReturnReasonWord } from '@huiliu/contracts';
import type { AskedLine, Evidence, Request } from '../cancellations/request';
import { draws, type BranchOf } from '../mix/branches';
import { everyday, type Mix } from '../mix/mix';
import type { PurchaseLine } from '../orders/orders-of';
import { randomOf, type Random } from '../random/random';
import type { Order } from './order-facts';
import { asksAtMs, type RecallKind } from './outbound';
import { lowerPriceOf, mayBecomeCheaper, returnOf, returnOfExchanged } from './price-differences';
import type { OpenOrder, Shelf } from './shelf';
import { wantedInstead } from './variants';

/** What is out of the ordinary about a drawn application. */
export type Oddity = Exclude<BranchOf<'application'>, 'ordinary'>;
export const oddities: readonly Oddity[] = (Object.keys(draws.application) as BranchOf<'application'>[]).filter((name) => name !== 'ordinary');

export interface DrawnRequest {
  readonly request: Request;
  /** Undefined when nobody knows the purchase. */
  readonly order: Order | undefined;
  readonly oddity: Oddity | undefined;
}

/** Of the large claims: those whose goods the customer keeps. */
const shareKept = 0.3;

const dayMs = 86_400_000;
const minuteMs = 60_000;
const linesAtMost = 5;
const unitsAtMost = 6;
/** A claim above this, in minor units, is large in any policy that this stands in for; what is paid back for it is, less a discount, above what finance lets go without a second person. */
const largeClaimMinor = 50_000n;

/** The n-th drawn application, counted from 0. Takes its units from the shelf; the draws before it have to have been made. */
export function drawRequest(seed: string, number: number, shelf: Shelf, mix: Mix = everyday): DrawnRequest {
  const random = randomOf(seed, 'case', number);
  const place = randomOf(seed, 'goods', number).weighted(mix.goods);
  const recalled = place === 'received' ? undefined : recall(seed, random, `SR${String(1_000_001 + number)}`, place, shelf);
  if (recalled) return recalled;
  const wish = random.weighted(mix.application);
  const requestId = `SR${String(1_000_001 + number)}`;
  const special = wish === 'large_amount' ? large(random, requestId, shelf) : wish === 'units_taken' ? tooMany(random, requestId, shelf) : undefined;
  if (special) return special;
  const kept = wish === 'ordinary' && random.weighted(mix.cheaper_goods) === 'come_back' ? shelf.kept.shift() : undefined;
  if (kept) return { request: returnOf(random, requestId, kept), order: kept.order, oddity: undefined };
  const exchanged = wish === 'ordinary' && randomOf(seed, 'exchanged', number).weighted(mix.exchanged_goods) === 'come_back' ? shelf.exchanged.shift() : undefined;
  if (exchanged) return { request: returnOfExchanged(random, requestId, exchanged), order: exchanged.order, oddity: undefined };
  // Where there is nothing taken to be found, an ordinary one it is.
  const oddity = wish === 'ordinary' || wish === 'large_amount' || wish === 'units_taken' ? undefined : wish;
  return ordinary(random, requestId, shelf, oddity, mix, (open, asked) => wantedInstead(seed, number, open, asked, shelf, mix), randomOf(seed, 'advance', number).weighted(mix.advance) === 'in_advance');
}

type Variant = (open: OpenOrder, asked: readonly AskedLine[]) => AskedLine | undefined;

/** Customers seldom give back a whole order: mostly one line, mostly one unit. */
function ordinary(random: Random, requestId: string, shelf: Shelf, oddity: Oddity | undefined, mix: Mix, variant: Variant, atOnce: boolean): DrawnRequest {
  const { order, lines } = shelf.draw(random);
  const drawn = random.weighted(mix.case);
  const type = drawn === 'price_difference' && !lines.every(mayBecomeCheaper) ? 'return' : drawn;
  if (type === 'inquiry' || type === 'complaint') return concern(random, requestId, shelf, { order, lines }, type, oddity);
  // Who wants it at once mostly can't use what they have.
  const faulty = oddity === 'no_evidence' || (type === 'exchange' && atOnce && random.chance(0.75));
  const wished = someOf(random, lines).map((line) => askedLine(random, type, line, quantityOf(random, shelf.left.of(line)), faulty));
  const other = type === 'exchange' ? variant({ order, lines }, wished) : undefined;
  const asked = other ? [other] : wished;
  const request = { ...requestOf(random, requestId, order, type, asked, oddity), ...(type === 'exchange' && !other && atOnce && { advance: true as const }) };
  if (oddity === 'unknown_purchase') {
    const lost = request.lines.map((line) => ({ ...line, orderLineId: '' }));
    return { request: { ...request, orderId: '', lines: lost }, order: undefined, oddity };
  }
  take(shelf, order, asked);
  // Where somebody can be told what has become of it.
  if (type === 'price_difference' && oddity === undefined && shelf.mayFollow) shelf.kept.push({ request, order });
  if (type === 'exchange' && oddity === undefined && shelf.mayFollow) shelf.exchanged.push({ request, order });
  return { request, order, oddity };
}

/** What is odd about an application, and can be about a question too. */
const oddOfConcerns: ReadonlySet<Oddity> = new Set(['same_event_twice', 'same_request_twice', 'before_its_order']);
const shareAboutGoods = 0.7;

/** About some goods, which are kept for what may be made of it, or about nothing in particular. */
function concern(random: Random, requestId: string, shelf: Shelf, { order, lines }: OpenOrder, type: 'inquiry' | 'complaint', wish: Oddity | undefined): DrawnRequest {
  const oddity = wish && oddOfConcerns.has(wish) ? wish : undefined;
  const aboutGoods = oddity === 'before_its_order' || random.chance(shareAboutGoods);
  const asked = aboutGoods ? someOf(random, lines).map((line) => askedLine(random, 'return', line, quantityOf(random, shelf.left.of(line)), false)) : [];
  take(shelf, order, asked);
  const request = { ...requestOf(random, requestId, order, type, asked, oddity), evidence: [], text: random.pick(words[type]) };
  return { request: aboutGoods ? request : { ...request, orderId: '' }, order, oddity };
}

const words: Readonly<Record<'inquiry' | 'complaint', readonly string[]>> = {
  inquiry: ['My sister Ada asks whether it may go into the dishwasher.', 'Is there a larger one? Mr Baker in your shop could not say.', 'Which post office is nearest to 12 Mill Lane?', 'The lid is loose: is that meant to be so?'],
  complaint: ['Third time that nobody rings back on my number.', 'Your driver left it with Mrs Dunn next door, who was away.', 'The box was open when June unpacked it.', 'I was promised a reply by Monday and have heard nothing.'],
};

/** For all of an order that nobody else asks for: it is on its way, or still here, as a whole. */
function recall(seed: string, random: Random, requestId: string, kind: RecallKind, shelf: Shelf): DrawnRequest | undefined {
  return shelf.drawSuiting(random, ({ order, lines }) => {
    if (order.lines.some((line) => shelf.left.takenOf(line.orderLineId) > 0)) return undefined;
    const asked = lines.map((line): AskedLine => ({ orderLineId: line.orderLineId, sku: line.sku, quantity: line.quantity, reason: random.weighted({ no_reason: 0.7, other: 0.3 }), condition: 'unopened' }));
    take(shelf, order, asked);
    const request = { ...requestOf(random, requestId, order, 'refund_only', asked, undefined), recallKind: kind, requestedAtMs: asksAtMs(seed, order), evidence: [] };
    return { request, order, oddity: undefined };
  });
}

function large(random: Random, requestId: string, shelf: Shelf): DrawnRequest | undefined {
  const type = random.chance(shareKept) ? 'refund_only' : 'return';
  const claimed = (open: OpenOrder): DrawnRequest | undefined => {
    const lines = largeClaim(open, shelf);
    if (!lines) return undefined;
    const asked = lines.map((line) => askedLine(random, type, line, shelf.left.of(line), false));
    take(shelf, open.order, asked);
    return { request: requestOf(random, requestId, open.order, type, asked, 'large_amount'), order: open.order, oddity: 'large_amount' };
  };
  return shelf.drawSuiting(random, claimed) ?? claimed(shelf.makeUpDear());
}

/** The dearest lines of the order, until they are above the threshold together; undefined when they never are. */
function largeClaim({ lines }: OpenOrder, shelf: Shelf): PurchaseLine[] | undefined {
  const worth = (line: PurchaseLine): bigint => (line.amountMinor * BigInt(shelf.left.of(line))) / BigInt(line.quantity);
  const chosen: PurchaseLine[] = [];
  let sum = 0n;
  for (const line of lines.toSorted((a, b) => Number(worth(b) - worth(a)))) {
    chosen.push(line);
    sum += worth(line);
    if (sum > largeClaimMinor) return chosen;
  }
  return undefined;
}

/** Asks for one unit more than others have left. */
function tooMany(random: Random, requestId: string, shelf: Shelf): DrawnRequest | undefined {
  const order = shelf.drawTouched(random);
  if (!order) return undefined;
  const line = random.pick(order.lines.filter(({ kind, orderLineId }) => kind === 'goods' && shelf.left.takenOf(orderLineId) > 0));
  const asked = [askedLine(random, 'return', line, shelf.left.of(line) + 1, false)];
  return { request: requestOf(random, requestId, order, 'return', asked, 'units_taken'), order, oddity: 'units_taken' };
}

function take(shelf: Shelf, order: Order, asked: readonly AskedLine[]): void {
  for (const { orderLineId, quantity } of asked) {
    const line = order.lines.find((each) => each.orderLineId === orderLineId);
    if (line) shelf.left.take(line, quantity);
  }
}

function someOf(random: Random, lines: readonly PurchaseLine[]): PurchaseLine[] {
  const count = Math.min(lines.length, random.chance(0.65) ? 1 : random.between(2, linesAtMost));
  const rest = [...lines];
  return Array.from({ length: count }, () => rest.splice(random.between(0, rest.length - 1), 1)[0] as PurchaseLine);
}

const quantityOf = (random: Random, left: number): number => (random.chance(0.55) ? 1 : random.between(1, Math.min(left, unitsAtMost)));

/** What is about goods of an order, and nothing else. */
type GoodsType = Exclude<Request['type'], 'inquiry' | 'complaint'>;

const reasonShares: Readonly<Record<GoodsType, Readonly<Partial<Record<ReturnReasonWord, number>>>>> = {
  return: { no_reason: 0.45, damaged: 0.12, faulty: 0.13, wrong_item: 0.1, not_as_described: 0.12, other: 0.08 },
  exchange: { no_reason: 0.15, damaged: 0.2, faulty: 0.3, wrong_item: 0.15, not_as_described: 0.1, other: 0.1 },
  // Mostly a fault that is to be put right; now and then nobody can say what is wrong.
  repair: { faulty: 0.65, damaged: 0.25, other: 0.1 },
  resend: { damaged: 0.3, wrong_item: 0.25, other: 0.45 },
  refund_only: { damaged: 0.45, faulty: 0.3, wrong_item: 0.15, not_as_described: 0.07, other: 0.03 },
  price_difference: { other: 0.7, no_reason: 0.27, not_as_described: 0.03 },
};

/** Claims that have to be shown. */
const faults: readonly ReturnReasonWord[] = ['damaged', 'faulty', 'wrong_item'];

function askedLine(random: Random, type: GoodsType, line: PurchaseLine, quantity: number, faulty: boolean): AskedLine {
  const reason = faulty ? random.pick(faults) : (random.weighted(reasonShares[type] as Record<ReturnReasonWord, number>));
  const condition = conditionOf(random, reason);
  return { orderLineId: line.orderLineId, sku: line.sku, quantity, reason, condition, ...(type === 'price_difference' && { lowerUnitPriceMinor: lowerPriceOf(random, line) }) };
}

function conditionOf(random: Random, reason: ReturnReasonWord): ClaimedConditionWord {
  if (reason === 'damaged' || reason === 'faulty') return 'defective';
  return random.weighted({ unopened: 0.55, opened: 0.42, used: 0.03 });
}

function requestOf(random: Random, requestId: string, order: Order, type: Request['type'], lines: readonly AskedLine[], oddity: Oddity | undefined): Request {
  // A window of thirty days is over by then, whichever way the days are counted; of a repair, the year of its warranty.
  const late = type === 'repair' ? random.between(370, 500) : random.between(45, 120);
  const afterMs = oddity === 'outside_window' ? late * dayMs : random.between(60, 6 * 1_440) * minuteMs;
  const claims = type === 'price_difference' ? random.chance(0.75) : lines.some(({ reason }) => faults.includes(reason) || reason === 'not_as_described');
  const shown = oddity !== 'no_evidence' && claims;
  return {
    requestId,
    customerId: order.customerId,
    orderId: order.orderId,
    type,
    lines,
    requestedAtMs: order.signedAtMs + afterMs,
    evidence: shown ? Array.from({ length: random.between(1, 3) }, (_, index) => evidenceOf(random, requestId, index + 1)) : [],
    externalReference: '',
    provenance: 'synthetic',
  };
}

function evidenceOf(random: Random, requestId: string, number: number): Evidence {
  const kind = random.weighted({ photo: 0.8, video: 0.15, document: 0.05 });
  return { evidenceId: `${requestId}-e${number}`, kind, uri: `https://crm.shop.invalid/evidence/${requestId}/${number}` };
}
