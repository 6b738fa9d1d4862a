import { Body, Controller, Get, Headers, Inject, Param, Post, Query, Res } from '@nestjs/common';
import { ErrorKind, HuiliuError, Role, type Principal } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { departmentsToken, type Departments } from '../departments/departments';
import { evidenceToken, type Evidence } from '../evidence/evidence';
import { Roles, staff } from '../http/access';
import { Answers } from '../http/answers';
import { Asker, By, etagOf, seenOf, type Commander } from '../http/caller';
import { input, nothing } from '../http/input';
import { noteCase } from '../http/request-scope';
import {
  applicationBody,
  cancellationBody,
  cancelRequest,
  casesQuery,
  choiceBody,
  chooseRequest,
  evidenceBody,
  evidenceRequest,
  listRequest,
  purposeQuery,
  reopeningBody,
  reopenRequest,
  submitRequest,
  supplementBody,
  supplementRequest,
  type ApplicationBody,
  type CancellationBody,
  type CasesQuery,
  type ChoiceBody,
  type EvidenceBody,
  type PurposeQuery,
  type ReopeningBody,
  type SupplementBody,
} from './case-bodies';
import { caseAnswer, casesAnswer, supplementsAnswer, timelineAnswer } from './case-schema';
import { caseJson, casesJson, caseUrl, timelineJson } from './case-view';
import { audienceOf, findCase, shown, type FoundCase } from './find-case';

/** Applying, looking up, adding evidence, cancelling: what customers do for themselves, and staff for them. */
@Controller('api/v1/cases')
export class CasesController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(evidenceToken) private readonly evidence: Evidence,
  ) {}

  @Post()
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, caseAnswer, 'Apply for a case')
  async apply(@Body(input(applicationBody)) body: ApplicationBody, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const answer = await this.departments.intake.submitCase(submitRequest(body, applicantOf(body, by.principal)), { metadata: by.metadata });
    const found = shown(answer.case);
    noteCase(found.ref.caseId);
    reply.header('location', caseUrl(found.ref.caseNumber));
    return this.told(found, by.principal, reply);
  }

  @Get()
  @Roles(Role.customer, ...staff)
  @Answers(200, casesAnswer, 'Cases, the newest first: of customers their own')
  async list(@Query(input(casesQuery)) query: CasesQuery, @Asker() asker: Principal) {
    return casesJson(await this.departments.intake.listCases(listRequest(query, customerAskedFor(query, asker))));
  }

  @Get(':number')
  @Roles(Role.customer, ...staff)
  @Answers(200, caseAnswer, 'A case')
  async show(@Param('number') number: string, @Asker() asker: Principal, @Res({ passthrough: true }) reply: FastifyReply) {
    return this.told(await findCase(this.departments, asker, number), asker, reply);
  }

  @Post(':number/evidence')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, caseAnswer, 'Add evidence to a case, by reference')
  async addEvidence(@Param('number') number: string, @Body(input(evidenceBody)) body: EvidenceBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const answer = await this.departments.intake.addEvidence(evidenceRequest(ref.caseId, body, seenOf(match)), { metadata: by.metadata });
    reply.header('location', caseUrl(ref.caseNumber));
    return this.told(shown(answer.case), by.principal, reply);
  }

  /** Says more about a rejected application in time: it is decided again. */
  @Post(':number/supplement')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(200, caseAnswer, 'Say more about a rejected application: it is decided again')
  async supplement(@Param('number') number: string, @Body(input(supplementBody)) body: SupplementBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const answer = await this.departments.intake.supplementCase(supplementRequest(ref.caseId, body, seenOf(match)), { metadata: by.metadata });
    return this.told(shown(answer.case), by.principal, reply);
  }

  /** What the customer wrote when supplementing, for who decides: whoever asks is recorded with the purpose. */
  @Get(':number/supplements')
  @Roles(Role.reviewer, Role.agent)
  @Answers(200, supplementsAnswer, 'What the customer wrote when supplementing; whoever asks is recorded')
  async supplements(@Param('number') number: string, @Query(input(purposeQuery)) { purpose }: PurposeQuery, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    const { supplements } = await this.departments.intake.getSupplements({ caseId: ref.caseId, askedBy: asker.subject, purpose });
    return { caseNumber: ref.caseNumber, supplements: supplements.map(({ round, at, reason }) => ({ round, at: at ?? null, reason })) };
  }

  /** Accepts a rejection that could still be supplemented: the case closes, and its units may be applied for again. */
  @Post(':number/acceptance')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(200, caseAnswer, 'Accept a rejection: the case closes')
  async accept(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const answer = await this.departments.intake.acceptRejection({ caseId: ref.caseId, seen: seenOf(match) }, { metadata: by.metadata });
    return this.told(shown(answer.case), by.principal, reply);
  }

  /** Asks to cancel. The answer is the case as it is now, with the wish; whether it succeeds is decided where the case is. */
  @Post(':number/cancel')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(200, caseAnswer, 'Ask to cancel a case; whether that succeeds is decided where the case is')
  async cancel(@Param('number') number: string, @Body(input(cancellationBody)) body: CancellationBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const askedBy = audienceOf(by.principal) === 'customer' ? 'customer' : by.principal.subject;
    const answer = await this.departments.intake.cancelCase(cancelRequest(ref.caseId, body, askedBy, seenOf(match)), { metadata: by.metadata });
    return this.told(shown(answer.case), by.principal, reply);
  }

  /** Chooses what only the customer can. Whoever has the goods decides whether it still can be done: that is seen in the case. */
  @Post(':number/choice')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(200, caseAnswer, 'Choose what the case offers, as to wait or to be paid back')
  async choose(@Param('number') number: string, @Body(input(choiceBody)) body: ChoiceBody, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const chosenBy = audienceOf(by.principal) === 'customer' ? 'customer' : by.principal.subject;
    const answer = await this.departments.intake.chooseResolution(chooseRequest(ref.caseId, body, chosenBy), { metadata: by.metadata });
    return this.told(shown(answer.case), by.principal, reply);
  }

  /** Takes up again, in time, what has ended: the answer is the other case, in which it goes on. */
  @Post(':number/reopening')
  @Roles(Role.customer, Role.agent, Role.system)
  @Answers(201, caseAnswer, 'Take up again a case that has ended: it goes on in another one, which is answered')
  async reopen(@Param('number') number: string, @Body(input(reopeningBody)) body: ReopeningBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const askedBy = audienceOf(by.principal) === 'customer' ? 'customer' : by.principal.subject;
    const answer = await this.departments.intake.reopenCase(reopenRequest(ref.caseId, body, askedBy, seenOf(match)), { metadata: by.metadata });
    const found = shown(answer.case);
    reply.header('location', caseUrl(found.ref.caseNumber));
    return this.told(found, by.principal, reply);
  }

  @Get(':number/timeline')
  @Roles(Role.customer, ...staff)
  @Answers(200, timelineAnswer, 'What happened to a case, for people')
  async timeline(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    const { entries } = await this.departments.intake.getTimeline({ caseId: ref.caseId, afterPosition: '0' });
    return timelineJson(ref.caseNumber, entries, audienceOf(asker));
  }

  /** With the tag of what is told. */
  private told(found: FoundCase, to: Principal, reply: FastifyReply) {
    reply.headers(etagOf(found.view.tag));
    return caseJson(found, audienceOf(to), this.evidence.links);
  }
}

/** Whose cases are listed: customers see their own alone. Undefined: everybody's. */
function customerAskedFor({ customerId }: CasesQuery, principal: Principal): string | undefined {
  if (audienceOf(principal) === 'staff') return customerId;
  if (principal.customerId === undefined) throw new Error('a customer\'s token was taken without a customer id');
  if (customerId !== undefined && customerId !== principal.customerId) throw new HuiliuError(ErrorKind.FORBIDDEN, 'NOT_YOUR_CUSTOMER', 'You see your own cases alone. Leave customerId out.');
  return principal.customerId;
}

/**
 * For whom it is: customers apply for themselves, and now; staff name the customer, and may name the business time of what came in otherwise.
 * A customer who could name the time could step back into a window that has closed.
 */
export function applicantOf(body: Pick<ApplicationBody, 'customerId' | 'requestedAt'>, principal: Principal): string {
  if (audienceOf(principal) === 'staff') return body.customerId ?? refuse('customerId', 'is missing: name the customer whom the application is for', 'MISSING');
  const { customerId } = principal;
  if (customerId === undefined) throw new Error('a customer\'s token was taken without a customer id');
  if (body.customerId !== undefined && body.customerId !== customerId) {
    throw new HuiliuError(ErrorKind.FORBIDDEN, 'NOT_YOUR_CUSTOMER', 'You can apply for yourself alone. Leave customerId out.');
  }
  if (body.requestedAt !== undefined) refuse('requestedAt', 'is for staff to give: an application counts from when it is made', 'NOT_ALLOWED');
  return customerId;
}

function refuse(field: string, message: string, code: string): never {
  throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'INVALID_REQUEST', 'The request is not as it should be. See the fields.', { fields: [{ field, message, code }] });
}
