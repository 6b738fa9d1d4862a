import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import { closedStatuses, customerStatuses, customerStatusOf, type CustomerStatusCode } from './customer-status';
import { statusOf, type IntakeCase } from './intake-case';
import { caseMachine, type CaseStatus } from './status';
import { waitedFor, whoHas, type WaitedFor } from './waiting-for';

/** What a list of cases is to hold. What is undefined is not looked at. */
export interface CaseFilter {
  readonly customerId?: string | undefined;
  readonly orderId?: string | undefined;
  readonly type?: string | undefined;
  readonly status?: CaseStatus | undefined;
  readonly customerStatus?: CustomerStatusCode | undefined;
  readonly waitingFor?: WaitedFor | undefined;
  /** Only those of which something is late. */
  readonly overdue: boolean;
  readonly openedFrom?: Date | undefined;
  /** Opened before then. */
  readonly openedTo?: Date | undefined;
}

/** Words as somebody asked with them; empty for none. */
export interface FilterWords {
  readonly status: string;
  readonly customerStatus: string;
  readonly waitingFor: string;
}

const known = {
  status: caseMachine.moves,
  customerStatus: customerStatuses,
  waitingFor: waitedFor,
} as const;

/** Errors: FILTER_UNKNOWN, for a word that there is not. */
export function filterOf({ status, customerStatus, waitingFor }: FilterWords): Result<Pick<CaseFilter, 'status' | 'customerStatus' | 'waitingFor'>, DomainError> {
  const asked = { status, customerStatus, waitingFor };
  for (const [field, word] of Object.entries(asked) as [keyof typeof known, string][]) {
    if (word === '' || Object.hasOwn(known[field], word)) continue;
    return domainError('FILTER_UNKNOWN', `no case has such a ${field}: ask for one of ${Object.keys(known[field]).join(', ')}`);
  }
  return ok({
    ...(status !== '' && { status: status as CaseStatus }),
    ...(customerStatus !== '' && { customerStatus: customerStatus as CustomerStatusCode }),
    ...(waitingFor !== '' && { waitingFor: waitingFor as WaitedFor }),
  });
}

/** Whether something of a case is late, as its customer sees it. */
export function isOverdue(it: IntakeCase, now: Date): boolean {
  const { by } = customerStatusOf(it);
  return by !== undefined && Date.parse(by) < now.getTime();
}

/** Whether a case is one of those, judged by itself: what is stored of it may be of a version that had other words. */
export function matches(it: IntakeCase, filter: CaseFilter, now: Date): boolean {
  const { status, customerStatus, waitingFor, overdue } = filter;
  if (status !== undefined && statusOf(it) !== status) return false;
  if (customerStatus !== undefined && customerStatusOf(it).code !== customerStatus) return false;
  if (waitingFor !== undefined && whoHas(it) !== waitingFor) return false;
  return !overdue || isOverdue(it, now);
}

/** Whether only open cases can be such: of these there are few. */
export function onlyOpen({ status, customerStatus, waitingFor, overdue }: CaseFilter): boolean {
  const ofOpenOnes = customerStatus !== undefined && !closedStatuses.some((code) => code === customerStatus);
  return overdue || waitingFor !== undefined || ofOpenOnes || (status !== undefined && status !== 'closed');
}

/** Whether the columns of a row say all that is asked; else each case has to be looked at. */
export const isOfColumns = ({ customerStatus, waitingFor, overdue }: CaseFilter): boolean => customerStatus === undefined && waitingFor === undefined && !overdue;

