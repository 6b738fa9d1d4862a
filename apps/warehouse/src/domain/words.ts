/** Names the case in everything that is said about it. */
export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
}

export type ReturnReason = 'unspecified' | 'no_reason' | 'damaged' | 'faulty' | 'wrong_item' | 'not_as_described' | 'other';

/** A as new, B opened, C used or damaged, D unusable. */
export type Grade = 'a' | 'b' | 'c' | 'd';

export type Liability = 'seller' | 'customer' | 'carrier' | 'supplier' | 'undetermined';

export type Disposition = 'restock' | 'refurbish' | 'vendor_return' | 'liquidate' | 'donate' | 'scrap' | 'back_to_customer' | 'quarantine' | 'replacement';

/** How goods are kept on the shelf: by grade, or set aside until somebody has looked. */
export const conditions = ['a', 'b', 'c', 'd', 'quarantine'] as const;
export type Condition = (typeof conditions)[number];

/** Where goods may be: on our shelf in a condition, or anywhere else in the world. */
export type Place = Condition | 'outside';

export type CaseType = 'unspecified' | 'return' | 'refund_only' | 'exchange' | 'repair' | 'resend' | 'price_difference' | 'inquiry' | 'complaint';

/** Case types whose customers are sent something from stock. */
export const typesThatSend: readonly CaseType[] = ['exchange', 'resend'];
