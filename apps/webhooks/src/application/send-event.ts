import { done, notYet, type Envelope, type Outcome } from '@huiliu/messaging';
import { begin, emptyLane, laneIdOf } from '../domain/lane';
import { deliveryKind, type WebhooksWork } from './work';

/** An event for a system: sent at once where nothing else about its subject is on the way there, and in its turn otherwise. */
export function sendEvent(work: WebhooksWork, system: string, envelope: Envelope): Outcome {
  const laneId = laneIdOf(system, envelope.subject);
  const lane = begin(work.lanes.get(laneId) ?? emptyLane(system), envelope, work.now);
  if (!lane) return notYet('an earlier event of the same subject is on its way to the same system', laneId);
  work.lanes.put(laneId, lane);
  // One call per lane, used again for each of its events.
  work.intend({ id: laneId, kind: deliveryKind(system), subject: laneId, payload: { laneId, envelope } });
  return done();
}
