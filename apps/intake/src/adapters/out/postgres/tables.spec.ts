import { aCase, aCaseWithoutPurchase, anAppliedLine, anOrder, said } from '../../../../test/builders';
import { closeCase, closingOf, type IntakeCase } from '../../../domain/intake-case';
import { recordFact } from '../../../domain/record-fact';
import type { Fact } from '../../../domain/facts';
import { caseFromRow, caseToRow, orderFromRow, orderToRow } from './tables';

const record = (it: IntakeCase, fact: Fact): IntakeCase => {
  const recorded = recordFact(it, fact);
  if (!recorded.ok) throw new Error(recorded.error.code);
  return recorded.value;
};

/** Through JSON, as the database keeps it. */
const throughJson = <Doc>(doc: Doc): Doc => JSON.parse(JSON.stringify(doc)) as Doc;

describe('rows', () => {
  const everything = [said.taskOpened, said.taskClaimed, said.approved, said.authorised, said.delivered, said.taskCreated, said.received, said.inspected, said.due, said.legFailed].reduce(record, aCase({ evidence: [{ evidenceId: 'e1', kind: 'photo', uri: 'blob:1' }] }));
  const settled = record(everything, said.settled);
  const closing = closingOf(settled);
  const closed = closing ? closeCase(settled, closing, '2026-11-09T00:00:00.000Z') : settled;

  it.each([
    ['just opened', aCase()],
    ['without a purchase', aCaseWithoutPurchase()],
    ['for another variant', aCase({ type: 'exchange', lines: [anAppliedLine({ wantedSku: 'CUP', wantedUnitPriceMinor: 2n ** 60n })] })],
    ['paid the difference to it', [said.approved, { ...said.due, difference: true }, { ...said.settled, difference: true }, { kind: 'difference_settled', units: 2 } as const].reduce<IntakeCase>(record, aCase({ type: 'exchange' }))],
    ['in review', record(aCase(), said.taskOpened)],
    ['rejected', record(aCase(), said.rejected)],
    ['under way, and to be heard of', [said.approved, said.authorised, { ...said.inTransit, by: '2026-11-20T00:00:00.000Z' }].reduce<IntakeCase>(record, aCase())],
    ['with everything but the settlement', everything],
    ['owed, and late', [{ ...said.due, payBy: '2026-11-12T00:00:00.000Z' }, { kind: 'refund_late', late: 'overdue', payBy: '2026-11-12T00:00:00.000Z' } as const].reduce<IntakeCase>(record, everything)],
    ['closed', closed],
    ['taken up again', { ...closed, reopens: { caseId: 'x', caseNumber: 'HL-X', orderId: 'o1' }, reopenedAs: { caseId: 'y', caseNumber: 'HL-Y', orderId: 'o1', reasonCode: 'STILL_FAULTY', askedBy: 'customer', at: '2026-11-20T00:00:00.000Z' } }],
    ['asked to be cancelled', { ...aCase(), cancellation: { reasonCode: 'CHANGED_MIND', askedBy: 'customer', askedAt: '2026-11-06T00:00:00.000Z', declinedCode: undefined } }],
    ['called off', { ...record(record(aCase(), said.authorised), said.expired), cancellation: { reasonCode: 'CHANGED_MIND', askedBy: 'S-1', askedAt: '2026-11-06T00:00:00.000Z', declinedCode: 'PARCEL_MOVING' } }],
  ])('keep a case that is %s as it is', (_what, it) => {
    const row = caseToRow(it.caseId, it);
    expect(caseFromRow({ ...row, version: 1, doc: throughJson(row.doc) })).toEqual(it);
  });

  it.each([
    ['signed for', anOrder()],
    ['on its way', anOrder({ signedAt: undefined })],
  ])('keep an order that is %s as it is', (_what, order) => {
    const row = orderToRow(order.orderId, order);
    expect(orderFromRow({ ...row, version: 1, doc: throughJson(row.doc) })).toEqual(order);
  });
});
