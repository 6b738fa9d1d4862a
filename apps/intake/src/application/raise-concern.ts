import type { RaiseConcernResponse } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import type { Refusal } from '@huiliu/platform';
import { isConcern, type ConcernType } from '../domain/intake-case';
import { openCase, submitCase, type AppliedLine, type Application } from '../domain/opening';
import type { Order, Provenance } from '../domain/order';
import { noUnits } from '../domain/units';
import { caseView } from './case-view';
import { refusalOf } from './refusals';
import { sayRaised } from './say-case';
import { causeOf, noteHeard, orderSubject, type Cause, type Heard, type IntakeWork } from './work';

/** A question or a complaint, by whichever door. */
export interface RaisedConcern {
  readonly customerId: string;
  /** A word of the contract, a concern or not. */
  readonly type: string;
  /** In the customer's words: kept apart from the case, and said to nobody. */
  readonly text: string;
  /** Empty when it is about no order in particular. */
  readonly orderId: string;
  readonly lines: readonly AppliedLine[];
}

/** By a customer who waits for the answer. Errors: NOT_A_CONCERN, ORDER_NOT_FOUND (also for somebody else's order), LINE_NOT_FOUND, NOT_GOODS. */
export function raiseConcern(work: IntakeWork, cause: Cause, caseId: string, { requestedAt, ...raised }: RaisedConcern & { readonly requestedAt: string | undefined }): Outcome {
  const { type, orderId, lines } = raised;
  if (!isConcern(type)) return refused(notAConcern(type));
  const order = orderId === '' ? undefined : work.orders.get(orderId);
  const openedAt = work.now.toISOString();
  const application = applicationOf({ ...raised, type, caseId, channel: 'api', requestId: '', requestedAt: requestedAt ?? openedAt, openedAt, provenance: 'unspecified' });
  if (orderId === '' && lines.length > 0) return refused(refusalOf({ code: 'LINE_NOT_FOUND', message: 'lines are of an order: name it too' }));
  const opened = orderId === '' ? undefined : submitCase(application, order, noUnits);
  if (opened && !opened.ok) return refused(refusalOf(opened.error));
  const response: RaiseConcernResponse = { case: caseView(keep(work, cause, application, raised.text, order)) };
  return done(response);
}

/** As CRM passes it on: opened whatever stands in the way, so that somebody answers. Waits for the order that it names. */
export function takeConcern(work: IntakeWork, heard: Heard, caseId: string, raised: RaisedConcern & { readonly requestId: string; readonly requestedAt: string; readonly provenance: Provenance }): Outcome {
  const { type, orderId, requestId } = raised;
  const known = work.cases.get(caseId);
  if (known) {
    noteHeard(work, heard, caseId, 'CRM: the same request again');
    return ignored(`request ${requestId} is case ${known.caseNumber} already`);
  }
  if (!isConcern(type)) return refused(notAConcern(type));
  const order = orderId === '' ? undefined : work.orders.get(orderId);
  if (orderId !== '' && !order) return notYet('the order has not arrived', orderSubject(orderId));
  noteHeard(work, heard, caseId, `CRM: ${type === 'inquiry' ? 'a question' : 'a complaint'}`);
  keep(work, causeOf(heard), applicationOf({ ...raised, type, caseId, channel: 'crm', openedAt: work.now.toISOString() }), raised.text, order);
  return done();
}

function keep(work: IntakeWork, cause: Cause, application: Application, text: string, order: Order | undefined) {
  const { case: it } = openCase(application, order, noUnits);
  work.cases.put(it.caseId, it);
  work.questions.add({ caseId: it.caseId, at: work.now, text });
  sayRaised(work, cause, it);
  return it;
}

/** Without the text: the case is shown to more people than may read that. */
function applicationOf({ text: _text, ...rest }: Omit<RaisedConcern, 'type'> & Omit<Application, 'evidence' | 'refundOnlyKind' | 'type'> & { readonly type: ConcernType }): Application {
  return { ...rest, refundOnlyKind: undefined, evidence: [] };
}

const notAConcern = (type: string): Refusal => refusalOf({ code: 'NOT_A_CONCERN', message: `${type} is neither inquiry nor complaint: apply for it as a case` });
