/** Names the case in everything that is said about it. */
export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
}

export type CaseType = 'unspecified' | 'return' | 'refund_only' | 'exchange' | 'repair' | 'resend' | 'price_difference' | 'inquiry' | 'complaint';

export type ReturnReason = 'unspecified' | 'no_reason' | 'damaged' | 'faulty' | 'wrong_item' | 'not_as_described' | 'other';

/** What the carrier says of a parcel. */
export type ScanStatus = 'picked_up' | 'in_transit' | 'delivered' | 'lost';
