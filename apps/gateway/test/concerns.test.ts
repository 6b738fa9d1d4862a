import type { ConcernView } from '@huiliu/contracts';
import { HuiliuError, Role } from '@huiliu/platform';
import { application, caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const ref = { caseId, caseNumber, orderId: '' };
const into = { caseId: 'made-1', caseNumber: 'HL-MADE', orderId: 'order-1' };
const concernOf = (part: Partial<ConcernView> = {}): ConcernView => ({ ref, taskId: `Q-${caseId}`, type: 'CASE_TYPE_INQUIRY', status: 'claimed', claimedBy: 'agent', dueAt: '2026-11-06T08:30:00Z', overdue: false, customerId: 'customer-1', into: undefined, ...part });
const asked = { type: 'inquiry', text: 'Anna Abbott asks' };
const path = `/api/v1/concerns/${caseNumber}`;

describe('questions and complaints through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let customer: string;
  let agent: string;

  beforeAll(async () => {
    await harness.start();
    [customer, agent] = await Promise.all([harness.tokenOf(Role.customer), harness.tokenOf(Role.agent)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'raiseConcern', () => ({ case: caseOf({ type: 'CASE_TYPE_INQUIRY', status: 'submitted', lines: [] }) }));
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ type: 'CASE_TYPE_INQUIRY' }) }));
    for (const method of ['claimConcern', 'answerConcern']) fakes.on('feedback', method, () => ({ concern: concernOf() }));
  });
  const requests = (method: string) => fakes.asked.filter((each) => each.method === method).map(({ request }) => request);

  it('are made by customers for themselves, with an order or without', async () => {
    const answer = await harness.post('/api/v1/concerns', customer, asked);
    expect(answer).toMatchObject({ status: 201, body: { caseNumber, type: 'inquiry', lines: [], cameFrom: null, turnedInto: null } });
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${caseNumber}`);
    expect(requests('raiseConcern')).toMatchObject([{ customerId: 'customer-1', type: 'CASE_TYPE_INQUIRY', text: asked.text, orderId: '', lines: [] }]);
    await harness.post('/api/v1/concerns', agent, { ...asked, customerId: 'c7', type: 'complaint', orderId: 'order-1', lines: [{ orderLineId: 'l1', quantity: 1 }] });
    expect(requests('raiseConcern')[1]).toMatchObject({ customerId: 'c7', type: 'CASE_TYPE_COMPLAINT', orderId: 'order-1', lines: [{ orderLineId: 'l1', reason: 'RETURN_REASON_OTHER' }] });
    expect(await harness.post('/api/v1/concerns', customer, { ...asked, customerId: 'c7' })).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_CUSTOMER' } });
    expect(await harness.post('/api/v1/concerns', customer, { ...asked, type: 'return' })).toMatchObject({ status: 400 });
    // Nothing of it is in the log.
    expect(JSON.stringify(harness.logLines)).not.toContain('Abbott');
  });

  it('are listed for customer service, page by page', async () => {
    fakes.on('feedback', 'listConcerns', () => ({ concerns: [concernOf({ status: 'open', claimedBy: '', overdue: true })], nextCursor: 'next' }));
    expect(await harness.get('/api/v1/concerns?limit=1&cursor=c', agent)).toMatchObject({ status: 200, body: { concerns: [{ caseNumber, status: 'open', claimedBy: null, overdue: true, turnedInto: null }], nextCursor: 'next' } });
    expect(requests('listConcerns')).toMatchObject([{ limit: 1, cursor: 'c' }]);
    expect((await harness.get('/api/v1/concerns', customer)).status).toBe(403);
  });

  it('are claimed and answered by who asks for it, under their name', async () => {
    expect(await harness.post(`${path}/claim`, agent, {})).toMatchObject({ status: 200, body: { status: 'claimed', claimedBy: 'agent' } });
    expect(await harness.post(`${path}/answer`, agent, { text: 'Yes' })).toMatchObject({ status: 200 });
    expect(requests('answerConcern')).toMatchObject([{ caseId, agent: 'agent', text: 'Yes' }]);
    fakes.on('feedback', 'answerConcern', () => {
      throw new HuiliuError('CONFLICT', 'CONCERN_TAKEN', 'somebody else has it');
    });
    expect(await harness.post(`${path}/answer`, agent, { text: 'Yes' })).toMatchObject({ status: 409, body: { code: 'CONCERN_TAKEN' } });
  });

  describe('turned into another case', () => {
    const turn = (key = 'key-1') => harness.ask('POST', `${path}/turn`, { token: agent, body: application, headers: { 'idempotency-key': key } });
    beforeEach(() => {
      fakes.on('intake', 'submitCase', () => ({ case: caseOf({ ref: into }) }));
      fakes.on('feedback', 'turnConcern', () => ({ concern: concernOf({ status: 'turned', into }) }));
    });

    it('are claimed, applied for in the customer\'s name, and ended with it, all under one key', async () => {
      expect(await turn('key-7')).toMatchObject({ status: 200, body: { status: 'turned', turnedInto: { caseNumber: 'HL-MADE', caseId: 'made-1' } } });
      const commands = fakes.asked.filter(({ method }) => method !== 'getCase');
      expect(commands.map(({ method, metadata }) => [method, metadata['idempotency-key'], metadata['principal']])).toEqual([['claimConcern', 'key-7', 'agent'], ['submitCase', 'key-7', 'agent'], ['turnConcern', 'key-7', 'agent']]);
      expect(commands[1]?.request).toMatchObject({ customerId: 'customer-1', orderId: 'order-1', cameFrom: caseId });
      expect(commands[2]?.request).toMatchObject({ caseId, agent: 'agent', into });
    });

    it('open nothing where somebody else has it', async () => {
      fakes.on('feedback', 'claimConcern', () => {
        throw new HuiliuError('CONFLICT', 'CONCERN_TAKEN', 'somebody else has it');
      });
      expect(await turn()).toMatchObject({ status: 409, body: { code: 'CONCERN_TAKEN' } });
      expect(requests('submitCase')).toEqual([]);
    });

    it('stay as they are where the case can not be opened', async () => {
      fakes.on('intake', 'submitCase', () => {
        throw new HuiliuError('CONFLICT', 'UNITS_TAKEN', 'taken');
      });
      expect(await turn()).toMatchObject({ status: 409, body: { code: 'UNITS_TAKEN' } });
      expect(requests('turnConcern')).toEqual([]);
    });
  });

  it('are read by the customer whose they are, and by staff who say why', async () => {
    fakes.on('intake', 'getConcern', () => ({ text: 'Anna Abbott asks', at: '2026-11-05T08:30:00Z' }));
    fakes.on('feedback', 'getAnswer', () => ({ text: 'Yes, Anna', at: '2026-11-05T09:30:00Z' }));
    expect(await harness.get(`/api/v1/cases/${caseNumber}/answer`, customer)).toMatchObject({ status: 200, body: { caseNumber, text: 'Yes, Anna' } });
    expect(await harness.get(`${path}/question?purpose=to%20answer`, agent)).toMatchObject({ status: 200, body: { text: 'Anna Abbott asks' } });
    expect(await harness.get(`${path}/answer?purpose=a%20call`, agent)).toMatchObject({ status: 200, body: { text: 'Yes, Anna' } });
    expect(requests('getAnswer')).toMatchObject([{ askedBy: 'customer', purpose: 'their own' }, { askedBy: 'agent', purpose: 'a call' }]);
    expect(requests('getConcern')).toMatchObject([{ askedBy: 'agent', purpose: 'to answer' }]);
    expect(await harness.get(`${path}/question`, agent)).toMatchObject({ status: 400, body: { errors: [{ field: 'purpose' }] } });
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ customerId: 'somebody' }) }));
    expect(await harness.get(`/api/v1/cases/${caseNumber}/answer`, customer)).toMatchObject({ status: 404 });
    expect(requests('getAnswer')).toHaveLength(2);
  });

  it('are shown with what they were made of, what was made of them, and where the answer is', async () => {
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ result: 'CASE_RESULT_ANSWERED', status: 'closed', cameFrom: ref, turnedInto: into, answerDueAt: '2026-11-06T08:30:00Z' }) }));
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body).toMatchObject({ result: 'answered', cameFrom: { caseNumber }, turnedInto: { caseNumber: 'HL-MADE' }, answerDueAt: '2026-11-06T08:30:00Z', links: { answer: `/api/v1/cases/${caseNumber}/answer` } });
  });
});
