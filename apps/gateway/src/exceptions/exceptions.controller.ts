import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ExceptionKind, ExceptionResolution, type ExceptionView, type ListExceptionsResponse } from '@huiliu/contracts';
import { Role } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { By, etagOf, seenOf, type Commander } from '../http/caller';
import { countInQuery, input, nothing, text, time, word } from '../http/input';
import { noteCase } from '../http/request-scope';
import { orNull } from '../http/words';
import { exceptionAnswer, exceptionJson, exceptionsAnswer } from './exception-schema';

const exceptionQuery = z.strictObject({ kind: word(ExceptionKind.words).optional(), dueBy: time().optional().describe('Those that are due by then.'), limit: countInQuery(200).optional(), cursor: text(200).optional() });
type ExceptionQuery = z.infer<typeof exceptionQuery>;

const resolutionBody = z.strictObject({
  resolution: word(ExceptionResolution.words).describe('One of those that the exception names.'),
  reasonCode: text(64)
    .regex(/^[A-Z_]+$/, { error: 'must be a code in capitals, as NOT_IN_THE_BOX' })
    .describe('Why: a stable code.'),
});
type ResolutionBody = z.infer<typeof resolutionBody>;

const exceptionId = text(80);

/** What was in boxes and not announced, or the other way round: whoever of the warehouse claims an exception resolves it, before its clock does. */
@Controller('api/v1/warehouse/exceptions')
export class ExceptionsController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.warehouse, Role.agent)
  @Answers(200, exceptionsAnswer, 'Boxes whose content was not as announced, or was not reported in time, and that nobody has sorted out')
  async list(@Query(input(exceptionQuery)) { kind, dueBy, limit, cursor }: ExceptionQuery) {
    return exceptionsJson(await this.departments.warehouse.listExceptions({ kind: ExceptionKind.wire(kind ?? 'unspecified'), dueBy, limit: limit ?? 0, cursor: cursor ?? '' }));
  }

  @Post(':exceptionId/claim')
  @Roles(Role.warehouse)
  @Answers(200, exceptionAnswer, 'Take an exception: whoever claims it resolves it')
  async claim(@Param('exceptionId', input(exceptionId)) id: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { exception } = await this.departments.warehouse.claimException({ exceptionId: id, claimant: by.principal.subject }, { metadata: by.metadata });
    return shown(exception, reply);
  }

  @Post(':exceptionId/resolution')
  @Roles(Role.warehouse)
  @Answers(200, exceptionAnswer, 'Resolve an exception that one has claimed')
  async resolve(@Param('exceptionId', input(exceptionId)) id: string, @Body(input(resolutionBody)) { resolution, reasonCode }: ResolutionBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const request = { exceptionId: id, claimant: by.principal.subject, resolution: ExceptionResolution.wire(resolution), reasonCode, seen: seenOf(match) };
    const { exception } = await this.departments.warehouse.resolveException(request, { metadata: by.metadata });
    return shown(exception, reply);
  }
}

/** A page of exceptions as JSON for people. */
export const exceptionsJson = ({ exceptions, nextCursor }: ListExceptionsResponse) => ({ exceptions: exceptions.map(exceptionJson), nextCursor: orNull(nextCursor) });

function shown(exception: ExceptionView | undefined, reply: FastifyReply) {
  if (!exception) throw new Error('the warehouse answered without the exception');
  if (exception.ref) noteCase(exception.ref.caseId);
  reply.headers(etagOf(exception.tag));
  return exceptionJson(exception);
}
