import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ReturnReason, Verdict, type ListTasksResponse, type TaskView } from '@huiliu/contracts';
import { Role } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { caseUrl } from '../cases/case-view';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { By, etagOf, seenOf, type Commander } from '../http/caller';
import { amountText, countInQuery, input, nothing, text, word } from '../http/input';
import { noteCase } from '../http/request-scope';
import { orNull, wordOf } from '../http/words';
import { taskAnswer, tasksAnswer } from './review-schema';

const taskQuery = z.strictObject({ limit: countInQuery(200).optional(), cursor: text(200).optional() });
type TaskQuery = z.infer<typeof taskQuery>;

const decisionBody = z.strictObject({
  verdict: word(Verdict.words),
  reasonCode: text(64)
    .regex(/^[A-Z_]+$/, { error: 'must be a code in capitals, as NOT_JUSTIFIED' })
    .optional(),
  lines: z
    .array(
      z.strictObject({
        caseLineId: text(64),
        quantity: z.int().min(0).max(1_000_000),
        amountPerUnitMinor: amountText(1).optional().describe('Of a price difference: what is given for each unit, if less than asked.'),
      }),
    )
    .min(1)
    .max(1_000)
    .optional(),
});
type DecisionBody = z.infer<typeof decisionBody>;

const taskId = text(64);

/** Review tasks: what the rules leave to a person. Whoever claims a task decides it. */
@Controller('api/v1/review/tasks')
export class ReviewController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.reviewer)
  @Answers(200, tasksAnswer, 'Cases that wait for a person to decide')
  async list(@Query(input(taskQuery)) { limit, cursor }: TaskQuery) {
    return tasksJson(await this.departments.review.listTasks({ limit: limit ?? 0, cursor: cursor ?? '' }));
  }

  @Post(':taskId/claim')
  @Roles(Role.reviewer)
  @Answers(200, taskAnswer, 'Take a task: whoever claims it decides it')
  async claim(@Param('taskId', input(taskId)) id: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { task } = await this.departments.review.claimTask({ taskId: id, reviewer: by.principal.subject }, { metadata: by.metadata });
    return shownTask(task, reply);
  }

  @Post(':taskId/decision')
  @Roles(Role.reviewer)
  @Answers(200, taskAnswer, 'Decide a task that one has claimed')
  async decide(@Param('taskId', input(taskId)) id: string, @Body(input(decisionBody)) { verdict, reasonCode, lines }: DecisionBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const request = { taskId: id, reviewer: by.principal.subject, verdict: Verdict.wire(verdict), reasonCode: reasonCode ?? '', lines: lines ?? [], seen: seenOf(match) };
    const { task } = await this.departments.review.decideTask(request, { metadata: by.metadata });
    return shownTask(task, reply);
  }
}

function shownTask(task: TaskView | undefined, reply: FastifyReply) {
  if (!task) throw new Error('review answered without the task');
  if (task.ref) noteCase(task.ref.caseId);
  reply.headers(etagOf(task.tag));
  return taskJson(task);
}

/** A page of tasks as JSON for people. */
export const tasksJson = ({ tasks, nextCursor }: ListTasksResponse) => ({ tasks: tasks.map(taskJson), nextCursor: orNull(nextCursor) });

const taskJson = ({ taskId: id, ref, status, claimedBy, dueAt, ruleIds, facts, lines, round, evidenceDueAt }: TaskView) => ({
  taskId: id,
  caseNumber: ref?.caseNumber ?? null,
  caseId: ref?.caseId ?? null,
  orderId: orNull(ref?.orderId),
  status,
  claimedBy: orNull(claimedBy),
  dueAt: dueAt ?? null,
  ruleIds,
  facts,
  lines: lines.map(({ caseLineId, sku, quantity, reason, askedPerUnitMinor, lowerUnitPriceMinor, wantedSku, wantedUnitPriceMinor }) => ({
    caseLineId,
    sku,
    quantity,
    reason: wordOf(ReturnReason, reason),
    askedPerUnitMinor: askedPerUnitMinor ?? null,
    lowerUnitPriceMinor: lowerUnitPriceMinor ?? null,
    wantedSku: orNull(wantedSku),
    wantedUnitPriceMinor: wantedUnitPriceMinor ?? null,
  })),
  round,
  evidenceDueAt: evidenceDueAt ?? null,
  ...(ref && { links: { case: caseUrl(ref.caseNumber) } }),
});
