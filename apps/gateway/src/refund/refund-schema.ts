import { RefundLateness, WaitingReason } from '@huiliu/contracts';
import { z } from 'zod';
import { amountMinor, at, count, money, name, state, wordOrNull } from '../http/answer-parts';

const line = z.strictObject({ caseLineId: name(), orderLineId: name(), quantity: count(), amountMinor: amountMinor(), deductedMinor: amountMinor().optional() }).meta({ id: 'RefundLine', description: 'Units that are paid back, and with what; where they were rejected at the inspection, also what was deducted.' });

const leg = z
  .strictObject({
    legId: name('Also the idempotency key towards the payment provider.').nullable(),
    paymentId: name().nullable(),
    amountMinor: amountMinor().nullable(),
    status: state('LegView'),
    attempts: count(),
    lastCode: name('The provider\'s last answer, when it was no yes.').nullable(),
    settledThrough: name('How it was paid, once it is.').nullable(),
    settledBy: name('Who has paid it, where a person did.').nullable(),
    reference: name('Of the payment: the provider\'s, or the bank\'s.').nullable(),
  })
  .meta({ id: 'RefundLeg', description: 'The part of a refund that goes back through one payment of the order.' });

const decline = z
  .strictObject({
    reasonCode: name('Stable code, which the customer is told.'),
    declinedBy: name(),
    declinedAt: at().nullable(),
    takeUpUntil: at('So long finance may take it up again.').nullable(),
    takenUpBy: name('Who has taken it up again, and so may not approve it; null as long as nobody has.').nullable(),
  })
  .meta({ id: 'RefundDecline', description: 'The last time that a second person has declined the refund.' });

const difference = z
  .strictObject({ refundId: name(), total: money.nullable(), lines: z.array(line), legs: z.array(leg), settledAt: at().nullable() })
  .meta({ id: 'ExchangeDifference', description: 'Of an exchange: what was paid back, as the other variant is cheaper. Null as long as that is on its way, and told as the refund itself.' });

const topUp = z
  .strictObject({ topUpId: name(), amount: money.nullable(), status: name('asked, open, closing, paid, closed.'), dueAt: at().nullable(), paymentId: name('Null until it is paid.').nullable(), paidAt: at().nullable() })
  .meta({ id: 'RefundTopUp', description: 'Of an exchange for a dearer variant: what the customer pays on top. Null where nothing is.' });

const hold = z
  .strictObject({
    holdId: name(),
    status: name('wanted, asked, held, declined, releasing, released, capturing, captured.'),
    amount: money.nullable(),
    captureAt: at().nullable(),
    reasonCode: name('Why it ended, or is to end; null as long as it does not.').nullable(),
    captured: money.nullable(),
    paymentId: name('Null until it is captured.').nullable(),
    soldOrderId: name('Null until it is captured.').nullable(),
  })
  .meta({ id: 'RefundHold', description: 'Of an exchange in advance: what is held of the customer\'s money. Null for others.' });

/** What `refundJson` answers. */
export const refundAnswer = z
  .strictObject({
    caseNumber: name(),
    caseId: name(),
    refundId: name().nullable(),
    status: state('GetRefundResponse'),
    total: money.nullable(),
    lines: z.array(line),
    legs: z.array(leg),
    decidedBy: name('Who has decided the case: may not approve its refund.').nullable(),
    approvedBy: name('Who has approved the refund, where it had to be.').nullable(),
    decline: decline.nullable(),
    payBy: at('By then it is to be paid; null as long as nothing is asked for.').nullable(),
    difference: difference.nullable(),
    topUp: topUp.nullable(),
    hold: hold.nullable(),
  })
  .meta({ id: 'Refund', description: 'The money of a case. Amounts are in the currency of the total.' });

export const retryAnswer = z.strictObject({ caseNumber: name(), legs: count('Legs that are tried again.') }).meta({ id: 'RefundRetried' });

const waiting = z
  .strictObject({
    caseNumber: name().nullable(),
    caseId: name().nullable(),
    orderId: name().nullable(),
    refundId: name(),
    reason: wordOrNull(WaitingReason, 'What it waits for.'),
    total: money.nullable(),
    decidedBy: name('Who has decided the case: may not approve its refund.').nullable(),
    requestedAt: at().nullable(),
    legs: z.array(leg),
    decline: decline.nullable(),
    payBy: at('By then it is to be paid.').nullable(),
    lateness: wordOrNull(RefundLateness, 'Whether that day comes near, or has passed; null while it is not near.'),
    links: z.strictObject({ case: name(), refund: name() }).optional().meta({ description: 'Paths on this server.' }),
  })
  .meta({ id: 'WaitingRefund', description: 'A refund that waits for finance.' });

/** A page of what `waitingJson` answers. */
export const waitingRefundsAnswer = z.strictObject({ refunds: z.array(waiting), nextCursor: name('To be sent as `cursor` for the next page; null on the last one.').nullable() }).meta({ id: 'WaitingRefunds' });
