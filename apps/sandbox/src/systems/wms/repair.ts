import { RepairOutcome, RepairReported, type RepairTaskIssued } from '@huiliu/contracts';
import { say } from '../../feed/say';
import { named, type BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep } from '../answering';
import type { Heard } from '../heard';

const hourMs = 3_600_000;

/** How many work orders go unanswered; from the third on a person is to look. */
const silencesOf: Readonly<Record<BranchOf<'repair_answer'>, number>> = { in_time: 0, when_asked_again: 1, late: 3 };

/** Repairs what it is sent, or finds that it can't; now and then it says nothing until it is asked again, and now and then it says so twice. Silent only where a clock goes on by itself: else nobody asks again. */
export function answerToRepair(seed: string, { key: caseId, data }: Heard<RepairTaskIssued>, businessAtMs: number, mix: Mix, mayBeSilent: boolean): Answer {
  const { taskId, attempt, lines } = data;
  const random = randomOf(seed, 'wms repair', taskId);
  const outcome = random.weighted(mix.repair);
  const pace = mayBeSilent ? random.weighted(mix.repair_answer) : 'in_time';
  if (attempt <= silencesOf[pace]) return { says: [], businessAtMs: undefined, facts: ['repairUnanswered'] };
  const atMs = businessAtMs + random.between(6, 5 * 24) * hourMs;
  const answer = say<RepairReported>(RepairReported, `repair-${taskId}`, caseId, atMs, { caseId, taskId, outcome: RepairOutcome.wire(outcome), lines, reportedAt: isoTime(atMs) });
  const again = random.chance(0.15) ? [random.chance(0.5) ? answer : { ...answer, id: `${answer.id}-again` }] : [];
  return {
    says: [answer, ...again].map(keep),
    businessAtMs: atMs,
    facts: [outcome === 'repaired' ? 'repaired' : 'notRepairable', ...(again.length > 0 ? ['sameAnswerTwice'] : [])],
    branches: [named('repair', outcome), named('repair_answer', pace)],
  };
}
