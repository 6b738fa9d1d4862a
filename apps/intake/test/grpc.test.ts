import { CustomerRegistered, OrderPlaced, type CaseRef, type IntakeServiceMethods } from '@huiliu/contracts';
import { startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { readCaseNumber } from '../src/domain/case-number';
import { fresh, placed } from './crm-says';

jest.setTimeout(60_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);

describe('intake asked over gRPC', () => {
  const submission = (orderId: string, over: object = {}) => ({ customerId: 'c1', orderId, type: 'CASE_TYPE_RETURN' as const, lines: [{ orderLineId: 'ol1', quantity: 1, reason: 'RETURN_REASON_FAULTY' as const, condition: 'CLAIMED_CONDITION_DEFECTIVE' as const }], evidence: [], ...over });
  const key = () => ({ metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } });

  async function anOrder(): Promise<string> {
    const orderId = fresh('order');
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.until('the order', async () => (await department.rows('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId])).length === 1);
    return orderId;
  }

  it('opens a case and finds it by its number, however it is written', async () => {
    const { case: it } = await department.client.submitCase(submission(await anOrder()), key());
    expect(it).toMatchObject({ status: 'submitted', channel: 'CHANNEL_API', waitingFor: 'review: the rules decide' });
    const number = it?.ref?.caseNumber ?? '';
    expect(readCaseNumber(number).ok).toBe(true);
    const found = await department.client.getCase({ caseNumber: ` ${number.toLowerCase().replaceAll('-', ' ')} ` });
    expect(found.case?.ref).toEqual(it?.ref);
    await department.until('the submission', () => it?.ref !== undefined && said('CaseSubmitted', it.ref).length === 1);
  });

  it('opens one case for one idempotency key, and refuses the key for something else', async () => {
    const [orderId, once] = [await anOrder(), key()];
    const first = await department.client.submitCase(submission(orderId), once);
    expect(await department.client.submitCase(submission(orderId), once)).toEqual(first);
    await expect(department.client.submitCase(submission(orderId, { evidence: [{ evidenceId: 'e', kind: 'photo', uri: 'u' }] }), once)).rejects.toMatchObject({ code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('gives the last unit to exactly one of many at once; the others are told', async () => {
    const orderId = await anOrder();
    const answers = await Promise.allSettled(Array.from({ length: 6 }, () => department.client.submitCase(submission(orderId), key())));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(2);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'UNITS_TAKEN', kind: 'CONFLICT' });
    const [row] = await department.rows<{ held: string }>(`SELECT (SELECT sum(value::int) FROM jsonb_each_text(units->'ol1'->'held')) AS held FROM order_units WHERE order_id = $1`, [orderId]);
    expect(Number(row?.held)).toBe(2);
  });

  it.each([
    ['TYPE_NOT_OFFERED', 'NOT_OFFERED', { type: 'CASE_TYPE_INQUIRY' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { customerId: 'c2' }],
    ['ORDER_NOT_FOUND', 'NOT_FOUND', { orderId: 'nowhere' }],
    ['LINE_NOT_FOUND', 'UNPROCESSABLE', { lines: [{ orderLineId: 'ol9', quantity: 1, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_DEFECTIVE' }] }],
    ['UNITS_TAKEN', 'CONFLICT', { lines: [{ orderLineId: 'ol1', quantity: 3, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_DEFECTIVE' }] }],
  ])('answers %s', async (code, kind, over) => {
    await expect(department.client.submitCase(submission(await anOrder(), over), key())).rejects.toMatchObject({ code, kind });
  });

  it('takes evidence once and tells review', async () => {
    const { case: it } = await department.client.submitCase(submission(await anOrder()), key());
    const ref = it?.ref as CaseRef;
    const evidence = { evidenceId: 'ev1', kind: 'photo', uri: 'blob:1' };
    await department.client.addEvidence({ caseId: ref.caseId, evidence }, key());
    const again = await department.client.addEvidence({ caseId: ref.caseId, evidence }, key());
    expect(again.case?.evidence).toEqual([evidence]);
    await department.until('the evidence', () => said('EvidenceAdded', ref).length > 0);
    await department.settled();
    expect(said('EvidenceAdded', ref)).toMatchObject([{ data: { evidenceId: 'ev1', evidenceCount: 1 } }]);
    await expect(department.client.addEvidence({ caseId: 'nowhere', evidence }, key())).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  it('says what is wrong with a number', async () => {
    await expect(department.client.getCase({ caseNumber: 'HL-0000-0000-0000-1' })).rejects.toMatchObject({ code: 'CASE_NUMBER_INVALID' });
    await expect(department.client.getCase({ caseNumber: 'HL-0000-0000-0000-0' })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    await expect(department.client.getCase({ caseId: 'nowhere' })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
    await expect(department.client.getCase({})).rejects.toMatchObject({ kind: 'INVALID_ARGUMENT' });
    await expect(department.client.getTimeline({ caseId: 'nowhere', afterPosition: '0' })).rejects.toMatchObject({ code: 'CASE_NOT_FOUND' });
  });

  it('tells personal data on record only, as CRM has said it last; the record stays', async () => {
    const customerId = fresh('customer');
    const said = { customerId, name: 'Ada', phone: '1', email: 'ada@example.org', address: 'old street', country: 'UK' };
    await department.tell(CustomerRegistered, `customer:${customerId}`, { ...said, address: 'new street' }, { time: '2026-11-02T00:00:00.000Z' });
    await department.tell(CustomerRegistered, `customer:${customerId}`, said, { time: '2026-11-01T00:00:00.000Z' });
    await department.settled();
    const contact = await department.client.getContact({ customerId, askedBy: 'logistics', purpose: 'print the label' });
    expect(contact).toEqual({ name: 'Ada', phone: '1', email: 'ada@example.org', address: 'new street', country: 'UK' });
    expect(await department.rows('SELECT asked_by, purpose FROM contact_access WHERE customer_id = $1', [customerId])).toEqual([{ asked_by: 'logistics', purpose: 'print the label' }]);
    await expect(department.client.getContact({ customerId: 'nobody', askedBy: 'logistics', purpose: 'print the label' })).rejects.toMatchObject({ code: 'CUSTOMER_NOT_FOUND' });
    await expect(department.rows('DELETE FROM contact_access')).rejects.toThrow('append-only');
    expect(JSON.stringify(department.published)).not.toContain('Ada');
  });
});
