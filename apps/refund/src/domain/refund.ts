import { step } from '@huiliu/kernel';
import type { Rejected } from './deduction';
import type { GoodsInstead } from './goods-instead';
import type { Hold } from './hold';
import type { Lateness } from './pay-clock';
import type { TopUp } from './top-up';
import { invariant } from './invariant';
import { deductedOf, type Difference, type Slice } from './line-units';
import { legMachine, refundMachine, type LegAction, type LegStatus, type RefundAction, type RefundStatus } from './machines';
import { sum } from './money';

/** Names the case wherever it is spoken of. */
export interface CaseRef {
  readonly caseId: string;
  readonly caseNumber: string;
  readonly orderId: string;
}

export interface ApprovedLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  /** The customer keeps the units and gets a difference of each; undefined: all that is left of them. */
  readonly difference?: Difference | undefined;
  /** Of an exchange: the price of one unit of the other variant that goes out; undefined: the same goods. */
  readonly exchangedAtMinor?: bigint | undefined;
  /** The same of a variant that the customer has chosen later, as what was approved is out of stock: it counts instead. */
  readonly chosenAtMinor?: bigint | undefined;
  /** Of units that are paid for less a deduction; missing in what was approved. */
  readonly deductBasisPoints?: number | undefined;
}

/** The refund of one case. It has no amount before the units are known that it is for. */
export type Refund = ApprovedRefund | CalledOffRefund | RequestedRefund;

interface RefundBase {
  readonly ref: CaseRef;
  readonly approved: readonly ApprovedLine[];
  /** `rules`, or the staff id of who decided the case. Undefined where it was decided before that was kept. */
  readonly decidedBy: string | undefined;
  /** Whether the customer has the goods and keeps them. Undefined where the case was approved before that was kept. */
  readonly goodsKept?: boolean | undefined;
  /** Of an exchange: what was paid back, as the other variant is cheaper. What else comes of the approval is told beside it. */
  readonly difference?: SettledDifference | undefined;
  /** Of an exchange for a dearer variant: what the customer pays on top. */
  readonly topUp?: TopUp | undefined;
  /** Of an exchange in advance: what is held of the customer's money meanwhile. Missing where the goods have to come back first. */
  readonly hold?: Hold | undefined;
  /** What was rejected at the inspection. It is paid for, or not, by what becomes of that. Missing where nothing was. */
  readonly rejection?: Rejected | undefined;
}

/** A refund of its own, which has settled. */
export type SettledDifference = Pick<RequestedRefund, 'refundId' | 'currency' | 'totalMinor' | 'lines' | 'legs' | 'requestedAt' | 'approval' | 'decline'> & { readonly settledAt: Date };

export interface ApprovedRefund extends RefundBase {
  readonly status: 'approved';
  /** Undefined: money from the start. */
  readonly goods?: GoodsInstead | undefined;
}

/** The goods do not come back after all: nothing was asked of the order or the provider, and nothing will be. */
export interface CalledOffRefund extends RefundBase {
  readonly status: 'called_off';
}

export interface RequestedRefund extends RefundBase {
  readonly status: Exclude<RefundStatus, 'approved' | 'called_off'>;
  readonly refundId: string;
  readonly currency: string;
  readonly totalMinor: bigint;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly Leg[];
  readonly requestedAt: Date;
  readonly settledAt: Date | undefined;
  readonly lastRetry: { readonly askedBy: string; readonly at: Date } | undefined;
  /** The second person's; undefined where none is needed, or none is there yet. */
  readonly approval: { readonly approvedBy: string; readonly at: Date } | undefined;
  /** Undefined: nobody has declined it. */
  readonly decline?: Decline | undefined;
  /** What was said of its day: that it comes, or has passed. Undefined: nothing yet. */
  readonly late?: Lateness | undefined;
  /** It is the difference to a cheaper variant: the exchange goes on once it is paid. Undefined: it is all that the case is paid. */
  readonly goods?: GoodsInstead | undefined;
}

/** The last time that the second person declined, and what came of it. */
export interface Decline {
  readonly reasonCode: string;
  /** Staff id. */
  readonly declinedBy: string;
  readonly at: Date;
  /** So long finance may take it up again. */
  readonly until: Date;
  /** What was declined, each time. */
  readonly totalsMinor: readonly bigint[];
  /** Who asks for it now, and so may not approve it; undefined as long as nobody does. */
  readonly takenUpBy: string | undefined;
}

export interface RefundLine {
  readonly caseLineId: string;
  readonly orderLineId: string;
  readonly quantity: number;
  readonly amountMinor: bigint;
  /** The rate that was promised where a deduction is made; `slices` say what it comes to. */
  readonly deductBasisPoints?: number | undefined;
  /** Which units they are and what was claimed of each. Undefined where it was requested before that was kept. */
  readonly slices?: readonly Slice[] | undefined;
}

/** The part of a refund that goes back through one payment. */
export interface Leg {
  /** Also the idempotency key towards the payment provider. */
  readonly legId: string;
  readonly paymentId: string;
  readonly method: string;
  readonly amountMinor: bigint;
  readonly status: LegStatus;
  /** False: nothing happens by itself any more; settled, or a person has to look. */
  readonly retrying: boolean;
  /** Answers and silences in all. */
  readonly attempts: number;
  /** Since the request, or since a person asked for a retry. */
  readonly refusals: number;
  readonly silences: number;
  readonly lastCode: string | undefined;
  /** The provider's last word was that it will never pay under this key. */
  readonly refusedForGood: boolean;
  readonly providerReference: string | undefined;
  /** Paid by a bank transfer of finance's; undefined where the provider paid, or nobody has. */
  readonly byHand: ByHand | undefined;
}

export interface ByHand {
  /** Staff id. */
  readonly settledBy: string;
  readonly bankReference: string;
}

export type RefundEvent =
  | { readonly type: 'approved'; readonly ref: CaseRef; readonly lines: readonly ApprovedLine[]; readonly decidedBy: string; readonly goods?: GoodsInstead | undefined; readonly goodsKept?: boolean | undefined; readonly hold?: Hold | undefined }
  | { readonly type: 'called_off' }
  | { readonly type: 'units_rejected'; readonly rejection: Rejected }
  | Requested
  | ApprovalNeeded
  | { readonly type: 'approval_given'; readonly approvedBy: string; readonly at: Date }
  | { readonly type: 'declined'; readonly reasonCode: string; readonly declinedBy: string; readonly at: Date; readonly until: Date }
  | TakenUp
  | { readonly type: 'dropped' }
  | { readonly type: 'exception_opened' }
  | { readonly type: 'leg_settled'; readonly legId: string; readonly providerReference: string }
  | ({ readonly type: 'leg_settled_by_hand'; readonly legId: string } & ByHand)
  /** Without a delay it is not tried again by itself. `final`: the provider will never pay under this key. */
  | { readonly type: 'leg_refused'; readonly legId: string; readonly code: string; readonly retryAfterMs: number | undefined; readonly final: boolean }
  | { readonly type: 'leg_unknown'; readonly legId: string; readonly code: string; readonly retryAfterMs: number | undefined }
  | { readonly type: 'leg_retried'; readonly legId: string }
  /** At least one leg needs a person. */
  | { readonly type: 'failed' }
  | { readonly type: 'retried'; readonly askedBy: string; readonly at: Date }
  /** No leg needs a person any more. */
  | { readonly type: 'resumed' }
  /** The day by which it is to be paid comes near, or has passed. */
  | { readonly type: 'fell_due'; readonly late: Lateness }
  /** While the difference is on its way, logistics says how the exchange ends. */
  | { readonly type: 'exchange_ended'; readonly how: 'delivered' | 'refund_instead' }
  | { readonly type: 'settled'; readonly at: Date };

export interface Requested {
  readonly type: 'requested';
  readonly refundId: string;
  readonly currency: string;
  readonly lines: readonly RefundLine[];
  readonly legs: readonly NewLeg[];
  readonly at: Date;
  /** Of an exchange that goes on. */
  readonly ofDifference?: boolean | undefined;
}

/** Requested, and above the limit. */
export interface ApprovalNeeded extends Omit<Requested, 'type'> {
  readonly type: 'approval_needed';
  /** Undefined: in this currency every refund needs one. */
  readonly limitMinor: bigint | undefined;
}

/** Of a declined refund: it is as if it were asked for anew. */
export interface TakenUp extends Pick<Requested, 'lines' | 'legs'> {
  readonly type: 'taken_up';
  readonly takenUpBy: string;
}

export type NewLeg = Pick<Leg, 'legId' | 'paymentId' | 'method' | 'amountMinor'>;

/** What a refund is after an event. Throws where the event can't have happened: decisions are made so that it can. */
export function evolve(refund: Refund | undefined, event: RefundEvent): Refund {
  if (event.type === 'approved') return { status: 'approved', ref: event.ref, approved: event.lines, decidedBy: event.decidedBy, goods: event.goods, ...(event.goodsKept !== undefined && { goodsKept: event.goodsKept }), ...(event.hold && { hold: event.hold }) };
  invariant(refund !== undefined, `${event.type} without a refund`);
  if (event.type === 'requested' || event.type === 'approval_needed') return request(refund, event);
  if (event.type === 'called_off') return callOff(refund);
  if (event.type === 'units_rejected') return { ...refund, rejection: event.rejection };
  invariant(isRequested(refund), `${event.type} before the refund was requested`);
  switch (event.type) {
    case 'approval_given':
      return { ...moved(refund, 'approve'), approval: { approvedBy: event.approvedBy, at: event.at } };
    case 'declined': {
      const { reasonCode, declinedBy, at, until } = event;
      return { ...moved(refund, 'decline'), decline: { reasonCode, declinedBy, at, until, totalsMinor: [...(refund.decline?.totalsMinor ?? []), refund.totalMinor], takenUpBy: undefined } };
    }
    case 'taken_up':
      return takeUp(refund, event);
    case 'dropped':
      return moved(refund, 'drop');
    case 'exception_opened':
      return moved(refund, 'open_exception');
    case 'leg_settled_by_hand':
      return withLeg(refund, event.legId, 'settle_by_hand', (leg) => ({ ...leg, byHand: { settledBy: event.settledBy, bankReference: event.bankReference } }));
    case 'leg_settled':
      return withLeg(refund, event.legId, 'settle', (leg) => ({ ...leg, retrying: false, attempts: leg.attempts + 1, providerReference: event.providerReference }));
    case 'leg_refused':
      return withLeg(refund, event.legId, event.retryAfterMs === undefined ? 'fail' : 'refuse', (leg) => ({ ...missed(leg, event), refusals: leg.refusals + 1, refusedForGood: event.final }));
    case 'leg_unknown':
      return withLeg(refund, event.legId, 'lose', (leg) => ({ ...missed(leg, event), silences: leg.silences + 1, refusedForGood: false }));
    case 'leg_retried':
      return withLeg(refund, event.legId, 'retry', (leg) => ({ ...leg, retrying: true, refusals: 0, silences: 0, refusedForGood: false }));
    case 'fell_due':
      return { ...refund, late: event.late };
    case 'failed':
      return moved(refund, 'fail');
    case 'retried':
      return { ...moved(refund, 'retry'), lastRetry: { askedBy: event.askedBy, at: event.at } };
    case 'resumed':
      return moved(refund, 'resume');
    case 'exchange_ended':
      invariant(refund.goods !== undefined, `refund ${refund.refundId} is of no exchange`);
      return { ...refund, goods: { ...refund.goods, ...(event.how === 'delivered' ? { delivered: true } : { refundInstead: true }) } };
    case 'settled':
      invariant(refund.legs.every((leg) => leg.status === 'settled'), `refund ${refund.refundId} is not settled in every leg`);
      return refund.goods ? goesOn(refund, refund.goods, event.at) : { ...moved(refund, 'settle'), settledAt: event.at };
  }
}

/** At the price of what goes out in the end. */
export const asChosen = (approved: readonly ApprovedLine[]): readonly ApprovedLine[] => approved.map(({ chosenAtMinor, ...line }) => (chosenAtMinor === undefined ? line : { ...line, exchangedAtMinor: chosenAtMinor }));

export const isRequested = (refund: Refund): refund is RequestedRefund => refund.status !== 'approved' && refund.status !== 'called_off';

/** What is paid for is what an exchange is worth less, and no goods. */
export const isExchangeDifference = (refund: Pick<RequestedRefund, 'goods'>): boolean => refund.goods !== undefined;

/** Of goods that the customer keeps: a case is about a difference as a whole, or not at all. */
export const isDifference = ({ approved }: Pick<Refund, 'approved'>): boolean => approved.some((line) => line.difference !== undefined);

export const evolveAll = (refund: Refund | undefined, events: readonly RefundEvent[]): Refund | undefined =>
  events.reduce<Refund | undefined>((state, event) => evolve(state, event), refund);

/** What stays with the seller of what the units were still worth. */
export const deductedOfAll = ({ lines }: Pick<RequestedRefund, 'lines'>): bigint => sum(lines.map(({ slices }) => deductedOf(slices ?? [])));

/** Settled is only what has nothing left to do; a leg that is neither settled nor retried by itself needs a person. */
export const needsPerson = (leg: Leg): boolean => leg.status !== 'settled' && !leg.retrying;

function request(refund: Refund, event: Requested | ApprovalNeeded): RequestedRefund {
  const { refundId, currency, lines } = event;
  const { totalMinor, legs } = asked(refundId, event);
  invariant(refund.status === 'approved', `${event.type} of a refund that is ${refund.status}`);
  const { status: before, goods, ...base } = refund;
  const status = after(before, event.type === 'requested' ? 'request' : 'ask_approval');
  return { ...base, status, refundId, currency, totalMinor, lines, legs, requestedAt: event.at, settledAt: undefined, lastRetry: undefined, approval: undefined, ...(event.ofDifference === true && goods && { goods }) };
}

/** The difference is paid: the approval stands for what else may have to be. */
function goesOn({ ref, approved, decidedBy, goodsKept, hold, ...paid }: RequestedRefund, goods: GoodsInstead, settledAt: Date): ApprovedRefund {
  const move = step(refundMachine, paid.status, 'settle_difference');
  invariant(move.ok && move.value === 'approved', move.ok ? '' : move.error.message);
  const { refundId, currency, totalMinor, lines, legs, requestedAt, approval, decline } = paid;
  const difference: SettledDifference = { refundId, currency, totalMinor, lines, legs, requestedAt, approval, ...(decline && { decline }), settledAt };
  return { status: move.value, ref, approved, decidedBy, ...(goodsKept !== undefined && { goodsKept }), ...(hold && { hold }), difference, goods };
}

const untried = { status: 'pending', retrying: true, attempts: 0, refusals: 0, silences: 0, lastCode: undefined, refusedForGood: false, providerReference: undefined, byHand: undefined } as const;

/** Legs that nobody has tried yet, and what they come to. */
function asked(refundId: string, { lines, legs }: Pick<Requested, 'lines' | 'legs'>): { readonly totalMinor: bigint; readonly legs: readonly Leg[] } {
  const totalMinor = sum(lines.map((line) => line.amountMinor));
  invariant(totalMinor === sum(legs.map((leg) => leg.amountMinor)), `the legs of refund ${refundId} are not its total`);
  return { totalMinor, legs: legs.map((leg): Leg => ({ ...leg, ...untried })) };
}

function takeUp(refund: RequestedRefund, event: TakenUp): RequestedRefund {
  invariant(refund.decline !== undefined, `refund ${refund.refundId} is taken up again that nobody has declined`);
  return { ...moved(refund, 'take_up'), lines: event.lines, ...asked(refund.refundId, event), decline: { ...refund.decline, takenUpBy: event.takenUpBy } };
}

function callOff({ status, ref, approved, decidedBy, ...rest }: Refund): CalledOffRefund {
  const move = step(refundMachine, status, 'call_off');
  invariant(move.ok, move.ok ? '' : move.error.message);
  return { status: 'called_off', ref, approved, decidedBy, ...(rest.goodsKept !== undefined && { goodsKept: rest.goodsKept }), ...(rest.difference && { difference: rest.difference }), ...(rest.topUp && { topUp: rest.topUp }), ...(rest.hold && { hold: rest.hold }) };
}

const missed = (leg: Leg, event: { readonly code: string; readonly retryAfterMs: number | undefined }): Leg => ({
  ...leg,
  retrying: event.retryAfterMs !== undefined,
  attempts: leg.attempts + 1,
  lastCode: event.code,
});

function withLeg(refund: RequestedRefund, legId: string, action: LegAction, change: (leg: Leg) => Leg): RequestedRefund {
  const legs = refund.legs.map((leg): Leg => {
    if (leg.legId !== legId) return leg;
    const move = step(legMachine, leg.status, action);
    invariant(move.ok, move.ok ? '' : move.error.message);
    return { ...change(leg), status: move.value };
  });
  return { ...refund, legs };
}

const moved = (refund: RequestedRefund, action: RefundAction): RequestedRefund => ({ ...refund, status: after(refund.status, action) });

function after(status: RefundStatus, action: RefundAction): RequestedRefund['status'] {
  const move = step(refundMachine, status, action);
  invariant(move.ok && move.value !== 'approved' && move.value !== 'called_off', move.ok ? `a refund that was requested is never ${move.value}` : move.error.message);
  return move.value;
}
