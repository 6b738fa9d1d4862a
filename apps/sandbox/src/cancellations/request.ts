import type { ClaimedConditionWord, ReturnReasonWord } from '@huiliu/contracts';
import type { RecallKind } from '../drawing/outbound';
import type { BranchOf } from '../mix/branches';

export interface AskedLine {
  /** Empty when no purchase was found. */
  readonly orderLineId: string;
  readonly sku: string;
  readonly quantity: number;
  readonly reason: ReturnReasonWord;
  readonly condition: ClaimedConditionWord;
  /** Of a price difference: the price of one unit that the customer has seen. */
  readonly lowerUnitPriceMinor?: bigint;
  /** Of an exchange: another variant, and what CRM has quoted one unit of it at. */
  readonly wanted?: { readonly sku: string; readonly unitPriceMinor: bigint; readonly wish: Exclude<BranchOf<'variant'>, 'same_goods'> };
}

export interface Evidence {
  readonly evidenceId: string;
  readonly kind: 'photo' | 'video' | 'document';
  readonly uri: string;
}

/** An application as the outside world makes it. Each one that is published opens exactly one case. */
export interface Request {
  readonly requestId: string;
  readonly customerId: string;
  /** Empty when no purchase was found. */
  readonly orderId: string;
  readonly type: BranchOf<'case'>;
  /** What is asked or complained of; only then. */
  readonly text?: string;
  /** Of a refund only of goods that the customer does not have. */
  readonly recallKind?: RecallKind;
  /** Of an exchange for the same goods: they are to leave at once. */
  readonly advance?: true;
  readonly lines: readonly AskedLine[];
  readonly requestedAtMs: number;
  readonly evidence: readonly Evidence[];
  /** The document behind it; empty when there is none. */
  readonly externalReference: string;
  readonly provenance: 'real' | 'synthetic';
  /** The request that has to have ended before, as it is about the same goods. */
  readonly follows?: string;
  /** Of what came in exchange, which was the request before. */
  readonly afterExchange?: true;
}

/** What a person answers: a question or a complaint. */
export const isConcern = ({ type }: Pick<Request, 'type'>): boolean => type === 'inquiry' || type === 'complaint';
