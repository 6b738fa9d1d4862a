import { randomUUID } from 'node:crypto';
import { InspectionReported, ParcelDelivered, PutAwayReported, ReturnAuthorised, type CaseRef, type Finding, type PutAwayTaskIssued, type WarehouseServiceMethods } from '@huiliu/contracts';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { warehouse } from '../src/department';

jest.setTimeout(60_000);

const now = new Date('2026-11-15T09:00:00Z');
const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);

interface TestCase {
  readonly ref: CaseRef;
  readonly subject: string;
  readonly sku: string;
}

describe('goods that come onto our shelves, for real', () => {
  let department: RunningDepartment<WarehouseServiceMethods>;
  beforeAll(async () => {
    department = await startDepartment(warehouse, { now });
  });
  afterAll(() => department?.stop());
  beforeEach(() => {
    department.now = now;
  });

  /** Three units come back: two as new, found one by one, and one that is opened. */
  async function inspected(): Promise<TestCase> {
    const caseId = randomUUID();
    const sku = `SKU-${caseId.slice(0, 8)}`;
    const one = { ref: { caseId, caseNumber: `HL-${caseId.slice(0, 8)}`, orderId: 'o1' }, subject: `case:${caseId}`, sku };
    const lines = [{ caseLineId: 'l1', orderLineId: 'ol1', sku, quantity: 3, reason: 'RETURN_REASON_OTHER' as const }];
    await department.tell(ReturnAuthorised, one.subject, { ref: one.ref, rmaNumber: 'RMA-1', trackingNumber: 'GR1', carrierCode: 'ground', sendBy: '2026-11-29T00:00:00Z', lines });
    await department.tell(ParcelDelivered, one.subject, { ref: one.ref, trackingNumber: 'GR1', occurredAt: '2026-11-14T00:00:00Z' });
    await department.until('the task', () => department.namesSaid(one.subject).includes('InspectionTaskIssued'));
    const found = (grade: Finding['grade']): Finding => ({ caseLineId: 'l1', sku, quantity: 1, grade, liability: 'LIABILITY_CUSTOMER' });
    await department.tellAgain(await department.tell(InspectionReported, one.subject, { caseId, taskId: `I-${caseId}`, reportId: 'r1', findings: [found('GRADE_A'), found('GRADE_B'), found('GRADE_A')], final: true, inspectedAt: '2026-11-15T08:00:00Z' }));
    await department.until('the put-away', () => asked(one).length === 2);
    return one;
  }

  const asked = ({ subject }: TestCase): PutAwayTaskIssued[] => department.said(subject).filter(({ name }) => name === 'PutAwayTaskIssued').map(({ data }) => data as unknown as PutAwayTaskIssued);
  const put = ({ ref, subject }: TestCase, move: number, quantity: number, more: Partial<PutAwayReported> = {}): Promise<string> =>
    department.tell(PutAwayReported, subject, { caseId: ref.caseId, taskId: `P-${ref.caseId}/r1/${move}`, quantity, location: 'A-01-1', putAwayAt: '2026-11-15T12:00:00Z', ...more });
  const kept = async ({ ref }: TestCase) => (await department.rows<{ status: string; places: readonly (string | null)[] }>(`SELECT status, ARRAY(SELECT task->'done'->>'location' FROM jsonb_array_elements(doc->'tasks') AS task) AS places FROM put_away WHERE case_id = $1`, [ref.caseId]))[0];
  const timersOf = ({ subject }: TestCase) => department.rows('SELECT name FROM timer WHERE subject = $1', [subject]);
  const moves = async ({ ref }: TestCase) => (await department.rows<{ moves: number }>('SELECT count(*)::int AS moves FROM stock_move WHERE case_id = $1', [ref.caseId]))[0]?.moves;

  it('are put away as the WMS says, once, though it says it twice and in two ways; stock has moved before', async () => {
    const one = await inspected();
    expect(asked(one).map(({ taskId, attempt, quantity, fromCondition, toCondition }) => [taskId.slice(-4), attempt, quantity, fromCondition, toCondition])).toEqual([['r1/1', 1, 2, 'outside', 'a'], ['r1/2', 1, 1, 'outside', 'b']]);
    const before = await moves(one);
    const first = await put(one, 1, 2);
    await department.tellAgain(first);
    await department.handled(first);
    expect(await kept(one)).toEqual({ status: 'issued', places: ['A-01-1', null] });
    expect(await department.handled(await put(one, 1, 2))).toBe('ignored');
    await department.handled(await put(one, 2, 1, { location: 'B-07' }));
    expect([await kept(one), await timersOf(one), await moves(one)]).toEqual([{ status: 'put_away', places: ['A-01-1', 'B-07'] }, [], before]);
    await department.settled();
    expect(department.deadCodes(one.subject)).toEqual([]);
  });

  it('of which something else is said leave all as it was, and that is a dead letter', async () => {
    const one = await inspected();
    await put(one, 9, 2);
    await put(one, 1, 1);
    await put(one, 2, 1);
    await put(one, 2, 1, { location: 'elsewhere' });
    await department.until('the dead letters', () => department.deadCodes(one.subject).length === 3);
    expect([...department.deadCodes(one.subject)].sort()).toEqual(['PUT_AWAY_ANSWERED_OTHERWISE', 'PUT_AWAY_OTHERWISE', 'PUT_AWAY_UNKNOWN']);
    expect(await kept(one)).toEqual({ status: 'issued', places: [null, 'A-01-1'] });
  });

  it('are asked for again by the clock, of what is left, and overdue after the third day; a late answer is taken', async () => {
    const one = await inspected();
    await department.handled(await put(one, 2, 1));
    for (const [attempt, hours] of [[2, 25], [3, 50]] as const) {
      department.now = hoursLater(hours);
      await department.until(`the asking ${attempt}`, () => asked(one).length === attempt + 1);
    }
    expect(asked(one).slice(2)).toMatchObject([{ taskId: `P-${one.ref.caseId}/r1/1`, attempt: 2 }, { taskId: `P-${one.ref.caseId}/r1/1`, attempt: 3 }]);
    department.now = hoursLater(75);
    await department.until('it to be overdue', async () => (await kept(one))?.status === 'overdue');
    expect(await timersOf(one)).toEqual([]);
    expect(await department.rows(warehouse.casesByState)).toContainEqual({ state: 'put_away_overdue', count: expect.any(Number) });
    await department.handled(await put(one, 1, 2));
    expect((await kept(one))?.status).toBe('put_away');
  });

  it('of cases that have left for the archive come back with what is said of them late, and are known again', async () => {
    const one = await inspected();
    const archive = () => department.rows<{ count: number }>(`SELECT archive_cases(ARRAY[$1], now() + interval '10 years') AS count`, [one.subject]);
    // The WMS is still asked.
    expect(await archive()).toEqual([{ count: 0 }]);
    await department.handled(await put(one, 1, 2));
    await department.handled(await put(one, 2, 1));
    expect([await archive(), await kept(one)]).toEqual([[{ count: 1 }], undefined]);
    expect(await department.handled(await put(one, 2, 1))).toBe('ignored');
    expect(await kept(one)).toEqual({ status: 'put_away', places: ['A-01-1', 'A-01-1'] });
  });
});
