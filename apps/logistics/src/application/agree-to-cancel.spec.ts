import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import type { CaseType, ScanStatus } from '../domain/words';
import { addParcel, askForParcel } from './add-parcel';
import { agreementRunsOut, answerCancellation } from './agree-to-cancel';
import { authoriseReturn } from './authorise-return';
import { cancelReturn } from './call-off-return';
import { awaitUnits } from './send-replacement';
import { followShared, shareReturnParcel } from './share-parcel';
import { takeInParcel } from './take-in-parcel';
import { trackParcel } from './track-parcel';
import { agreementTimer, reportTimer, sendByTimer, sharedTimer, writeOffTimer } from './work';

type Memory = MemoryWork<typeof logisticsTables>;

const carrier = new BusCarrier();
const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const other = { caseId: 'c2', caseNumber: 'AS-2', orderId: 'o2' };
const wish = { caseId: 'c1', type: 'return', reasonCode: 'CHANGED_MIND' } as const;
const yes = { agreed: true, by: 'S-1' };
const no = { agreed: false, by: 'S-2' };
const parcel = { ref, trackingNumber: 'GRAS1' };

function announced(type: CaseType = 'return'): Memory {
  const memory = memoryWork(logisticsTables, { timers: [sendByTimer, agreementTimer, reportTimer, writeOffTimer, sharedTimer] });
  for (const each of [ref, other]) {
    const approval = { type, ref: each, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'faulty' as const }], approvedAt: '2026-11-05T08:00:00Z' };
    awaitUnits(memory.work, approval, carrier);
    authoriseReturn(memory.work, approval, carrier);
  }
  memory.said.length = 0;
  return memory;
}

let scans = 0;
const scan = ({ work }: Memory, status: ScanStatus, occurredAt = '2026-11-06T08:00:00Z') => trackParcel(work, 'c1', { trackingNumber: 'GRAS1', scanId: `s${++scans}`, status, occurredAt }, carrier);

/** On its way, and the customer wants to cancel. */
function asked(type: 'return' | 'exchange' = 'return'): Memory {
  const memory = announced(type);
  scan(memory, 'picked_up');
  cancelReturn(memory.work, { ...wish, type }, carrier);
  return memory;
}

function agreed(type?: 'exchange'): Memory {
  const memory = asked(type);
  answerCancellation(memory.work, 'c1', yes, carrier);
  memory.said.length = 0;
  return memory;
}

const names = ({ said }: Memory) => said.map(({ name }) => name);
/** But for the one in which the parcel is to be heard of again. */
const clocks = ({ timers }: Memory, caseId = 'c1') => timers.filter(({ subject, name }) => subject === `case:${caseId}` && name !== reportTimer).map(({ name }) => name);
const wishOf = ({ shipments }: Memory) => shipments.get('c1')?.cancellation;
const declined = (code: string) => ({ name: 'CancellationDeclined', subject: 'case:c1', data: { ref, code } });

describe('a wish to cancel while the parcel is on its way', () => {
  it('is asked of a person, once, with a time', () => {
    const memory = asked();
    expect(memory.said.slice(1)).toEqual([{ name: 'CancellationAwaitsAgreement', subject: 'case:c1', data: { ...parcel, agreeBy: '2026-11-06T08:00:00.000Z' } }]);
    expect(memory.timers.find(({ name }) => name === agreementTimer)).toMatchObject({ subject: 'case:c1', dueAt: new Date('2026-11-06T08:00:00.000Z') });
    expect(cancelReturn(memory.work, wish, carrier)).toMatchObject({ kind: 'ignored' });
    expect(names(memory)).toEqual(['ParcelInTransit', 'CancellationAwaitsAgreement']);
  });

  it('that is agreed to has the carrier bring the parcel back, and the same answer again changes nothing', () => {
    const memory = asked();
    memory.said.length = 0;
    expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'done', response: { ref, cancellation: { state: 'agreed', answeredBy: 'S-1', declinedCode: '' } } });
    expect(memory.said).toEqual([
      { name: 'CancellationAgreed', subject: 'case:c1', data: { ...parcel, agreedBy: 'S-1', agreedAt: '2026-11-05T08:00:00.000Z' } },
      { name: 'ReturnShipmentRecallRequested', subject: 'case:c1', data: { ...parcel, rmaNumber: 'RMA-AS1', carrierCode: 'ground', agreedAt: '2026-11-05T08:00:00.000Z' } },
    ]);
    expect(clocks(memory)).toEqual([]);
    expect(answerCancellation(memory.work, 'c1', { ...yes, by: 'S-9' }, carrier)).toMatchObject({ kind: 'ignored', response: { cancellation: { answeredBy: 'S-1' } } });
    expect(answerCancellation(memory.work, 'c1', no, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_ANSWERED', kind: 'CONFLICT' } });
    expect(agreementRunsOut(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toHaveLength(2);
  });

  it('ends with the parcel at the customer\'s: all is undone as if it had never been sent', () => {
    const memory = agreed('exchange');
    expect(scan(memory, 'returned_to_sender', '2026-11-07T08:00:00Z')).toEqual({ kind: 'done' });
    expect(names(memory)).toEqual(['ParcelReturned', 'ReplacementCalledOff', 'ReturnCalledOff', 'ReturnShipmentCalledOff']);
    expect(memory.said[2]?.data).toMatchObject({ reason: 'CALL_OFF_REASON_CANCELLED', reasonCode: 'CHANGED_MIND' });
    expect([clocks(memory), memory.shipments.get('c1')?.status, wishOf(memory)?.state, memory.replacements.get('c1')?.status]).toEqual([[], 'called_off', 'given_back', 'called_off']);
    memory.said.length = 0;
    for (const status of ['in_transit', 'delivered', 'returned_to_sender'] as const) expect(scan(memory, status, '2026-11-08T08:00:00Z')).toMatchObject({ kind: 'ignored' });
    expect(answerCancellation(memory.work, 'c1', no, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_ANSWERED' } });
    expect(memory.said).toEqual([]);
  });

  it('needs no agreement any more once the customer has the parcel again', () => {
    const memory = asked();
    memory.said.length = 0;
    scan(memory, 'returned_to_sender', '2026-11-07T08:00:00Z');
    expect(names(memory)).toEqual(['ParcelReturned', 'ReturnCalledOff', 'ReturnShipmentCalledOff']);
    expect([clocks(memory), wishOf(memory)]).toEqual([[], expect.objectContaining({ state: 'given_back' })]);
    expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_OVER' } });
  });

  it('that is not agreed to leaves the case as it was', () => {
    const memory = asked();
    memory.said.length = 0;
    expect(answerCancellation(memory.work, 'c1', no, carrier)).toMatchObject({ kind: 'done', response: { cancellation: { state: 'declined', answeredBy: 'S-2', declinedCode: 'NOT_AGREED' } } });
    expect(answerCancellation(memory.work, 'c1', no, carrier)).toMatchObject({ kind: 'ignored' });
    expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_ANSWERED' } });
    expect([memory.said, clocks(memory), memory.shipments.get('c1')?.status]).toEqual([[declined('NOT_AGREED')], [], 'in_transit']);
    scan(memory, 'returned_to_sender', '2026-11-07T08:00:00Z');
    expect([names(memory).at(-1), memory.shipments.get('c1')?.status]).toEqual(['ParcelReturned', 'authorised']);
  });

  it('that nobody answers in time is declined, and then nobody can', () => {
    const memory = asked();
    memory.said.length = 0;
    expect(agreementRunsOut(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(agreementRunsOut(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    for (const answer of [yes, no]) expect(answerCancellation(memory.work, 'c1', answer, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_OVER' } });
    expect(memory.said).toEqual([declined('AGREEMENT_EXPIRED')]);
  });

  it.each([
    ['delivered', 'PARCEL_DELIVERED', 'ParcelDelivered'],
    ['lost', 'PARCEL_LOST', 'ParcelLost'],
  ] as const)('is overtaken where the parcel is %s meanwhile, whether or not somebody had agreed', (status, code, name) => {
    for (const memory of [asked(), agreed()]) {
      memory.said.length = 0;
      expect(scan(memory, status, '2026-11-07T08:00:00Z')).toEqual({ kind: 'done' });
      expect(memory.said.map((each) => (each.name === 'CancellationDeclined' ? each : each.name))).toEqual([declined(code), name]);
      expect([clocks(memory).includes(agreementTimer), wishOf(memory)?.state]).toEqual([false, 'declined']);
      memory.said.length = 0;
      scan(memory, 'picked_up', '2026-11-05T08:00:00Z');
      expect([memory.said, agreementRunsOut(memory.work, 'c1').kind]).toEqual([[], 'ignored']);
    }
  });

  it('came too late where the parcel was delivered before it was said to be picked up', () => {
    const memory = announced();
    scan(memory, 'delivered');
    scan(memory, 'picked_up', '2026-11-05T08:00:00Z');
    cancelReturn(memory.work, wish, carrier);
    expect(memory.said.at(-1)).toEqual(declined('PARCEL_DELIVERED'));
    expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_NOT_ASKED' } });
  });

  it('is overtaken by a further parcel, by one that nobody had announced, and by goods of another case in it', () => {
    const ways: readonly (readonly [string, (memory: Memory) => void])[] = [
      ['SEVERAL_PARCELS', ({ work }) => void addParcel(work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'X2', carrierCode: 'ground' })],
      ['SEVERAL_PARCELS', ({ work }) => void askForParcel(work, 'c1', carrier)],
      ['SEVERAL_PARCELS', ({ work }) => void takeInParcel(work, { ref, parcelId: 'U-1', trackingNumber: '', carrierCode: '', receivedAt: '2026-11-06T09:00:00Z', complete: false, goods: [{ sku: 'MUG', quantity: 1 }], matchedBy: 'S-3' }, carrier)],
      ['PARCEL_DELIVERED', ({ work }) => void takeInParcel(work, { ref, parcelId: 'U-1', trackingNumber: '', carrierCode: '', receivedAt: '2026-11-06T09:00:00Z', complete: true, goods: [{ sku: 'MUG', quantity: 1 }], matchedBy: 'S-3' }, carrier)],
      ['PARCEL_SHARED', ({ work }) => void shareReturnParcel(work, 'c2', 'c1', carrier)],
    ];
    for (const [code, happen] of ways) {
      for (const memory of [asked(), agreed()]) {
        happen(memory);
        expect([wishOf(memory), memory.said.filter(({ name }) => name === 'CancellationDeclined'), clocks(memory).includes(agreementTimer)]).toEqual([expect.objectContaining({ state: 'declined', declinedCode: code }), [declined(code)], false]);
      }
    }
  });

  it('is not asked of anybody where there are several parcels, or other goods are in it', () => {
    const several = announced();
    addParcel(several.work, 'c1', { rmaNumber: 'RMA-AS1', trackingNumber: 'X2', carrierCode: 'ground' });
    const shared = announced();
    shareReturnParcel(shared.work, 'c2', 'c1', carrier);
    for (const [memory, code] of [[several, 'SEVERAL_PARCELS'], [shared, 'PARCEL_SHARED']] as const) {
      scan(memory, 'picked_up');
      cancelReturn(memory.work, wish, carrier);
      cancelReturn(memory.work, wish, carrier);
      expect(memory.said.filter(({ name }) => name.startsWith('Cancellation'))).toEqual([declined(code)]);
      expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_NOT_ASKED' } });
    }
  });

  it('is about the parcel that is on its way, where the first label was void', () => {
    const memory = announced();
    shareReturnParcel(memory.work, 'c1', 'c2', carrier);
    cancelReturn(memory.work, { ...wish, caseId: 'c2' }, carrier);
    followShared(memory.work, 'c1', 'c2', carrier);
    const [own] = memory.said.flatMap(({ name, data }) => (name === 'ReturnShipmentAnnounced' ? [(data as { readonly trackingNumber: string }).trackingNumber] : []));
    expect(own).not.toBe('GRAS1');
    trackParcel(memory.work, 'c1', { trackingNumber: own ?? '', scanId: 'own', status: 'picked_up', occurredAt: '2026-11-06T08:00:00Z' }, carrier);
    cancelReturn(memory.work, wish, carrier);
    answerCancellation(memory.work, 'c1', yes, carrier);
    for (const name of ['CancellationAwaitsAgreement', 'CancellationAgreed', 'ReturnShipmentRecallRequested']) expect(memory.said.find((each) => each.name === name)?.data).toMatchObject({ ref, trackingNumber: own });
    trackParcel(memory.work, 'c1', { trackingNumber: own ?? '', scanId: 'back', status: 'returned_to_sender', occurredAt: '2026-11-07T08:00:00Z' }, carrier);
    expect([memory.shipments.get('c1')?.status, wishOf(memory)?.state]).toEqual(['called_off', 'given_back']);
  });

  it('that nobody has can not be answered', () => {
    const memory = announced();
    scan(memory, 'picked_up');
    expect(answerCancellation(memory.work, 'c1', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'AGREEMENT_NOT_ASKED', kind: 'CONFLICT' } });
    expect(answerCancellation(memory.work, 'c9', yes, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'CASE_NOT_FOUND', kind: 'NOT_FOUND' } });
  });
});
