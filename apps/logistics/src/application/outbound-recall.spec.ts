import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { logisticsTables } from '../adapters/out/postgres/tables';
import type { OutboundRecall } from '../domain/outbound-recall';
import type { RecallKind } from '../domain/recall-policy';
import { recallGoods } from './begin-recall';
import { cancelRecall } from './cancel-recall';
import { noteShipment } from './note-shipment';
import { askAgain, countAsLost, writeOffRecalled } from './recall-clocks';
import { takeStopAnswer, type StopAnswer } from './take-stop-answer';
import { letGoOfSigned, trackRecall } from './track-recall';
import { parcelSignedTimer, recallReportTimer, recallWriteOffTimer, stopAnswerTimer } from './work';

type Memory = MemoryWork<typeof logisticsTables>;

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'other' as const }];
const inParcel = [{ orderLineId: 'ol1', quantity: 2 }];
const parcel = { trackingNumber: 'W1', carrierCode: 'ground', shippedAt: '2026-11-01T00:00:00Z', lines: inParcel };

const memory = (): Memory => memoryWork(logisticsTables, { timers: [stopAnswerTimer, recallReportTimer, parcelSignedTimer, recallWriteOffTimer] });
const namesOf = ({ said }: Memory): string[] => said.map(({ name }) => name);
const recallOf = ({ recalls }: Memory): OutboundRecall => recalls.get('c1') as OutboundRecall;
const timersOf = ({ timers }: Memory): string[] => timers.map(({ name }) => name);

function approved(kind: RecallKind, it = memory()): Memory {
  recallGoods(it.work, { ref, kind, lines });
  it.said.length = 0;
  return it;
}

/** On its way, as CRM has told. */
function onTheWay(kind: RecallKind = 'on_the_way'): Memory {
  const it = memory();
  noteShipment(it.work, 'o1', parcel);
  return approved(kind, it);
}

const answer = (over: Partial<StopAnswer> = {}): StopAnswer => ({ caseId: 'c1', orderId: 'o1', stopId: 'STP-HL1', result: 'stopped', trackingNumber: '', carrierCode: '', lines: [], answeredAt: '2026-11-05T09:00:00Z', ...over });
const tooLate = (over: Partial<StopAnswer> = {}): StopAnswer => answer({ result: 'already_shipped', trackingNumber: 'W1', carrierCode: 'ground', lines: inParcel, ...over });
const scan = (status: Parameters<typeof trackRecall>[2]['status'], number = 1) => ({ trackingNumber: 'W1', scanId: `s${number}`, status, occurredAt: '2026-11-06T08:00:00Z' });

describe('goods that have not left', () => {
  it('are to be stopped by the WMS, which is asked once for the same approval', () => {
    const it = memory();
    expect(recallGoods(it.work, { ref, kind: 'before_shipping', lines })).toEqual({ kind: 'done' });
    expect(recallGoods(it.work, { ref, kind: 'before_shipping', lines })).toMatchObject({ kind: 'ignored' });
    expect(it.said).toEqual([
      { name: 'StopRequested', subject: 'case:c1', data: { ref, attempt: 1, answerBy: '2026-11-05T12:00:00.000Z', overdue: false } },
      { name: 'OutboundStopRequested', subject: 'case:c1', data: { ref, stopId: 'STP-HL1', attempt: 1, answerBy: '2026-11-05T12:00:00.000Z', lines: [{ orderLineId: 'ol1', sku: 'MUG', quantity: 2 }] } },
    ]);
  });

  it('are asked for again when no answer comes, and from the third time on a person is to look', () => {
    const it = approved('before_shipping');
    askAgain(it.work, 'c1');
    askAgain(it.work, 'c1');
    expect(it.said.filter(({ name }) => name === 'StopRequested').map(({ data }) => data)).toMatchObject([{ attempt: 2, overdue: false }, { attempt: 3, overdue: true, answerBy: '2026-11-06T08:00:00.000Z' }]);
    expect(it.timers).toMatchObject([{ name: stopAnswerTimer, dueAt: new Date('2026-11-06T08:00:00Z') }]);
  });

  it('are paid back once they are stopped, and nobody is asked any more', () => {
    const it = approved('before_shipping');
    expect(takeStopAnswer(it.work, answer())).toEqual({ kind: 'done' });
    expect(it.said).toMatchObject([{ name: 'OutboundStopped', data: { ref, lines: [{ caseLineId: 'l1', quantity: 2 }] } }]);
    expect(takeStopAnswer(it.work, answer())).toMatchObject({ kind: 'ignored' });
    expect(takeStopAnswer(it.work, tooLate())).toMatchObject({ kind: 'refused', refusal: { code: 'STOP_ANSWERED_OTHERWISE' } });
    expect(askAgain(it.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect([recallOf(it).status, timersOf(it), namesOf(it)]).toEqual(['stopped', [], ['OutboundStopped']]);
  });

  it('are asked for even where a parcel with the like has left: it may be another one of the same', () => {
    expect(recallOf(onTheWay('before_shipping')).status).toBe('stopping');
  });

  it('are recalled where it is too late to stop them', () => {
    const it = approved('before_shipping');
    expect(takeStopAnswer(it.work, tooLate())).toEqual({ kind: 'done' });
    expect(it.said).toMatchObject([
      { name: 'ParcelRecalled', data: { trackingNumber: 'W1', carrierCode: 'ground', intercept: true, lines: [{ caseLineId: 'l1', quantity: 2 }] } },
      { name: 'OutboundRecallRequested', data: { trackingNumber: 'W1', carrierCode: 'ground', intercept: true } },
    ]);
    expect(timersOf(it)).toEqual([recallReportTimer]);
    expect(takeStopAnswer(it.work, tooLate())).toMatchObject({ kind: 'ignored' });
    expect(takeStopAnswer(it.work, answer())).toMatchObject({ kind: 'refused', refusal: { code: 'STOP_ANSWERED_OTHERWISE' } });
  });

  it('can\'t be had back from a parcel that holds more: the case ends with that reason', () => {
    const it = approved('before_shipping');
    takeStopAnswer(it.work, tooLate({ lines: [...inParcel, { orderLineId: 'gift', quantity: 1 }] }));
    expect(it.said).toMatchObject([{ name: 'RecallCalledOff', data: { end: 'RECALL_END_NOT_POSSIBLE', reasonCode: 'PARCEL_HOLDS_MORE' } }]);
    expect([recallOf(it).status, timersOf(it)]).toEqual(['not_possible', []]);
  });

  it.each<[string, StopAnswer]>([
    ['STOP_UNKNOWN', answer({ caseId: 'c2' })],
    ['STOP_UNKNOWN', answer({ stopId: 'STP-HL2' })],
    ['STOP_UNKNOWN', answer({ orderId: 'o2' })],
    ['WAYBILL_MISSING', tooLate({ trackingNumber: '' })],
    ['WAYBILL_MISSING', tooLate({ lines: [] })],
  ])('are not moved by an answer that is refused with %s', (code, given) => {
    const it = approved('before_shipping');
    expect(takeStopAnswer(it.work, given)).toMatchObject({ kind: 'refused', refusal: { code } });
    expect([recallOf(it).status, it.said]).toEqual(['stopping', []]);
  });

  it('are not looked for in a parcel that comes back for another case, or that CRM has told of otherwise', () => {
    const it = approved('before_shipping');
    noteShipment(it.work, 'o1', { ...parcel, recalledBy: 'c9' });
    expect(takeStopAnswer(it.work, tooLate())).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_TAKEN' } });
    expect(takeStopAnswer(it.work, tooLate({ carrierCode: 'air' }))).toMatchObject({ kind: 'refused', refusal: { code: 'SHIPMENT_CHANGED' } });
  });
});

describe('goods on their way', () => {
  it('are recalled at once where CRM has told of their parcel, and asked of the WMS where it has not', () => {
    const known = onTheWay();
    expect([recallOf(known).status, recallOf(known).stopAttempts, known.outbound.get('o1')?.parcels[0]?.recalledBy]).toEqual(['recalling', 0, 'c1']);
    expect(recallOf(approved('on_the_way'))).toMatchObject({ status: 'stopping', stopAttempts: 1 });
  });

  it('are not intercepted where the customer refuses them, only waited for', () => {
    const it = memory();
    noteShipment(it.work, 'o1', parcel);
    recallGoods(it.work, { ref, kind: 'refused', lines });
    expect(it.said).toMatchObject([{ name: 'ParcelRecalled', data: { intercept: false } }, { name: 'OutboundRecallRequested', data: { intercept: false } }]);
  });

  it('come back: each move is said, and the clocks follow', () => {
    const it = onTheWay();
    trackRecall(it.work, recallOf(it), scan('intercepted'));
    expect([namesOf(it), timersOf(it)]).toEqual([['ParcelInTransit'], [recallReportTimer]]);
    trackRecall(it.work, recallOf(it), scan('lost', 2));
    expect([namesOf(it), timersOf(it)]).toEqual([['ParcelInTransit', 'ParcelLost'], [recallWriteOffTimer]]);
    trackRecall(it.work, recallOf(it), scan('delivered', 3));
    expect([namesOf(it), timersOf(it)]).toEqual([['ParcelInTransit', 'ParcelLost', 'ParcelDelivered'], []]);
    expect(trackRecall(it.work, recallOf(it), scan('signed', 4))).toMatchObject({ kind: 'ignored' });
  });

  it('that the customer signs for end the case, which is said once and to nobody outside', () => {
    const it = onTheWay();
    trackRecall(it.work, recallOf(it), scan('signed'));
    expect(it.said).toMatchObject([{ name: 'RecallCalledOff', data: { end: 'RECALL_END_NOT_POSSIBLE', reasonCode: 'SIGNED_BY_CUSTOMER' } }]);
    expect(it.timers).toEqual([{ subject: 'case:c1', name: parcelSignedTimer, dueAt: it.work.now, payload: { orderId: 'o1', trackingNumber: 'W1' } }]);
    expect(trackRecall(it.work, recallOf(it), scan('intercepted', 2))).toMatchObject({ kind: 'ignored' });
    expect(it.said).toHaveLength(1);
  });

  it('that the customer has signed for end another case too that looks for its goods in them, whoever says where they are', () => {
    const it = onTheWay();
    trackRecall(it.work, recallOf(it), scan('signed'));
    const again = { ...ref, caseId: 'c2', caseNumber: 'HL-2' };
    recallGoods(it.work, { ref: again, kind: 'on_the_way', lines });
    const late = tooLate({ caseId: 'c2', stopId: 'STP-HL2' });
    expect(takeStopAnswer(it.work, late)).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_TAKEN' } });
    expect(letGoOfSigned(it.work, 'o1', 'W1')).toEqual({ kind: 'done' });
    it.said.length = 0;
    expect(takeStopAnswer(it.work, late)).toEqual({ kind: 'done' });
    expect(it.said).toMatchObject([{ name: 'RecallCalledOff', subject: 'case:c2', data: { end: 'RECALL_END_NOT_POSSIBLE', reasonCode: 'SIGNED_BY_CUSTOMER' } }]);
    recallGoods(it.work, { ref: { ...ref, caseId: 'c3', caseNumber: 'HL-3' }, kind: 'on_the_way', lines });
    expect(it.recalls.get('c3')).toMatchObject({ status: 'stopping', parcel: undefined });
    expect(letGoOfSigned(it.work, 'o2', 'W1')).toMatchObject({ kind: 'ignored' });
  });

  it('of which nothing is heard count as lost, and are written off with a claim when they stay so', () => {
    const it = onTheWay();
    countAsLost(it.work, 'c1');
    expect(it.said).toMatchObject([{ name: 'ParcelLost', data: { trackingNumber: 'W1', occurredAt: '2026-11-05T08:00:00.000Z' } }]);
    expect(countAsLost(it.work, 'c1')).toMatchObject({ kind: 'ignored' });
    writeOffRecalled(it.work, 'c1');
    expect(it.said.slice(1)).toMatchObject([
      { name: 'ParcelWrittenOff', data: { claimId: 'CLM-HL1', lines: [{ caseLineId: 'l1', quantity: 2 }] } },
      { name: 'CarrierClaimRaised', data: { claimId: 'CLM-HL1', trackingNumber: 'W1', carrierCode: 'ground', goods: [{ sku: 'MUG', quantity: 2 }] } },
    ]);
    expect(writeOffRecalled(it.work, 'c1')).toMatchObject({ kind: 'ignored' });
  });
});

describe('cancelling', () => {
  it('lets goods go that were to be stopped: the WMS is told, and its answer changes nothing any more', () => {
    const it = approved('before_shipping');
    expect(cancelRecall(it.work, recallOf(it), 'CHANGED_MIND')).toEqual({ kind: 'done' });
    expect(it.said).toMatchObject([
      { name: 'RecallCalledOff', data: { end: 'RECALL_END_CANCELLED', reasonCode: 'CHANGED_MIND' } },
      { name: 'OutboundStopCalledOff', data: { ref, stopId: 'STP-HL1' } },
    ]);
    expect([recallOf(it).status, timersOf(it)]).toEqual(['called_off', []]);
    for (const late of [answer(), tooLate()]) expect(takeStopAnswer(it.work, late)).toMatchObject({ kind: 'ignored' });
    expect(cancelRecall(it.work, recallOf(it), 'CHANGED_MIND')).toMatchObject({ kind: 'ignored' });
    expect(it.said).toHaveLength(2);
  });

  it('lets a parcel go that was to be intercepted: the carrier is told, another case may have it back, and scans move nothing', () => {
    const it = onTheWay();
    cancelRecall(it.work, recallOf(it), 'CHANGED_MIND');
    expect(it.said).toMatchObject([{ name: 'RecallCalledOff' }, { name: 'OutboundRecallCalledOff', data: { ref, trackingNumber: 'W1', carrierCode: 'ground' } }]);
    expect(it.outbound.get('o1')?.parcels[0]?.recalledBy).toBeUndefined();
    expect(trackRecall(it.work, recallOf(it), scan('intercepted'))).toMatchObject({ kind: 'ignored' });
    expect(timersOf(it)).toEqual([]);
  });

  it.each<[string, () => Memory]>([
    ['OUTBOUND_STOPPED', () => { const it = approved('before_shipping'); takeStopAnswer(it.work, answer()); return it; }],
    ['PARCEL_MOVING', () => { const it = onTheWay(); trackRecall(it.work, recallOf(it), scan('intercepted')); return it; }],
    ['PARCEL_MOVING', () => onTheWay('refused')],
    ['PARCEL_LOST', () => { const it = onTheWay(); trackRecall(it.work, recallOf(it), scan('lost')); return it; }],
    ['PARCEL_DELIVERED', () => { const it = onTheWay(); trackRecall(it.work, recallOf(it), scan('delivered')); return it; }],
  ])('is declined with %s once it is too late, and the case goes on', (code, make) => {
    const it = make();
    const before = recallOf(it);
    it.said.length = 0;
    cancelRecall(it.work, before, 'CHANGED_MIND');
    expect(it.said).toEqual([{ name: 'CancellationDeclined', subject: 'case:c1', data: { ref, code } }]);
    expect(recallOf(it)).toBe(before);
  });
});

describe('what CRM tells of a parcel', () => {
  it('is taken once, and refused when it says otherwise later', () => {
    const it = memory();
    expect(noteShipment(it.work, 'o1', parcel)).toEqual({ kind: 'done' });
    expect(noteShipment(it.work, 'o1', parcel)).toMatchObject({ kind: 'ignored' });
    expect(noteShipment(it.work, 'o1', { ...parcel, carrierCode: 'air' })).toMatchObject({ kind: 'refused', refusal: { code: 'SHIPMENT_CHANGED' } });
  });
});

describe('the clocks of goods that are to come back', () => {
  it('name their case, and change with what is known', () => {
    const it = approved('before_shipping');
    expect(it.timers).toEqual([{ subject: 'case:c1', name: stopAnswerTimer, dueAt: new Date('2026-11-05T12:00:00Z'), payload: { caseId: 'c1' } }]);
    takeStopAnswer(it.work, tooLate());
    expect(it.timers).toEqual([{ subject: 'case:c1', name: recallReportTimer, dueAt: new Date('2026-11-12T08:00:00Z'), payload: { caseId: 'c1' } }]);
    countAsLost(it.work, 'c1');
    expect(it.timers).toEqual([{ subject: 'case:c1', name: recallWriteOffTimer, dueAt: new Date('2026-11-15T08:00:00Z'), payload: { caseId: 'c1' } }]);
    expect(askAgain(it.work, 'nobody')).toMatchObject({ kind: 'ignored' });
  });
});

describe('a second word about the same goods', () => {
  it('of the WMS stands only where it is the same', () => {
    const shipped = approved('before_shipping');
    takeStopAnswer(shipped.work, tooLate());
    expect(takeStopAnswer(shipped.work, tooLate({ trackingNumber: 'W2' }))).toMatchObject({ kind: 'refused', refusal: { code: 'STOP_ANSWERED_OTHERWISE', kind: 'UNPROCESSABLE' } });
    const refused = approved('before_shipping');
    const holdsMore = tooLate({ lines: [...inParcel, { orderLineId: 'gift', quantity: 1 }] });
    takeStopAnswer(refused.work, holdsMore);
    expect([takeStopAnswer(refused.work, holdsMore), takeStopAnswer(refused.work, answer())]).toMatchObject([{ kind: 'ignored' }, { kind: 'refused' }]);
    // What has left is known from then on, whoever wants it back.
    expect(refused.outbound.get('o1')?.parcels).toMatchObject([{ trackingNumber: 'W1', carrierCode: 'ground', lines: holdsMore.lines }]);
    expect(shipped.outbound.get('o1')?.parcels).toMatchObject([{ trackingNumber: 'W1', recalledBy: 'c1' }]);
  });

  it('needs the waybill\'s carrier too, and may be of the parcel that is recalled already', () => {
    const it = approved('before_shipping');
    expect(takeStopAnswer(it.work, tooLate({ carrierCode: '' }))).toMatchObject({ kind: 'refused', refusal: { code: 'WAYBILL_MISSING', kind: 'UNPROCESSABLE' } });
    noteShipment(it.work, 'o1', { ...parcel, recalledBy: 'c1' });
    expect(takeStopAnswer(it.work, tooLate())).toEqual({ kind: 'done' });
  });

  it('of the carrier is taken once, and refused where it is about another parcel or says otherwise', () => {
    const it = onTheWay();
    trackRecall(it.work, recallOf(it), scan('intercepted'));
    expect(trackRecall(it.work, recallOf(it), scan('intercepted'))).toEqual({ kind: 'ignored', reason: 'the scan came before' });
    expect(trackRecall(it.work, recallOf(it), scan('lost'))).toMatchObject({ kind: 'refused', refusal: { code: 'SCAN_CONTRADICTS', kind: 'UNPROCESSABLE' } });
    expect(trackRecall(it.work, recallOf(it), { ...scan('lost', 2), trackingNumber: 'W2' })).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_UNKNOWN' } });
    expect(recallOf(it).scans).toHaveLength(1);
  });

  it('of CRM about another order\'s waybill is refused as one that can\'t be handled', () => {
    const it = memory();
    noteShipment(it.work, 'o1', parcel);
    expect(noteShipment(it.work, 'o1', { ...parcel, lines: [] })).toMatchObject({ refusal: { code: 'SHIPMENT_CHANGED', kind: 'UNPROCESSABLE' } });
  });
});
