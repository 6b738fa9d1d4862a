import { CancellationDeclined } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { claimParcel } from '../domain/outbound-order';
import { callOffRecall, isIntercepted, type OutboundRecall } from '../domain/outbound-recall';
import { tooLateToCancelRecall } from '../domain/recall-machine';
import { sayEnded } from './say-recall';
import { subjectOf, type LogisticsWork } from './work';

/** The customer wants the goods after all: whoever was asked to stop or to recall them is told to let them go, unless they are stopped or on their way back; then the wish is declined. */
export function cancelRecall(work: LogisticsWork, recall: OutboundRecall, reasonCode: string): Outcome {
  const { ref, status, end } = recall;
  if (end) return ignored(`the recall has ended before: ${end.reason}`);
  const code = tooLateToCancelRecall(status, isIntercepted(recall));
  if (code !== undefined) {
    work.say(CancellationDeclined, subjectOf(ref.caseId), { ref, code });
    return done();
  }
  const off = callOffRecall(recall, reasonCode, work.now);
  if (!off.ok) return refused({ ...off.error, kind: 'CONFLICT' });
  work.recalls.put(ref.caseId, off.value);
  const order = work.outbound.get(ref.orderId);
  if (order && recall.parcel) work.outbound.put(ref.orderId, claimParcel(order, recall.parcel.trackingNumber, undefined));
  if (off.value.end) sayEnded(work, off.value, off.value.end);
  return done();
}
