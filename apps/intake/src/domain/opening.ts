import { domainError, err, ok, type DomainError, type Result } from '@huiliu/kernel';
import { caseNumberOf } from './case-number';
import { isConcern, type CaseLine, type CaseName, type Channel, type ConcernType, type Condition, type Evidence, type IntakeCase, type Obstacle, type OfferedType, type Reason } from './intake-case';
import type { RefundOnlyKind } from './recall';
import { lineOf, type Order, type OrderLine, type Provenance } from './order';
import { freeUnits, holdUnits, type OrderUnits, type Quantities } from './units';

/** What a customer applies for, whoever passes it on. */
export interface Application {
  readonly caseId: string;
  readonly type: OfferedType | ConcernType;
  readonly refundOnlyKind: RefundOnlyKind | undefined;
  readonly orderId: string;
  readonly customerId: string;
  readonly channel: Channel;
  readonly requestId: string;
  readonly requestedAt: string;
  readonly openedAt: string;
  readonly provenance: Provenance;
  readonly lines: readonly AppliedLine[];
  readonly evidence: readonly Evidence[];
  /** Of the concern that it is made of. */
  readonly cameFrom?: CaseName | undefined;
  /** Of an exchange for the same goods: they are to leave at once. */
  readonly advance?: true | undefined;
  /** The case that had ended and is taken up again in this one. */
  readonly reopens?: CaseName | undefined;
}

export interface AppliedLine {
  readonly orderLineId: string;
  /** Undefined: whatever the order line says. */
  readonly sku: string | undefined;
  readonly quantity: number;
  readonly reason: Reason;
  readonly condition: Condition;
  /** Of a price difference. */
  readonly lowerUnitPriceMinor?: bigint | undefined;
  /** Of an exchange for another variant; both or neither. */
  readonly wantedSku?: string | undefined;
  readonly wantedUnitPriceMinor?: bigint | undefined;
}

export interface Opened {
  readonly case: IntakeCase;
  readonly units: OrderUnits;
}

/** Something in the way of reserving, and which line of the order it is about. */
interface Hindrance {
  readonly obstacle: Obstacle;
  readonly orderLineId: string;
}

/**
 * Opens a case for what an outside system asked for. It is opened whatever stands in the way, so that the request gets a number and an
 * answer; then no unit is held and review rejects it. `order` undefined: the purchase is not known.
 */
export function openCase(application: Application, order: Order | undefined, units: OrderUnits): Opened {
  if (!order) return { case: newCase(application, undefined, []), units };
  const hindrances = hindrancesOf(application, order, units);
  const obstacles = [...new Set(hindrances.map(({ obstacle }) => obstacle))];
  // Who only asks takes nothing away from others.
  const held = obstacles.length === 0 && !isConcern(application.type) ? holdUnits(order, units, application.caseId, wantedUnits(application)) : units;
  return { case: newCase(application, order, obstacles), units: held };
}

/**
 * Opens a case for somebody who waits for the answer: nothing is opened when something stands in the way. Errors: ORDER_NOT_FOUND,
 * LINE_NOT_FOUND, NOT_GOODS, UNITS_TAKEN; of a price difference PRICE_MISSING, PRICE_NOT_LOWER, of others PRICE_NOT_ASKED; of an exchange VARIANT_PRICE_MISSING, VARIANT_SAME,
 * VARIANT_ALONE, of others VARIANT_NOT_ASKED; ADVANCE_NOT_ASKED. Somebody else's order is answered like one that does not exist.
 */
export function submitCase(application: Application, order: Order | undefined, units: OrderUnits): Result<Opened, DomainError> {
  if (!order || order.customerId !== application.customerId) {
    return err(orderNotFound(application.orderId));
  }
  if (application.type !== 'price_difference' && application.lines.some((line) => line.lowerUnitPriceMinor !== undefined)) {
    return domainError('PRICE_NOT_ASKED', `a lower price belongs to a price difference, and this is a ${application.type}: leave it out, or apply for the type price_difference`);
  }
  if (application.type !== 'exchange' && application.lines.some(isForVariant)) {
    return domainError('VARIANT_NOT_ASKED', `another variant is given in exchange alone, and this is a ${application.type}: leave it out, or apply for the type exchange`);
  }
  if (application.advance && (application.type !== 'exchange' || application.lines.some(isForVariant))) {
    return domainError('ADVANCE_NOT_ASKED', `goods leave in advance in an exchange for the same goods alone, and this is ${application.type === 'exchange' ? 'for another variant' : `a ${application.type}`}: leave it out`);
  }
  const [hindrance] = hindrancesOf(application, order, units);
  if (hindrance) return domainError(hindrance.obstacle, adviceOn(hindrance, order, units));
  return ok(openCase(application, order, units));
}

export const orderNotFound = (orderId: string): DomainError => ({
  code: 'ORDER_NOT_FOUND',
  message: `there is no order ${orderId} of this customer: check its number; a new order may take a moment to arrive`,
});

function hindrancesOf(application: Application, order: Order, units: OrderUnits): Hindrance[] {
  const notTheirs = application.customerId !== '' && order.customerId !== '' && application.customerId !== order.customerId;
  const wrongLines = application.lines.flatMap((applied): Hindrance[] => {
    const { orderLineId } = applied;
    const line = lineOf(order, orderLineId);
    const obstacle = lineObstacle(line, applied.sku) ?? (line && obstacleOfType(application, line, applied));
    return obstacle ? [{ obstacle, orderLineId }] : [];
  });
  const taken = isConcern(application.type) ? [] : [...wantedUnits(application)].flatMap(([orderLineId, wanted]): Hindrance[] => {
    const line = lineOf(order, orderLineId);
    return line && line.kind === 'goods' && wanted > freeUnits(line, units) ? [{ obstacle: 'UNITS_TAKEN', orderLineId }] : [];
  });
  return [...(notTheirs ? [{ obstacle: 'NOT_YOUR_ORDER' as const, orderLineId: '' }] : []), ...wrongLines, ...taken];
}

/** A line with another SKU than the one asked for is not the line that is meant. */
function lineObstacle(line: OrderLine | undefined, sku: string | undefined): Obstacle | undefined {
  if (!line) return 'LINE_NOT_FOUND';
  if (line.kind !== 'goods') return 'NOT_GOODS';
  return sku !== undefined && sku !== line.sku ? 'LINE_NOT_FOUND' : undefined;
}

function obstacleOfType({ type, lines }: Application, line: OrderLine, applied: AppliedLine): Obstacle | undefined {
  if (type === 'price_difference') return priceObstacle(line, applied);
  return type === 'exchange' && lines.some(isForVariant) ? variantObstacle(line, applied, lines.length) : undefined;
}

const isForVariant = ({ wantedSku, wantedUnitPriceMinor }: AppliedLine): boolean => wantedSku !== undefined || wantedUnitPriceMinor !== undefined;

/** One variant for one line, so that a single difference is settled. */
function variantObstacle(line: OrderLine, { wantedSku, wantedUnitPriceMinor }: AppliedLine, lines: number): Obstacle | undefined {
  if (lines > 1) return 'VARIANT_ALONE';
  if (wantedSku === undefined || wantedUnitPriceMinor === undefined) return 'VARIANT_PRICE_MISSING';
  return wantedSku === line.sku ? 'VARIANT_SAME' : undefined;
}

function priceObstacle(line: OrderLine, { lowerUnitPriceMinor }: AppliedLine): Obstacle | undefined {
  if (lowerUnitPriceMinor === undefined) return 'PRICE_MISSING';
  return differenceOf(line, lowerUnitPriceMinor) > 0n ? undefined : 'PRICE_NOT_LOWER';
}

/** The same order line may be asked for twice, with different reasons: its units add up. */
function wantedUnits(application: Application): Quantities {
  const wanted = new Map<string, number>();
  for (const { orderLineId, quantity } of application.lines) wanted.set(orderLineId, (wanted.get(orderLineId) ?? 0) + quantity);
  return wanted;
}

function adviceOn({ obstacle, orderLineId }: Hindrance, order: Order, units: OrderUnits): string {
  if (obstacle === 'LINE_NOT_FOUND') return `order ${order.orderId} has no line ${orderLineId}: look at the order again`;
  if (obstacle === 'NOT_GOODS') return `line ${orderLineId} is no goods but shipping or a fee: apply for the goods; what belongs to them is paid back with them`;
  if (obstacle === 'PRICE_MISSING') return `name the lower price of one unit of line ${orderLineId}, in minor units of ${order.currency}`;
  const line = lineOf(order, orderLineId);
  if (obstacle === 'PRICE_NOT_LOWER') return `a unit of line ${orderLineId} cost ${line ? unitPriceOf(line) : 0n} ${order.currency} (minor units), which is not more than the price you point to: there is no difference to be paid`;
  if (obstacle === 'VARIANT_ALONE') return 'another variant is given for one line at a time: apply for each line in a case of its own';
  if (obstacle === 'VARIANT_PRICE_MISSING') return `line ${orderLineId}: name both the variant that is wanted and the price of one unit of it that was quoted, in minor units of ${order.currency}`;
  if (obstacle === 'VARIANT_SAME') return `line ${orderLineId} is that very SKU: leave the variant out, to get the same again`;
  const free = line ? freeUnits(line, units) : 0;
  return `of line ${orderLineId} only ${free} can still be applied for: the other units are in another case or have been returned`;
}

function newCase(application: Application, order: Order | undefined, obstacles: readonly Obstacle[]): IntakeCase {
  const { lines, evidence, advance, ...rest } = application;
  return {
    ...rest,
    caseNumber: caseNumberOf(application.caseId),
    customerId: application.customerId === '' ? (order?.customerId ?? '') : application.customerId,
    purchaseKnown: order !== undefined,
    currency: order?.currency ?? '',
    obstacles,
    lines: lines.map((line, index) => newLine(`${application.caseId}-${index + 1}`, application.type, line, order)),
    evidence: evidence.filter((each, index) => evidence.findIndex((other) => other.evidenceId === each.evidenceId) === index),
    cameFrom: application.cameFrom,
    ...(advance && application.type === 'exchange' && { advance }),
    closedAt: undefined,
    task: undefined,
    evidenceRequest: undefined,
    decision: undefined,
    supplements: [],
    rma: undefined,
    recall: undefined,
    parcel: undefined,
    inspectionTaskId: undefined,
    inspected: false,
    refundDue: undefined,
    refundApproval: undefined,
    legFailure: undefined,
    refundSettled: undefined,
    closing: undefined,
    cancellation: undefined,
    calledOff: undefined,
    concernEnd: undefined,
  };
}

function newLine(caseLineId: string, type: OfferedType | ConcernType, applied: AppliedLine, order: Order | undefined): CaseLine {
  const bought = order && lineOf(order, applied.orderLineId);
  const lowerUnitPriceMinor = type === 'price_difference' ? applied.lowerUnitPriceMinor : undefined;
  const { wantedSku, wantedUnitPriceMinor } = type === 'exchange' ? applied : {};
  return {
    caseLineId,
    orderLineId: order ? applied.orderLineId : '',
    sku: applied.sku ?? bought?.sku ?? '',
    quantity: applied.quantity,
    reason: applied.reason,
    condition: applied.condition,
    claimedMinor: bought ? claimOf(bought, type, applied) : 0n,
    ...(lowerUnitPriceMinor !== undefined && { lowerUnitPriceMinor }),
    ...(wantedSku !== undefined && { wantedSku }),
    ...(wantedUnitPriceMinor !== undefined && { wantedUnitPriceMinor }),
    approved: 0,
    received: 0,
    accepted: 0,
    short: 0,
    lost: 0,
  };
}

/** A difference is asked for each unit alike. Where nothing is to be claimed, nothing is: review rejects it. */
function claimOf(bought: OrderLine, type: OfferedType | ConcernType, { quantity, lowerUnitPriceMinor }: AppliedLine): bigint {
  if (type !== 'price_difference') return shareOf(bought, quantity);
  const each = lowerUnitPriceMinor === undefined ? 0n : differenceOf(bought, lowerUnitPriceMinor);
  return each > 0n ? each * BigInt(quantity) : 0n;
}

/** Rounded down: what one unit cost at least, before discounts. */
const unitPriceOf = (line: OrderLine): bigint => line.amountMinor / BigInt(line.quantity);
const differenceOf = (line: OrderLine, lowerUnitPriceMinor: bigint): bigint => unitPriceOf(line) - lowerUnitPriceMinor;

/** Rounded up: what these units cost at most. What is paid back is refund's to work out. */
function shareOf(line: OrderLine, quantity: number): bigint {
  const whole = BigInt(line.quantity);
  const units = quantity < line.quantity ? BigInt(quantity) : whole;
  return (line.amountMinor * units + whole - 1n) / whole;
}
