import { CaseApproved, ConcernAnswered, ConcernClaimed, ConcernOpened, ConcernOverdue, ConcernReported, ConcernTurned, OrderPlaced, type CaseRef, type IntakeServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type Published, type RunningDepartment } from '@huiliu/testing';
import { intake } from '../src/department';
import { fresh, placed } from './crm-says';

jest.setTimeout(60_000);

let department: RunningDepartment<IntakeServiceMethods>;
beforeAll(async () => {
  department = await startDepartment(intake);
});
afterAll(() => department?.stop());

const text = 'Anna Abbott asks whether it may be washed';
const dueAt = '2026-11-16T09:00:00Z';
const lines = [{ orderLineId: 'ol1', quantity: 1, reason: 'RETURN_REASON_OTHER' as const, condition: 'CLAIMED_CONDITION_OPENED' as const }];
const key = () => ({ metadata: { principal: 'customer:c1', 'idempotency-key': fresh('key') } });
const said = (name: string, { caseId }: CaseRef): readonly Published[] => department.said(`case:${caseId}`).filter((event) => event.name === name);

async function anOrder(): Promise<string> {
  const orderId = fresh('order');
  await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
  await department.until('the order', async () => (await department.rows('SELECT 1 FROM mirrored_order WHERE order_id = $1', [orderId])).length === 1);
  return orderId;
}
const concern = (over: object = {}) => ({ customerId: 'c1', type: 'CASE_TYPE_INQUIRY' as const, text, orderId: '', lines: [], ...over });
const raise = async (over: object = {}): Promise<CaseRef> => (await department.client.raiseConcern(concern(over), key())).case?.ref as CaseRef;
const show = async ({ caseId }: CaseRef) => (await department.client.getCase({ caseId })).case;
const submit = (orderId: string, cameFrom?: string, over: object = {}) =>
  department.client.submitCase({ customerId: 'c1', orderId, type: 'CASE_TYPE_RETURN', lines, evidence: [], cameFrom, ...over }, key());
const opens = async (ref: CaseRef): Promise<void> => void (await department.handled(await department.tell(ConcernOpened, `case:${ref.caseId}`, { ref, taskId: `Q-${ref.caseId}`, dueAt })));
const units = async (orderId: string): Promise<unknown> => (await department.rows('SELECT 1 FROM order_units WHERE order_id = $1', [orderId])).length;

describe('a question at intake', () => {
  it('is a case of its own, about nothing in particular, that feedback hears of and review does not; what was written stays here', async () => {
    const ref = await raise();
    expect(await show(ref)).toMatchObject({ type: 'CASE_TYPE_INQUIRY', status: 'submitted', customerId: 'c1', lines: [], waitingFor: 'feedback: gives it to customer service', customerStatus: { code: 'under_review', who: { en: 'customer service' } } });
    await department.until('it is said', () => said('ConcernRaised', ref).length === 1);
    expect(department.namesSaid(`case:${ref.caseId}`)).toEqual(['ConcernRaised']);
    expect(await department.rows(`SELECT 1 FROM outbox_event WHERE value LIKE '%Abbott%'`)).toEqual([]);
    expect(await department.rows(`SELECT 1 FROM intake_case WHERE doc::text LIKE '%Abbott%'`)).toEqual([]);
  });

  it('is told to whoever says why, and that is written down', async () => {
    const ref = await raise();
    expect(await department.client.getConcern({ caseId: ref.caseId, askedBy: 'kim', purpose: 'to answer it' })).toMatchObject({ text });
    expect(await department.rows(`SELECT asked_by, purpose FROM contact_access WHERE asked_by = 'kim' AND purpose = 'to answer it'`)).not.toEqual([]);
    const { case: other } = await submit(await anOrder());
    expect(await errorOf(department.client.getConcern({ caseId: other?.ref?.caseId ?? '', askedBy: 'kim', purpose: 'x' }))).toBe('NOT_FOUND NOT_A_CONCERN');
  });

  it('may be about goods, which stay free for others', async () => {
    const orderId = await anOrder();
    const ref = await raise({ orderId, lines });
    expect(await show(ref)).toMatchObject({ ref: { orderId }, lines: [{ line: { orderLineId: 'ol1', quantity: 1 } }] });
    expect(await units(orderId)).toBe(0);
    await submit(orderId, undefined, { lines: [{ ...lines[0], quantity: 2 }] });
  });

  it.each([
    ['UNPROCESSABLE NOT_A_CONCERN', { type: 'CASE_TYPE_RETURN' }],
    ['NOT_FOUND ORDER_NOT_FOUND', { orderId: 'nowhere' }],
    ['UNPROCESSABLE LINE_NOT_FOUND', { lines }],
  ])('is refused with %s', async (code, over) => {
    expect(await errorOf(department.client.raiseConcern(concern(over), key()))).toBe(code);
  });

  it('about somebody else\'s order, or a line that is none, is refused too', async () => {
    const orderId = await anOrder();
    expect(await errorOf(department.client.raiseConcern(concern({ orderId, customerId: 'c2' }), key()))).toBe('NOT_FOUND ORDER_NOT_FOUND');
    expect(await errorOf(department.client.raiseConcern(concern({ orderId, lines: [{ ...lines[0], orderLineId: 'ol9' }] }), key()))).toBe('UNPROCESSABLE LINE_NOT_FOUND');
  });

  it('follows what feedback says until it is answered, and closes then', async () => {
    const ref = await raise({ type: 'CASE_TYPE_COMPLAINT' });
    const [subject, task] = [`case:${ref.caseId}`, { ref, taskId: `Q-${ref.caseId}` }];
    await opens(ref);
    expect(await show(ref)).toMatchObject({ status: 'with_agent', answerDueAt: dueAt, customerStatus: { code: 'under_review', by: dueAt, otherwise: { en: expect.stringContaining('colleague') } } });
    await department.handled(await department.tell(ConcernOverdue, subject, { ...task, dueAt }));
    await department.handled(await department.tell(ConcernClaimed, subject, { ...task, claimedBy: 'kim' }));
    expect((await show(ref))?.waitingFor).toBe(`feedback: kim answers; overdue since ${dueAt}`);
    await department.handled(await department.tell(ConcernAnswered, subject, { ...task, answeredBy: 'kim' }));
    expect(await show(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_ANSWERED', waitingFor: '', customerStatus: { code: 'completed' } });
    await department.until('the closing', () => said('CaseClosed', ref).length === 1);
    const outcome = said('CaseOutcomeReported', ref);
    expect(outcome).toMatchObject([{ data: { result: 'CASE_RESULT_ANSWERED' } }]);
    expect(department.alarms).toEqual([]);
  });

  it('takes no evidence, is not cancelled, and is nothing for review to decide', async () => {
    const ref = await raise();
    expect(await errorOf(department.client.cancelCase({ caseId: ref.caseId, reasonCode: 'CHANGED_MIND', askedBy: 'customer' }, key()))).toBe('CONFLICT CANCEL_CONCERN');
    expect(await errorOf(department.client.addEvidence({ caseId: ref.caseId, evidence: { evidenceId: 'e', kind: 'photo', uri: 'u' } }, key()))).toBe('CONFLICT CONCERN_TAKES_NO_EVIDENCE');
    const decision = { policyVersion: 'p1', ruleIds: [], decidedBy: 'rules', decidedAt: dueAt, facts: {} };
    await department.tell(CaseApproved, `case:${ref.caseId}`, { ref, type: 'CASE_TYPE_INQUIRY', lines: [{ caseLineId: 'x', orderLineId: 'ol1', sku: 's', quantity: 1, reason: 'RETURN_REASON_OTHER' }], decision, requestedAt: dueAt });
    await department.until('it is parked', async () => (await department.rows('SELECT 1 FROM parked WHERE subject = $1', [`case:${ref.caseId}`])).length === 1);
    expect((await show(ref))?.status).toBe('submitted');
  });
});

describe('another case that is made of a question', () => {
  it('names it, and is named by it once feedback has ended it', async () => {
    const orderId = await anOrder();
    const ref = await raise({ orderId, lines });
    await opens(ref);
    const made = (await submit(orderId, ref.caseId)).case;
    expect(made).toMatchObject({ type: 'CASE_TYPE_RETURN', cameFrom: ref });
    await department.until('it is said', () => made?.ref !== undefined && said('CaseSubmitted', made.ref).length === 1);
    expect(said('CaseSubmitted', made?.ref as CaseRef)[0]?.data).toMatchObject({ cameFrom: ref });
    await department.handled(await department.tell(ConcernTurned, `case:${ref.caseId}`, { ref, taskId: `Q-${ref.caseId}`, turnedBy: 'kim', into: made?.ref as CaseRef }));
    expect(await show(ref)).toMatchObject({ status: 'closed', result: 'CASE_RESULT_TURNED', turnedInto: made?.ref });
    expect(await show(made?.ref as CaseRef)).toMatchObject({ status: 'submitted', cameFrom: ref });
  });

  it('is one, however many try at once', async () => {
    const orderId = await anOrder();
    const ref = await raise();
    const answers = await Promise.allSettled(Array.from({ length: 5 }, () => submit(orderId, ref.caseId)));
    expect(answers.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    for (const answer of answers) if (answer.status === 'rejected') expect(answer.reason).toMatchObject({ code: 'CONCERN_TURNED' });
  });

  it('is none of another customer\'s, of a case that is no question, or of one that has ended', async () => {
    const orderId = await anOrder();
    const theirs = await raise({ customerId: 'c2' });
    expect(await errorOf(submit(orderId, theirs.caseId))).toBe('NOT_FOUND CASE_NOT_FOUND');
    expect(await errorOf(submit(orderId, 'nowhere'))).toBe('NOT_FOUND CASE_NOT_FOUND');
    const { case: one } = await submit(orderId);
    expect(await errorOf(submit(orderId, one?.ref?.caseId))).toBe('UNPROCESSABLE NOT_A_CONCERN');
    const ended = await raise();
    await opens(ended);
    await department.handled(await department.tell(ConcernAnswered, `case:${ended.caseId}`, { ref: ended, taskId: 'Q', answeredBy: 'kim' }));
    expect(await errorOf(submit(orderId, ended.caseId))).toBe('CONFLICT CASE_CLOSED');
  });
});

describe('a question that CRM passes on', () => {
  const reported = (requestId: string, over: Partial<ConcernReported> = {}): ConcernReported => ({ requestId, customerId: 'c1', type: 'CASE_TYPE_COMPLAINT', text, orderId: '', lines: [], requestedAt: dueAt, provenance: 'PROVENANCE_SYNTHETIC', ...over });
  const tell = (event: ConcernReported): Promise<string> => department.tell(ConcernReported, `request:${event.requestId}`, event, { id: fresh('event') });
  const cases = (requestId: string) => department.rows<{ case_id: string; type: string; status: string; order_id: string; doc: { obstacles: string[] } }>('SELECT case_id, type, status, order_id, doc FROM intake_case WHERE request_id = $1', [requestId]);

  it('is one case, however often it comes', async () => {
    const requestId = fresh('request');
    await department.handled(await tell(reported(requestId)));
    expect(await department.handled(await tell(reported(requestId)))).toBe('ignored');
    expect(await cases(requestId)).toMatchObject([{ type: 'complaint', status: 'submitted' }]);
    expect(await department.rows('SELECT text FROM question WHERE case_id = $1', [(await cases(requestId))[0]?.case_id])).toEqual([{ text }]);
  });

  it('waits for the order that it names', async () => {
    const [requestId, orderId] = [fresh('request'), fresh('order')];
    await tell(reported(requestId, { orderId, lines: [{ ...lines[0]!, orderLineId: 'ol9', sku: 'x' }] }));
    await department.until('it waits', async () => (await department.rows('SELECT 1 FROM waiting WHERE waits_for = $1', [`order:${orderId}`])).length > 0);
    await department.tell(OrderPlaced, `order:${orderId}`, placed(orderId));
    await department.until('the case', async () => (await cases(requestId)).length === 1);
    // Somebody answers all the same.
    expect((await cases(requestId))[0]).toMatchObject({ order_id: orderId, doc: { obstacles: ['LINE_NOT_FOUND'] } });
  });

  it('is a dead letter when it is something else', async () => {
    const requestId = fresh('request');
    await tell(reported(requestId, { type: 'CASE_TYPE_RETURN' }));
    await department.until('the dead letter', () => department.published.some(({ deadCode }) => deadCode === 'NOT_A_CONCERN'));
    expect(await cases(requestId)).toEqual([]);
  });
});
