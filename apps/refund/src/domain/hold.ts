import { ok, step, type DomainError, type Machine, type Result } from '@huiliu/kernel';
import type { Allocation } from './allocation';
import type { Balance } from './balance';
import { quoteOf, type AcceptedLine } from './decide';
import { invariant } from './invariant';
import { sum } from './money';
import type { ApprovedLine, Refund } from './refund';

export type HoldStatus = 'wanted' | 'asked' | 'held' | 'declined' | 'releasing' | 'released' | 'capturing' | 'captured';
export type HoldAction = 'ask' | 'forgo' | 'place' | 'decline' | 'call_off' | 'claim' | 'release' | 'capture';

/** What is held of a customer's money while goods of an exchange are out in advance. The provider's word alone says what became of it: whether it is released or captured is decided once, and then asked for until it is. */
export const holdMachine: Machine<HoldStatus, HoldAction> = {
  name: 'hold',
  initial: 'wanted',
  final: ['declined', 'released', 'captured'],
  moves: {
    wanted: { ask: { to: 'asked', actor: 'warehouse' }, forgo: { to: 'declined', actor: 'logistics' } },
    asked: { place: { to: 'held', actor: 'provider' }, decline: { to: 'declined', actor: 'provider' }, call_off: { to: 'releasing', actor: 'logistics' } },
    held: { call_off: { to: 'releasing', actor: 'warehouse' }, claim: { to: 'capturing', actor: 'clock' } },
    // A refund that was restored alone may have captured it in the time that it has forgotten.
    releasing: { release: { to: 'released', actor: 'provider' }, capture: { to: 'captured', actor: 'provider' } },
    // It may have run out at the provider.
    capturing: { capture: { to: 'captured', actor: 'provider' }, release: { to: 'released', actor: 'provider' } },
    declined: {},
    released: {},
    captured: {},
  },
};

export interface Hold {
  /** Also the idempotency key towards the payment provider. */
  readonly holdId: string;
  readonly status: HoldStatus;
  /** By the policy that has allowed it. */
  readonly holdForDays: number;
  /** Undefined until it is asked for. */
  readonly money: HeldMoney | undefined;
  /** What has not come back by then is captured; undefined until it is held. */
  readonly captureAt: Date | undefined;
  /** Whether the customer was told that the time is nearly over. */
  readonly warned: boolean;
  /** Questions about it that nobody has answered. */
  readonly silences: number;
  /** When the customer got what was sent, by the carrier's time: nobody pays for what they do not have. */
  readonly deliveredAt: Date | undefined;
  /** The customer has not sent the goods in time, and keeps what was sent. */
  readonly returnOver: boolean;
  /** Units that the customer has to pay for; undefined as long as nobody knows of any. */
  readonly owed: readonly OwedUnits[] | undefined;
  /** Why it ended, or is to end; undefined as long as it does not. */
  readonly reasonCode: string | undefined;
  readonly captured: CapturedMoney | undefined;
}

export interface HeldMoney {
  /** Of the order: the customer's means of payment behind it is what is held on. */
  readonly paymentId: string;
  readonly currency: string;
  readonly amountMinor: bigint;
  readonly lines: readonly HeldLine[];
  /** The provider holds it no longer than that. */
  readonly expiresAt: Date;
}

export interface HeldLine {
  readonly caseLineId: string;
  readonly quantity: number;
  /** What these units were effectively paid, together. */
  readonly amountMinor: bigint;
}

export interface OwedUnits {
  readonly caseLineId: string;
  readonly quantity: number;
}

/** A payment of its own. */
export interface CapturedMoney {
  readonly paymentId: string;
  readonly method: string;
  readonly amountMinor: bigint;
  /** The provider's time. */
  readonly capturedAt: Date;
}

/** What the payment provider says of it. `unknown`: nothing. `refused`: it does not take the question. */
export type HoldAnswer =
  | { readonly status: 'held' | 'released' | 'unknown' }
  | { readonly status: 'declined' | 'refused'; readonly code: string }
  | ({ readonly status: 'captured' } & CapturedMoney);

export const holdIdOf = (caseId: string): string => `H-${caseId}`;

/** What was sent in advance and paid for is an order of its own, so that it can come back as anything that was bought. */
export const soldOrderIdOf = (caseId: string): string => `S-${caseId}`;

export const awaitHold = (caseId: string, holdForDays: number): Hold => ({
  holdId: holdIdOf(caseId),
  status: holdMachine.initial,
  holdForDays,
  money: undefined,
  captureAt: undefined,
  warned: false,
  silences: 0,
  deliveredAt: undefined,
  returnOver: false,
  owed: undefined,
  reasonCode: undefined,
  captured: undefined,
});

/** What the approved units were effectively paid, as the order stands. Undefined: nothing. Errors as of a request. */
export function moneyToHold({ approved, ref: { orderId } }: Refund, allocation: Allocation, balance: Balance, holdForDays: number, now: Date): Result<HeldMoney | undefined, DomainError> {
  const [payment] = [...allocation.payments.filter(({ method }) => method === 'card'), ...allocation.payments];
  invariant(payment !== undefined, `order ${orderId} was paid by nothing`);
  const lines: HeldLine[] = [];
  for (const line of approved) {
    const worth = worthOf(line, approved, allocation, balance);
    if (!worth.ok) return worth;
    lines.push({ caseLineId: line.caseLineId, quantity: line.quantity, amountMinor: worth.value });
  }
  const amountMinor = sum(lines.map((line) => line.amountMinor));
  return ok(amountMinor === 0n ? undefined : { paymentId: payment.paymentId, currency: allocation.currency, amountMinor, lines, expiresAt: new Date(now.getTime() + holdForDays * dayMs) });
}

/** Units of a line are worth what is left of it once those of the lines before it are taken: the order's line may be in the case twice. */
function worthOf(line: ApprovedLine, approved: readonly ApprovedLine[], allocation: Allocation, balance: Balance): Result<bigint, DomainError> {
  const before = approved.slice(0, approved.indexOf(line));
  const [less, all] = [before, [...before, line]].map((lines) => quoteOf(quoted(approved), lines.map(({ caseLineId, quantity }) => ({ caseLineId, quantity })), allocation, balance));
  if (!less?.ok || !all?.ok) return less?.ok === false ? less : (all as Extract<typeof all, { ok: false }>);
  return ok(all.value.paidMinor - less.value.paidMinor);
}

const quoted = (approved: readonly ApprovedLine[]): Refund => ({ status: 'approved', ref: { caseId: '', caseNumber: '', orderId: '' }, approved, decidedBy: undefined });

const dayMs = 86_400_000;

/** A tenth of the time before it would run out at the provider, so that capturing may take its time; and the customer is told as long before that again. */
const tenthMs = ({ holdForDays }: Hold): number => (holdForDays * dayMs) / 10;
export const captureAtOf = (hold: Hold, { expiresAt }: HeldMoney): Date => new Date(expiresAt.getTime() - tenthMs(hold));
export const warnAtOf = (hold: Hold): Date | undefined => hold.captureAt && new Date(hold.captureAt.getTime() - tenthMs(hold));

/** Whether the goods were let go in advance. */
export const wasPlaced = (hold: Hold): boolean => hold.captureAt !== undefined;

export const isOpen = (hold: Hold): boolean => !holdMachine.final.includes(hold.status);

/** @param said what changes with it */
export function moveHold(hold: Hold, action: HoldAction, said: Partial<Hold> = {}): Hold {
  const move = step(holdMachine, hold.status, action);
  invariant(move.ok, move.ok ? '' : move.error.message);
  return { ...hold, ...said, status: move.value };
}

export const withHold = <R extends Refund>(refund: R, hold: Hold): R => ({ ...refund, hold });

export const allUnits = ({ money }: Hold): readonly OwedUnits[] => (money?.lines ?? []).map(({ caseLineId, quantity }) => ({ caseLineId, quantity }));

/** Held for, and not among what has come back. */
export const missingUnits = (hold: Hold, accepted: readonly AcceptedLine[]): readonly OwedUnits[] =>
  allUnits(hold).flatMap(({ caseLineId, quantity }) => {
    const missing = quantity - quantityOf(accepted, caseLineId);
    return missing > 0 ? [{ caseLineId, quantity: missing }] : [];
  });

/** What units of it cost: rounded down for each line, so in the customer's favour; of all of them the whole. */
export const owedLines = ({ money, owed = [] }: Hold): readonly HeldLine[] =>
  owed.flatMap(({ caseLineId, quantity }) => {
    const line = money?.lines.find((each) => each.caseLineId === caseLineId);
    return line ? [{ caseLineId, quantity, amountMinor: (line.amountMinor * BigInt(quantity)) / BigInt(line.quantity) }] : [];
  });

export const owedMinor = (hold: Hold): bigint => sum(owedLines(hold).map((line) => line.amountMinor));

/** Which units were paid for, by what the provider says that it has captured; undefined: none that it could be. Of a hold that is to be released it was decided in a time that is forgotten. */
export function unitsCaptured(hold: Hold, accepted: readonly AcceptedLine[], amountMinor: bigint): readonly OwedUnits[] | undefined {
  const candidates = hold.status === 'capturing' ? [hold.owed ?? []] : [allUnits(hold), missingUnits(hold, accepted)];
  return candidates.find((owed) => owedMinor({ ...hold, owed }) === amountMinor);
}

/** Units that came back after they were paid for out of the hold: their own money goes back, as of a return. */
export function paidTwice({ approved }: Refund, { owed = [] }: Hold, accepted: readonly AcceptedLine[]): readonly AcceptedLine[] {
  return approved.flatMap(({ caseLineId, quantity }) => {
    const twice = quantityOf(accepted, caseLineId) + quantityOf(owed, caseLineId) - quantity;
    return twice > 0 ? [{ caseLineId, quantity: twice }] : [];
  });
}

const quantityOf = (lines: readonly OwedUnits[], caseLineId: string): number => lines.reduce((total, line) => (line.caseLineId === caseLineId ? total + line.quantity : total), 0);
