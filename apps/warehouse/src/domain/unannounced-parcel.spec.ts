import { faultsOf } from '@huiliu/kernel';
import { expectArrival, type Arrival } from './arrival';
import { awaitedReturnOf } from './awaited-return';
import { matchesTaken, movesOfParcel, decline, isExactly, leaveUnclaimed, matchParcel, openParcel, reportIdOf, saysTheSame, takeIn, withMatched, withoutMatched, type FoundGoods, type UnannouncedParcel, type UnannouncedReport } from './unannounced-parcel';
import { unannouncedMachine } from './unannounced-machine';

const now = new Date('2026-11-05T08:00:00Z');
const later = (days: number): Date => new Date(now.getTime() + days * 86_400_000);
const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const line = (sku: string, quantity: number) => ({ caseLineId: `l-${sku}`, orderLineId: `ol-${sku}`, sku, quantity, reason: 'other' as const });
const arrivalOf = (part: Partial<Arrival> = {}): Arrival => ({ ...expectArrival({ ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [line('MUG', 2), line('CUP', 1)] }), ...part });
const goods = (sku: string, quantity: number): FoundGoods => ({ sku, quantity, grade: 'b' });
const all = [goods('MUG', 1), goods('CUP', 1), goods('MUG', 1)];
const reportOf = (part: Partial<UnannouncedReport> = {}): UnannouncedReport => ({ reportId: 'r1', trackingNumber: '', carrierCode: '', foundInTaskId: '', goods: all, clue: { caseNumber: '', orderId: '' }, receivedAt: '2026-11-05T07:00:00Z', ...part });
const parcelOf = (found: readonly FoundGoods[] = all, reportId = 'r1'): UnannouncedParcel => openParcel(reportOf({ goods: found, reportId }), now);
const codeOf = (result: ReturnType<typeof matchParcel>): string | undefined => (result.ok ? undefined : result.error.code);
function matched(parcel: UnannouncedParcel, arrival = arrivalOf(), by = 'kim') {
  const result = matchParcel(parcel, arrival, by);
  if (!result.ok || !result.value) throw new Error(codeOf(result) ?? 'nothing');
  return result.value;
}

describe('a parcel that nobody announced', () => {
  it('has a machine in which every state is reached', () => expect(faultsOf(unannouncedMachine)).toEqual([]));

  it('is the warehouse\'s for four weeks, and unclaimed then, not before, unless somebody has matched it', () => {
    const parcel = parcelOf();
    expect(parcel).toMatchObject({ parcelId: 'U-r1', status: 'open', owner: 'warehouse', dueAt: '2026-12-03T08:00:00.000Z' });
    expect(leaveUnclaimed(parcel, later(27.9))).toBeUndefined();
    expect(leaveUnclaimed(parcel, later(28))).toMatchObject({ status: 'unclaimed' });
    expect(leaveUnclaimed(matched(parcel).parcel, later(28))).toBeUndefined();
  });

  it('is complete for a case when, with what was matched before, all is there, however it is packed', () => {
    expect(matched(parcelOf())).toMatchObject({ complete: true, parcel: { status: 'matching', match: { ref, by: 'kim' } } });
    const first = matched(parcelOf([goods('MUG', 2)]));
    expect(first.complete).toBe(false);
    expect(matched(parcelOf([goods('CUP', 1)], 'r2'), first.arrival)).toMatchObject({ complete: true, arrival: { matched: [{ parcelId: 'U-r1' }, { parcelId: 'U-r2' }] } });
    // What is too much, or something else, the inspection sorts out.
    expect(matched(parcelOf([goods('MUG', 9), goods('PEN', 1)])).complete).toBe(false);
  });

  it('goes to one case once: who comes second is told, who says the same again changes nothing', () => {
    const { parcel, arrival } = matched(parcelOf());
    expect(matchParcel(parcel, arrival, 'kim')).toEqual({ ok: true, value: undefined });
    expect(codeOf(matchParcel(parcel, arrival, 'lee'))).toBe('PARCEL_MATCHED');
    expect(codeOf(matchParcel(parcel, arrivalOf({ ref: { ...ref, caseId: 'c2' } }), 'kim'))).toBe('PARCEL_MATCHED');
    expect(codeOf(matchParcel(parcelOf(all, 'r2'), arrival, 'kim'))).toBe('GOODS_MATCHED_BEFORE');
  });

  it.each(['at_dock', 'receiving', 'inspected', 'called_off', 'written_off'] as const)('is not of a case whose arrival is %s', (status) => {
    expect(codeOf(matchParcel(parcelOf(), arrivalOf({ status }), 'kim'))).toBe('CASE_NOT_AWAITING');
  });

  it('is not of a case that awaits nothing of it, or awaits an outbound waybill; nor of any once it is unclaimed', () => {
    expect(codeOf(matchParcel(parcelOf([goods('PEN', 1)]), arrivalOf(), 'kim'))).toBe('GOODS_NOT_OF_CASE');
    expect(codeOf(matchParcel(parcelOf(), arrivalOf({ rmaNumber: '' }), 'kim'))).toBe('CASE_NOT_AWAITING');
    expect(codeOf(matchParcel({ ...parcelOf(), status: 'unclaimed' }, arrivalOf(), 'kim'))).toBe('PARCEL_UNCLAIMED');
  });

  it('is taken in by logistics\' word, also where nobody had asked, and once', () => {
    const { parcel } = matched(parcelOf());
    const taken = takeIn(parcel, { ref, by: 'kim' });
    expect(taken).toMatchObject({ status: 'matched' });
    expect(taken && takeIn(taken, { ref, by: 'kim' })).toBeUndefined();
    expect(takeIn(parcelOf(), { ref, by: 'kim' })).toEqual(taken);
  });

  it('is open again when it was too late, for three days at least, and the case has it no more', () => {
    const { parcel, arrival } = matched(parcelOf());
    expect(decline(parcel, 'c1', 'RETURN_CALLED_OFF', later(1))).toMatchObject({ status: 'open', match: undefined, declined: 'RETURN_CALLED_OFF', dueAt: parcel.dueAt });
    const late = decline(parcel, 'c1', 'RETURN_CALLED_OFF', later(28));
    expect(late?.dueAt).toBe(later(31).toISOString());
    expect(withoutMatched(arrival, 'U-r1')).toEqual(arrivalOf());
    expect(decline(parcel, 'c2', 'RETURN_CALLED_OFF', now)).toBeUndefined();
    expect(late && decline(late, 'c1', 'RETURN_CALLED_OFF', now)).toBeUndefined();
  });

  it('is just what a case awaits, or not', () => {
    expect(isExactly(parcelOf(), arrivalOf())).toBe(true);
    for (const other of [[goods('MUG', 2)], [goods('MUG', 3), goods('CUP', 1)], [...all, goods('PEN', 1)]]) expect(isExactly(parcelOf(other), arrivalOf())).toBe(false);
    expect(isExactly(parcelOf(), withMatched(arrivalOf(), parcelOf([goods('MUG', 1)], 'r2')))).toBe(false);
    expect(isExactly(parcelOf(), arrivalOf({ status: 'called_off' }))).toBe(false);
  });

  it('knows the same report again, and another one under its id', () => {
    expect(saysTheSame(parcelOf(), reportOf({ receivedAt: '2026-11-05T07:00:00.000Z' }))).toBe(true);
    for (const other of [{ goods: [goods('MUG', 2)] }, { clue: { caseNumber: 'HL-1', orderId: '' } }, { trackingNumber: 'T' }]) expect(saysTheSame(parcelOf(), reportOf(other))).toBe(false);
  });

  it('moves into quarantine, and out of it, unit by unit', () => {
    const units = (way: 'in' | 'out') => movesOfParcel(parcelOf(), way, way === 'in' ? '' : 'c1').map(({ moveId, sku, from, to, quantity }) => [moveId, sku, from, to, quantity]);
    expect(units('in')).toEqual([['U-r1/in/1', 'MUG', 'outside', 'quarantine', 1n], ['U-r1/in/2', 'CUP', 'outside', 'quarantine', 1n], ['U-r1/in/3', 'MUG', 'outside', 'quarantine', 1n]]);
    expect(units('out').map(([, , from, to]) => [from, to])).toEqual(Array(3).fill(['quarantine', 'outside']));
  });
});

describe('the parcels that a case has been found to have', () => {
  const other = { parcelId: 'U-r2', goods: [{ sku: 'MUG', quantity: 1 }] };
  const has = (...parcels: readonly (typeof other)[]): Arrival => arrivalOf({ matched: parcels });

  it('are so many at most', () => {
    const many = (count: number): Arrival => has(...Array.from({ length: count }, (_, index) => ({ parcelId: `U-x${index}`, goods: [] })));
    expect([codeOf(matchParcel(parcelOf(), many(matchesTaken - 1), 'kim')), codeOf(matchParcel(parcelOf(), many(matchesTaken), 'kim'))]).toEqual([undefined, 'TOO_MANY_PARCELS']);
  });

  it('are each in it once, and leave it one by one', () => {
    const first = withMatched(has(other), parcelOf());
    expect(first.matched?.map(({ parcelId }) => parcelId)).toEqual(['U-r2', 'U-r1']);
    expect(withMatched(first, parcelOf(), true).matched).toEqual([other, { parcelId: 'U-r1', goods: all.map(({ sku, quantity }) => ({ sku, quantity })), taken: true }]);
    expect(withoutMatched(first, 'U-r1')).toEqual(has(other));
    expect(withoutMatched(has(other), 'U-r9')).toEqual(has(other));
    expect(withoutMatched(arrivalOf(), 'U-r9')).toEqual(arrivalOf());
  });

  it('are known to the WMS by their reports', () => {
    expect(reportIdOf(parcelOf().parcelId)).toBe('r1');
  });

  it('are just what it awaits only where it comes back under an RMA', () => {
    expect(isExactly(parcelOf(), arrivalOf({ rmaNumber: '' }))).toBe(false);
  });

  it('are looked for under its number by what it awaits', () => {
    expect(awaitedReturnOf({ ref, trackingNumber: 'GR1', lines: [...arrivalOf().lines, ...arrivalOf().lines] })).toEqual({ caseId: 'c1', orderId: 'o1', trackingNumber: 'GR1', skus: ['MUG', 'CUP'] });
  });
});
