import { done, type Outcome } from '@huiliu/messaging';
import { decideRetry } from '../domain/decide';
import { record } from './record';
import { refuse } from './refuse';
import type { RefundWork } from './work';

export const caseNotFound = { code: 'CASE_NOT_FOUND', message: 'There is no refund for this case. Check the case id; a case that was just approved takes a moment.' } as const;

/** Finance tries again what has failed for good. Response: the number of legs. Refusals: CASE_NOT_FOUND, NOTHING_TO_RETRY. */
export function retryRefund(work: RefundWork, caseId: string, askedBy: string): Outcome {
  const refund = work.refunds.get(caseId);
  if (!refund) return refuse(caseNotFound);
  const decision = decideRetry(refund, askedBy, work.now);
  if (!decision.ok) return refuse(decision.error);
  record(work, refund, decision.value);
  return done({ legs: decision.value.filter((event) => event.type === 'leg_retried').length });
}
