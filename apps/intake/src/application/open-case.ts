import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { isOffered, type Channel, type Evidence, type OfferedType } from '../domain/intake-case';
import { openCase as open, type AppliedLine } from '../domain/opening';
import type { Provenance } from '../domain/order';
import { kindOf, type RefundOnlyKind } from '../domain/recall';
import { noUnits } from '../domain/units';
import { saySubmitted } from './say-case';
import { causeOf, noteHeard, orderSubject, type Heard, type IntakeWork } from './work';
import { notOffered } from './refusals';

/** An application as an outside system passes it on. */
export interface ReturnRequest {
  readonly requestId: string;
  readonly customerId: string;
  /** Empty when the outside system could not match it to a purchase. */
  readonly orderId: string;
  /** A word of the contract, offered here or not. */
  readonly type: string;
  /** Of a refund only. */
  readonly refundOnlyKind?: RefundOnlyKind | 'unspecified' | undefined;
  /** Of an exchange: the goods are to leave at once. */
  readonly advance?: true | undefined;
  readonly channel: Channel;
  readonly requestedAt: string;
  readonly provenance: Provenance;
  readonly lines: readonly AppliedLine[];
  readonly evidence: readonly Evidence[];
}

/**
 * Opens a case for a request, whatever stands in its way: review tells the customer. Waits for the order it names. Refuses types that are
 * not offered with TYPE_NOT_OFFERED.
 */
export function openCase(work: IntakeWork, heard: Heard, caseId: string, request: ReturnRequest): Outcome {
  const known = work.cases.get(caseId);
  if (known) {
    noteHeard(work, heard, caseId, 'CRM: the same request again');
    return ignored(`request ${request.requestId} is case ${known.caseNumber} already`);
  }
  const { type, orderId } = request;
  if (!isOffered(type)) return refused(notOffered(type));
  const order = orderId === '' ? undefined : work.orders.get(orderId);
  if (orderId !== '' && !order) return notYet('the order has not arrived', orderSubject(orderId));

  const units = orderId === '' ? noUnits : (work.units.get(orderId) ?? noUnits);
  const opened = open({ ...request, type, refundOnlyKind: kindOf(type, request.refundOnlyKind), caseId, openedAt: work.now.toISOString() }, order, units);
  work.cases.put(caseId, opened.case);
  if (opened.units !== units) work.units.put(orderId, opened.units);
  noteHeard(work, heard, caseId, `CRM: ${askedFor[type]} was asked for`);
  saySubmitted(work, causeOf(heard), opened.case, order, opened.units);
  return done();
}

const askedFor: Readonly<Record<OfferedType, string>> = { return: 'a return', refund_only: 'a refund without return', exchange: 'an exchange', repair: 'a repair', resend: 'what is missing', price_difference: 'a price difference' };
