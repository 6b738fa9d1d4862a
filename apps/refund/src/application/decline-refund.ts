import { done, ignored, type Outcome } from '@huiliu/messaging';
import { checkBalance } from '../domain/balance';
import { decideDecline, decideTakeUp } from '../domain/decide';
import { invariant } from '../domain/invariant';
import type { Refund } from '../domain/refund';
import { record } from './record';
import { refuse } from './refuse';
import { caseNotFound } from './retry-refund';
import type { RefundWork } from './work';

type Decided = ReturnType<typeof decideDecline>;

/**
 * A second person declines a refund above the limit: its units and its money are free again. `answer` makes the response from the refund as it is then.
 * Refusals: CASE_NOT_FOUND, those of `decideDecline`.
 */
export function declineRefund(work: RefundWork, caseId: string, said: { readonly declinedBy: string; readonly reasonCode: string }, takeUpMs: number, answer: (refund: Refund) => object): Outcome {
  return aboutOrder(work, caseId, answer, (refund, allocation, balance) => decideDecline(refund, said, allocation, balance, takeUpMs, work.now));
}

/** Finance takes a declined refund up again, under the order's lock as the first time. Refusals: CASE_NOT_FOUND, those of `decideTakeUp`. */
export function takeUpRefund(work: RefundWork, caseId: string, takenUpBy: string, answer: (refund: Refund) => object): Outcome {
  return aboutOrder(work, caseId, answer, (refund, allocation, balance) => decideTakeUp(refund, takenUpBy, allocation, balance));
}

function aboutOrder(work: RefundWork, caseId: string, answer: (refund: Refund) => object, decide: (...about: readonly [Refund, Parameters<typeof checkBalance>[0], Parameters<typeof checkBalance>[1]]) => Decided): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return refuse(caseNotFound);
  const { orderId } = refund.ref;
  const [allocation, balance] = [work.allocations.get(orderId), work.balances.get(orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${refund.ref.caseNumber} was approved for order ${orderId}, which is not there`);
  const decision = decide(refund, allocation, balance);
  if (!decision.ok) return refuse(decision.error);
  if (decision.value.events.length === 0) return ignored('so it was said by the same person before', answer(refund));
  checkBalance(allocation, decision.value.balance);
  work.balances.put(orderId, decision.value.balance);
  return done(answer(record(work, refund, decision.value.events)));
}
