import { faultsOf } from '@huiliu/kernel';
import { expectArrival, taskIdOf, type Arrival } from './arrival';
import { dockArrival } from './dock-arrival';
import { claim, exceptionIdsOf, exceptionMachine, exceptionsOf, resolve, resolutionsOf, runOut, type WarehouseException } from './exception';
import { movesOfException } from './moves-of-exception';
import { decideReport, evolve, type Finding } from './receive-report';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const now = new Date('2026-11-20T10:00:00Z');
const due = new Date('2026-11-23T10:00:00Z');
const found = (quantity: number, more: Partial<Finding> = {}): Finding => ({ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'a', liability: 'customer', ...more });

/** Announced were 3 mugs and a cup. */
function inspected(...reports: readonly (readonly Finding[])[]): Arrival {
  const lines = [
    { caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 3, reason: 'no_reason' as const },
    { caseLineId: 'l2', orderLineId: 'ol2', sku: 'CUP', quantity: 1, reason: 'no_reason' as const },
  ];
  const docked = dockArrival(expectArrival({ ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines }));
  if (!docked.ok) throw new Error(docked.error.code);
  return reports.reduce<Arrival>((arrival, findings, index) => {
    const decided = decideReport(arrival, { taskId: taskIdOf('c1'), reportId: `r${index}`, findings, final: index === reports.length - 1, inspectedAt: '2026-11-20T09:00:00Z' });
    if (!decided.ok) throw new Error(decided.error.code);
    return decided.value.reduce(evolve, arrival);
  }, docked.value);
}

const all = [found(3), found(1, { caseLineId: 'l2', sku: 'CUP' })];
const openedBy = (...reports: readonly (readonly Finding[])[]) => exceptionsOf(inspected(...reports), now).map(({ kind, units }) => [kind, ...units.map(({ caseLineId, sku, quantity }) => `${quantity} ${sku} ${caseLineId}`)]);
const moved = (result: ReturnType<typeof claim>): WarehouseException => {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
};
const codeOf = (result: ReturnType<typeof claim>): string => (result.ok ? 'ok' : result.error.code);
const one = (...reports: readonly (readonly Finding[])[]): WarehouseException => {
  const [first] = exceptionsOf(inspected(...reports), now);
  if (!first) throw new Error('none was opened');
  return first;
};
const over = (): WarehouseException => one([...all, found(2, { grade: 'b' }), found(1, { grade: 'd' })]);

describe('what an inspection leaves to be sorted out', () => {
  it('is nothing where all is there that was announced', () => {
    expect(openedBy(all)).toEqual([]);
  });

  it('is one exception of each kind, with its units', () => {
    expect(openedBy([found(1)])).toEqual([['short', '2 MUG l1', '1 CUP l2']]);
    expect(openedBy([])).toEqual([['empty_box', '3 MUG l1', '1 CUP l2']]);
    expect(openedBy([...all, found(2)])).toEqual([['over', '2 MUG l1']]);
    expect(openedBy([found(3), found(4), found(1, { sku: 'PLATE', caseLineId: 'l2' }), found(1, { sku: 'FORK', caseLineId: 'nowhere' })])).toEqual([['short', '1 CUP l2'], ['over', '4 MUG l1'], ['wrong_item', '1 PLATE l2', '1 FORK nowhere']]);
  });

  it('is no empty box where something else is in it', () => {
    expect(openedBy([found(1, { sku: 'PLATE' })])).toEqual([['short', '3 MUG l1', '1 CUP l2'], ['wrong_item', '1 PLATE l1']]);
  });

  it('adds up what several reports have told', () => {
    expect(exceptionsOf(inspected([found(1, { sku: 'PLATE' })], [found(2, { sku: 'PLATE' }), found(1, { sku: 'PLATE', grade: 'c' }), ...all]), now)[0]?.units.map(({ quantity, found: state }) => [quantity, state?.grade])).toEqual([[3, 'a'], [1, 'c']]);
  });

  it('has an owner and a deadline from the first moment on, and ids that are always the same', () => {
    expect(over()).toMatchObject({ exceptionId: 'X-c1-over', status: 'open', owner: 'warehouse', claimedBy: undefined, openedAt: now.toISOString(), dueAt: due.toISOString() });
    expect(exceptionIdsOf('c1')).toContain(over().exceptionId);
  });
});

describe('an exception', () => {
  it('has a sound machine, and a default for every kind', () => {
    expect(faultsOf(exceptionMachine)).toEqual([]);
    // Of a dispute it is in the customer's favour.
    for (const [byDefault] of Object.values(resolutionsOf)) expect(['confirmed_missing', 'stays_in_quarantine', 'accepted', 'never_came', 'as_reported']).toContain(byDefault);
  });

  it('is taken by one person, who may ask for it again', () => {
    const mine = moved(claim(over(), 'kim'));
    expect(mine).toMatchObject({ status: 'claimed', claimedBy: 'kim', owner: 'warehouse' });
    expect(moved(claim(mine, 'kim'))).toBe(mine);
    expect(codeOf(claim(mine, 'lee'))).toBe('EXCEPTION_TAKEN');
  });

  it('is resolved by who has taken it alone, with what is possible for its kind', () => {
    expect(codeOf(resolve(over(), 'kim', 'restock', 'IS_OURS'))).toBe('EXCEPTION_NOT_CLAIMED');
    const mine = moved(claim(over(), 'kim'));
    expect(codeOf(resolve(mine, 'lee', 'restock', 'IS_OURS'))).toBe('EXCEPTION_TAKEN');
    expect(codeOf(resolve(mine, 'kim', 'confirmed_missing', 'IS_OURS'))).toBe('RESOLUTION_NOT_POSSIBLE');
    expect(codeOf(resolve(moved(claim(one([]), 'kim')), 'kim', 'restock', 'IS_OURS'))).toBe('RESOLUTION_NOT_POSSIBLE');
    expect(moved(resolve(mine, 'kim', 'restock', 'IS_OURS'))).toMatchObject({ status: 'resolved', claimedBy: 'kim', end: { resolution: 'restock', by: 'kim', reasonCode: 'IS_OURS' } });
  });

  it('is over then: the same once more is no other, and anything else is too late', () => {
    const resolved = moved(resolve(moved(claim(over(), 'kim')), 'kim', 'restock', 'IS_OURS'));
    expect(moved(resolve(resolved, 'kim', 'restock', 'IS_OURS'))).toBe(resolved);
    expect(codeOf(resolve(resolved, 'kim', 'back_to_customer', 'NOT_OURS'))).toBe('EXCEPTION_OVER');
    expect(codeOf(claim(resolved, 'kim'))).toBe('EXCEPTION_OVER');
    expect(runOut(resolved, due)).toBe(resolved);
  });

  it('ends with its default at its deadline, whoever has it, and not before', () => {
    const mine = moved(claim(over(), 'kim'));
    expect(runOut(mine, new Date(due.getTime() - 1))).toBe(mine);
    for (const open of [over(), mine]) expect(runOut(open, due)).toMatchObject({ status: 'defaulted', end: { resolution: 'stays_in_quarantine', by: 'deadline', reasonCode: 'DEADLINE' } });
    expect(runOut(one([found(1)]), due)).toMatchObject({ end: { resolution: 'confirmed_missing' } });
    expect(codeOf(resolve(runOut(mine, due), 'kim', 'restock', 'IS_OURS'))).toBe('EXCEPTION_OVER');
  });
});

describe('stock, when an exception ends', () => {
  const ended = (resolution: Parameters<typeof resolve>[2]) => movesOfException(moved(resolve(moved(claim(over(), 'kim')), 'kim', resolution, 'X')), due.toISOString()).map(({ moveId, from, to, quantity, disposition }) => [moveId, from, to, Number(quantity), disposition].join(' '));

  it('goes onto the shelf of its grade; what is worth nothing passes over it and leaves', () => {
    expect(ended('restock')).toEqual(['c1/X-c1-over/1 quarantine b 2 refurbish', 'c1/X-c1-over/2 quarantine d 1 scrap', 'c1/X-c1-over/3 d outside 1 scrap']);
  });

  it('leaves the house, or stays where it is', () => {
    expect(ended('back_to_customer')).toEqual(['c1/X-c1-over/1 quarantine outside 2 back_to_customer', 'c1/X-c1-over/2 quarantine outside 1 back_to_customer']);
    expect(ended('stays_in_quarantine')).toEqual([]);
    expect(movesOfException(runOut(one([]), due), due.toISOString())).toEqual([]);
  });
});
