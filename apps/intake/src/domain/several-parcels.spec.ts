import { aCase, said } from '../../test/builders';
import { caseView } from '../application/case-view';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { summaryOfFact } from './summaries';
import { waitingFor } from './waiting-for';

const added = { kind: 'parcel_added', trackingNumber: 'T-2', sendBy: '2026-11-22T00:00:00Z' } as const satisfies Fact;
const returned = { kind: 'parcel_returned', trackingNumber: 'T-1', sendBy: '2026-11-25T00:00:00Z', othersMoved: false } as const satisfies Fact;

function after(...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((it, fact) => {
    const recorded = recordFact(it, fact);
    if (!recorded.ok) throw new Error(`${recorded.error.code}: ${recorded.error.message}`);
    return recorded.value;
  }, aCase());
}
const codeOf = (it: IntakeCase, fact: Fact): string => {
  const recorded = recordFact(it, fact);
  return recorded.ok ? (recorded.value === it ? 'same' : 'ok') : recorded.error.code;
};

describe('a case whose goods come in several parcels', () => {
  it('names them all, each once, and has as long to send as the last of them', () => {
    const it = after(said.approved, said.authorised, added);
    expect([it.furtherParcels, it.rma?.sendBy, codeOf(it, added)]).toEqual([['T-2'], added.sendBy, 'same']);
    expect(caseView(it)).toMatchObject({ trackingNumber: 'T-1', furtherParcels: { trackingNumbers: ['T-2'] } });
    expect(caseView(after(said.approved, said.authorised)).furtherParcels).toBeUndefined();
    expect(statusOf(after(said.approved, said.authorised, added, said.inTransit, said.delivered))).toBe('at_warehouse');
  });
});

describe('a case whose parcel the carrier brings back to the customer', () => {
  it('waits for the goods anew, until the time that it is given', () => {
    const it = after(said.approved, said.authorised, said.inTransit, returned);
    expect([statusOf(it), waitingFor(it), customerStatusOf(it)]).toMatchObject(['awaiting_return', 'customer: send the goods by 2026-11-25T00:00:00Z', { code: 'to_be_sent', by: returned.sendBy }]);
    expect(statusOf(after(said.approved, said.authorised, said.lost, returned))).toBe('awaiting_return');
    expect(statusOf(after(said.approved, said.authorised, said.inTransit, returned, said.inTransit))).toBe('in_transit');
    expect(statusOf(after(said.approved, said.authorised, said.inTransit, returned, said.expired))).toBe('called_off');
  });

  it('is under way all the same where other parcels are', () => {
    expect(statusOf(after(said.approved, said.authorised, added, said.inTransit, { ...returned, othersMoved: true }))).toBe('in_transit');
    expect(after(said.approved, said.authorised, added, said.lost, { ...returned, othersMoved: true }).parcel).toBe('in_transit');
  });

  it('can\'t be so once the goods are here, lost for good or not wanted', () => {
    const until = [said.approved, said.authorised] as const;
    for (const it of [after(...until, said.inTransit, said.delivered), after(...until, said.lost, said.writtenOff), after(...until, said.calledOff)]) expect(codeOf(it, returned)).toBe('CONTRADICTION');
  });

  it('was sent again and has arrived, whichever department is heard first', () => {
    const [logistics, warehouse] = [[said.authorised, said.inTransit, returned, said.inTransit, said.delivered], [said.taskCreated, said.received, said.inspected]] as const;
    const inTurn = after(said.approved, ...logistics, ...warehouse);
    for (let told = 0; told <= logistics.length; told++) expect(after(said.approved, ...logistics.slice(0, told), ...warehouse, ...logistics.slice(told))).toEqual(inTurn);
    expect([statusOf(inTurn), inTurn.parcel, inTurn.returnedParcels]).toEqual(['refunding', 'delivered', ['T-1']]);
  });

  it('has been so, said again by a logistics that was restored alone, wherever the goods are by now', () => {
    const until = [said.approved, said.authorised, said.inTransit, returned] as const;
    const again = { ...returned, sendBy: '2026-11-28T00:00:00Z' };
    for (const it of [after(...until, said.inTransit, said.delivered), after(...until, said.lost, said.writtenOff), after(...until, said.calledOff), after(...until, said.inTransit, said.delivered, said.inspected)]) {
      const heard = recordFact(it, again);
      expect(heard).toEqual({ ok: true, value: { ...it, rma: { ...it.rma, sendBy: again.sendBy } } });
      expect(codeOf(it, { ...again, trackingNumber: 'T-9' })).toBe('CONTRADICTION');
    }
    const onItsWay = after(...until, said.inTransit, again);
    expect([onItsWay.parcel, onItsWay.returnedParcels]).toEqual([undefined, ['T-1']]);
  });

  it('has it in its timeline', () => {
    expect([added, returned].map(summaryOfFact)).toEqual(['Logistics: a further parcel, T-2, to be sent by 2026-11-22T00:00:00Z', 'Logistics: parcel T-1 is back with the customer, who may send it again by 2026-11-25T00:00:00Z']);
  });
});
