import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import type { UnannouncedReport } from '../domain/unannounced-parcel';
import { awaitArrival } from './await-arrival';
import { match, matchByClue, takeMatchAnswer, takeUnannounced } from './take-unannounced';
import { clueTimer, unclaimedTimer } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const report: UnannouncedReport = { reportId: 'r1', trackingNumber: '', carrierCode: '', foundInTaskId: '', goods: [{ sku: 'MUG', quantity: 2, grade: 'b' }], clue: { caseNumber: 'HL-1', orderId: '' }, receivedAt: '2026-11-05T07:00:00Z' };
const answer = { ref, parcelId: 'U-r1', goods: [{ sku: 'MUG', quantity: 2 }], matchedBy: 'clue', declined: '' };

function came(rmaNumber = 'RMA-1'): MemoryWork<typeof warehouseTables> {
  const memory = memoryWork(warehouseTables, { timers: [clueTimer, unclaimedTimer] });
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
