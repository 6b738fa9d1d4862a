import { done, ignored, type Outcome } from '@huiliu/messaging';
import { afterTry, type Answer, type Patience } from '../domain/lane';
import { deliveryKind, type Delivery, type WebhooksWork } from './work';

/** What the endpoint has made of an event: the next one may go, or it is tried again later, or it is given up. */
export function takeAnswer(work: WebhooksWork, delivery: Delivery, answer: Answer, patience: Patience, giveUp: (reason: string) => void): Outcome {
  const { laneId, envelope } = delivery;
  const lane = work.lanes.get(laneId);
  if (lane?.sending?.id !== envelope.id || lane.sending.source !== envelope.source) return ignored('another event is on its way by now');
  const next = afterTry({ ...lane, sending: lane.sending }, answer, work.now, patience);
  work.lanes.put(laneId, next.lane);
  if (next.kind === 'again') work.intend({ id: laneId, kind: deliveryKind(lane.system), subject: laneId, payload: { ...delivery }, dueAt: new Date(work.now.getTime() + next.pauseMs) });
  if (next.kind === 'givenUp') giveUp(next.reason);
  return done();
}
