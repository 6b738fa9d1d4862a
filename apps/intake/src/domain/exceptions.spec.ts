import fc from 'fast-check';
import { aCase, said } from '../../test/builders';
import { caseView } from '../application/case-view';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import { closeCase, closingOf, statusOf, type IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { summaryOfFact } from './summaries';
import { waitingFor } from './waiting-for';

const now = '2026-11-09T00:00:00.000Z';
const dueAt = '2026-11-12T08:00:00Z';

const opened = { kind: 'exception_opened', exceptionId: 'X-1-short', exception: 'short', units: 1, dueAt, byDefault: 'confirmed_missing', owner: 'warehouse' } as const satisfies Fact;
const wrong = { kind: 'exception_opened', exceptionId: 'X-1-wrong_item', exception: 'wrong_item', units: 2, dueAt: '2026-11-11T08:00:00Z', byDefault: 'stays_in_quarantine', owner: 'warehouse' } as const satisfies Fact;
const claimed = { kind: 'exception_claimed', exceptionId: 'X-1-short', claimedBy: 'kim' } as const satisfies Fact;
const confirmed = { kind: 'exception_resolved', exceptionId: 'X-1-short', resolution: 'confirmed_missing', by: 'kim', reasonCode: 'NOT_IN_THE_BOX' } as const satisfies Fact;
const ranOut = { kind: 'exception_resolved', exceptionId: 'X-1-wrong_item', resolution: 'stays_in_quarantine', by: 'deadline', reasonCode: 'DEADLINE' } as const satisfies Fact;

/** As the application does it: records, and closes when nothing is missing. */
function after(it: IntakeCase, ...facts: readonly Fact[]): IntakeCase {
  return facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(`${fact.kind}: ${recorded.error.code}: ${recorded.error.message}`);
    const closing = recorded.value.closing ? undefined : closingOf(recorded.value);
    return closing ? closeCase(recorded.value, closing, now) : recorded.value;
  }, it);
}
const codeOf = (it: IntakeCase, fact: Fact): string => {
  const recorded = recordFact(it, fact);
  return recorded.ok ? (recorded.value === it ? 'same' : 'ok') : recorded.error.code;
};

const settled = [said.due, said.settled] as const;
const inspected = (...exceptions: readonly Fact[]): IntakeCase => after(aCase(), said.approved, said.authorised, said.delivered, ...exceptions, said.inspected);

describe('a case whose box was not as announced', () => {
  it('pays what is not in dispute, and closes once all of it is sorted out', () => {
    const paid = after(inspected(opened, wrong), ...settled);
    expect([statusOf(paid), paid.closing]).toEqual(['refunded', undefined]);
    const one = after(paid, claimed, confirmed);
    expect(one.closing).toBeUndefined();
    expect(after(one, ranOut).closing).toMatchObject({ result: 'refunded', refunded: { amountMinor: 2000n } });
  });

  it('closes with the money, where it was sorted out before', () => {
    expect(after(inspected(opened), claimed, confirmed).closing).toBeUndefined();
    expect(after(inspected(opened), claimed, confirmed, ...settled).closing?.result).toBe('refunded');
  });

  it('says who sees to it, by when, and what happens otherwise; of several, of the one that is due first', () => {
    const both = after(inspected(opened, wrong), ...settled);
    expect(waitingFor(both)).toBe('warehouse: a person sorts out units that were not announced by 2026-11-11T08:00:00Z; then they stay in quarantine');
    expect(customerStatusOf(both)).toMatchObject({ code: 'exception', text: { zh: '处理异常' }, who: { en: 'our warehouse' }, by: '2026-11-11T08:00:00Z' });
    const left = after(both, ranOut, claimed);
    expect(waitingFor(left)).toBe(`warehouse: kim sorts out units that were not in the box by ${dueAt}; then they are missing, and not paid for`);
    expect(customerStatusOf(left)).toMatchObject({ by: dueAt, otherwise: { en: expect.stringMatching(/count as not sent/) as string } });
    expect(waitingFor(after(inspected(opened), claimed, confirmed))).toMatch(/^refund/);
    expect(customerStatusOf(after(left, confirmed)).code).toBe('completed');
  });

  it('takes each word once, and refuses what contradicts it', () => {
    const it = after(inspected(opened), claimed);
    expect([codeOf(it, opened), codeOf(it, claimed), codeOf(it, { ...claimed, claimedBy: 'lee' })]).toEqual(['same', 'same', 'ok']);
    expect(codeOf(it, { ...confirmed, exceptionId: 'X-1-over' })).toBe('CONTRADICTION');
    const anew = { ...opened, dueAt: '2026-11-20T08:00:00Z' };
    expect(after(it, anew).exceptions).toEqual([{ ...it.exceptions?.[0], dueAt: anew.dueAt }]);
    const over = after(it, confirmed);
    expect(codeOf(over, anew)).toBe('same');
    expect([codeOf(over, confirmed), codeOf(over, { ...confirmed, resolution: 'restock' }), codeOf(over, { ...claimed, claimedBy: 'lee' })]).toEqual(['same', 'CONTRADICTION', 'CONTRADICTION']);
    expect(codeOf(after(inspected(), ...settled), opened)).toBe('CONTRADICTION');
  });

  it('ends in the same way in whatever order the departments are heard', () => {
    const topics: readonly (readonly Fact[])[] = [[said.approved], [said.authorised, said.delivered], [opened, wrong, said.inspected, claimed, ranOut, confirmed], settled];
    const turns = fc.array(fc.nat(topics.length - 1), { minLength: 30, maxLength: 40 });
    fc.assert(
      fc.property(turns, (order) => {
        const rests = topics.map((topic) => [...topic]);
        const list = order.flatMap((turn) => rests[turn]?.shift() ?? []);
        const it = after(aCase(), ...list, ...rests.flat());
        expect(it.closing?.result).toBe('refunded');
        expect(it.exceptions).toEqual(after(inspected(opened, wrong), ...settled, claimed, ranOut, confirmed).exceptions);
      }),
    );
  });

  it('is shown with each of them, by whom, until when, and how it ended', () => {
    const view = (it: IntakeCase) => caseView(it).exceptions.map(({ kind, state, units, owner, dueAt: by, byDefault, resolution, claimedBy, resolvedBy }) => [kind, state, units, owner, by, byDefault, resolution, claimedBy, resolvedBy]);
    expect(view(inspected())).toEqual([]);
    const it = inspected(opened, wrong);
    expect(view(it)).toEqual([['short', 'open', 1, 'warehouse', dueAt, 'confirmed_missing', '', '', ''], ['wrong_item', 'open', 2, 'warehouse', wrong.dueAt, 'stays_in_quarantine', '', '', '']]);
    expect(view(after(it, claimed)).map(([, state]) => state)).toEqual(['claimed', 'open']);
    expect(view(after(it, claimed, confirmed, ranOut))).toEqual([['short', 'resolved', 1, 'warehouse', dueAt, 'confirmed_missing', 'confirmed_missing', 'kim', 'kim'], ['wrong_item', 'defaulted', 2, 'warehouse', wrong.dueAt, 'stays_in_quarantine', 'stays_in_quarantine', '', 'deadline']]);
  });

  it('has it all in its timeline', () => {
    expect([opened, claimed, confirmed, ranOut].map(summaryOfFact)).toEqual([
      `Warehouse: 1 unit to be sorted out, units that were not in the box, by ${dueAt}; then they are missing, and not paid for`,
      'Warehouse: a person sees to it',
      'Warehouse: sorted out by a person (NOT_IN_THE_BOX): they are missing, and not paid for',
      'Warehouse: sorted out by its deadline: they stay in quarantine',
    ]);
  });
});

describe('a case whose parcel was delivered and is not reported', () => {
  const inspectBy = '2026-11-10T08:00:00Z';
  const task = { ...said.taskCreated, attempt: 1, inspectBy };
  const missing = { ...opened, exceptionId: 'X-1-not_received', exception: 'not_received', units: 2, byDefault: 'never_came' } as const satisfies Fact;
  const never = { kind: 'exception_resolved', exceptionId: missing.exceptionId, resolution: 'never_came', by: 'deadline', reasonCode: 'DEADLINE' } as const satisfies Fact;
  const writtenOff = { ...said.writtenOff, notReceived: true } as const satisfies Fact;
  const atDock = (): IntakeCase => after(aCase(), said.approved, said.authorised, said.delivered, task);

  it('tells the customer by when it is inspected, by the warehouse\'s last word, and that it is looked for then', () => {
    expect(customerStatusOf(atDock())).toMatchObject({ code: 'to_be_inspected', by: inspectBy, otherwise: { en: expect.stringContaining('asked again') as unknown } });
    expect(waitingFor(atDock())).toBe(`warehouse: inspects the goods by ${inspectBy}`);
    const later = '2026-11-12T08:00:00Z';
    expect(customerStatusOf(after(atDock(), { ...said.received, inspectBy: later })).by).toBe(later);
    expect(customerStatusOf(after(aCase(), said.approved, said.authorised, said.delivered, said.taskCreated)).by).toBe('2026-11-06T08:00:00.000Z');
    expect(summaryOfFact({ ...task, attempt: 2 })).toBe('Warehouse: inspection asked for, for the 2nd time');
  });

  it('is sorted out, with its deadline and what happens then; neither closes it nor pays for it', () => {
    const it = after(atDock(), missing);
    expect([customerStatusOf(it), waitingFor(it)]).toMatchObject([{ code: 'exception', by: dueAt, otherwise: { en: expect.stringContaining('counts as lost') as unknown } }, `warehouse: a person sorts out units that were delivered by the carrier's word and not received by ${dueAt}; then they count as lost on their way`]);
    expect([statusOf(it), closingOf(it)]).toEqual(['at_warehouse', undefined]);
    const found = after(it, { ...never, resolution: 'turned_up', by: 'wms', reasonCode: 'REPORTED' });
    expect([customerStatusOf(found).code, caseView(found).exceptions[0]?.state]).toEqual(['to_be_inspected', 'cleared_up']);
  });

  it('is paid as lost once it never came, and waits for logistics to say so', () => {
    const it = after(atDock(), missing, never);
    expect([customerStatusOf(it).code, waitingFor(it)]).toEqual(['exception', 'logistics: writes off what never came']);
    const paid = after(it, writtenOff, ...settled);
    expect(paid.closing).toMatchObject({ result: 'refunded', reasonCodes: ['PARCEL_LOST'] });
    expect(codeOf(after(it, writtenOff), said.inspected)).toBe('CONTRADICTION');
    // A logistics that was restored alone says it all again.
    expect([codeOf(after(it, writtenOff), said.delivered), codeOf(after(it, writtenOff), writtenOff)]).toEqual(['same', 'same']);
    expect(codeOf(atDock(), said.writtenOff)).toBe('CONTRADICTION');
  });

  it('comes to the same in whatever order the topics are heard, and never closes before the exception is over', () => {
    const topics: readonly (readonly Fact[])[] = [[said.approved], [said.authorised, said.delivered, writtenOff], [task, missing, never], settled];
    fc.assert(
      fc.property(fc.shuffledSubarray([0, 1, 1, 1, 2, 2, 2, 3, 3], { minLength: 9 }), (order) => {
        const next = [0, 0, 0, 0];
        let it = aCase();
        for (const topic of order) {
          const fact = topics[topic]?.[next[topic] ?? 0];
          next[topic] = (next[topic] ?? 0) + 1;
          if (fact) it = after(it, fact);
          if (it.closing) expect(it.exceptions?.map(({ end }) => end?.resolution)).toEqual(['never_came']);
        }
        expect(it.closing).toMatchObject({ result: 'refunded', reasonCodes: ['PARCEL_LOST'] });
      }),
    );
  });
});
