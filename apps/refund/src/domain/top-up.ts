import { ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';
import type { Allocation } from './allocation';
import { wantedUnits, type AcceptedLine } from './decide';
import { invariant } from './invariant';
import { asChosen, type ApprovedRefund, type Refund } from './refund';

export type TopUpStatus = 'asked' | 'open' | 'closing' | 'paid' | 'closed';
export type TopUpAction = 'show' | 'pay' | 'close' | 'call_off';

/** What a customer pays on top for a dearer variant. The provider's word alone says whether it was paid: a link is closed at the provider before anything else is decided. */
export const topUpMachine: Machine<TopUpStatus, TopUpAction> = {
  name: 'top-up',
  initial: 'asked',
  final: ['paid', 'closed'],
  moves: {
    asked: { show: { to: 'open', actor: 'provider' }, pay: { to: 'paid', actor: 'customer' }, close: { to: 'closed', actor: 'provider' }, call_off: { to: 'closing', actor: 'logistics' } },
    open: { pay: { to: 'paid', actor: 'customer' }, close: { to: 'closed', actor: 'provider' }, call_off: { to: 'closing', actor: 'logistics' } },
    // The exchange has come to nothing. Whoever has paid by then is paid back with the rest.
    closing: { pay: { to: 'paid', actor: 'customer' }, close: { to: 'closed', actor: 'provider' } },
    paid: {},
    closed: {},
  },
};

export interface TopUp {
  /** Also the idempotency key towards the payment provider. */
  readonly topUpId: string;
  readonly status: TopUpStatus;
  readonly currency: string;
  readonly amountMinor: bigint;
  /** What each unit becomes worth more. */
  readonly line: ToppedUp;
  readonly dueAt: Date;
  /** Where the customer pays; undefined as long as the provider has not said. */
  readonly url: string | undefined;
  /** Undefined until it is paid. */
  readonly payment: TopUpPayment | undefined;
}

export interface ToppedUp {
  readonly orderLineId: string;
  readonly quantity: number;
  readonly eachMinor: bigint;
}

export interface TopUpPayment {
  readonly paymentId: string;
  readonly method: string;
  /** The provider's time. */
  readonly paidAt: Date;
}

/** What the payment provider says of it. `unknown`: nothing. `refused`: it takes no such payment. */
export type TopUpAnswer =
  | { readonly status: 'open'; readonly url: string }
  | ({ readonly status: 'paid' } & TopUpPayment)
  | { readonly status: 'closed' }
  | { readonly status: 'refused'; readonly code: string }
  | { readonly status: 'unknown' };

export const topUpIdOf = (caseId: string): string => `P-${caseId}`;

/**
 * Of an exchange for a dearer variant: what the accepted units cost less, at the prices of the order's list, than what goes out for them was quoted at. The order's discount stays the customer's. Undefined where it is
 * not dearer, and for orders that were allocated before their list prices were kept: the shop bears those. Errors: LINE_NOT_APPROVED, MORE_THAN_APPROVED.
 */
export function decideTopUp(refund: ApprovedRefund, accepted: readonly AcceptedLine[], allocation: Allocation, dueAt: Date): Result<TopUp | undefined, DomainError> {
  const wanted = wantedUnits(asChosen(refund.approved), accepted);
  if (!wanted.ok) return wanted;
  // A case that wants another variant is about one line.
  const exchanged = wanted.value.find(({ exchangedAtMinor }) => exchangedAtMinor !== undefined);
  const bought = allocation.lines.find(({ orderLineId }) => orderLineId === exchanged?.orderLineId);
  if (exchanged?.exchangedAtMinor === undefined || bought?.listMinor === undefined) return ok(undefined);
  const { orderLineId, quantity } = exchanged;
  const eachMinor = exchanged.exchangedAtMinor - bought.listMinor / BigInt(bought.quantity);
  if (eachMinor <= 0n) return ok(undefined);
  const amountMinor = eachMinor * BigInt(quantity);
  return ok({ topUpId: topUpIdOf(refund.ref.caseId), status: topUpMachine.initial, currency: allocation.currency, amountMinor, line: { orderLineId, quantity, eachMinor }, dueAt, url: undefined, payment: undefined });
}

export const isPending = (topUp: TopUp | undefined): topUp is TopUp => topUp !== undefined && !topUpMachine.final.includes(topUp.status);

/** @param said what changes with it */
export function moveTopUp(topUp: TopUp, action: TopUpAction, said: Partial<Pick<TopUp, 'url' | 'payment'>> = {}): TopUp {
  const move = step(topUpMachine, topUp.status, action);
  invariant(move.ok, move.ok ? '' : move.error.message);
  return { ...topUp, ...said, status: move.value };
}

export const withTopUp = <R extends Refund>(refund: R, topUp: TopUp): R => ({ ...refund, topUp });
