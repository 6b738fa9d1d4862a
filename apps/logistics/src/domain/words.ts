/** Names the case in everything that is said about it. */
export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  /** Empty when the purchase is not known. */
  readonly orderId: string;
}

export type CaseType = 'unspecified' | 'return' | 'refund_only' | 'exchange' | 'repair' | 'resend' | 'price_difference' | 'inquiry' | 'complaint';

export type ReturnReason = 'unspecified' | 'no_reason' | 'damaged' | 'faulty' | 'wrong_item' | 'not_as_described' | 'other';

/** What the carrier says of a parcel. `delivered`: to us; `signed`: by the customer, who has it; `returned_to_sender`: whoever has sent it has it again. */
export type ScanStatus = 'picked_up' | 'in_transit' | 'delivered' | 'lost' | 'returned_to_sender' | OutboundScanStatus;

/** What it says only of a parcel that was on its way to the customer. */
export type OutboundScanStatus = 'intercepted' | 'refused' | 'returning' | 'signed';

/** Where the goods of a refund only are, as the customer says. */
export type RefundOnlyKind = 'unspecified' | 'received' | 'before_shipping' | 'on_the_way' | 'refused';
