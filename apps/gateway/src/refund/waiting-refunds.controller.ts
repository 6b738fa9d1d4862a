import { Controller, Get, Inject, Query } from '@nestjs/common';
import { WaitingReason } from '@huiliu/contracts';
import { Role } from '@huiliu/platform';
import { z } from 'zod';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { countInQuery, input, text, word } from '../http/input';
import { orNull } from '../http/words';
import { waitingRefundsAnswer } from './refund-schema';
import { waitingJson } from './refund-view';

const waitingQuery = z.strictObject({ reason: word(WaitingReason.words).optional(), limit: countInQuery(200).optional(), cursor: text(200).optional() });
type WaitingQuery = z.infer<typeof waitingQuery>;

/** Refunds that wait for finance: to be approved by a second person, or with a leg that has failed. */
@Controller('api/v1/refunds/waiting')
export class WaitingRefundsController {
  constructor(@Inject(departmentsToken) private readonly departments: Departments) {}

  @Get()
  @Roles(Role.finance)
  @Answers(200, waitingRefundsAnswer, 'Refunds that wait for finance')
  async list(@Query(input(waitingQuery)) { reason, limit, cursor }: WaitingQuery) {
    const { refunds, nextCursor } = await this.departments.refund.listWaitingRefunds({ reason: WaitingReason.wire(reason ?? 'unspecified'), limit: limit ?? 0, cursor: cursor ?? '' });
    return { refunds: refunds.map(waitingJson), nextCursor: orNull(nextCursor) };
  }
}
