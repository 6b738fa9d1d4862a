import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { Fact } from '../domain/facts';
import { saleOf } from '../domain/hold';
import { recordFact } from '../domain/record-fact';
import { summaryOfFact } from '../domain/summaries';
import { offerChoice, offerVariants } from './choose-resolution';
import { closeWhenDone, releaseRefused } from './close-case';
import { placeOrder } from './place-order';
import { refusalOf } from './refusals';
import { causeOf, keepCase, noteHeard, type Heard, type IntakeWork } from './work';

/** Writes down what a department has said about a case, and closes the case when that was the last thing missing. */
export function recordOutcome(work: IntakeWork, heard: Heard, caseId: string, fact: Fact): Outcome {
  const before = work.cases.get(caseId);
  // Only where intake's own state is rebuilt from the log: the request comes over a topic of its own.
  if (!before) return notYet('the request that opened the case has not arrived');
  const recorded = recordFact(before, fact);
  if (!recorded.ok) return refused(refusalOf(recorded.error));
  noteHeard(work, heard, caseId, summaryOfFact(fact));
  if (recorded.value === before) return ignored(`${fact.kind} changes nothing in case ${before.caseNumber}`);
  if (fact.kind === 'approved') releaseRefused(work, recorded.value);
  if (fact.kind === 'hold_ended' && fact.sold && fact.end.captured) {
    const mirrored = placeOrder(work, saleOf(before, fact.end.captured, fact.sold));
    if (mirrored.kind === 'refused') return mirrored;
  }
  const next = offerChoice(work, causeOf(heard), closeWhenDone(work, causeOf(heard), recorded.value));
  keepCase(work, next);
  if (fact.kind === 'variants_compared') offerVariants(work, causeOf(heard), next);
  return done();
}
