import { ParcelLost } from '@huiliu/contracts';
import { done, ignored, type Outcome } from '@huiliu/messaging';
import { askToStop, fallSilent, writeOffRecall } from '../domain/outbound-recall';
import { recallPolicy, type RecallPolicy } from '../domain/recall-policy';
import { sayStopRequested, sayWrittenOff } from './say-recall';
import { setClocks } from './track-recall';
import { subjectOf, type LogisticsWork } from './work';

/** The WMS has not answered in time: it is asked again. */
export function askAgain(work: LogisticsWork, caseId: string, policy: RecallPolicy = recallPolicy): Outcome {
  const recall = work.recalls.get(caseId);
  const asked = recall && askToStop(recall, work.now, policy);
  if (!asked?.ok) return ignored('the WMS has answered, or the stop was called off');
  work.recalls.put(caseId, asked.value);
  sayStopRequested(work, asked.value, policy);
  return done();
}

/** Nothing was heard in time of a parcel that is to come back: it counts as lost, by our clock. */
export function countAsLost(work: LogisticsWork, caseId: string, policy: RecallPolicy = recallPolicy): Outcome {
  const recall = work.recalls.get(caseId);
  const lost = recall && fallSilent(recall, work.now, policy);
  if (!lost?.parcel) return ignored('the parcel was heard of, or is not waited for');
  work.recalls.put(caseId, lost);
  setClocks(work, lost);
  work.say(ParcelLost, subjectOf(caseId), { ref: lost.ref, trackingNumber: lost.parcel.trackingNumber, occurredAt: work.now.toISOString(), writeOffAt: lost.writeOffAt });
  return done();
}

/** It has not turned up either. */
export function writeOffRecalled(work: LogisticsWork, caseId: string): Outcome {
  const recall = work.recalls.get(caseId);
  const written = recall && writeOffRecall(recall, work.now);
  if (!written) return ignored('the parcel has turned up, or was written off before');
  work.recalls.put(caseId, written.recall);
  sayWrittenOff(work, written.recall, written.parcel, written.claim);
  return done();
}
