import { Body, Controller, Get, HttpCode, Inject, Param, Post } from '@nestjs/common';
import type { GetRefundResponse } from '@huiliu/contracts';
import { Role, type Principal } from '@huiliu/platform';
import { findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Asker, By, type Commander } from '../http/caller';
import { input, nothing } from '../http/input';
import { orNull } from '../http/words';

/** The money of a case. Amounts are text, in minor units of the total's currency. */
@Controller('api/v1/cases/:number/refund')
export class RefundController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.finance, Role.agent)
  async show(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref } = await findCase(this.departments, asker, number);
    return refundJson(ref.caseNumber, await this.departments.refund.getRefund({ caseId: ref.caseId }));
  }

  /** Tries legs again that failed for good; the provider gets the same idempotency keys. */
  @Post('retry')
  @HttpCode(200)
  @Roles(Role.finance)
  async retry(@Param('number') number: string, @Body(input(nothing)) _body: object, @By() by: Commander) {
    const { ref } = await findCase(this.departments, by.principal, number);
    const { legs } = await this.departments.refund.retryRefund({ caseId: ref.caseId, askedBy: by.principal.subject }, { metadata: by.metadata });
    return { caseNumber: ref.caseNumber, legs };
  }
}

const refundJson = (caseNumber: string, { status, refundId, total, lines, legs }: GetRefundResponse) => ({
  caseNumber,
  refundId: orNull(refundId),
  status,
  total: total ?? null,
  lines,
  legs: legs.map(({ leg, status: legStatus, attempts, lastCode }) => ({ legId: leg?.legId ?? null, paymentId: leg?.paymentId ?? null, amountMinor: leg?.amountMinor ?? null, status: legStatus, attempts, lastCode: orNull(lastCode) })),
});
