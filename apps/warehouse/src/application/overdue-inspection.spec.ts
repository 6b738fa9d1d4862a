import { memoryWork, type MemoryWork } from '@huiliu/testing';
import { warehouseTables } from '../adapters/out/postgres/tables';
import { lastRound, type ExceptionResolution, type WarehouseException } from '../domain/exception';
import type { Finding } from '../domain/receive-report';
import { awaitArrival } from './await-arrival';
import { claimException } from './claim-exception';
import { exceptionsRunOut, resolveException } from './end-exception';
import { giveUpArrival } from './give-up-arrival';
import { issueInspectionTask } from './issue-inspection-task';
import { inspectionRunsOut } from './overdue-inspection';
import { takeReport } from './take-report';
import { exceptionTimer, inspectionTimer, putAwayTimer, type WarehouseWork } from './work';

const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const now = new Date('2026-11-05T08:00:00Z');
const after = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const mugs = (quantity: number): Finding => ({ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'a', liability: 'seller' });

/** Three mugs are at the dock, and the WMS is asked for them. */
function atDock(parcels = { trackingNumber: 'GR1B', further: { trackingNumbers: ['GR1'] } }) {
  const memory: MemoryWork<typeof warehouseTables> = memoryWork(warehouseTables, { now, timers: [inspectionTimer, exceptionTimer, putAwayTimer] });
  const at = (hours: number): WarehouseWork => ({ ...memory.work, now: after(hours) });
  awaitArrival(memory.work, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', forRefund: true, lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 3, reason: 'faulty' }] });
  issueInspectionTask(memory.work, 'c1', parcels);
  const report = (hours: number, reportId: string, units: number, final = false) => takeReport(at(hours), 'c1', { taskId: 'I-c1', reportId, findings: units === 0 ? [] : [mugs(units)], final, inspectedAt: after(hours).toISOString() });
  const exception = (id: string): WarehouseException => {
    const found = memory.exceptions.get(id);
    if (!found) throw new Error(`there is no ${id}`);
    return found;
  };
  const resolve = (hours: number, id: string, resolution: ExceptionResolution) => {
    claimException(at(hours), exception(id), 'kim', () => ({}));
    return resolveException(at(hours), exception(id), { person: 'kim', resolution, reasonCode: 'X' }, ({ status }) => ({ status }));
  };
  const status = () => memory.arrivals.get('c1')?.status;
  const timerAt = () => memory.timers.filter(({ name }) => name === inspectionTimer).map(({ dueAt }) => dueAt.toISOString());
  memory.said.length = 0;
  return { memory, at, runOut: (hours: number) => inspectionRunsOut(at(hours), 'c1'), report, resolve, exception, status, timerAt, names: () => memory.said.map(({ name }) => name) };
}

/** Asked twice, and nobody has reported. */
function overdue() {
  const it = atDock();
  it.runOut(48);
  it.runOut(96);
  it.memory.said.length = 0;
  return it;
}

describe('an inspection of which nothing is reported', () => {
  it('is asked for once more, under the same task and with all parcels, and then is an exception', () => {
    const { memory, runOut, exception, status, timerAt } = atDock();
    expect(runOut(47)).toMatchObject({ kind: 'ignored' });
    expect(runOut(48)).toEqual({ kind: 'done' });
    expect(memory.said).toEqual([
      { name: 'InspectionTaskCreated', subject: 'case:c1', data: { ref, taskId: 'I-c1', attempt: 2, inspectBy: after(96).toISOString() } },
      { name: 'InspectionTaskIssued', subject: 'case:c1', data: expect.objectContaining({ taskId: 'I-c1', attempt: 2, trackingNumber: 'GR1B', further: { trackingNumbers: ['GR1'] } }) as unknown },
    ]);
    expect(runOut(96)).toEqual({ kind: 'done' });
    expect(memory.said.at(-1)).toEqual({
      name: 'ExceptionOpened',
      subject: 'case:c1',
      data: { ref, exceptionId: 'X-c1-not_received', kind: 'EXCEPTION_KIND_NOT_RECEIVED', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 3 }], dueAt: after(168).toISOString(), byDefault: 'EXCEPTION_RESOLUTION_NEVER_CAME', owner: 'warehouse' },
    });
    expect([status(), exception('X-c1-not_received').owner, timerAt()]).toEqual(['at_dock', 'warehouse', [after(168).toISOString()]]);
    expect(exceptionsRunOut({ ...memory.work, now: after(999) }, 'c1')).toMatchObject({ kind: 'ignored' });
  });

  it('counts as never received at its deadline, once: logistics is told, no report is taken any more, and no clock runs', () => {
    const { memory, runOut, report, status, timerAt, names } = overdue();
    expect(runOut(167)).toMatchObject({ kind: 'ignored' });
    expect(runOut(168)).toEqual({ kind: 'done' });
    expect(names()).toEqual(['ExceptionResolved', 'ParcelNotReceived']);
    expect(memory.said[1]?.data).toEqual({ ref, exceptionId: 'X-c1-not_received', decidedBy: 'deadline', decidedAt: after(168).toISOString() });
    expect([status(), timerAt()]).toEqual(['never_came', []]);
    expect(report(169, 'r1', 3, true)).toMatchObject({ kind: 'refused', refusal: { code: 'ARRIVAL_GIVEN_UP', kind: 'UNPROCESSABLE' } });
    expect(runOut(170)).toMatchObject({ kind: 'ignored' });
    expect(giveUpArrival(memory.work, 'c1', true)).toEqual({ kind: 'done' });
    expect(report(171, 'r1', 3, true)).toMatchObject({ kind: 'refused', refusal: { code: 'ARRIVAL_GIVEN_UP' } });
    expect([status(), memory.moves, names().length]).toEqual(['written_off', [], 2]);
  });

  it('ends as soon as the WMS reports, by its word; for the rest time begins again', () => {
    const { report, exception, timerAt, names, runOut } = overdue();
    expect(report(100, 'r1', 1)).toEqual({ kind: 'done' });
    expect(exception('X-c1-not_received')).toMatchObject({ status: 'cleared_up', end: { resolution: 'turned_up', by: 'wms' } });
    expect([names()[0], timerAt()]).toEqual(['ExceptionResolved', [after(148).toISOString()]]);
    // Whoever is asked again once something came is asked as for the first time.
    runOut(148);
    runOut(196);
    expect(exception('X-c1-not_finished')).toMatchObject({ status: 'open', units: [{ caseLineId: 'l1', quantity: 2 }] });
  });

  it('ends with the last report, whose missing units are an exception as any', () => {
    const { report, memory, timerAt, names } = overdue();
    report(100, 'r1', 1, true);
    expect(names()).toEqual(['ExceptionResolved', 'StockMoved', 'PutAwayTaskIssued', 'ItemsReceived', 'ExceptionOpened', 'ItemsInspected']);
    expect([timerAt(), memory.exceptions.get('X-c1-short')?.status]).toEqual([[], 'open']);
  });

  it('is taken up again where a person has found the goods: the WMS is asked at once; the third time it has to report', () => {
    const { memory, runOut, resolve, exception, status } = overdue();
    let hours = 96;
    for (let round = 1; round < lastRound; round++) {
      const id = `X-c1-not_received${round === 1 ? '' : `-${round}`}`;
      memory.said.length = 0;
      expect(resolve(hours + 1, id, 'is_here')).toMatchObject({ kind: 'done', response: { status: 'resolved' } });
      expect(memory.said.map(({ name }) => name)).toEqual(['ExceptionClaimed', 'ExceptionResolved', 'InspectionTaskCreated', 'InspectionTaskIssued']);
      expect(memory.said.at(-1)?.data).toMatchObject({ attempt: round * 2 + 1 });
      expect(runOut(hours + 49)).toEqual({ kind: 'done' });
      expect(runOut(hours + 97)).toEqual({ kind: 'done' });
      hours += 97;
    }
    const last = `X-c1-not_received-${lastRound}`;
    expect(resolve(hours + 1, last, 'is_here')).toMatchObject({ kind: 'refused', refusal: { code: 'RESOLUTION_NOT_POSSIBLE' } });
    expect(exception(last).status).toBe('claimed');
    runOut(hours + 72);
    expect(status()).toBe('never_came');
  });

  it('never came, where a person says so; that it has turned up nobody says but the WMS', () => {
    const { memory, resolve, status, names } = overdue();
    expect(resolve(97, 'X-c1-not_received', 'turned_up')).toMatchObject({ kind: 'refused', refusal: { code: 'RESOLUTION_NOT_POSSIBLE' } });
    expect(resolve(97, 'X-c1-not_received', 'never_came')).toMatchObject({ kind: 'done' });
    expect(resolve(97, 'X-c1-not_received', 'never_came')).toMatchObject({ kind: 'ignored' });
    expect([status(), names(), memory.said.at(-1)?.data]).toMatchObject(['never_came', ['ExceptionClaimed', 'ExceptionResolved', 'ParcelNotReceived'], { decidedBy: 'kim' }]);
  });

  it('is over where logistics has written it off, and this warehouse, restored alone, does not know why', () => {
    const { memory, exception, status, timerAt } = overdue();
    expect(giveUpArrival(memory.work, 'c1')).toMatchObject({ kind: 'refused', refusal: { code: 'ARRIVED' } });
    expect(giveUpArrival(memory.work, 'c1', true)).toEqual({ kind: 'done' });
    expect([status(), exception('X-c1-not_received').end, timerAt()]).toEqual(['written_off', { resolution: 'never_came', by: 'logistics', reasonCode: 'WRITTEN_OFF' }, []]);
  });
});

describe('an inspection that was begun and not finished', () => {
  const begun = () => {
    const it = atDock();
    it.report(10, 'r1', 1);
    it.runOut(58);
    it.runOut(106);
    it.memory.said.length = 0;
    return it;
  };

  it('has as much time again after each report', () => {
    const { report, timerAt, memory } = atDock();
    report(47, 'r1', 1);
    expect([timerAt(), memory.said.at(-1)?.data]).toMatchObject([[after(95).toISOString()], { inspectBy: after(95).toISOString() }]);
    report(90, 'r2', 0);
    expect([timerAt(), memory.said.at(-1)]).toMatchObject([[after(138).toISOString()], { name: 'InspectionTaskCreated', data: { inspectBy: after(138).toISOString() } }]);
    report(100, 'r3', 2);
    expect(timerAt()).toEqual([]);
  });

  it('ends at its deadline with what was reported: that is settled, and somebody looks for the rest', () => {
    const { memory, runOut, names, exception, status } = begun();
    expect(exception('X-c1-not_finished').units).toMatchObject([{ quantity: 2 }]);
    expect(runOut(178)).toEqual({ kind: 'done' });
    expect([status(), names()]).toEqual(['inspected', ['ExceptionResolved', 'ExceptionOpened', 'ItemsInspected']]);
    expect(memory.said.at(-1)?.data).toMatchObject({ lines: [{ accepted: 1, short: 2 }], inspectedAt: after(10).toISOString() });
    expect(exception('X-c1-short')).toMatchObject({ status: 'open', dueAt: after(250).toISOString() });
  });

  it('can\'t be said never to have come, and goes on where more is reported, until the last report ends it', () => {
    const { resolve, report, exception, timerAt, status } = begun();
    expect(resolve(107, 'X-c1-not_finished', 'never_came')).toMatchObject({ kind: 'refused', refusal: { code: 'RESOLUTION_NOT_POSSIBLE' } });
    report(108, 'r2', 1);
    expect([exception('X-c1-not_finished').status, timerAt()]).toEqual(['claimed', [after(178).toISOString()]]);
    report(109, 'r3', 1);
    expect([exception('X-c1-not_finished').end?.resolution, timerAt(), status()]).toEqual(['turned_up', [], 'inspected']);
  });
});

describe('what stood at the dock before there was a clock', () => {
  it('is asked for again by the clock that the upgrade has set, and then as any', () => {
    const { memory, runOut, timerAt } = atDock({ trackingNumber: 'GR1', further: { trackingNumbers: [] } });
    const arrival = memory.arrivals.get('c1');
    if (!arrival) throw new Error('there is no arrival');
    memory.work.arrivals.put('c1', { ...arrival, inspection: undefined });
    expect(runOut(1)).toEqual({ kind: 'done' });
    expect([memory.said.at(-1)?.data, timerAt()]).toMatchObject([{ attempt: 2, trackingNumber: 'GR1' }, [after(49).toISOString()]]);
    expect(runOut(49)).toEqual({ kind: 'done' });
    expect(memory.exceptions.has('X-c1-not_received')).toBe(true);
  });
});
