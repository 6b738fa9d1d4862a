import { OutboundStopAnswered, type OutboundStopRequested, StopResult } from '@huiliu/contracts';
import type { Outbound } from '../../drawing/outbound';
import { say } from '../../feed/say';
import { named, type BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep } from '../answering';
import type { Heard } from '../heard';

const minuteMs = 60_000;

/** What the warehouse system knows of what leaves. */
export interface Shipping {
  outboundOf(orderId: string): Outbound | undefined;
  /** Whether it may leave a request unanswered: only where a clock goes on by itself does anybody ask again. */
  readonly mayBeSilent: boolean;
}

/** How many requests go unanswered; from the third on a person is to look. */
const silencesOf: Readonly<Record<BranchOf<'stop'>, number>> = { answered_at_once: 0, answered_when_asked_again: 1, answered_late: 3 };

export interface Circumstances {
  readonly mix: Mix;
  readonly shipping: Shipping;
  /** The customer is going to think better of it, and should have the time. */
  readonly waits: boolean;
}

/**
 * Keeps goods back that have not left, and says in which parcel others have. Some requests go unanswered, some answers come twice.
 */
export function answerToStop(seed: string, { key: caseId, data }: Heard<OutboundStopRequested>, businessAtMs: number, { mix, shipping, waits }: Circumstances): Answer {
  const { ref, stopId, attempt } = data;
  const random = randomOf(seed, 'wms stop', stopId);
  const pace = shipping.mayBeSilent ? random.weighted(mix.stop) : 'answered_at_once';
  if (attempt <= silencesOf[pace] || (waits && attempt === 1 && shipping.mayBeSilent)) return { says: [], businessAtMs: undefined, facts: ['stopUnanswered'] };
  const outbound = shipping.outboundOf(ref.orderId);
  const shipped = outbound !== undefined && outbound.leaves !== 'stays';
  const atMs = businessAtMs + random.between(5, 90) * minuteMs;
  const parcel = shipped ? outbound.parcel : { trackingNumber: '', carrierCode: '', lines: [] };
  const answer = say<OutboundStopAnswered>(OutboundStopAnswered, `stop-${stopId}`, caseId, atMs, {
    caseId,
    orderId: ref.orderId,
    stopId,
    result: StopResult.wire(shipped ? 'already_shipped' : 'stopped'),
    ...parcel,
    answeredAt: isoTime(atMs),
  });
  const branches = [...(outbound && outbound.leaves !== 'left' ? [named('recall', outbound.leaves)] : []), ...(pace === 'answered_at_once' ? [] : [named('stop', pace)])];
  const again = random.chance(0.1) ? [random.chance(0.5) ? answer : { ...answer, id: `${answer.id}-again` }] : [];
  return { says: [answer, ...again].map(keep), businessAtMs: atMs, facts: [shipped ? 'tooLateToStop' : 'stopped', ...(again.length > 0 ? ['sameAnswerTwice'] : [])], branches };
}
