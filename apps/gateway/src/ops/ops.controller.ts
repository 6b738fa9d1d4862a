import { Body, Controller, Get, Inject, Param, Post, Query } from '@nestjs/common';
import type { OpsServiceMethods, ServiceClient } from '@huiliu/contracts';
import { ErrorKind, HuiliuError, Role } from '@huiliu/platform';
import { z } from 'zod';
import { departmentsToken, type Departments } from '../departments/departments';
import { askedNames } from '../departments/names';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { By, type Commander } from '../http/caller';
import { countInQuery, input, text, time } from '../http/input';
import { discardAnswer, discardManyAnswer, lagAnswer, parkedAnswer, replayAnswer, replayManyAnswer, timersAnswer, waitingAnswer } from './ops-schema';

const listQuery = z.strictObject({ subject: text(160).optional(), limit: countInQuery(1_000).optional() });
type ListQuery = z.infer<typeof listQuery>;

const replayBody = z.strictObject({ subject: text(160) });
type ReplayBody = z.infer<typeof replayBody>;

const discardBody = z.strictObject({ subject: text(160), eventId: text(200), reason: text(400) });
type DiscardBody = z.infer<typeof discardBody>;

const mostAtOnce = 1_000;
const replayManyBody = z.strictObject({ type: text(200).optional(), limit: z.int().min(1).max(mostAtOnce).optional() });
type ReplayManyBody = z.infer<typeof replayManyBody>;

const discardManyBody = z.strictObject({ type: text(200), limit: z.int().min(1).max(mostAtOnce).optional(), reason: text(400) });
type DiscardManyBody = z.infer<typeof discardManyBody>;

const timersQuery = z.strictObject({ dueBefore: time().optional(), limit: countInQuery(1_000).optional() });
type TimersQuery = z.infer<typeof timersQuery>;

/** How far a department is behind, what waits and what is parked in it, and what operations do about it. Subjects read `case:<id>`. */
@Controller('api/v1/ops/:department')
export class OpsController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get('waiting')
  @Roles(Role.ops, Role.admin)
  @Answers(200, waitingAnswer, 'Events that came before what they need')
  waiting(@Param('department') department: string, @Query(input(listQuery)) { subject, limit }: ListQuery) {
    return this.clientOf(department).listWaiting({ subject: subject ?? '', limit: limit ?? 0 });
  }

  @Get('parked')
  @Roles(Role.ops, Role.admin)
  @Answers(200, parkedAnswer, 'Events that could not be handled')
  parked(@Param('department') department: string, @Query(input(listQuery)) { subject, limit }: ListQuery) {
    return this.clientOf(department).listParked({ subject: subject ?? '', limit: limit ?? 0 });
  }

  /** How far the department is behind the bus, and when it is expected to have caught up. */
  @Get('lag')
  @Roles(Role.ops, Role.admin)
  @Answers(200, lagAnswer, 'How far the department is behind the bus')
  lag(@Param('department') department: string) {
    return this.clientOf(department).showLag({});
  }

  /** Handles the parked events of a subject again, in order. What is left, and why, is in the answer. */
  @Post('parked/replay')
  @Roles(Role.ops, Role.admin)
  @Answers(200, replayAnswer, 'Handle the parked events of a subject again')
  replay(@Param('department') department: string, @Body(input(replayBody)) { subject }: ReplayBody, @By() by: Commander) {
    return this.clientOf(department).replayParked({ subject }, { metadata: by.metadata });
  }

  /** Gives up the first parked event of a subject; recorded with who and why. */
  @Post('parked/discard')
  @Roles(Role.ops, Role.admin)
  @Answers(200, discardAnswer, 'Give up the first parked event of a subject')
  discard(@Param('department') department: string, @Body(input(discardBody)) { subject, eventId, reason }: DiscardBody, @By() by: Commander) {
    return this.clientOf(department).discardParked({ subject, eventId, reason, discardedBy: by.principal.subject }, { metadata: by.metadata });
  }

  /** Replays case after case, the longest stopped first: all, or those that an event of one type has stopped. */
  @Post('parked/replay-many')
  @Roles(Role.ops, Role.admin)
  @Answers(200, replayManyAnswer, 'Handle parked events again, subject after subject')
  replayMany(@Param('department') department: string, @Body(input(replayManyBody)) { type, limit }: ReplayManyBody, @By() by: Commander) {
    return this.clientOf(department).replayManyParked({ type: type ?? '', limit: limit ?? 0 }, { metadata: by.metadata });
  }

  /** Gives up the first parked event of each case that an event of one type has stopped; each recorded with who and why. */
  @Post('parked/discard-many')
  @Roles(Role.ops, Role.admin)
  @Answers(200, discardManyAnswer, 'Give up the first parked event of many subjects')
  discardMany(@Param('department') department: string, @Body(input(discardManyBody)) { type, limit, reason }: DiscardManyBody, @By() by: Commander) {
    return this.clientOf(department).discardManyParked({ type, limit: limit ?? 0, reason, discardedBy: by.principal.subject }, { metadata: by.metadata });
  }

  /** Deadlines that run, the next one first. */
  @Get('timers')
  @Roles(Role.ops, Role.admin)
  @Answers(200, timersAnswer, 'Deadlines that run')
  timers(@Param('department') department: string, @Query(input(timersQuery)) { dueBefore, limit }: TimersQuery) {
    return this.clientOf(department).listTimers({ dueBefore, limit: limit ?? 0 });
  }

  private clientOf(department: string): ServiceClient<OpsServiceMethods> {
    const name = askedNames.find((each) => each === department);
    const client = name && this.departments.ops[name];
    if (client) return client;
    throw new HuiliuError(ErrorKind.NOT_FOUND, 'DEPARTMENT_NOT_FOUND', `There is no such department. There are ${askedNames.filter((each) => this.departments.ops[each]).join(', ')}.`);
  }
}
