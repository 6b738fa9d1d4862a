import { RefundLate, RefundLateness } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { newlyLate, nextReminder, payByOf } from '../domain/pay-clock';
import { evolve, isExchangeDifference, isRequested, type RequestedRefund } from '../domain/refund';
import { exceptionOwner, payTimer, subjectOfCase, type RefundWork } from './work';

/** Waits for the day by which it is to be paid; what is paid, or not owed any more, has no clock. */
export function awaitPayment(work: RefundWork, refund: RequestedRefund): void {
  const subject = subjectOfCase(refund.ref.caseId);
  const dueAt = nextReminder(refund);
  if (dueAt) work.schedule({ subject, name: payTimer, dueAt, payload: { caseId: refund.ref.caseId } });
  else work.cancelTimer(subject, payTimer);
}

/** The clock of a refund has run out: whoever shows the case is told, and finance finds it in its list. No money moves by this. */
export function remindFinance(work: RefundWork, caseId: string): Outcome {
  const refund = work.refunds.get(caseId);
  const late = refund && isRequested(refund) ? newlyLate(refund, work.now) : undefined;
  if (!refund || !isRequested(refund) || !late) return ignored('it is paid, or not owed any more, or was said before');
  const after = evolve(refund, { type: 'fell_due', late });
  work.refunds.put(caseId, after);
  const { ref, refundId } = refund;
  work.say(RefundLate, subjectOfCase(caseId), { ref, refundId, lateness: RefundLateness.wire(late), payBy: payByOf(refund).toISOString(), owner: exceptionOwner, ...(isExchangeDifference(refund) && { difference: true }) });
  if (isRequested(after)) awaitPayment(work, after);
  return done();
}
