import { CaseResult, CaseType, type CaseSummary } from '@huiliu/contracts';
import { isOverdue } from '../domain/case-filter';
import { customerStatusOf } from '../domain/customer-status';
import { statusOf, type IntakeCase } from '../domain/intake-case';
import { waitingFor } from '../domain/waiting-for';
import { refOf } from './say-case';

/** A case in a list: as `caseView` has it, without what may be long. */
export const caseSummary = (it: IntakeCase, now: Date): CaseSummary => ({
  ref: refOf(it),
  type: CaseType.wire(it.type),
  status: statusOf(it),
  customerId: it.customerId,
  requestedAt: it.requestedAt,
  openedAt: it.openedAt,
  closedAt: it.closedAt,
  units: it.lines.reduce((sum, { quantity }) => sum + quantity, 0),
  result: it.closing ? CaseResult.wire(it.closing.result) : CaseResult.wire('unspecified'),
  customerStatus: customerStatusOf(it),
  waitingFor: waitingFor(it),
  overdue: isOverdue(it, now),
});
