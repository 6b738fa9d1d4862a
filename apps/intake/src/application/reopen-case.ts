import type { ReopenCaseResponse } from '@huiliu/contracts';
import { done, ignored, refused, type Outcome } from '@huiliu/messaging';
import { isOffered } from '../domain/intake-case';
import { reopenCase as reopen } from '../domain/reopening';
import { noUnits } from '../domain/units';
import { caseView } from './case-view';
import { caseNotFound, notOffered, refusalOf } from './refusals';
import { sayReopened, saySubmitted } from './say-case';
import { caseSubject, reopenedTimer, type Cause, type IntakeWork } from './work';

/** What is asked for of a case that has ended. */
export interface ReopenedCase {
  readonly reasonCode: string;
  readonly askedBy: string;
  readonly lines: readonly { readonly orderLineId: string; readonly quantity: number }[];
  /** A word of the contract, offered here or not; `unspecified`: as before. */
  readonly type: string;
}

/**
 * Opens the case in which another one goes on, and names each in the other at once, so that of two who try one is told of the other's. It is said of the one that has ended in a step of its own, as each thing that is said about a case has its
 * cause there. Errors: CASE_NOT_FOUND, TYPE_NOT_OFFERED, and those of the domain.
 */
export function reopenCase(work: IntakeWork, cause: Cause, { endedId, caseId }: { readonly endedId: string; readonly caseId: string }, asked: ReopenedCase, withinMs: number): Outcome {
  const it = work.cases.get(endedId);
  if (!it) return refused(caseNotFound(endedId));
  if (asked.type !== 'unspecified' && !isOffered(asked.type)) return refused(notOffered(asked.type));
  const type = asked.type === 'unspecified' ? undefined : asked.type;
  const order = it.orderId === '' ? undefined : work.orders.get(it.orderId);
  const units = order === undefined ? noUnits : (work.units.get(it.orderId) ?? noUnits);
  const reopened = reopen(it, { ...asked, type, caseId, at: work.now.toISOString() }, { order, units }, withinMs);
  if (!reopened.ok) return refused(refusalOf(reopened.error));
  const { ended, opened } = reopened.value;
  work.cases.put(endedId, ended);
  work.cases.put(caseId, opened.case);
  work.units.put(it.orderId, opened.units);
  saySubmitted(work, cause, opened.case, order, opened.units);
  work.schedule({ subject: caseSubject(endedId), name: reopenedTimer, dueAt: work.now, payload: { caseId: endedId } });
  const response: ReopenCaseResponse = { case: caseView(opened.case) };
  return done(response);
}

/** To CRM, and in the timeline of the case that has ended. */
export function tellReopened(work: IntakeWork, cause: Cause, caseId: string): Outcome {
  const it = work.cases.get(caseId);
  if (!it?.reopenedAs) return ignored('this case was not taken up again');
  sayReopened(work, cause, it, it.reopenedAs);
  return done();
}
