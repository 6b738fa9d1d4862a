import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import type { UnannouncedReport } from '../domain/unannounced-parcel';
import { awaitArrival } from './await-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { match, matchByClue, parcelRunsOut, takeMatchAnswer, takeUnannounced } from './take-unannounced';
import { clueTimer, inspectionTimer, unclaimedTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const report: UnannouncedReport = { reportId: 'r1', trackingNumber: '', carrierCode: '', foundInTaskId: '', goods: [{ sku: 'MUG', quantity: 2, grade: 'b' }], clue: { caseNumber: 'HL-1', orderId: '' }, receivedAt: '2026-11-05T07:00:00Z' };
const answer = { ref, parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }], matchedBy: 'clue', declined: '' };

function came(rmaNumber = 'RMA-1'): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [clueTimer, unclaimedTimer, inspectionTimer] });
  awaitArrival(memory.work, { ref, rmaNumber, trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'other' }] });
  takeUnannounced(memory.work, report);
  return memory;
}
const parcelOf = ({ unannounced }: MemoryWork<typeof warehouseTables>) => unannounced.get('U-r1');
const arrivalOf = ({ arrivals }: MemoryWork<typeof warehouseTables>) => {
  const arrival = arrivals.get('c1');
  if (!arrival) throw new Error('no arrival');
  return arrival;
};
const timersOf = ({ timers }: MemoryWork<typeof warehouseTables>) => timers.map(({ subject, name }) => `${subject} ${name}`);

describe('a parcel with the number of a case on it', () => {
  it('is looked at under that case, and matched to it, once', () => {
    const memory = came();
    expect(timersOf(memory)).toEqual(['parcel:U-r1 parcel-unclaimed', 'case:c1 match-by-clue']);
    expect(matchByClue(memory.work, 'U-r1', 'c1')).toEqual({ kind: 'done', response: {} });
    expect(parcelOf(memory)).toMatchObject({ status: 'matching', match: { by: 'clue' } });
    expect(matchByClue(memory.work, 'U-r1', 'c1').kind).toBe('ignored');
    expect(memory.said.map(({ name }) => name)).toEqual(['StockMoved', 'ParcelUnannounced', 'ParcelMatched']);
  });

  it('is left alone where a person was faster', () => {
    const memory = came();
    const [parcel, arrival] = [parcelOf(memory), arrivalOf(memory)];
    if (!parcel) throw new Error('no parcel');
    match(memory.work, parcel, { ...arrival, ref: { ...ref, caseId: 'c2' } }, 'kim', () => ({}));
    expect(matchByClue(memory.work, 'U-r1', 'c1').kind).toBe('ignored');
    expect(parcelOf(memory)).toMatchObject({ match: { by: 'kim', ref: { caseId: 'c2' } } });
  });

  it('is not looked at where the goods of the case come back under their outbound waybill', () => {
    expect(timersOf(came(''))).toEqual(['parcel:U-r1 parcel-unclaimed']);
  });
});

describe('the answer to a match', () => {
  it('waits for the report and for the return where the log is read again', () => {
    const memory = memoryWork(warehouseTables, { timers: [unclaimedTimer] });
    expect(takeMatchAnswer(memory.work, answer)).toMatchObject({ kind: 'notYet', waitsFor: 'parcel:U-r1' });
    takeUnannounced(memory.work, report);
    expect(takeMatchAnswer(memory.work, answer)).toMatchObject({ kind: 'notYet' });
  });

  it('is the last word also where nobody had asked here, and takes effect once', () => {
    const memory = came();
    expect(takeMatchAnswer(memory.work, answer)).toEqual({ kind: 'done' });
    expect(takeMatchAnswer(memory.work, answer).kind).toBe('ignored');
    expect([parcelOf(memory)?.status, arrivalOf(memory).matched, timersOf(memory)]).toEqual(['matched', [{ parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }], taken: true }], ['case:c1 match-by-clue']]);
    expect(memory.moves.map(({ moveId, caseId }) => [moveId, caseId])).toEqual([['U-r1/in/1', ''], ['U-r1/out/1', 'c1']]);
    expect(memory.stock.get('MUG')?.shelves.quarantine.onHand).toBe(0n);
  });

  it('opens it again where it was declined, once', () => {
    const memory = came();
    matchByClue(memory.work, 'U-r1', 'c1');
    expect(timersOf(memory)).not.toContain('parcel:U-r1 parcel-unclaimed');
    expect(takeMatchAnswer(memory.work, { ...answer, declined: 'RETURN_CALLED_OFF' })).toEqual({ kind: 'done' });
    expect(takeMatchAnswer(memory.work, { ...answer, declined: 'RETURN_CALLED_OFF' }).kind).toBe('ignored');
    expect([parcelOf(memory)?.status, arrivalOf(memory).matched, memory.moves.length]).toEqual(['open', undefined, 1]);
    expect(timersOf(memory)).toContain('parcel:U-r1 parcel-unclaimed');
  });
});

describe('a parcel that nobody announced', () => {
  const parcelIn = (memory: MemoryWork<typeof warehouseTables>) => parcelOf(memory)!;

  it('is told of, with clocks that name it, once; another report under its id is refused', () => {
    const memory = came();
    expect(memory.said[1]).toMatchObject({ name: 'ParcelUnannounced', subject: 'parcel:U-r1', data: { parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }], dueAt: '2026-12-03T08:00:00.000Z' } });
    expect(memory.timers).toEqual([
      { subject: 'parcel:U-r1', name: unclaimedTimer, dueAt: new Date('2026-12-03T08:00:00Z'), payload: { parcelId: 'U-r1' } },
      { subject: 'case:c1', name: clueTimer, dueAt: new Date('2026-11-05T08:00:00Z'), payload: { parcelId: 'U-r1', caseId: 'c1' } },
    ]);
    expect(takeUnannounced(memory.work, report)).toMatchObject({ kind: 'ignored' });
    for (const goods of [[{ sku: 'CUP', quantity: 2, grade: 'b' }], [{ sku: 'MUG', quantity: 1, grade: 'b' }], [{ sku: 'MUG', quantity: 2, grade: 'c' }]] as const) expect(takeUnannounced(memory.work, { ...report, goods })).toMatchObject({ kind: 'refused', refusal: { code: 'REPORT_CONTRADICTS', kind: 'UNPROCESSABLE' } });
    expect(memory.moves).toHaveLength(1);
  });

  it('without a number of ours on it, or with one that nobody awaits, has no clue to look at', () => {
    for (const caseNumber of ['', 'HL-9']) {
      const memory = memoryWork(warehouseTables, { timers: [clueTimer, unclaimedTimer, inspectionTimer] });
      awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'other' }] });
      takeUnannounced(memory.work, { ...report, clue: { caseNumber, orderId: '' } });
      expect(timersOf(memory)).toEqual(['parcel:U-r1 parcel-unclaimed']);
    }
  });

  it('is not matched by a clue to a case that awaits other goods, or is not known', () => {
    const memory = came();
    memory.arrivals.set('c1', { ...arrivalOf(memory), lines: arrivalOf(memory).lines.map((line) => ({ ...line, expected: 3 })) });
    for (const [parcelId, caseId] of [['U-r1', 'c1'], ['U-r9', 'c1'], ['U-r1', 'c9']] as const) expect(matchByClue(memory.work, parcelId, caseId).kind).toBe('ignored');
    expect(parcelIn(memory).status).toBe('open');
  });

  it('is matched by a person once, which the case knows of; who comes second is told', () => {
    const memory = came();
    const by = (person: string) => match(memory.work, parcelIn(memory), arrivalOf(memory), person, ({ status }) => ({ status }));
    expect(by('kim')).toEqual({ kind: 'done', response: { status: 'matching' } });
    expect(arrivalOf(memory).matched).toEqual([{ parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }] }]);
    expect(by('kim')).toMatchObject({ kind: 'ignored', response: { status: 'matching' } });
    expect(by('lee')).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_MATCHED', kind: 'CONFLICT' } });
    takeMatchAnswer(memory.work, { ...answer, matchedBy: 'kim' });
    expect([parcelIn(memory).match, arrivalOf(memory).matched?.length]).toEqual([{ ref, by: 'kim' }, 1]);
    expect(timersOf(memory)).toEqual(['case:c1 match-by-clue']);
  });

  it('is unclaimed once its time is over, and nobody has found out; no stock moves', () => {
    const memory = came();
    expect(parcelRunsOut(memory.work, 'U-r1')).toMatchObject({ kind: 'ignored' });
    Object.assign(memory.work, { now: new Date('2026-12-03T08:00:00Z') });
    memory.said.length = 0;
    expect(parcelRunsOut(memory.work, 'U-r1')).toEqual({ kind: 'done' });
    expect([memory.said, parcelIn(memory).status, memory.moves.length]).toEqual([[{ name: 'ParcelUnclaimed', subject: 'parcel:U-r1', data: { parcelId: 'U-r1' } }], 'unclaimed', 1]);
    expect([parcelRunsOut(memory.work, 'U-r1').kind, parcelRunsOut(memory.work, 'U-r9').kind]).toEqual(['ignored', 'ignored']);
  });

  it('is named to the WMS by its report in the task to inspect it, and only once logistics has taken it in', () => {
    for (const [taken, unannounced] of [[false, undefined], [true, { reportIds: ['r1'] }]] as const) {
      const memory = came();
      matchByClue(memory.work, 'U-r1', 'c1');
      if (taken) takeMatchAnswer(memory.work, answer);
      issueInspectionTask(memory.work, 'c1');
      expect((memory.said.at(-1)?.data as { readonly unannounced?: object }).unannounced).toEqual(unannounced);
    }
  });
});
