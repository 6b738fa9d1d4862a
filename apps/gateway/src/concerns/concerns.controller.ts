import { Body, Controller, Get, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { Role, type Principal } from '@huiliu/platform';
import type { ConcernView } from '@huiliu/contracts';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { purposeQuery, submitRequest, type PurposeQuery } from '../cases/case-bodies';
import { caseAnswer } from '../cases/case-schema';
import { caseJson, caseUrl } from '../cases/case-view';
import { applicantOf } from '../cases/cases.controller';
import { audienceOf, findCase, shown, type FoundCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { evidenceToken, type Evidence } from '../evidence/evidence';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { Asker, By, type Commander } from '../http/caller';
import { countInQuery, input, nothing, text } from '../http/input';
import { noteCase } from '../http/request-scope';
import { orNull } from '../http/words';
import { answerBody, concernBody, raiseRequest, turnBody, type AnswerBody, type ConcernBody, type TurnBody } from './concern-bodies';
import { concernAnswer, concernJson, concernsAnswer, writtenAnswer } from './concern-schema';

const pageQuery = z.strictObject({ limit: countInQuery(200).optional(), cursor: text(200).optional() });
type PageQuery = z.infer<typeof pageQuery>;

/** Inquiries and complaints: customers make them, people of customer service answer them, or make another case of them. */
@Controller('api/v1')
export class ConcernsController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(evidenceToken) private readonly evidence: Evidence,
  ) {}

  @Post('concerns')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, caseAnswer, 'Ask, or complain')
  async raise(@Body(input(concernBody)) body: ConcernBody, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.departments.intake.raiseConcern(raiseRequest(body, applicantOf(body, by.principal)), { metadata: by.metadata });
    const found = shown(answer.case);
    noteCase(found.ref.caseId);
    reply.header('location', caseUrl(found.ref.caseNumber));
    return caseJson(found, audienceOf(by.principal), this.evidence.links);
  }

  @Get('concerns')
  @Roles(Role.agent)
  @Answers(200, concernsAnswer, 'Inquiries and complaints that nobody has answered')
  async list(@Query(input(pageQuery)) { limit, cursor }: PageQuery) {
    const { concerns, nextCursor } = await this.departments.feedback.listConcerns({ limit: limit ?? 0, cursor: cursor ?? '' });
    return { concerns: concerns.map(concernJson), nextCursor: orNull(nextCursor) };
  }

  @Post('concerns/:number/claim')
  @Roles(Role.agent)
  @Answers(200, concernAnswer, 'Take an inquiry or a complaint; one that is overdue may be taken over')
  async claim(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { concern } = await this.departments.feedback.claimConcern({ caseId: ref.caseId, agent: by.principal.subject }, { metadata: by.metadata });
    return concernJson(given(concern));
  }

  @Post('concerns/:number/answer')
  @Roles(Role.agent)
  @Answers(200, concernAnswer, 'Answer the customer: the case closes')
  async answer(@Param('number') number: string, @Body(input(answerBody)) { text: words }: AnswerBody, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { concern } = await this.departments.feedback.answerConcern({ caseId: ref.caseId, agent: by.principal.subject, text: words }, { metadata: by.metadata });
    return concernJson(given(concern));
  }

  /**
   * Makes another case of it, for the same customer. First the case, by the same way as every application, then feedback is told: should that not come about, the concern stays with whoever has it, who repeats the request
   * with the same key.
   */
  @Post('concerns/:number/turn')
  @Roles(Role.agent)
  @Answers(200, concernAnswer, 'Make another case of it, which goes on in its place')
  async turn(@Param('number') number: string, @Body(input(turnBody)) body: TurnBody, @By() by: Commander) {
    const { ref, view } = await findCase(this.departments, by.principal, number);
    // Before anything is opened: a second time the same person may claim it, and whose it is not is told so.
    await this.departments.feedback.claimConcern({ caseId: ref.caseId, agent: by.principal.subject }, { metadata: by.metadata });
    const made = shown((await this.departments.intake.submitCase(submitRequest(body, view.customerId, ref.caseId), { metadata: by.metadata })).case);
    const { concern } = await this.departments.feedback.turnConcern({ caseId: ref.caseId, agent: by.principal.subject, into: made.ref }, { metadata: by.metadata });
    return concernJson(given(concern));
  }

  /** What the customer wrote: whoever asks is recorded with the purpose. */
  @Get('concerns/:number/question')
  @Roles(Role.agent)
  @Answers(200, writtenAnswer, 'What the customer asks or complains of; whoever asks is recorded')
  async question(@Param('number') number: string, @Query(input(purposeQuery)) { purpose }: PurposeQuery, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    const { text: words, at } = await this.departments.intake.getConcern({ caseId: ref.caseId, askedBy: asker.subject, purpose });
    return { caseNumber: ref.caseNumber, text: words, at: at ?? null };
  }

  @Get('concerns/:number/answer')
  @Roles(Role.agent)
  @Answers(200, writtenAnswer, 'What the customer was answered; whoever asks is recorded')
  async answered(@Param('number') number: string, @Query(input(purposeQuery)) { purpose }: PurposeQuery, @Asker() asker: Principal) {
    return this.tellAnswer(await findCase(this.departments, asker, number), asker, purpose);
  }

  @Get('cases/:number/answer')
  @Roles(Role.customer)
  @Answers(200, writtenAnswer, 'What one was answered')
  async ownAnswer(@Param('number') number: string, @Asker() asker: Principal) {
    return this.tellAnswer(await findCase(this.departments, asker, number), asker, 'their own');
  }

  private async tellAnswer({ ref }: FoundCase, asker: Principal, purpose: string) {
    const { text: words, at } = await this.departments.feedback.getAnswer({ caseId: ref.caseId, askedBy: asker.subject, purpose });
    return { caseNumber: ref.caseNumber, text: words, at: at ?? null };
  }
}

function given(concern: ConcernView | undefined): ConcernView {
  if (!concern) throw new Error('feedback answered without the concern');
  if (concern.ref) noteCase(concern.ref.caseId);
  return concern;
}
