import { Controller, Get, Inject, Param } from '@nestjs/common';
import { Role, type Principal } from '@huiliu/platform';
import { findCase } from '../cases/find-case';
import { departmentsToken, type Departments } from '../departments/departments';
import { Roles } from '../http/access';
import { Answers } from '../http/answers';
import { Asker } from '../http/caller';
import { settingsToken, type GatewaySettings } from '../settings';
import { holdupsAnswer } from './holdups-schema';
import { readHoldups, type Look } from './read-holdups';

/** Why a case does not go on: one question to all departments at once. */
@Controller('api/v1/cases/:number/holdups')
export class HoldupsController {
  constructor(
    @Inject(departmentsToken) private readonly departments: Departments,
    @Inject(settingsToken) private readonly settings: Pick<GatewaySettings, 'traceDeadlineMs'>,
  ) {}

  @Get()
  @Roles(Role.agent, Role.ops, Role.admin)
  @Answers(200, holdupsAnswer, 'Why a case does not go on')
  async holdups(@Param('number') number: string, @Asker() asker: Principal) {
    const { ref, view } = await findCase(this.departments, asker, number);
    const { stuck, because, looks, unavailable } = await readHoldups(this.departments, ref.caseId, this.settings.traceDeadlineMs, new Date());
    return { caseNumber: ref.caseNumber, status: view.status, waitingFor: view.waitingFor === '' ? null : view.waitingFor, stuck, because, departments: looks.map(lookJson), unavailable };
  }
}

const lookJson = ({ last, ...look }: Look) => ({ ...look, last: last ? { type: last.type, outcome: last.outcome, at: last.handledAt ?? null } : null });
