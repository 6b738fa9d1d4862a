/** Where the goods of a refund only are, as the customer says. */
export type RefundOnlyKind = 'received' | 'before_shipping' | 'on_the_way' | 'refused';

/** Whether the goods are stopped, or come back under their outbound waybill, before money goes. */
export const isRecalled = (kind: RefundOnlyKind | undefined): boolean => kind !== undefined && kind !== 'received';

/** Of no account for other types, and undefined where nobody says. */
export const kindOf = (type: string, said: RefundOnlyKind | 'unspecified' = 'unspecified'): RefundOnlyKind | undefined => (type === 'refund_only' && said !== 'unspecified' ? said : undefined);

/** What logistics has said of it, in this order, with steps left out. */
export type Recall =
  | { readonly stage: 'stopping'; readonly attempt: number; readonly answerBy: string; readonly overdue: boolean }
  | ({ readonly stage: 'recalling' } & RecalledParcel)
  | { readonly stage: 'stopped' };

export interface RecalledParcel {
  /** The outbound waybill. */
  readonly trackingNumber: string;
  readonly carrierCode: string;
  /** False: it was refused at the door. */
  readonly intercept: boolean;
  readonly reportBy: string;
}
