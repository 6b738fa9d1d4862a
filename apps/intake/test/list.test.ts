import { OrderPlaced, type CaseSummary, type IntakeServiceMethods, type ListCasesRequest } from '@huiliu/contracts';
import { writeCursor, type ListCursor } from '@huiliu/messaging';
import { startDepartment, type RunningDepartment } from '@huiliu/testing';
import { DataSource } from 'typeorm';
import { listCases } from '../src/adapters/out/postgres/case-list';
import { intake } from '../src/department';
import { fresh, placed } from './crm-says';

// The machine may be busy with everything else.
jest.setTimeout(120_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const nothing: ListCasesRequest = { customerId: '', orderId: '', status: '', customerStatus: '', type: 'CASE_TYPE_UNSPECIFIED', waitingFor: '', overdue: false, openedFrom: undefined, openedTo: undefined, limit: 0, cursor: '' };
const list = (part: Partial<ListCasesRequest> = {}) => department.client.listCases({ ...nothing, ...part });
const idsOf = (cases: readonly CaseSummary[]): string[] => cases.map(({ ref }) => ref?.caseId ?? '');

/** Every page of a question, one after the other. */
async function pages(part: Partial<ListCasesRequest>, between: () => Promise<unknown> = async () => undefined): Promise<CaseSummary[][]> {
  const all: CaseSummary[][] = [];
  for (let cursor = ''; all.length < 200; ) {
    const page = await list({ ...part, cursor });
    all.push([...page.cases]);
    cursor = page.nextCursor;
    if (cursor === '') return all;
    await between();
  }
  throw new Error('a list without an end');
}

describe('lists of cases', () => {
  async function anOrder(customerId: string): Promise<string> {
    const orderId = fresh('order');
    await department.tell(OrderPlaced, `order:${orderId}`, { ...placed(orderId), customerId });
    await department.until('the order', async () => (await department.rows('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId])).length === 1);
    return orderId;
  }

  async function aCase(customerId: string, orderId: string, type: 'CASE_TYPE_RETURN' | 'CASE_TYPE_REFUND_ONLY' = 'CASE_TYPE_RETURN'): Promise<string> {
    const line = { orderLineId: 'ol1', quantity: 1, reason: 'RETURN_REASON_FAULTY' as const, condition: 'CLAIMED_CONDITION_DEFECTIVE' as const };
    const { case: it } = await department.client.submitCase({ customerId, orderId, type, lines: [line], evidence: [] }, { metadata: { principal: customerId, 'idempotency-key': fresh('key') } });
    return it?.ref?.caseId ?? '';
  }

  /** The same case many times over, as rows: opened a second apart, the last one first in this list; every tenth is closed. */
  async function copies(caseId: string, customerId: string, count: number): Promise<string[]> {
    await department.rows(
      `INSERT INTO intake_case (case_id, version, case_number, order_id, customer_id, request_id, type, channel, provenance, status, opened_at, closed_at, doc)
       SELECT $2 || '-' || n, 1, $2 || '-' || n, order_id, $2, '', type, channel, provenance, CASE WHEN n % 10 = 0 THEN 'closed' ELSE status END, '2026-01-01'::timestamptz + n * interval '1 second', CASE WHEN n % 10 = 0 THEN now() END,
              CASE WHEN n % 10 = 0 THEN doc || '{"closing":{"result":"rejected","reasonCodes":[]}}' ELSE doc || jsonb_build_object('movedAt', now()) END
         FROM intake_case, generate_series(1, $3::int) AS n WHERE case_id = $1`,
      [caseId, customerId, count],
    );
    return Array.from({ length: count }, (_, index) => `${customerId}-${count - index}`);
  }

  it('have the newest first, of one customer, and say of each what its own page says', async () => {
    const [customer, other] = [fresh('customer'), fresh('customer')];
    const [order, theirs] = [await anOrder(customer), await anOrder(other)];
    const first = await aCase(customer, order);
    const second = await aCase(customer, order, 'CASE_TYPE_REFUND_ONLY');
    await aCase(other, theirs);
    const { cases, nextCursor } = await list({ customerId: customer });
    expect(idsOf(cases)).toEqual([second, first]);
    expect(nextCursor).toBe('');
    const { case: view } = await department.client.getCase({ caseId: second });
    expect(cases[0]).toMatchObject({ ref: view?.ref, type: view?.type, status: view?.status, customerId: customer, requestedAt: view?.requestedAt, customerStatus: view?.customerStatus, waitingFor: view?.waitingFor, result: view?.result, units: 1, overdue: false });
    expect(idsOf((await list({ customerId: customer, type: 'CASE_TYPE_RETURN' })).cases)).toEqual([first]);
    expect(idsOf((await list({ orderId: order })).cases)).toEqual([second, first]);
    expect(idsOf((await list({ customerId: customer, orderId: theirs })).cases)).toEqual([]);
    expect(await list({ customerId: 'nobody' })).toEqual({ cases: [], nextCursor: '' });
  });

  it('are cut into pages that miss nothing and tell nothing twice, while cases are opened', async () => {
    const [customer, order] = [fresh('customer'), await anOrder('c1')];
    const wanted = await copies(await aCase('c1', order), customer, 57);
    const more = async (): Promise<unknown> =>
      department.rows(
        `INSERT INTO intake_case SELECT (jsonb_populate_record(c, jsonb_build_object('case_id', $2::text, 'case_number', $2::text, 'opened_at', now()))).* FROM intake_case AS c WHERE case_id = $1`,
        [wanted[0], fresh('new')],
      );
    const got = await pages({ customerId: customer, limit: 10 }, more);
    expect(got.map(({ length }) => length)).toEqual([10, 10, 10, 10, 10, 7]);
    expect(got.flatMap(idsOf)).toEqual(wanted);
    expect(idsOf((await list({ customerId: customer, limit: 1 })).cases)).not.toEqual([wanted[0]]);
  });

  it('filter by all that a case says of itself', async () => {
    const customer = fresh('customer');
    const all = await copies(await aCase('c1', await anOrder('c1')), customer, 40);
    const [open, closed] = [all.filter((id) => !id.endsWith('0')), all.filter((id) => id.endsWith('0'))];
    const found = async (part: Partial<ListCasesRequest>): Promise<string[]> => (await pages({ customerId: customer, limit: 7, ...part })).flatMap(idsOf);
    expect(await found({ status: 'submitted' })).toEqual(open);
    expect(await found({ status: 'closed' })).toEqual(closed);
    expect(await found({ customerStatus: 'under_review' })).toEqual(open);
    expect(await found({ customerStatus: 'not_approved' })).toEqual(closed);
    expect(await found({ waitingFor: 'review' })).toEqual(open);
    expect(await found({ waitingFor: 'customer' })).toEqual([]);
    expect(await found({ overdue: true })).toEqual([]);
    expect(await found({ openedFrom: '2026-01-01T00:00:11Z', openedTo: '2026-01-01T00:00:21Z', status: 'closed' })).toEqual([`${customer}-20`]);
    await department.rows(`UPDATE intake_case SET doc = doc || '{"task":{"taskId":"t","dueAt":"2026-01-02T00:00:00Z","overdue":false}}' WHERE case_id = $1`, [`${customer}-33`]);
    expect(await found({ overdue: true })).toEqual([`${customer}-33`]);
    // What our own departments take further by themselves is late a day after it last went on.
    await department.rows(`UPDATE intake_case SET doc = doc || jsonb_build_object('movedAt', now() - interval '25 hours') WHERE case_id = $1`, [`${customer}-31`]);
    expect(await found({ overdue: true })).toEqual([`${customer}-33`, `${customer}-31`]);
    // As the case is judged, not as its column says, which a version with other words may have written.
    expect(await found({ status: 'submitted' })).toEqual(open.filter((id) => id !== `${customer}-33`));
  });

  it('look at a bounded number of cases for a page, and go on from there', async () => {
    const customer = fresh('customer');
    const all = await copies(await aCase('c1', await anOrder('c1')), customer, 60);
    const dataSource = await new DataSource({ type: 'postgres', url: department.pool.options.connectionString ?? '', entities: intake.entities }).initialize();
    try {
      for (const filter of [{ status: 'closed' } as const, { customerStatus: 'not_approved' } as const]) {
        const found: string[] = [];
        let [after, count] = [undefined as ListCursor | undefined, 0];
        do {
          const page = await listCases(dataSource, { customerId: customer, overdue: false, ...filter }, after, 3, { rows: 7, cases: 7 });
          expect(page.cases.length).toBeLessThanOrEqual(3);
          found.push(...page.cases.map(({ caseId }) => caseId));
          after = page.next;
        } while (after && ++count < 50);
        expect(found).toEqual(all.filter((id) => id.endsWith('0')));
        expect(count).toBeGreaterThan(6);
      }
    } finally {
      await dataSource.destroy();
    }
  });

  it.each([
    ['a cursor that is none', { cursor: 'abc' }, 'CURSOR_INVALID'],
    ['a status that is none', { status: 'lost' }, 'FILTER_UNKNOWN'],
    ['somebody who is nobody', { waitingFor: 'santa' }, 'FILTER_UNKNOWN'],
    ['a page that is too large', { limit: 201 }, 'INVALID_REQUEST'],
  ])('refuse %s', async (_what, part, code) => {
    await expect(list(part)).rejects.toMatchObject({ code, kind: 'INVALID_ARGUMENT' });
  });

  it('begin anywhere that a cursor names, also where no case is', async () => {
    expect((await list({ cursor: writeCursor({ at: new Date(0), id: 'x' }) })).cases).toEqual([]);
    expect((await list({ cursor: writeCursor({ at: new Date('9999-01-01'), id: 'x' }), limit: 5 })).cases).toHaveLength(5);
  });
});
