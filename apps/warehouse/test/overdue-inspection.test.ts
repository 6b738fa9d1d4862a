import { randomUUID } from 'node:crypto';
import { InspectionReported, ParcelDelivered, ParcelWrittenOff, ReturnAuthorised, type CaseRef, type ExceptionResolution, type WarehouseServiceMethods } from '@huiliu/contracts';
import { errorOf, sharedPostgres, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const subject = ({ caseId }: CaseRef): string => `case:${caseId}`;
const notReceived = ({ caseId }: CaseRef): string => `X-${caseId}-not_received`;

let running: RunningDepartment<WarehouseServiceMethods>[] = [];
let settings: Record<string, string>;
let department: RunningDepartment<WarehouseServiceMethods>;

async function start(): Promise<RunningDepartment<WarehouseServiceMethods>> {
  const started = await startDepartment(warehouse, { now, settings });
  running.push(started);
  return started;
}
beforeEach(async () => {
  const postgres = await sharedPostgres();
  settings = { DATABASE_URL: await postgres.freshDatabase('warehouse'), HUILIU_BUS_DATABASE_URL: await postgres.freshDatabase('bus') };
  department = await start();
});
afterEach(async () => {
  for (const each of running) await each.stop();
  running = [];
});

let count = 0;
const by = (person: string) => ({ metadata: { principal: person, 'idempotency-key': `key-${++count}` } });
const named = (ref: CaseRef, name: string, of = department) => of.said(subject(ref)).filter((event) => event.name === name).map(({ data }) => data);

/** Two units are delivered, by the carrier's word. */
async function delivered(): Promise<CaseRef> {
  const caseId = randomUUID();
  const ref = { caseId, caseNumber: `HL-${++count}`, orderId: 'o1' };
  const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 2, reason: 'RETURN_REASON_OTHER' as const }];
  await department.tell(ReturnAuthorised, subject(ref), { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-29T00:00:00Z', lines });
  await department.tell(ParcelDelivered, subject(ref), { ref, trackingNumber: 'GR1B', occurredAt: '2026-11-15T08:00:00Z', further: { trackingNumbers: ['GR1'] } });
  await department.until('the task', () => named(ref, 'InspectionTaskIssued').length === 1);
  return ref;
}
/** Nobody reports, until somebody has to look. */
async function overdue(refs: readonly CaseRef[]): Promise<void> {
  department.now = hoursLater(49);
  await department.until('the tasks again', () => refs.every((ref) => named(ref, 'InspectionTaskIssued').length === 2));
  department.now = hoursLater(98);
  await department.until('the exceptions', () => refs.every((ref) => named(ref, 'ExceptionOpened').length === 1));
}
const report = (ref: CaseRef, reportId: string, quantity: number, final: boolean, of = department): Promise<string> =>
  of.tell(InspectionReported, subject(ref), { caseId: ref.caseId, taskId: `I-${ref.caseId}`, reportId, findings: [{ caseLineId: 'l1', sku: 'MUG', quantity, grade: 'GRADE_A', liability: 'LIABILITY_SELLER' }], final, inspectedAt: '2026-11-19T00:00:00Z' });
const claim = (exceptionId: string, claimant = 'kim') => department.client.claimException({ exceptionId, claimant }, by(claimant));
const resolve = (exceptionId: string, resolution: ExceptionResolution, claimant = 'kim') => department.client.resolveException({ exceptionId, claimant, resolution, reasonCode: 'X', seen: undefined }, by(claimant));
const statusOf = async (ref: CaseRef) => (await department.client.getArrival({ caseId: ref.caseId })).status;
const timers = async (ref: CaseRef) => (await department.rows<{ name: string }>(`SELECT name FROM timer WHERE subject = $1 AND name <> 'ask-for-put-away-again' ORDER BY name`, [subject(ref)])).map(({ name }) => name);

it('asks again for what is not reported, has somebody look for it, lists it, and gives it up at the deadline; logistics ends it, and a late report is told what to do', async () => {
  const ref = await delivered();
  expect(await timers(ref)).toEqual(['inspection-due']);
  await overdue([ref]);
  expect(named(ref, 'InspectionTaskIssued')[1]).toMatchObject({ taskId: `I-${ref.caseId}`, attempt: 2, trackingNumber: 'GR1B', further: { trackingNumbers: ['GR1'] } });
  const listed = await department.client.listExceptions({ kind: 'EXCEPTION_KIND_NOT_RECEIVED', dueBy: undefined, limit: 0, cursor: '' });
  expect(listed.exceptions).toMatchObject([{ exceptionId: notReceived(ref), owner: 'warehouse', status: 'open', byDefault: 'EXCEPTION_RESOLUTION_NEVER_CAME', resolutions: ['EXCEPTION_RESOLUTION_NEVER_CAME', 'EXCEPTION_RESOLUTION_IS_HERE'] }]);
  department.now = hoursLater(171);
  await department.until('the end', () => named(ref, 'ParcelNotReceived').length === 1);
  expect([named(ref, 'ExceptionResolved'), await statusOf(ref), await timers(ref)]).toMatchObject([[{ resolution: 'EXCEPTION_RESOLUTION_NEVER_CAME', resolvedBy: 'deadline' }], 'never_came', []]);
  await report(ref, 'r1', 2, true);
  await department.until('the refusal', () => department.deadCodes(subject(ref)).length === 1);
  expect(department.deadCodes(subject(ref))).toEqual(['ARRIVAL_GIVEN_UP']);
  const lines = [{ caseLineId: 'l1', quantity: 2 }];
  await department.handled(await department.tell(ParcelWrittenOff, subject(ref), { ref, trackingNumber: 'GR1B', claimId: 'CLM-1', lines, writtenOffAt: '2026-11-22T12:00:00Z', notReceived: true }));
  expect(await statusOf(ref)).toBe('written_off');
  expect(await department.rows('SELECT 1 FROM stock_move')).toEqual([]);
});

it('lets either the report or the write-off win, never both, where they cross', async () => {
  const refs: CaseRef[] = [];
  for (let each = 0; each < 12; each++) refs.push(await delivered());
  await overdue(refs);
  for (const ref of refs) await claim(notReceived(ref));
  const answers = await Promise.allSettled(
    refs.flatMap((ref, index) => (index % 2 === 0 ? [report(ref, 'r1', 2, true), resolve(notReceived(ref), 'EXCEPTION_RESOLUTION_NEVER_CAME')] : [resolve(notReceived(ref), 'EXCEPTION_RESOLUTION_NEVER_CAME'), report(ref, 'r1', 2, true)])),
  );
  await department.until('all to end', () => refs.every((ref) => named(ref, 'ItemsInspected').length + named(ref, 'ParcelNotReceived').length > 0 && (named(ref, 'ItemsInspected').length > 0 || department.deadCodes(subject(ref)).length > 0)));
  await department.settled();
  for (const [index, ref] of refs.entries()) {
    const answer = answers[index * 2 + (index % 2 === 0 ? 1 : 0)];
    const given = answer?.status === 'fulfilled';
    if (answer?.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'EXCEPTION_OVER' });
    expect([named(ref, 'ParcelNotReceived').length, named(ref, 'ItemsInspected').length, department.deadCodes(subject(ref))]).toEqual(given ? [1, 0, ['ARRIVAL_GIVEN_UP']] : [0, 1, []]);
    expect(named(ref, 'ExceptionResolved')).toMatchObject([given ? { resolution: 'EXCEPTION_RESOLUTION_NEVER_CAME', resolvedBy: 'kim' } : { resolution: 'EXCEPTION_RESOLUTION_TURNED_UP', resolvedBy: 'wms' }]);
    expect(await department.rows('SELECT coalesce(sum(quantity), 0)::int AS units FROM stock_move WHERE case_id = $1', [ref.caseId])).toEqual([{ units: given ? 0 : 2 }]);
    expect(await timers(ref)).toEqual([]);
  }
});

it('begins anew where a person has found the goods; what is begun and not finished ends with what was reported, and the rest is somebody\'s to look for', async () => {
  const ref = await delivered();
  await overdue([ref]);
  await claim(notReceived(ref));
  const once = by('kim');
  const request = { exceptionId: notReceived(ref), claimant: 'kim', resolution: 'EXCEPTION_RESOLUTION_IS_HERE', reasonCode: 'X', seen: undefined } as const;
  const first = await department.client.resolveException(request, once);
  expect(await department.client.resolveException(request, once)).toEqual(first);
  await department.until('the task again', () => named(ref, 'InspectionTaskIssued').length === 3);
  await department.handled(await report(ref, 'r1', 1, false));
  await department.until('the receipt', () => named(ref, 'ItemsReceived').length === 1);
  expect([await statusOf(ref), named(ref, 'ItemsReceived')]).toMatchObject(['receiving', [{ inspectBy: hoursLater(98 + 48).toISOString() }]]);
  department.now = hoursLater(147);
  await department.until('the task once more', () => named(ref, 'InspectionTaskIssued').length === 4);
  department.now = hoursLater(196);
  await department.until('the exception', () => named(ref, 'ExceptionOpened').length === 2);
  const id = `X-${ref.caseId}-not_finished`;
  await claim(id);
  expect(await errorOf(resolve(id, 'EXCEPTION_RESOLUTION_NEVER_CAME'))).toBe('UNPROCESSABLE RESOLUTION_NOT_POSSIBLE');
  await resolve(id, 'EXCEPTION_RESOLUTION_AS_REPORTED');
  await department.until('the inspection', () => named(ref, 'ItemsInspected').length === 1);
  expect(named(ref, 'ItemsInspected')).toMatchObject([{ lines: [{ accepted: 1, short: 1 }] }]);
  expect(await department.rows(`SELECT kind, status FROM goods_exception WHERE case_id = $1 AND status IN ('open', 'claimed')`, [ref.caseId])).toEqual([{ kind: 'short', status: 'open' }]);
  expect(await timers(ref)).toEqual(['exception-due']);
  expect(department.alarms).toEqual([]);
});

it('keeps its clock where it is started again, and keeps it once where several instances see it', async () => {
  const refs = [await delivered(), await delivered(), await delivered()];
  await department.stop();
  running = [];
  const [second, third] = [await start(), await start()];
  department = second;
  const of = (ref: CaseRef, name: string): number => new Set([second, third].flatMap((each) => each.said(subject(ref)).flatMap((event) => (event.name === name ? [event.id] : [])))).size;
  for (const each of [second, third]) each.now = hoursLater(49);
  await second.until('the tasks again', () => refs.every((ref) => of(ref, 'InspectionTaskIssued') === 2));
  for (const each of [second, third]) each.now = hoursLater(98);
  await second.until('the exceptions', () => refs.every((ref) => of(ref, 'ExceptionOpened') > 0));
  for (const each of [second, third]) each.now = hoursLater(171);
  await second.until('the ends', () => refs.every((ref) => of(ref, 'ParcelNotReceived') > 0));
  for (const ref of refs) expect(await second.rows(`SELECT doc->'inspection'->>'attempt' AS attempt, status, (SELECT count(*)::int FROM goods_exception WHERE goods_exception.case_id = arrival.case_id) AS exceptions FROM arrival WHERE case_id = $1`, [ref.caseId])).toEqual([{ attempt: '2', status: 'never_came', exceptions: 1 }]);
  expect([...second.alarms, ...third.alarms]).toEqual([]);
});
