import { Body, Controller, Get, Headers, Inject, Param, Post, Res } from '@nestjs/common';
import type { CaseRef, GetRefundResponse } from '@huiliu/contracts';
import { Role, type Principal } from '@huiliu/platform';
import type { FastifyReply } from 'fastify';
import { z } from 'zod';
import { findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { Asker, By, etagOf, seenOf, type Commander } from '../http/caller';
import { input, nothing, text } from '../http/input';
import { refundAnswer, retryAnswer } from './refund-schema';
import { refundJson } from './refund-view';

const settlementBody = z.strictObject({
  legId: text(80),
  bankReference: text(64).regex(/^[A-Za-z0-9][A-Za-z0-9._/-]*$/, { error: 'must be a reference as TRF-2026-0815: letters, digits and . _ / -, beginning with a letter or digit' }),
});
type SettlementBody = z.infer<typeof settlementBody>;

const declineBody = z.strictObject({ reasonCode: text(64).regex(/^[A-Z][A-Z_]*$/, { error: 'must be a code in capitals, as NOT_OUR_FAULT' }) });
type DeclineBody = z.infer<typeof declineBody>;

/** The money of a case. Amounts are text, in minor units of the total's currency. */
@Controller('api/v1/cases/:number/refund')
export class RefundController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.finance, Role.agent)
  @Answers(200, refundAnswer, 'The money of a case')
  async show(@Param('number') number: string, @Asker() asker: Principal, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, asker, number);
    return told(ref, await this.departments.refund.getRefund({ caseId: ref.caseId }), reply);
  }

  /** Tries legs again that failed for good; the provider gets the same idempotency keys. */
  @Post('retry')
  @Roles(Role.finance)
  @Answers(200, retryAnswer, 'Try legs again that failed for good')
  async retry(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { legs } = await this.departments.refund.retryRefund({ caseId: ref.caseId, askedBy: by.principal.subject }, { metadata: by.metadata });
    return { caseNumber: ref.caseNumber, legs };
  }

  /** A second person approves a refund above the limit; then it is paid. */
  @Post('approval')
  @Roles(Role.finance)
  @Answers(200, refundAnswer, 'Approve a refund, as a second person; then it is paid')
  async approve(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { refund } = await this.departments.refund.approveRefund({ caseId: ref.caseId, approvedBy: by.principal.subject, seen: seenOf(match) }, { metadata: by.metadata });
    return told(ref, refund, reply);
  }

  /** The second person declines: nothing is paid, and what was held is free again. */
  @Post('decline')
  @Roles(Role.finance)
  @Answers(200, refundAnswer, 'Decline a refund, as a second person; it may be taken up again for a time')
  async decline(@Param('number') number: string, @Body(input(declineBody)) { reasonCode }: DeclineBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { refund } = await this.departments.refund.declineRefund({ caseId: ref.caseId, declinedBy: by.principal.subject, reasonCode, seen: seenOf(match) }, { metadata: by.metadata });
    return told(ref, refund, reply);
  }

  /** A declined refund is asked for again; somebody else has to approve it. */
  @Post('take-up')
  @Roles(Role.finance)
  @Answers(200, refundAnswer, 'Take a declined refund up again; somebody else has to approve it')
  async takeUp(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { refund } = await this.departments.refund.takeUpRefund({ caseId: ref.caseId, takenUpBy: by.principal.subject }, { metadata: by.metadata });
    return told(ref, refund, reply);
  }

  /** A leg that the provider has refused for good was paid by a bank transfer. */
  @Post('manual-settlements')
  @Roles(Role.finance)
  @Answers(200, refundAnswer, 'Say that a leg was paid by a bank transfer')
  async settleManually(@Param('number') number: string, @Body(input(settlementBody)) { legId, bankReference }: SettlementBody, @By() by: Commander, @Headers('if-match') match: string | undefined, @Res({ passthrough: true }) reply: FastifyReply) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { refund } = await this.departments.refund.settleLegManually({ caseId: ref.caseId, legId, bankReference, settledBy: by.principal.subject, seen: seenOf(match) }, { metadata: by.metadata });
    return told(ref, refund, reply);
  }
}

function told(ref: CaseRef, refund: GetRefundResponse | undefined, reply: FastifyReply) {
  if (!refund) throw new Error('refund answered without the refund');
  reply.headers(etagOf(refund.tag));
  return refundJson(ref, refund);
}
