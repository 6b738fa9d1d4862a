import { randomUUID } from 'node:crypto';
import { InspectionReported, ParcelDelivered, ReturnAuthorised, type CaseRef, type ExceptionResolution, type Finding, type WarehouseServiceMethods } from '@huiliu/contracts';
import { errorOf, sharedPostgres, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

describe('boxes whose content is not as announced, for real', () => {
  let department: RunningDepartment<WarehouseServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(warehouse, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  let count = 0;
  const by = (person: string) => ({ metadata: { principal: person, 'idempotency-key': `key-${++count}` } });
  const subject = ({ caseId }: CaseRef): string => `case:${caseId}`;
  const over = ({ caseId }: CaseRef): string => `X-${caseId}-over`;
  const sku = (): string => `SKU-${randomUUID().slice(0, 8)}`;

  /** One unit was announced; so many are in the box, in one report that is told twice. */
  async function inspected(units: number, of = sku()): Promise<CaseRef> {
    const caseId = randomUUID();
    const ref = { caseId, caseNumber: `HL-${++count}`, orderId: 'o1' };
    const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku: of, quantity: 1, reason: 'RETURN_REASON_OTHER' as const }];
    await department.tell(ReturnAuthorised, subject(ref), { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines });
    await department.tell(ParcelDelivered, subject(ref), { ref, trackingNumber: 'GR1', occurredAt: '2026-11-05T00:00:00Z' });
    await department.until('the task', () => department.namesSaid(subject(ref)).includes('InspectionTaskIssued'));
    const findings: Finding[] = units === 0 ? [] : [{ caseLineId: 'l1', sku: of, quantity: units, grade: 'GRADE_B', liability: 'LIABILITY_SELLER' }];
    await department.tellAgain(await department.tell(InspectionReported, subject(ref), { caseId, taskId: `I-${caseId}`, reportId: 'r1', findings, final: true, inspectedAt: '2026-11-06T00:00:00Z' }));
    await department.until('the inspection', () => department.namesSaid(subject(ref)).includes('ItemsInspected'));
    return ref;
  }
  const claim = (exceptionId: string, claimant: string) => department.client.claimException({ exceptionId, claimant }, by(claimant));
  const resolve = (exceptionId: string, claimant: string, resolution: ExceptionResolution, seen?: string) => department.client.resolveException({ exceptionId, claimant, resolution, reasonCode: 'X', seen }, by(claimant));
  const inner = (ref: CaseRef): string[] => department.namesSaid(subject(ref)).filter((name) => name.startsWith('Exception') || name === 'ItemsInspected');
  const shelves = async (of: string) => (await department.client.getStock({ sku: of })).onHand;
  const timersOf = (ref: CaseRef) => department.rows(`SELECT 1 FROM timer WHERE subject = $1 AND name = 'exception-due'`, [subject(ref)]);

  it('open an exception once, however often the report is told, before the inspection is said; nothing is opened where all is there', async () => {
    const [ref, whole] = [await inspected(3), await inspected(1)];
    expect(inner(ref)).toEqual(['ExceptionOpened', 'ItemsInspected']);
    expect(inner(whole)).toEqual(['ItemsInspected']);
    expect(department.said(subject(ref)).find(({ name }) => name === 'ExceptionOpened')?.data).toMatchObject({ ref, exceptionId: over(ref), kind: 'EXCEPTION_KIND_OVER', lines: [{ caseLineId: 'l1', quantity: 2 }], dueAt: '2026-11-18T09:00:00.000Z', byDefault: 'EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE', owner: 'warehouse' });
    expect(await timersOf(whole)).toEqual([]);
  });

  it('are claimed and resolved by one person; what was set aside goes onto its shelf, once', async () => {
    const of = sku();
    const ref = await inspected(3, of);
    expect(await shelves(of)).toMatchObject({ b: '1', quarantine: '2' });
    expect(await errorOf(resolve(over(ref), 'kim', 'EXCEPTION_RESOLUTION_RESTOCK'))).toBe('CONFLICT EXCEPTION_NOT_CLAIMED');
    const { exception } = await claim(over(ref), 'kim');
    expect(exception).toMatchObject({ ref, status: 'claimed', claimedBy: 'kim', owner: 'warehouse', resolutions: ['EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE', 'EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER', 'EXCEPTION_RESOLUTION_RESTOCK'] });
    expect(await errorOf(resolve(over(ref), 'kim', 'EXCEPTION_RESOLUTION_CONFIRMED_MISSING'))).toBe('UNPROCESSABLE RESOLUTION_NOT_POSSIBLE');
    expect(await errorOf(resolve(over(ref), 'kim', 'EXCEPTION_RESOLUTION_RESTOCK', 'as-it-was-once'))).toBe('CHANGED CHANGED_MEANWHILE');
    const once = by('kim');
    const request = { exceptionId: over(ref), claimant: 'kim', resolution: 'EXCEPTION_RESOLUTION_RESTOCK', reasonCode: 'X', seen: exception?.tag } as const;
    const first = await department.client.resolveException(request, once);
    expect(first.exception).toMatchObject({ status: 'resolved', resolution: 'EXCEPTION_RESOLUTION_RESTOCK', resolvedBy: 'kim', reasonCode: 'X' });
    expect(await department.client.resolveException(request, once)).toEqual(first);
    expect(await shelves(of)).toMatchObject({ b: '3', quarantine: '0' });
    expect(await errorOf(claim(over(ref), 'lee'))).toBe('CONFLICT EXCEPTION_OVER');
    await department.until('all is said', () => inner(ref).length === 4);
    expect(inner(ref)).toEqual(['ExceptionOpened', 'ItemsInspected', 'ExceptionClaimed', 'ExceptionResolved']);
    expect(await timersOf(ref)).toEqual([]);
  });

  it('are claimed by one of many who want it at the same moment', async () => {
    const ref = await inspected(0);
    const answers = await Promise.allSettled(Array.from({ length: 8 }, (_, index) => claim(`X-${ref.caseId}-empty_box`, `person-${index}`)));
    const won = answers.flatMap((answer) => (answer.status === 'fulfilled' ? [answer.value.exception?.claimedBy] : []));
    expect(won).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'EXCEPTION_TAKEN' });
    expect(await department.rows('SELECT claimed_by FROM goods_exception WHERE case_id = $1', [ref.caseId])).toEqual([{ claimed_by: won[0] }]);
  });

  it('end with their default at the deadline, claimed or not, and not before', async () => {
    const of = sku();
    const [claimed, untouched, resolved] = [await inspected(2, of), await inspected(0), await inspected(2)];
    await claim(over(claimed), 'kim');
    await claim(over(resolved), 'kim');
    await resolve(over(resolved), 'kim', 'EXCEPTION_RESOLUTION_BACK_TO_CUSTOMER');
    department.now = hoursLater(71);
    await department.settled();
    expect(inner(untouched)).not.toContain('ExceptionResolved');
    department.now = hoursLater(73);
    await department.until('the defaults', () => [claimed, untouched].every((ref) => inner(ref).includes('ExceptionResolved')));
    const endOf = (ref: CaseRef) => department.said(subject(ref)).filter(({ name }) => name === 'ExceptionResolved').map(({ data }) => data);
    expect(endOf(claimed)).toMatchObject([{ resolution: 'EXCEPTION_RESOLUTION_STAYS_IN_QUARANTINE', resolvedBy: 'deadline', reasonCode: 'DEADLINE' }]);
    expect(endOf(untouched)).toMatchObject([{ resolution: 'EXCEPTION_RESOLUTION_CONFIRMED_MISSING', resolvedBy: 'deadline' }]);
    expect(endOf(resolved)).toMatchObject([{ resolvedBy: 'kim' }]);
    expect(await errorOf(resolve(over(claimed), 'kim', 'EXCEPTION_RESOLUTION_RESTOCK'))).toBe('CONFLICT EXCEPTION_OVER');
    expect(await shelves(of)).toMatchObject({ quarantine: '1' });
  });

  it('end once where the deadline and a person race', async () => {
    const refs = await Promise.all(Array.from({ length: 12 }, () => inspected(2)));
    await Promise.all(refs.map((ref) => claim(over(ref), 'kim')));
    department.now = hoursLater(73);
    const answers = await Promise.allSettled(refs.map((ref) => resolve(over(ref), 'kim', 'EXCEPTION_RESOLUTION_RESTOCK')));
    await department.until('all ends', () => refs.every((ref) => inner(ref).includes('ExceptionResolved')));
    for (const [index, ref] of refs.entries()) {
      const answer = answers[index];
      const ends = department.said(subject(ref)).filter(({ name }) => name === 'ExceptionResolved').map(({ data }) => (data as { resolvedBy: string }).resolvedBy);
      expect(ends).toEqual([answer?.status === 'fulfilled' ? 'kim' : 'deadline']);
      if (answer?.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'EXCEPTION_OVER' });
      expect(await department.rows(`SELECT count(*)::int AS moves FROM stock_move WHERE case_id = $1 AND from_condition = 'quarantine'`, [ref.caseId])).toEqual([{ moves: answer?.status === 'fulfilled' ? 1 : 0 }]);
    }
  });

  it('are listed while they are open, the one due first at the top, page by page, by kind and by when they are due', async () => {
    await department.rows('DELETE FROM goods_exception');
    const early = await inspected(0);
    department.now = hoursLater(1);
    const [second, third] = [await inspected(2), await inspected(2)];
    const done = await inspected(2);
    await claim(over(done), 'kim');
    await resolve(over(done), 'kim', 'EXCEPTION_RESOLUTION_RESTOCK');
    const list = async (more: Partial<Parameters<typeof department.client.listExceptions>[0]> = {}) => department.client.listExceptions({ kind: 'EXCEPTION_KIND_UNSPECIFIED', dueBy: undefined, limit: 0, cursor: '', ...more });
    const page = await list({ limit: 2 });
    const rest = await list({ limit: 2, cursor: page.nextCursor });
    expect([...page.exceptions, ...rest.exceptions].map(({ ref }) => ref?.caseId)).toEqual([early.caseId, ...[second, third].map(({ caseId }) => caseId).sort((a, b) => (a < b ? -1 : 1))]);
    expect([page.exceptions.length, rest.nextCursor]).toEqual([2, '']);
    expect((await list({ kind: 'EXCEPTION_KIND_EMPTY_BOX' })).exceptions.map(({ ref }) => ref?.caseId)).toEqual([early.caseId]);
    expect((await list({ dueBy: hoursLater(72.5).toISOString() })).exceptions.map(({ ref }) => ref?.caseId)).toEqual([early.caseId]);
    expect(await errorOf(list({ cursor: 'no cursor' }))).toBe('INVALID_ARGUMENT CURSOR_INVALID');
    expect(await errorOf(claim('X-nowhere-over', 'kim'))).toBe('NOT_FOUND EXCEPTION_NOT_FOUND');
    expect(await errorOf(resolve('X-nowhere-over', 'kim', 'EXCEPTION_RESOLUTION_RESTOCK'))).toBe('NOT_FOUND EXCEPTION_NOT_FOUND');
    expect(department.alarms).toEqual([]);
  });
});

describe('a deadline', () => {
  it('outlives the instance that set it, and is kept once where several instances see it', async () => {
    const postgres = await sharedPostgres();
    const settings = { DATABASE_URL: await postgres.freshDatabase('warehouse'), HUILIU_BUS_DATABASE_URL: await postgres.freshDatabase('bus') };
    const running: RunningDepartment<WarehouseServiceMethods>[] = [];
    const start = async (): Promise<RunningDepartment<WarehouseServiceMethods>> => {
      const department = await startDepartment(warehouse, { now, settings });
      running.push(department);
      return department;
    };
    try {
      const first = await start();
      const ids = Array.from({ length: 6 }, () => randomUUID());
      for (const caseId of ids) {
        const [subject, ref] = [`case:${caseId}`, { caseId, caseNumber: 'HL-1', orderId: 'o1' }];
        await first.tell(ReturnAuthorised, subject, { ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-15T00:00:00Z', lines: [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_OTHER' }] });
        await first.tell(ParcelDelivered, subject, { ref, trackingNumber: 'GR1', occurredAt: '2026-11-05T00:00:00Z' });
        await first.until('the task', () => first.namesSaid(subject).includes('InspectionTaskIssued'));
        await first.tell(InspectionReported, subject, { caseId, taskId: `I-${caseId}`, reportId: 'r1', findings: [], final: true, inspectedAt: '2026-11-06T00:00:00Z' });
      }
      await first.until('the inspections', () => ids.every((caseId) => first.namesSaid(`case:${caseId}`).includes('ItemsInspected')));
      await first.stop();
      running.length = 0;
      const [second, third] = await Promise.all([start(), start()]);
      for (const each of [second, third]) each.now = hoursLater(73);
      await second.until('the defaults', async () => (await second.rows(`SELECT 1 FROM goods_exception WHERE status = 'defaulted'`)).length === ids.length);
      // Both listen in one group, and share what there is to hear.
      const resolved = (caseId: string) => [second, third].flatMap((each) => each.said(`case:${caseId}`).flatMap(({ name, sequence }) => (name === 'ExceptionResolved' ? [sequence] : [])));
      await second.until('them to be said', () => ids.every((caseId) => resolved(caseId).length > 0));
      // Two instances may publish the same event, under the same number.
      for (const caseId of ids) expect(new Set(resolved(caseId)).size).toBe(1);
      expect(await second.rows('SELECT 1 FROM timer')).toEqual([]);
      expect([...second.alarms, ...third.alarms]).toEqual([]);
    } finally {
      for (const each of running) await each.stop();
    }
  });
});
