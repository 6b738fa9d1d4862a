import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { BusCarrier } from '../adapters/out/carriers/bus-carrier';
import { logisticsTables } from '../adapters/out/postgres/tables';
import type { ReplacementShipment } from '../domain/replacement-shipment';
import type { ScanReport } from '../domain/track-parcel';
import type { CaseType } from '../domain/words';
import { authoriseReturn } from './authorise-return';
import { cancelReturn } from './call-off-return';
import { awaitUnits, differenceSettled, giveUpReplacement, refundInstead, repairFinished, sendRejectedBack, trackReplacement, unitsReserved } from './send-replacement';
import { trackParcel } from './track-parcel';
import { replacementReportTimer, replacementWriteOffTimer, sendByTimer, writeOffTimer } from './work';
import { writeOffParcel } from './write-off-parcel';

type Memory = MemoryWork<typeof logisticsTables>;

const now = new Date('2026-11-05T08:00:00Z');
const ref = { caseId: 'c1', caseNumber: 'AS-1', orderId: 'o1' };
const carrier = new BusCarrier();
const line = { caseLineId: 'l1', sku: 'MUG', quantity: 2 };

const nothing = (): Memory => memoryWork(logisticsTables, { now, timers: [sendByTimer, writeOffTimer, replacementReportTimer, replacementWriteOffTimer] });
function awaited(type: CaseType = 'resend', lines = [line]): Memory {
  const memory = nothing();
  expect(awaitUnits(memory.work, { ref, type, lines }, carrier)).toEqual({ kind: 'done' });
  return memory;
}
function sent(type: CaseType = 'resend'): Memory {
  const memory = awaited(type);
  if (type === 'repair') repairFinished(memory.work, 'c1', true, carrier);
  else unitsReserved(memory.work, 'c1', 1, carrier);
  if (type !== 'resend') differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 2 }], carrier);
  memory.said.length = 0;
  return memory;
}
const shipmentIn = ({ replacements }: Memory): ReplacementShipment => {
  const shipment = replacements.get('c1');
  if (!shipment) throw new Error('there is no replacement');
  return shipment;
};
const names = ({ said }: Memory): string[] => said.map(({ name }) => name);
const report = (status: ScanReport['status'], occurredAt = '2026-11-05T09:00:00Z', trackingNumber = 'GRAS1X1'): ScanReport => ({ trackingNumber, scanId: `${status}-${occurredAt}`, status, occurredAt });
const scan = (memory: Memory, ...parts: Parameters<typeof report>) => trackReplacement(memory.work, 'c1', report(...parts), carrier);
const calledOff = (reason: string, reasonCode = '') => ({ name: 'ReplacementCalledOff', subject: 'case:c1', data: { ref, reason: `REPLACEMENT_CALL_OFF_${reason}`, reasonCode, calledOffAt: now.toISOString() } });
const ordered = (attempt: number, lines: readonly object[] = [line]) => [
  { name: 'ReplacementOrdered', subject: 'case:c1', data: { ref, trackingNumber: `GRAS1X${attempt}`, attempt, carrierCode: 'ground', lines, handOverBy: '2026-11-12T08:00:00.000Z' } },
  { name: 'OutboundShipmentAnnounced', subject: 'case:c1', data: { ref, trackingNumber: `GRAS1X${attempt}`, carrierCode: 'ground', orderedAt: now.toISOString() } },
];

describe('goods that go to the customer', () => {
  it.each<[CaseType, boolean, boolean]>([
    ['resend', true, false],
    ['exchange', false, false],
    ['repair', false, true],
  ])('of a %s are awaited once, in silence', (type, settled, ownGoods) => {
    const memory = awaited(type);
    expect(shipmentIn(memory)).toMatchObject({ status: 'awaited', attempt: 1, trackingNumber: 'GRAS1X1', carrierCode: 'ground', settled, reserved: false, lines: [line] });
    expect(shipmentIn(memory).ownGoods === true).toBe(ownGoods);
    expect(awaitUnits(memory.work, { ref, type, lines: [] }, carrier)).toMatchObject({ kind: 'ignored' });
    expect([memory.said, shipmentIn(memory).lines]).toEqual([[], [line]]);
  });

  it.each<CaseType>(['return', 'refund_only', 'price_difference', 'inquiry'])('are none of a %s', (type) => {
    const { work, replacements } = nothing();
    expect(awaitUnits(work, { ref, type, lines: [line] }, carrier)).toMatchObject({ kind: 'ignored' });
    expect(replacements.size).toBe(0);
  });

  it('are those that the customer wants in place of what came, and those that were set aside in the end', () => {
    const memory = awaited('exchange', [{ ...line, wantedSku: 'MUG-RED' } as typeof line, { caseLineId: 'l2', sku: 'CUP', quantity: 1 }]);
    expect(shipmentIn(memory).lines).toEqual([{ ...line, sku: 'MUG-RED' }, { caseLineId: 'l2', sku: 'CUP', quantity: 1 }]);
    differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 1 }, { caseLineId: 'l2', quantity: 0 }], carrier);
    expect(unitsReserved(memory.work, 'c1', 1, carrier, [{ caseLineId: 'l1', sku: 'MUG-BLUE' }])).toEqual({ kind: 'done' });
    expect(memory.said).toEqual(ordered(1, [{ caseLineId: 'l1', sku: 'MUG-BLUE', quantity: 1 }]));
  });

  it('leave as soon as they are set aside, once, where nothing comes back', () => {
    const memory = awaited();
    expect(unitsReserved(memory.work, 'c1', 1, carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual(ordered(1));
    expect(unitsReserved(memory.work, 'c1', 1, carrier)).toMatchObject({ kind: 'ignored' });
    expect([shipmentIn(memory).status, memory.said.length]).toEqual(['ordered', 2]);
  });

  it.each([
    ['before', (memory: Memory) => [unitsReserved(memory.work, 'c1', 1, carrier), differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 1 }], carrier)]],
    ['after', (memory: Memory) => [differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 1 }], carrier), unitsReserved(memory.work, 'c1', 1, carrier)]],
  ])('of an exchange leave for as many as came back, set aside %s that is settled', (_when, steps) => {
    const memory = awaited('exchange');
    expect(steps(memory)).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect(memory.said).toEqual(ordered(1, [{ ...line, quantity: 1 }]));
    expect(differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 1 }], carrier)).toMatchObject({ kind: 'ignored' });
  });

  it('are none where nothing that came back was accepted', () => {
    const memory = awaited('exchange');
    expect(differenceSettled(memory.work, 'c1', [], carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([calledOff('NOTHING_ACCEPTED')]);
    expect(unitsReserved(memory.work, 'c1', 1, carrier)).toMatchObject({ kind: 'ignored' });
  });

  it('wait for the approval where that is heard of later', () => {
    const { work, said } = nothing();
    const outcomes = [unitsReserved(work, 'c1', 1, carrier), repairFinished(work, 'c1', true, carrier), repairFinished(work, 'c1', false, carrier), differenceSettled(work, 'c1', [], carrier), refundInstead(work, 'c1')];
    expect([...new Set(outcomes.map(({ kind }) => kind)), said.length]).toEqual(['notYet', 0]);
  });

  it('wait for the loss of the parcel before, where the units of the next one are heard of first; not once they are called off', () => {
    const memory = sent();
    expect(unitsReserved(memory.work, 'c1', 2, carrier)).toMatchObject({ kind: 'notYet' });
    const off = awaited();
    refundInstead(off.work, 'c1');
    expect(unitsReserved(off.work, 'c1', 2, carrier)).toMatchObject({ kind: 'ignored' });
  });
});

describe('goods that are repaired', () => {
  it('go back to the customer', () => {
    const memory = awaited('repair');
    differenceSettled(memory.work, 'c1', [{ caseLineId: 'l1', quantity: 2 }], carrier);
    expect(repairFinished(memory.work, 'c1', true, carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual(ordered(1));
  });

  it('or can\'t be are paid for, once', () => {
    const memory = awaited('repair');
    expect(repairFinished(memory.work, 'c1', false, carrier)).toEqual({ kind: 'done' });
    expect(repairFinished(memory.work, 'c1', false, carrier)).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([calledOff('REFUND_INSTEAD', 'NOT_REPAIRABLE')]);
  });

  it('are called off before it is said that what was sent in is lost; nothing else is', () => {
    for (const [type, first] of [['repair', [calledOff('REFUND_INSTEAD', 'PARCEL_LOST')]], ['exchange', []]] as const) {
      const memory = awaited(type);
      authoriseReturn(memory.work, { type, ref, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'faulty' }], approvedAt: now.toISOString() }, carrier);
      trackParcel(memory.work, 'c1', { trackingNumber: 'GRAS1', scanId: '1', status: 'lost', occurredAt: now.toISOString() }, carrier);
      memory.said.length = 0;
      writeOffParcel(memory.work, 'c1', carrier);
      expect(memory.said.slice(0, first.length + 1)).toMatchObject([...first, { name: 'ParcelWrittenOff' }]);
      expect(shipmentIn(memory).status).toBe(type === 'repair' ? 'called_off' : 'awaited');
    }
  });
});

it('what was rejected of a return goes back once, the units of a line together, and is paid for where it is lost', () => {
  const memory = nothing();
  const rejected = [line, { ...line, quantity: 1 }, { caseLineId: 'l2', sku: 'CUP', quantity: 1 }];
  expect(sendRejectedBack(memory.work, ref, rejected, carrier)).toEqual({ kind: 'done' });
  expect(memory.said).toEqual(ordered(1, [{ ...line, quantity: 3 }, { caseLineId: 'l2', sku: 'CUP', quantity: 1 }]));
  expect(sendRejectedBack(memory.work, ref, rejected, carrier)).toMatchObject({ kind: 'ignored' });
  scan(memory, 'lost');
  giveUpReplacement(memory.work, 'c1', carrier);
  expect(memory.said.slice(-2)).toMatchObject([calledOff('REFUND_INSTEAD', 'PARCEL_LOST'), { name: 'CarrierClaimRaised' }]);
});

describe('money in place of goods', () => {
  it('is paid as long as they are not ordered, once', () => {
    const memory = awaited('exchange');
    expect(refundInstead(memory.work, 'c1')).toEqual({ kind: 'done' });
    expect(refundInstead(memory.work, 'c1')).toMatchObject({ kind: 'ignored' });
    expect(memory.said).toEqual([calledOff('REFUND_INSTEAD')]);
    const late = sent();
    expect([refundInstead(late.work, 'c1').kind, late.said]).toEqual(['ignored', []]);
  });

  it('or neither, where the customer cancels in time; else they are told why not', () => {
    const wish = { caseId: 'c1', type: 'resend', reasonCode: 'CHANGED_MIND' } as const;
    const declined = (code: string) => ({ name: 'CancellationDeclined', subject: 'case:c1', data: { ref, code } });
    const memory = awaited();
    expect(cancelReturn(memory.work, wish, carrier)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([calledOff('CANCELLED', 'CHANGED_MIND')]);
    expect(cancelReturn(memory.work, wish, carrier)).toMatchObject({ kind: 'ignored' });
    const [gone, paid] = [sent(), awaited()];
    refundInstead(paid.work, 'c1');
    expect([cancelReturn(gone.work, wish, carrier), cancelReturn(paid.work, wish, carrier)]).toEqual([{ kind: 'done' }, { kind: 'done' }]);
    expect([gone.said, paid.said.slice(1)]).toEqual([[declined('REPLACEMENT_ORDERED')], [declined('REFUND_DUE')]]);
    expect(cancelReturn(nothing().work, wish, carrier)).toMatchObject({ kind: 'refused', refusal: { code: 'REPLACEMENT_UNKNOWN', kind: 'NOT_FOUND' } });
  });

  it('or neither, where the customer cancels an exchange whose goods have not been sent in', () => {
    const memory = awaited('exchange');
    authoriseReturn(memory.work, { type: 'exchange', ref, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'faulty' }], approvedAt: now.toISOString() }, carrier);
    memory.said.length = 0;
    cancelReturn(memory.work, { caseId: 'c1', type: 'exchange', reasonCode: 'CHANGED_MIND' }, carrier);
    expect(memory.said[0]).toEqual(calledOff('CANCELLED', 'CHANGED_MIND'));
    expect(shipmentIn(memory).calledOff).toEqual({ reason: 'cancelled', reasonCode: 'CHANGED_MIND', at: now.toISOString() });
  });
});

describe('a parcel to the customer', () => {
  it.each([
    ['picked_up', 'ReplacementShipped', 'shipped', { reportBy: '2026-11-15T08:00:00.000Z' }],
    ['in_transit', 'ReplacementShipped', 'shipped', { reportBy: '2026-11-15T08:00:00.000Z' }],
    ['lost', 'ReplacementLost', 'lost', { writeOffAt: '2026-11-15T08:00:00.000Z' }],
    ['delivered', 'ReplacementDelivered', 'delivered', {}],
    ['signed', 'ReplacementDelivered', 'delivered', {}],
  ] as const)('that is %s is said on at the carrier\'s time, once', (status, name, state, until) => {
    const memory = sent();
    expect(scan(memory, status)).toEqual({ kind: 'done' });
    expect(scan(memory, status)).toEqual({ kind: 'ignored', reason: 'the scan came before' });
    expect(memory.said).toEqual([{ name, subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1X1', attempt: 1, occurredAt: '2026-11-05T09:00:00Z', ...until } }]);
    expect(shipmentIn(memory)).toMatchObject({ status: state, scans: [{ status, effective: true }] });
  });

  it('keeps a scan that moves nothing, and says nothing', () => {
    const memory = sent();
    scan(memory, 'delivered');
    expect(scan(memory, 'in_transit')).toMatchObject({ kind: 'ignored' });
    expect([shipmentIn(memory).scans.length, names(memory)]).toEqual([2, ['ReplacementDelivered']]);
  });

  it('under another number is none of these, and one that was never announced is refused', () => {
    expect(scan(sent(), 'picked_up', undefined, 'GRAS1')).toBeUndefined();
    expect(scan(nothing(), 'picked_up')).toBeUndefined();
    expect(scan(awaited(), 'picked_up')).toMatchObject({ kind: 'refused', refusal: { code: 'PARCEL_UNKNOWN', kind: 'UNPROCESSABLE' } });
  });

  it('that came back is told to the warehouse and awaited once more; its scans move nothing any more, those of the next wait for its units', () => {
    const memory = sent();
    expect(scan(memory, 'returned_to_sender')).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([{ name: 'ReplacementReturned', subject: 'case:c1', data: { ref, trackingNumber: 'GRAS1X1', attempt: 1, lines: [line], occurredAt: '2026-11-05T09:00:00Z' } }]);
    expect(shipmentIn(memory)).toMatchObject({ status: 'awaited', attempt: 2 });
    expect(scan(memory, 'delivered')).toMatchObject({ kind: 'ignored' });
    expect(scan(memory, 'picked_up', undefined, 'GRAS1X2')).toMatchObject({ kind: 'notYet' });
    memory.said.length = 0;
    unitsReserved(memory.work, 'c1', 2, carrier);
    expect(memory.said).toEqual(ordered(2));
    expect(scan(memory, 'picked_up', undefined, 'GRAS1X2')).toEqual({ kind: 'done' });
  });

  it('that came back with the customer\'s own goods goes again at once', () => {
    const memory = sent('repair');
    scan(memory, 'returned_to_sender');
    expect(memory.said).toMatchObject([{ name: 'ReplacementReturned', data: { attempt: 1 } }, ...ordered(2)]);
  });

  it('has a clock as long as it is lost', () => {
    const memory = sent();
    scan(memory, 'lost');
    expect(memory.timers).toEqual([{ subject: 'case:c1', name: replacementWriteOffTimer, dueAt: new Date('2026-11-15T08:00:00Z'), payload: { caseId: 'c1' } }]);
    expect(shipmentIn(memory).writeOffAt).toBe('2026-11-15T08:00:00.000Z');
    scan(memory, 'in_transit', '2026-11-06T08:00:00Z');
    expect(memory.timers).toHaveLength(1);
    scan(memory, 'delivered', '2026-11-07T08:00:00Z');
    expect([memory.timers, shipmentIn(memory).writeOffAt]).toEqual([[], undefined]);
    expect(giveUpReplacement(memory.work, 'c1', carrier)).toMatchObject({ kind: 'ignored' });
    expect(giveUpReplacement(nothing().work, 'c1', carrier)).toMatchObject({ kind: 'ignored' });
  });

  it('that does not turn up is awaited once more, and the carrier has to answer for it', () => {
    const memory = sent();
    scan(memory, 'lost');
    memory.said.length = 0;
    expect(giveUpReplacement(memory.work, 'c1', carrier)).toEqual({ kind: 'done' });
    const claim = { ref, trackingNumber: 'GRAS1X1', claimId: 'CLM-AS1X1' };
    expect(memory.said).toEqual([
      { name: 'ReplacementWrittenOff', subject: 'case:c1', data: { ...claim, attempt: 1, lines: [line], writtenOffAt: now.toISOString() } },
      { name: 'CarrierClaimRaised', subject: 'case:c1', data: { ...claim, carrierCode: 'ground', lostAt: '2026-11-05T09:00:00Z', raisedAt: now.toISOString(), goods: [{ sku: 'MUG', quantity: 2 }] } },
    ]);
    expect(giveUpReplacement(memory.work, 'c1', carrier)).toMatchObject({ kind: 'ignored' });
    expect(shipmentIn(memory)).toMatchObject({ status: 'awaited', attempt: 2, writeOffAt: undefined });
  });
});
