import type { CaseFacts, ExceptionFacts, WarehouseFacts } from './cases/case-facts';
import { faultsOf } from './exceptions-owned';

const units = (quantity: number) => [{ caseLineId: 'l1', sku: 'MUG', quantity }];
const short: ExceptionFacts = { exceptionId: 'X-c1-short', kind: 'short', status: 'open', owner: 'warehouse', claimedBy: null, dueAt: '2026-11-08T08:00:00Z', units: units(2), end: null, clock: true };
const resolved: Partial<ExceptionFacts> = { status: 'resolved', claimedBy: 'kim', end: { resolution: 'confirmed_missing', by: 'kim' }, clock: false };
const arrival: WarehouseFacts = { caseId: 'c1', status: 'inspected', lines: [{ caseLineId: 'l1', expected: 3, accepted: 1 }], setAside: [] };

const factsOf = (exceptions: readonly ExceptionFacts[], { status = 'refunded', warehouse = arrival, ...more }: { status?: string; warehouse?: WarehouseFacts; stuckIn?: CaseFacts['stuckIn'] } = {}): CaseFacts =>
  ({ caseId: 'c1', intake: { caseNumber: 'HL-1', status }, warehouse, exceptions, stuckIn: [], ...more }) as unknown as CaseFacts;

describe('exceptions', () => {
  it('are in order while somebody answers for them and a clock runs, and once they have ended', () => {
    expect(faultsOf(factsOf([short]))).toEqual([]);
    expect(faultsOf(factsOf([{ ...short, ...resolved }], { status: 'closed' }))).toEqual([]);
    expect(faultsOf(factsOf([{ ...short, status: 'defaulted', end: { resolution: 'confirmed_missing', by: 'deadline' }, clock: false }], { status: 'closed' }))).toEqual([]);
    expect(faultsOf(factsOf([], { warehouse: { ...arrival, status: 'receiving' } }))).toEqual([]);
  });

  it.each<[string, Partial<ExceptionFacts>, string | undefined]>([
    ['is closed, but exception X-c1-short is open', {}, 'closed'],
    ["is nobody's", { owner: '' }, undefined],
    ['is claimed by nobody', { status: 'claimed' }, undefined],
    ["is kim's and not claimed", { claimedBy: 'kim' }, undefined],
    ['no clock runs', { clock: false }, undefined],
    ['has no end', { ...resolved, end: null }, undefined],
    ['was ended by deadline', { ...resolved, end: { resolution: 'confirmed_missing', by: 'deadline' } }, undefined],
    ['was ended by lee', { ...resolved, end: { resolution: 'confirmed_missing', by: 'lee' } }, undefined],
    ['2 units were missing, but exceptions are about 1', { units: units(1) }, undefined],
  ])('are told of that %s', (why, more, status) => {
    expect(faultsOf(factsOf([{ ...short, ...more }], status === undefined ? {} : { status }))).toEqual(expect.arrayContaining([expect.stringContaining(why)]));
  });

  it('are of what is not reported too: somebody looks for it by a clock, and what never came is written off', () => {
    const late: ExceptionFacts = { ...short, exceptionId: 'X-c1-not_received', kind: 'not_received', units: units(3) };
    const never: Partial<ExceptionFacts> = { status: 'defaulted', end: { resolution: 'never_came', by: 'deadline' }, clock: false };
    const turnedUp: Partial<ExceptionFacts> = { status: 'cleared_up', end: { resolution: 'turned_up', by: 'wms' }, clock: false };
    const at = (status: string, more: Partial<WarehouseFacts> = {}): { warehouse: WarehouseFacts } => ({ warehouse: { ...arrival, status, asked: true, clock: true, ...more } });
    const all = { lines: [{ caseLineId: 'l1', expected: 3, accepted: 3 }] };
    expect(faultsOf(factsOf([late], at('at_dock')))).toEqual([]);
    expect(faultsOf(factsOf([{ ...late, ...turnedUp }], at('inspected', all)))).toEqual([]);
    expect(faultsOf(factsOf([{ ...late, ...never }], at('written_off')))).toEqual([]);
    expect(faultsOf(factsOf([], at('written_off', { asked: false })))).toEqual([]);
    expect(faultsOf(factsOf([], at('receiving', { clock: false })))).toEqual(['its arrival is receiving, but no clock runs at whose end somebody looks for it']);
    expect(faultsOf(factsOf([late], at('inspected', all)))).toEqual(['its arrival is inspected, and 1 exceptions that it is overdue are open']);
    expect(faultsOf(factsOf([{ ...late, ...never }], at('never_came')))).toEqual(['it never came, and is not written off']);
    expect(faultsOf(factsOf([{ ...late, ...never }], at('inspected', all)))).toEqual(['it never came, but its arrival is inspected']);
    expect(faultsOf(factsOf([], at('written_off')))).toEqual(['it was at the dock and is written off, and nobody has said that it never came']);
    expect(faultsOf(factsOf([{ ...late, ...turnedUp, status: 'resolved', claimedBy: 'wms' }], at('inspected', all)))).toEqual(['exception X-c1-not_received is resolved, and was ended by wms']);
  });

  it('are missed where units were set aside or missing and nobody sorts them out', () => {
    expect(faultsOf(factsOf([]))).toEqual(['2 units were missing, but exceptions are about 0']);
    const setAside = [{ kind: 'over_receipt', quantity: 2 }, { kind: 'unknown_line', quantity: 1 }];
    expect(faultsOf(factsOf([short], { warehouse: { ...arrival, setAside } }))).toEqual(['2 units were too many, but exceptions are about 0', '1 units were none of those announced, but exceptions are about 0']);
  });

  it('are not looked at where somebody may be behind', () => {
    expect(faultsOf(factsOf([], { stuckIn: ['warehouse'] }))).toEqual([]);
  });

  it('of a dispute are about all that was rejected, and end as that does', () => {
    const whole: WarehouseFacts = { ...arrival, lines: [{ caseLineId: 'l1', expected: 3, accepted: 1, rejected: 2 }] };
    const dispute: ExceptionFacts = { ...short, exceptionId: 'X-c1-disputed', kind: 'disputed' };
    const rejection = { caseId: 'c1', status: 'disputed', choice: 1, outcome: null, lines: [{ caseLineId: 'l1', quantity: 2, grade: 'c' }] };
    const faults = (exceptions: readonly ExceptionFacts[], over: Partial<NonNullable<CaseFacts['rejection']>> = {}): string[] => faultsOf({ ...factsOf(exceptions, { warehouse: whole }), rejection: { ...rejection, ...over } });
    const ended: ExceptionFacts = { ...dispute, ...resolved, end: { resolution: 'accepted', by: 'kim' } };
    expect([faults([dispute]), faults([ended], { status: 'settled', outcome: 'accepted' })]).toEqual([[], []]);
    expect(faults([])).toEqual(['what was rejected is disputed, and there is no exception of it']);
    expect(faults([{ ...dispute, units: units(1) }]).join()).toContain('about 1 units, but 2 were rejected');
    expect(faults([dispute], { status: 'awaiting_choice' }).join()).toContain('is open, and what was rejected is awaiting_choice');
    expect(faults([ended], { status: 'settled', outcome: 'deduction' }).join()).toContain('has become deduction');
    expect(faults([{ ...ended, end: { resolution: 'upheld', by: 'kim' } }], { status: 'settled', outcome: 'accepted' }).join()).toContain('has not ended so');
  });
});
