export type CaseType = 'unspecified' | 'return' | 'refund_only' | 'exchange' | 'repair' | 'resend' | 'price_difference' | 'inquiry' | 'complaint';
export type ReturnReason = 'unspecified' | 'no_reason' | 'damaged' | 'faulty' | 'wrong_item' | 'not_as_described' | 'other';
export type ClaimedCondition = 'unspecified' | 'unopened' | 'opened' | 'used' | 'defective';

/** Where the goods of a refund only are, as the customer says. */
export type RefundOnlyKind = 'unspecified' | 'received' | 'before_shipping' | 'on_the_way' | 'refused';

export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
}

export interface ApplicationLine {
  readonly caseLineId: string;
  /** Empty when the line of the order is not known. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReason;
  readonly condition: ClaimedCondition;
  /** Of a price difference alone. */
  readonly difference?: AskedDifference | undefined;
  /** Of an exchange for another variant alone. */
  readonly wanted?: WantedVariant | undefined;
}

/** What goes out for the goods that come back, at the price of one unit that was quoted in the application, in minor units of the order's currency. */
export interface WantedVariant {
  readonly sku: string;
  readonly unitPriceMinor: bigint;
}

/** Minor units of the order's currency, of each unit. */
export interface AskedDifference {
  readonly askedMinor: bigint;
  /** The lower price that the customer points to. */
  readonly lowerPriceMinor: bigint;
}

/** What a customer applied for, as intake took it in. Instants are ISO texts. */
export interface Application {
  readonly ref: CaseRef;
  readonly type: CaseType;
  /** Empty when nobody knows who applied. */
  readonly customerId: string;
  /** The customer's notice, in business time: windows count to it. */
  readonly requestedAt: string;
  readonly lines: readonly ApplicationLine[];
  readonly purchaseKnown: boolean;
  /** When the goods were signed for; undefined while they are on the way. */
  readonly signedAt: string | undefined;
  /** ISO 4217; empty when the purchase is not known. */
  readonly currency: string;
  readonly claimedMinor: bigint;
  readonly evidenceCount: number;
  /** Of a refund only; missing in applications of before there were kinds. */
  readonly refundOnlyKind?: RefundOnlyKind | undefined;
  /** Of an exchange: the customer asks that the goods leave at once. Missing where they do not. */
  readonly advance?: true | undefined;
  /** Whether a case that had ended is taken up again in it; missing where it is none. */
  readonly takenUpAgain?: true | undefined;
  /** Codes of what kept intake from reserving the units, as UNITS_TAKEN. */
  readonly obstacles: readonly string[];
}

/**
 * Whether an approval could be carried out at all: every unit belongs to a known line of an order and is reserved, and of a price difference it is known how much.
 * No policy and no person can approve what fails this.
 */
export function canBeApproved(application: Application): boolean {
  return application.type !== 'unspecified' && application.purchaseKnown && application.obstacles.length === 0 && application.lines.every((line) => line.orderLineId !== '' && (application.type === 'price_difference') === (line.difference !== undefined));
}
