import { Controller, Get, Inject, Param } from '@nestjs/common';
import type { Principal } from '@huiliu/platform';
import { findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles, staff } from '../http/access';
import { Answers } from '../http/answers';
import { Asker } from '../http/caller';
import { settingsToken, type GatewaySettings } from '../settings';
import { localSpansToken, type LocalSpans } from './local-spans';
import { readCaseTrace } from './read-trace';
import { traceAnswer } from './trace-schema';
import { traceJson } from './trace-view';

/** Everything that happened to a case, over all departments, from the first hop to the last. */
@Controller('api/v1/cases/:number/trace')
export class TraceController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(settingsToken) private readonly settings: Pick<GatewaySettings, 'traceDeadlineMs'>,
    @Inject(localSpansToken) private readonly spans: LocalSpans | undefined,
  ) {}

  @Get()
  @Roles(...staff)
  @Answers(200, traceAnswer, 'Everything that happened to a case, over all departments')
  async show(@Param('number') number: string, @Asker() asker: Principal) {
    const found = await findCase(this.departments, asker, number);
    return traceJson(found, await readCaseTrace(this.departments, this.spans, found.ref.caseId, this.settings.traceDeadlineMs));
  }
}
