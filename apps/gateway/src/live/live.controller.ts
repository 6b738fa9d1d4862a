import { Controller, Get, Headers, Inject, Param, Res } from '@nestjs/common';
import { ErrorKind, HuiliuError, Role, type Principal } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { caseJson, timelineJson } from '../cases/case-view';
import { audienceOf, findCase, shown } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { evidenceToken, type Evidence } from '../evidence/evidence';
import { exceptionsAnswer } from '../exceptions/exception-schema';
import { exceptionsJson } from '../exceptions/exceptions.controller';
import { Roles, staff } from '../http/access';
import { AnswersEvents } from '../http/answers';
import { Asker } from '../http/caller';
import { tasksJson } from '../review/review.controller';
import { tasksAnswer } from '../review/review-schema';
import type { EventStream } from './event-stream';
import { Live, liveToken } from './live';
import { caseNews } from './live-schema';

/**
 * Server-sent events. Each event holds what a GET would answer at that moment; its id, sent back as Last-Event-ID, goes on from there: nothing is missed and nothing told again.
 * Whoever comes without one is told at once how things stand.
 */
@Controller('api/v1')
export class LiveController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(liveToken) private readonly live: Live,
    @Inject(evidenceToken) private readonly evidence: Evidence,
  ) {}

  @Get('cases/:number/events')
  @Roles(Role.customer, ...staff)
  @AnswersEvents('case', caseNews, 'A case, whenever it moves on')
  async caseEvents(@Param('number') number: string, @Headers('last-event-id') last: string | undefined, @Asker() asker: Principal, @Res() reply: FastifyReply): Promise<void> {
    const since = positionOf(last);
    const { ref } = await findCase(this.departments, asker, number);
    const audience = audienceOf(asker);
    const stream = this.live.followCase(ref.caseId, audience, since, async (after) => {
      // The timeline first: the case is then at least as new as its last entry.
      const { entries } = await this.departments.intake.getTimeline({ caseId: ref.caseId, afterPosition: String(after) });
      const position = entries.at(-1)?.position;
      if (position === undefined) return undefined;
      const found = shown((await this.departments.intake.getCase({ caseId: ref.caseId })).case);
      return { position: BigInt(position), data: { case: caseJson(found, audience, this.evidence.links), news: timelineJson(ref.caseNumber, entries, audience).entries } };
    });
    answer(reply, stream);
  }

  @Get('review/tasks/events')
  @Roles(Role.reviewer)
  @AnswersEvents('tasks', tasksAnswer, 'The queue of review, whenever it changes')
  taskEvents(@Headers('last-event-id') last: string | undefined, @Res() reply: FastifyReply): void {
    answer(reply, this.live.followQueue('tasks', last, tasksJson));
  }

  @Get('warehouse/exceptions/events')
  @Roles(Role.warehouse)
  @AnswersEvents('exceptions', exceptionsAnswer, 'The queue of exceptions of the warehouse, whenever it changes')
  exceptionEvents(@Headers('last-event-id') last: string | undefined, @Res() reply: FastifyReply): void {
    answer(reply, this.live.followQueue('exceptions', last, exceptionsJson));
  }
}

function positionOf(last: string | undefined): bigint {
  if (last === undefined || last === '') return 0n;
  if (/^\d{1,18}$/.test(last)) return BigInt(last);
  throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'LAST_EVENT_ID_INVALID', 'Last-Event-ID is not the id of an event of this case. Send the last one as it came, or leave the header out.');
}

function answer(reply: FastifyReply, stream: EventStream): void {
  void reply.status(200).header('content-type', 'text/event-stream; charset=utf-8').header('x-accel-buffering', 'no').send(stream);
}
