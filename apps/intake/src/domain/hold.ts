import type { CustomerStatus } from './customer-status';
import type { IntakeCase, Money } from './intake-case';
import type { Order } from './order';

/** Of an exchange in advance, what refund says of the customer's money that is held meanwhile. */
export interface Hold {
  readonly state: 'held' | 'declined' | 'released' | 'captured';
  /** Undefined where nothing was held, or that is not heard of. */
  readonly amount?: Money | undefined;
  /** ISO: what has not come back by then is captured. */
  readonly captureAt?: string | undefined;
  /** Undefined as long as it is held. */
  readonly reasonCode?: string | undefined;
  readonly captured?: Captured | undefined;
}

/** Units that did not come back, and what was paid for what was sent in their place. */
export interface Captured {
  readonly amount: Money;
  readonly lines: readonly { readonly caseLineId: string; readonly quantity: number; readonly amountMinor: string }[];
  /** The sale, an order of its own. */
  readonly soldOrderId: string;
}

/** What is said of it, but for its state. */
export type HoldEnd = Omit<Hold, 'amount' | 'captureAt'> & { readonly state: Exclude<Hold['state'], 'held'> };

/** The first word holds: a refund that was restored alone says again what it has said. */
export const holdPlaced = (before: IntakeCase, said: Pick<Hold, 'amount' | 'captureAt'>): IntakeCase => (before.hold?.amount ? before : { ...before, hold: { state: 'held', ...before.hold, ...said } });

export const holdEnded = (before: IntakeCase, end: HoldEnd): IntakeCase => (isEnded(before.hold) ? before : { ...before, hold: { ...before.hold, ...end } });

const isEnded = (hold: Hold | undefined): boolean => hold !== undefined && hold.state !== 'held';

export const isAdvanced = ({ decision }: Pick<IntakeCase, 'decision'>): boolean => decision?.verdict === 'approved' && decision.advance === true;

/** Whether refund's last word on it is still to come: every exchange that may go in advance has one. */
export const holdOpen = (it: Pick<IntakeCase, 'decision' | 'hold'>): boolean => (isAdvanced(it) && !isEnded(it.hold)) || it.hold?.state === 'held';

/** Whether the customer's money is held, as far as is heard. */
export const isHeld = ({ hold, closing }: Pick<IntakeCase, 'hold' | 'closing'>): boolean => hold?.state === 'held' && !closing;

/** What was sent stays with the customer, who has sent nothing. */
export const keepsSent = ({ calledOff, replacement }: Pick<IntakeCase, 'calledOff' | 'replacement'>): boolean => calledOff?.replacementStays === true && !replacement?.calledOff;

/** Units of a line that came back after they were paid for out of the hold: they go as those of a return. */
export function paidTwice({ hold }: Pick<IntakeCase, 'hold'>, { caseLineId, accepted, lost, approved }: IntakeCase['lines'][number]): number {
  const captured = hold?.captured?.lines.find((line) => line.caseLineId === caseLineId)?.quantity ?? 0;
  return captured === 0 ? 0 : Math.max(0, captured + accepted + lost - approved);
}

/** The sale, as it may come back later. */
export const saleOf = (it: IntakeCase, { soldOrderId, lines, amount }: Captured, at: { readonly capturedAt: string; readonly deliveredAt: string }): Order => ({
  orderId: soldOrderId,
  customerId: it.customerId,
  currency: amount.currency,
  placedAt: at.capturedAt,
  signedAt: at.deliveredAt,
  provenance: it.provenance,
  lines: lines.map(({ caseLineId, quantity, amountMinor }) => ({ orderLineId: caseLineId, sku: it.lines.find((line) => line.caseLineId === caseLineId)?.sku ?? '', quantity, amountMinor: BigInt(amountMinor), kind: 'goods' })),
});

/** What a customer is told that happens otherwise, while something of theirs is out. */
export const elseCaptured: CustomerStatus['otherwise'] = { zh: '逾期未寄回，扣下预授权款，换出的商品归您', en: 'if you send nothing, you pay for what you were sent out of what is held, and keep it' };
