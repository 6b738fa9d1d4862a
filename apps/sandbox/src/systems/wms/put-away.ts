import { PutAwayReported, type PutAwayTaskIssued } from '@huiliu/contracts';
import { say } from '../../feed/say';
import { named } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep } from '../answering';
import type { Heard } from '../heard';

const hourMs = 3_600_000;

/** Puts away what it is sent, and says where; now and then only when it is asked again, and now and then twice. Silent only where a clock goes on by itself: else nobody asks again. */
export function answerToPutAway(seed: string, { key: caseId, data }: Heard<PutAwayTaskIssued>, businessAtMs: number, mix: Mix, mayBeSilent: boolean): Answer {
  const { taskId, attempt, quantity } = data;
  const random = randomOf(seed, 'wms put-away', taskId);
  const drawn = random.weighted(mix.put_away);
  const how = drawn === 'when_asked_again' && !mayBeSilent ? 'in_time' : drawn;
  if (how === 'when_asked_again' && attempt === 1) return { says: [], businessAtMs: undefined, facts: ['putAwayUnanswered'] };
  const atMs = businessAtMs + random.between(1, 20) * hourMs;
  const location = `${random.pick(['A', 'B', 'C'])}-${random.between(1, 40)}-${random.between(1, 6)}`;
  const answer = say<PutAwayReported>(PutAwayReported, `put-away-${taskId}-${attempt}`, caseId, atMs, { caseId, taskId, quantity, location, putAwayAt: isoTime(atMs) });
  const again = how === 'twice' ? [random.chance(0.5) ? answer : { ...answer, id: `${answer.id}-again` }] : [];
  // The case does not wait for it, so that its time does not go on.
  return { says: [answer, ...again].map(keep), businessAtMs: undefined, facts: ['putAway', ...(again.length > 0 ? ['sameAnswerTwice'] : [])], branches: [named('put_away', how)] };
}
