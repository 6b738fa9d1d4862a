import { DeductionQuoted, Grade, type RejectionOutcomeWord } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { ApprovalLimits } from '../domain/approval-limits';
import { quoteOf, type AcceptedLine } from '../domain/decide';
import { atQuotedRates, unitsInFull, unitsLessDeduction, type RejectedLine } from '../domain/deduction';
import { invariant } from '../domain/invariant';
import type { CaseRef, Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import { requestRefund } from './request-refund';
import { subjectOfCase, type RefundWork } from './work';

/** Units were rejected at the inspection: nothing is paid before it is settled what becomes of them, and the customer is told what a deduction would come to. Refusals: those of `decideRequest`. */
export function quoteDeduction(work: RefundWork, ref: CaseRef, accepted: readonly AcceptedLine[], lines: readonly RejectedLine[]): Outcome {
  const refund = work.refunds.get(ref.caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  if (refund.rejection || refund.status !== 'approved') return ignored('it was known before, or nothing is owed any more');
  const [allocation, balance] = [work.allocations.get(refund.ref.orderId), work.balances.get(refund.ref.orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${ref.caseNumber} was approved for order ${refund.ref.orderId}, which is not there`);
  const rejection = { accepted, rejected: atQuotedRates(lines) };
  const quote = quoteOf(refund, unitsLessDeduction(rejection), allocation, balance);
  if (!quote.ok) return refuse(quote.error);
  record(work, refund, [{ type: 'units_rejected', rejection }]);
  const money = (amountMinor: bigint) => ({ amountMinor: amountMinor.toString(), currency: allocation.currency });
  const quoted = rejection.rejected.map(({ grade, ...line }) => ({ ...line, grade: Grade.wire(grade) }));
  work.say(DeductionQuoted, subjectOfCase(ref.caseId), { ref, lines: quoted, deducted: money(quote.value.deductedMinor), paid: money(quote.value.paidMinor) });
  return done();
}

/** The warehouse has settled what becomes of them. Refusals: NOTHING_REJECTED, those of `decideRequest`. */
export function payForRejected(work: RefundWork, caseId: string, outcome: RejectionOutcomeWord, limits: ApprovalLimits): Outcome {
  const refund = work.refunds.get(caseId);
  // The same source has said before what was rejected: there is nothing that could still come.
  if (!refund?.rejection || outcome === 'unspecified') return refused({ code: 'NOTHING_REJECTED', kind: 'CONFLICT', message: `Case ${refund?.ref.caseNumber ?? caseId}: what was rejected has been settled with ${outcome}, but refund knows of nothing that was. Look at its inspection.` });
  // One refund of a case: whether what goes back arrives has to be known first.
  if (outcome === 'goods_back') return ignored('it is paid for once the goods have arrived, or are lost');
  return requestRefund(work, refund, outcome === 'deduction' ? unitsLessDeduction(refund.rejection) : unitsInFull(refund.rejection), limits);
}

/** Whether what is sent to the customer can only be what was rejected of a return. */
export const isPaidFor = (refund: Refund | undefined): refund is Refund => refund?.rejection !== undefined || (refund?.status === 'approved' && !refund.goods);

/** What was rejected has reached the customer, and only what was accepted is paid for; or it is lost for good, and all of it is, in full. Refusals: those of `decideRequest`. */
export function payForTheRest(work: RefundWork, refund: Refund, arrived: boolean, limits: ApprovalLimits): Outcome {
  // Over another topic.
  if (!refund.rejection) return notYet('what was rejected has not arrived from the warehouse');
  return requestRefund(work, refund, arrived ? refund.rejection.accepted : unitsInFull(refund.rejection), limits);
}
