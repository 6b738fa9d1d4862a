import { done, refused, type Outcome } from '@huiliu/messaging';
import type { SubmitCaseResponse } from '@huiliu/contracts';
import { isOffered, type Evidence } from '../domain/intake-case';
import { submitCase as submit, type AppliedLine } from '../domain/opening';
import { noUnits } from '../domain/units';
import { caseView } from './case-view';
import { notOffered, refusalOf } from './refusals';
import { saySubmitted } from './say-case';
import type { Cause, IntakeWork } from './work';

/** An application of somebody who waits for the answer. */
export interface Submission {
  readonly customerId: string;
  readonly orderId: string;
  /** A word of the contract, offered here or not. */
  readonly type: string;
  /** Undefined: now. */
  readonly requestedAt: string | undefined;
  readonly lines: readonly AppliedLine[];
  readonly evidence: readonly Evidence[];
}

/**
 * Opens a case, or tells at once why not: TYPE_NOT_OFFERED, ORDER_NOT_FOUND (also for somebody else's order), LINE_NOT_FOUND, NOT_GOODS,
 * UNITS_TAKEN, and those about prices.
 */
export function submitCase(work: IntakeWork, cause: Cause, caseId: string, submission: Submission): Outcome {
  const { type, orderId } = submission;
  if (!isOffered(type)) return refused(notOffered(type));
  const order = work.orders.get(orderId);
  const units = work.units.get(orderId) ?? noUnits;
  const openedAt = work.now.toISOString();
  const requestedAt = submission.requestedAt ?? openedAt;
  const submitted = submit({ ...submission, type, caseId, channel: 'api', requestId: '', requestedAt, openedAt, provenance: 'unspecified' }, order, units);
  if (!submitted.ok) return refused(refusalOf(submitted.error));

  const opened = submitted.value;
  work.cases.put(caseId, opened.case);
  work.units.put(orderId, opened.units);
  saySubmitted(work, cause, opened.case, order);
  const response: SubmitCaseResponse = { case: caseView(opened.case) };
  return done(response);
}
