import type { ApprovedQuantity, ClaimTaskRequest, ClaimTaskResponse, DecideTaskRequest, DecideTaskResponse } from '@huiliu/contracts';
import { Verdict } from '@huiliu/contracts';
import { changedSince, command, type Reader } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { claimTask } from '../../application/claim-task';
import { decideTask } from '../../application/decide-task';
import { activePolicyId, subjectOf, type ReviewWork } from '../../application/work';
import { caseIdOf, type LineApproval, type Review } from '../../domain/review';
import type { reviewTables } from '../out/postgres/tables';
import { taskView } from './views';

const answer = (review: Review): ClaimTaskResponse & DecideTaskResponse => ({ task: taskView(review) });

/** What a command about a task locks and loads. Errors: TASK_NOT_FOUND. */
async function planFor(taskId: string, reader: Reader) {
  const [row] = await reader.query<{ case_id: string }>('SELECT case_id FROM review_case WHERE task_id = $1', [taskId]);
  if (!row) throw taskNotFound();
  return { subject: subjectOf(row.case_id), rows: { reviews: [row.case_id], policies: [activePolicyId] } };
}

function reviewOfTask(work: ReviewWork, taskId: string): Review {
  const review = work.reviews.get(caseIdOf(taskId));
  // One of an earlier round is decided and over; who asks again for the same gets the answer of then.
  if (review?.task?.taskId !== taskId) throw taskNotFound();
  return review;
}

const approvalOf = ({ caseLineId, quantity, amountPerUnitMinor }: ApprovedQuantity): LineApproval => ({ caseLineId, quantity, ...(amountPerUnitMinor !== undefined && { eachMinor: BigInt(amountPerUnitMinor) }) });

const taskNotFound = (): HuiliuError => new HuiliuError(ErrorKind.NOT_FOUND, 'TASK_NOT_FOUND', 'there is no such review task: look at the list of open tasks');

export const claimTaskCommand = command<typeof reviewTables, ClaimTaskRequest, ClaimTaskResponse>({
  operation: 'review.ClaimTask',
  plan: ({ taskId }, reader) => planFor(taskId, reader),
  handle: (work, { taskId, reviewer }) => claimTask(work, reviewOfTask(work, taskId), reviewer, answer),
});

export const decideTaskCommand = command<typeof reviewTables, DecideTaskRequest, DecideTaskResponse>({
  operation: 'review.DecideTask',
  plan: ({ taskId }, reader) => planFor(taskId, reader),
  handle: (work, { taskId, reviewer, verdict: wire, reasonCode, lines, seen }) => {
    const verdict = Verdict.word(wire);
    const review = reviewOfTask(work, taskId);
    return changedSince(seen, taskView(review)) ?? decideTask(work, review, { reviewer, verdict: verdict === 'unspecified' ? 'reject' : verdict, reasonCode, lines: lines.map(approvalOf) }, answer);
  },
});
