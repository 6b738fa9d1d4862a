import { HuiliuError, Role } from '@huiliu/platform';
import { application, caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('cases through the gateway', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let customer: string;
  let agent: string;
  let reviewer: string;

  beforeAll(async () => {
    await harness.start();
    [customer, agent, reviewer] = await Promise.all([harness.tokenOf(Role.customer), harness.tokenOf(Role.agent), harness.tokenOf(Role.reviewer)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'submitCase', () => ({ case: caseOf() }));
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
  });

  it('may be an exchange for another variant, at the price that was quoted for it', async () => {
    const [line] = caseOf().lines;
    const variant = { wantedSku: 'CUP', wantedUnitPriceMinor: '1800' };
    fakes.on('intake', 'submitCase', () => ({ case: caseOf({ type: 'CASE_TYPE_EXCHANGE', lines: line?.line ? [{ ...line, line: { ...line.line, ...variant } }] : [] }) }));
    const asked = { ...application, type: 'exchange', lines: application.lines.map((each) => ({ ...each, ...variant })) };
    expect(await harness.post('/api/v1/cases', customer, asked, 'key-v1')).toMatchObject({ status: 201, body: { type: 'exchange', lines: [variant] } });
    expect(fakes.asked[0]).toMatchObject({ request: { type: 'CASE_TYPE_EXCHANGE', lines: [variant] } });
    expect(await harness.post('/api/v1/cases', customer, { ...asked, lines: [{ ...asked.lines[0], wantedUnitPriceMinor: 'dear' }] }, 'key-v2')).toMatchObject({ status: 400 });
  });

  it('say what is sorted out and what is repaired, and to staff who sees to it', async () => {
    const exception = { exceptionId: 'X-1-short', kind: 'short', state: 'defaulted', units: 1, owner: 'warehouse', dueAt: '2026-11-08T08:30:00Z', byDefault: 'confirmed_missing', resolution: 'confirmed_missing', claimedBy: 'kim', resolvedBy: 'deadline' };
    const repair = { state: 'asked', owner: 'warehouse', attempt: 3, answerBy: '2026-11-09T08:30:00Z', overdue: true };
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ exceptions: [exception], repair }) }));
    const { claimedBy, resolvedBy, ...forAll } = exception;
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body).toMatchObject({ exceptions: [forAll], repair });
    expect(JSON.stringify((await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body)).not.toContain(claimedBy);
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, agent)).body).toMatchObject({ exceptions: [{ ...forAll, claimedBy, resolvedBy }] });
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body).toMatchObject({ exceptions: [], repair: null });
  });

  it('may go back in one parcel more, for which the customer gets a number', async () => {
    const parcel = { rmaNumber: 'RMA-1', trackingNumber: 'T-1P2', carrierCode: 'SF', sendBy: '2026-11-20T08:30:00Z' };
    fakes.on('logistics', 'addReturnParcel', () => ({ ref: { caseId, caseNumber, orderId: 'order-1' }, ...parcel }));
    expect(await harness.post(`/api/v1/cases/${caseNumber}/return-parcels`, customer, {}, 'key-p1')).toMatchObject({ status: 201, body: { caseNumber, ...parcel } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'addReturnParcel', request: { caseId }, metadata: { 'idempotency-key': 'key-p1' } });
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ furtherParcels: { trackingNumbers: ['T-1P2'] } }) }));
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body).toMatchObject({ furtherTrackingNumbers: ['T-1P2'] });
  });

  it('may be about a difference to a lower price, which is told with each line', async () => {
    const [line] = caseOf().lines;
    fakes.on('intake', 'submitCase', () => ({ case: caseOf({ type: 'CASE_TYPE_PRICE_DIFFERENCE', lines: line?.line ? [{ ...line, line: { ...line.line, lowerUnitPriceMinor: '2000' } }] : [] }) }));
    const asked = { ...application, type: 'price_difference', lines: application.lines.map((each) => ({ ...each, lowerUnitPriceMinor: '2000' })) };
    expect(await harness.post('/api/v1/cases', customer, asked, 'key-8')).toMatchObject({ status: 201, body: { type: 'price_difference', lines: [{ lowerUnitPriceMinor: '2000' }] } });
    expect(fakes.asked[0]).toMatchObject({ request: { type: 'CASE_TYPE_PRICE_DIFFERENCE', lines: [{ lowerUnitPriceMinor: '2000' }] } });
    expect(await harness.post('/api/v1/cases', customer, { ...asked, lines: [{ ...asked.lines[0], lowerUnitPriceMinor: '-1' }] }, 'key-9')).toMatchObject({ status: 400 });
  });

  it('are applied for in words of the trade, by customers for themselves, under their key and in their trace', async () => {
    const traceId = 'a'.repeat(32);
    const answer = await harness.ask('POST', '/api/v1/cases', { token: customer, body: application, headers: { 'idempotency-key': 'key-7', traceparent: `00-${traceId}-${'b'.repeat(16)}-01` } });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('location')).toBe(`/api/v1/cases/${caseNumber}`);
    expect(answer.headers.get('trace-id')).toBe(traceId);
    expect(answer.body).toMatchObject({ caseNumber, caseId, type: 'return', status: 'in_review', channel: 'api', result: null, refunded: null, lines: [{ reason: 'no_reason', condition: null, claimedMinor: '5100', received: 0 }] });
    expect(fakes.asked).toHaveLength(1);
    expect(fakes.asked[0]).toMatchObject({
      method: 'submitCase',
      request: { customerId: 'customer-1', orderId: 'order-1', type: 'CASE_TYPE_RETURN', lines: [{ reason: 'RETURN_REASON_NO_REASON', condition: 'CLAIMED_CONDITION_UNSPECIFIED' }] },
      metadata: { 'idempotency-key': 'key-7', principal: 'customer' },
    });
    // The department's span hangs on the call's, which hangs on the request's, which hangs on the caller's.
    const spans = harness.spans.getFinishedSpans();
    const call = spans.find(({ name }) => name === 'call IntakeService.submitCase');
    expect(fakes.asked[0]?.metadata['traceparent']).toBe(`00-${traceId}-${call?.spanContext().spanId}-01`);
    const request = spans.find(({ name }) => name === 'http POST /api/v1/cases');
    expect(call?.parentSpanContext?.spanId).toBe(request?.spanContext().spanId);
    expect(request?.parentSpanContext?.spanId).toBe('b'.repeat(16));
    expect(request?.attributes).toMatchObject({ 'case.id': caseId, 'http.route': '/api/v1/cases', 'http.response.status_code': 201 });
  });

  it('of refunds only say where the goods are, and show it', async () => {
    fakes.on('intake', 'submitCase', () => ({ case: { ...caseOf(), type: 'CASE_TYPE_REFUND_ONLY', refundOnlyKind: 'REFUND_ONLY_KIND_ON_THE_WAY', status: 'being_recalled' } }));
    const { status, body } = await harness.post('/api/v1/cases', customer, { ...application, type: 'refund_only', refundOnlyKind: 'on_the_way' });
    expect([status, body]).toMatchObject([201, { type: 'refund_only', refundOnlyKind: 'on_the_way', status: 'being_recalled' }]);
    expect(fakes.asked[0]?.request).toMatchObject({ type: 'CASE_TYPE_REFUND_ONLY', refundOnlyKind: 'REFUND_ONLY_KIND_ON_THE_WAY' });
    expect(await harness.post('/api/v1/cases', customer, { ...application, refundOnlyKind: 'somewhere' })).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
  });

  it('are logged with route, status, trace and case, and nothing that somebody typed', async () => {
    await harness.post('/api/v1/cases', customer, { ...application, evidence: [{ evidenceId: 'e-1', kind: 'photo', uri: 'https://example.com/wang-xiaoming.jpg' }] });
    await harness.get(`/api/v1/cases/${caseNumber}?x=1`, customer);
    const lines = harness.logLines.filter(({ msg }) => msg === 'request');
    expect(lines).toMatchObject([
      { method: 'POST', route: '/api/v1/cases', status: 201, case_id: caseId, trace_id: expect.stringMatching(/^[0-9a-f]{32}$/) },
      { method: 'GET', route: '/api/v1/cases/:number', status: 200, case_id: caseId },
    ]);
    expect(JSON.stringify(harness.logLines)).not.toMatch(/wang|customer-1|order-1|HL-/);
    expect(await harness.metrics.expose()).toMatch(/huiliu_http_requests_total\{method="POST",route="\/api\/v1\/cases",status="201"\} \d+/);
  });

  it('can be applied for by staff for any customer, whom they have to name, at the time when it came in', async () => {
    const body = { ...application, customerId: 'customer-9', requestedAt: '2026-11-01T10:00:00Z' };
    expect((await harness.post('/api/v1/cases', agent, body)).status).toBe(201);
    expect(fakes.asked[0]?.request).toMatchObject({ customerId: 'customer-9', requestedAt: '2026-11-01T10:00:00Z' });
    expect(await harness.post('/api/v1/cases', agent, application)).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', errors: [{ field: 'customerId', code: 'MISSING' }] } });
  });

  it('are not for customers to apply for in another’s name, or at another time', async () => {
    expect(await harness.post('/api/v1/cases', customer, { ...application, customerId: 'customer-2' })).toMatchObject({ status: 403, body: { code: 'NOT_YOUR_CUSTOMER' } });
    expect(await harness.post('/api/v1/cases', customer, { ...application, requestedAt: '2026-11-01T10:00:00Z' })).toMatchObject({ status: 400, body: { errors: [{ field: 'requestedAt' }] } });
    expect((await harness.post('/api/v1/cases', customer, { ...application, customerId: 'customer-1' })).status).toBe(201);
    expect(fakes.asked).toHaveLength(1);
  });

  it('that intake refuses are answered with its code, message and fields', async () => {
    fakes.on('intake', 'submitCase', () => {
      throw new HuiliuError('NOT_OFFERED', 'TYPE_NOT_OFFERED', 'cases of type inquiry are not offered here');
    });
    expect(await harness.post('/api/v1/cases', customer, { ...application, type: 'inquiry' })).toMatchObject({
      status: 422,
      body: { code: 'TYPE_NOT_OFFERED', detail: 'cases of type inquiry are not offered here', type: 'urn:huiliu:problem:type-not-offered' },
    });
  });

  it('are found by their number in any form that people write, which is intake’s to read', async () => {
    expect((await harness.get(`/api/v1/cases/${encodeURIComponent('hl 1dfg 59kf 0s4q x')}`, customer)).status).toBe(200);
    expect(fakes.asked[0]?.request).toEqual({ caseNumber: 'hl 1dfg 59kf 0s4q x' });
    expect(await harness.get(`/api/v1/cases/${'9'.repeat(25)}`, customer)).toMatchObject({ status: 400, body: { code: 'CASE_NUMBER_INVALID' } });
    expect(await harness.get('/api/v1/cases/%00', customer)).toMatchObject({ status: 400, body: { code: 'CASE_NUMBER_INVALID' } });
  });

  it('of others look to a customer exactly as if they were not there, whatever they ask', async () => {
    const ask = async (path: string, body?: object) => {
      const { status, body: problem } = body ? await harness.post(path, customer, body) : await harness.get(path, customer);
      return { status, problem: { ...problem, traceId: '' } };
    };
    const evidence = { evidenceId: 'e-1', kind: 'photo', uri: 'blob:1' };
    for (const [path, body] of [[''], ['/timeline'], ['/evidence', evidence], ['/cancel', {}]] as const) {
      fakes.on('intake', 'getCase', () => ({ case: caseOf({ customerId: 'customer-2' }) }));
      const others = await ask(`/api/v1/cases/${caseNumber}${path}`, body);
      fakes.on('intake', 'getCase', () => {
        throw new HuiliuError('NOT_FOUND', 'CASE_NOT_FOUND', `there is no case ${caseNumber}: check the number`);
      });
      const none = await ask(`/api/v1/cases/${caseNumber}${path}`, body);
      expect(others).toEqual(none);
      expect(others).toMatchObject({ status: 404, problem: { code: 'CASE_NOT_FOUND' } });
    }
    expect(fakes.asked.every(({ method }) => method === 'getCase')).toBe(true);
  });

  it('tell staff who decided by which rules, and customers what came of it', async () => {
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, reviewer)).body).toMatchObject({ decision: { decidedBy: 'reviewer-7', ruleIds: ['amount'] }, provenance: 'synthetic' });
    const forCustomer = (await harness.get(`/api/v1/cases/${caseNumber}`, customer)).body;
    expect(forCustomer).not.toHaveProperty('decision');
    expect(JSON.stringify(forCustomer)).not.toContain('reviewer-7');
  });

  it('read an enum that is newer than this version as not known', async () => {
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ type: 'CASE_TYPE_UNSPECIFIED', result: 'CASE_RESULT_REFUNDED', refunded: { amountMinor: '9007199254740993', currency: 'GBP' } }) }));
    expect((await harness.get(`/api/v1/cases/${caseNumber}`, agent)).body).toMatchObject({ type: null, result: 'refunded', refunded: { amountMinor: '9007199254740993', currency: 'GBP' } });
  });

  it('take evidence by reference', async () => {
    const evidence = { evidenceId: 'e-1', kind: 'photo', uri: 'blob:1' };
    fakes.on('intake', 'addEvidence', () => ({ case: caseOf({ evidence: [evidence] }) }));
    const answer = await harness.post(`/api/v1/cases/${caseNumber}/evidence`, customer, evidence, 'key-2');
    expect(answer).toMatchObject({ status: 201, body: { evidence: [evidence] } });
    expect(fakes.asked[1]).toMatchObject({ method: 'addEvidence', request: { caseId, evidence }, metadata: { 'idempotency-key': 'key-2', principal: 'customer' } });
  });

  it('of which something is out of stock show what may be had instead and what it costs, and the customer names one of them', async () => {
    const variants = [{ sku: 'CUP', unitPriceMinor: '1500', paidBack: { amountMinor: '1000', currency: 'CNY' } }, { sku: 'JAR', unitPriceMinor: '2300', paidOnTop: { amountMinor: '600', currency: 'CNY' } }];
    const choice = { number: 1, kind: 'out_of_stock', options: ['wait', 'other_variant', 'refund'], dueAt: '2026-11-13T08:00:00Z', byDefault: 'refund', chosen: '', chosenBy: '', variants, chosenSku: '' };
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ choice }) }));
    const shown = await harness.get(`/api/v1/cases/${caseNumber}`, customer);
    expect(shown.body).toMatchObject({ choice: { options: choice.options, chosenSku: null, variants: [{ ...variants[0], paidOnTop: null }, { ...variants[1], paidBack: null }] }, links: { choice: `/api/v1/cases/${caseNumber}/choice` } });
    fakes.on('intake', 'chooseResolution', () => ({ case: caseOf({ choice: { ...choice, options: [], variants: [], chosen: 'other_variant', chosenSku: 'CUP', chosenBy: 'customer' } }) }));
    expect(await harness.post(`/api/v1/cases/${caseNumber}/choice`, customer, { option: 'other_variant', sku: 'CUP' }, 'key-o1')).toMatchObject({ status: 200, body: { choice: { chosen: 'other_variant', chosenSku: 'CUP', variants: [] } } });
    expect(fakes.asked.filter(({ method }) => method === 'chooseResolution').map(({ request }) => request)).toEqual([{ caseId, resolution: 'RESOLUTION_OTHER_VARIANT', sku: 'CUP', chosenBy: 'customer' }]);
    // A price is nothing that a customer names.
    expect(await harness.post(`/api/v1/cases/${caseNumber}/choice`, customer, { option: 'other_variant', sku: 'CUP', unitPriceMinor: '1' })).toMatchObject({ status: 400 });
  });

  it('are cancelled by customers and by staff for them, who is asked stands with it, and the refusal says what to do', async () => {
    const cancellation = { reasonCode: 'CHANGED_MIND', askedBy: 'agent', askedAt: '2026-11-06T08:30:00Z', declinedCode: '', state: 'awaiting_agreement', agreeBy: '2026-11-07T08:30:00Z', agreedBy: '' };
    fakes.on('intake', 'cancelCase', () => ({ case: caseOf({ cancellation }) }));
    const answer = await harness.post(`/api/v1/cases/${caseNumber}/cancel`, customer, {}, 'key-5');
    expect(answer).toMatchObject({ status: 200, body: { caseNumber, cancellation: { reasonCode: 'CHANGED_MIND', askedAt: cancellation.askedAt, declinedCode: null, state: 'awaiting_agreement', agreeBy: cancellation.agreeBy } } });
    expect(JSON.stringify(answer.body['cancellation'])).not.toContain('agent');
    expect((await harness.post(`/api/v1/cases/${caseNumber}/cancel`, agent, { reasonCode: 'ORDERED_TWICE' }, 'key-6')).body).toMatchObject({ cancellation: { askedBy: 'agent' } });
    expect(fakes.asked.filter(({ method }) => method === 'cancelCase').map(({ request, metadata }) => [request, metadata['idempotency-key']])).toEqual([
      [{ caseId, reasonCode: 'CHANGED_MIND', askedBy: 'customer' }, 'key-5'],
      [{ caseId, reasonCode: 'ORDERED_TWICE', askedBy: 'agent' }, 'key-6'],
    ]);
    expect(await harness.post(`/api/v1/cases/${caseNumber}/cancel`, customer, { reasonCode: 'I am Wang' })).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST', errors: [{ field: 'reasonCode' }] } });
    fakes.on('intake', 'cancelCase', () => {
      throw new HuiliuError('CONFLICT', 'CANCEL_PARCEL_MOVING', 'the parcel is on its way');
    });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/cancel`, customer, {})).toMatchObject({ status: 409, body: { code: 'CANCEL_PARCEL_MOVING', detail: 'the parcel is on its way' } });
  });

  it('that have ended go on in another one, which is answered; both name each other', async () => {
    const [ref, again] = [{ caseId, caseNumber, orderId: 'order-1' }, { caseId: 'again-1', caseNumber: 'HL-AGAIN', orderId: 'order-1' }];
    const path = `/api/v1/cases/${caseNumber}`;
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ status: 'closed', result: 'CASE_RESULT_REJECTED' }) }));
    fakes.on('intake', 'reopenCase', () => ({ case: caseOf({ ref: again, reopens: ref }) }));
    expect((await harness.get(path, customer)).body).toMatchObject({ reopens: null, reopenedAs: null, links: { reopening: `${path}/reopening` } });
    const answer = await harness.post(`${path}/reopening`, customer, { reasonCode: 'STILL_FAULTY' }, 'key-7');
    expect(answer).toMatchObject({ status: 201, body: { caseNumber: 'HL-AGAIN', reopens: { caseNumber, caseId } } });
    expect(answer.headers.get('location')).toBe('/api/v1/cases/HL-AGAIN');
    await harness.post(`${path}/reopening`, agent, { reasonCode: 'NOT_HEARD', type: 'exchange', lines: [{ orderLineId: 'l1', quantity: 1 }] }, 'key-8');
    expect(fakes.asked.filter(({ method }) => method === 'reopenCase').map(({ request, metadata }) => [request, metadata['idempotency-key']])).toEqual([
      [{ caseId, reasonCode: 'STILL_FAULTY', askedBy: 'customer', lines: [], type: 'CASE_TYPE_UNSPECIFIED' }, 'key-7'],
      [{ caseId, reasonCode: 'NOT_HEARD', askedBy: 'agent', lines: [{ orderLineId: 'l1', quantity: 1 }], type: 'CASE_TYPE_EXCHANGE' }, 'key-8'],
    ]);
    expect(await harness.post(`${path}/reopening`, customer, { reasonCode: 'I am Wang', lines: [] })).toMatchObject({ status: 400, body: { errors: [{ field: 'reasonCode' }, { field: 'lines' }] } });
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ status: 'closed', result: 'CASE_RESULT_REJECTED', reopenedAs: again }) }));
    const named = (await harness.get(path, customer)).body;
    expect(named).toMatchObject({ reopenedAs: { caseNumber: 'HL-AGAIN', caseId: 'again-1' } });
    expect(named['links']).not.toHaveProperty('reopening');
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ customerId: 'customer-2', status: 'closed', result: 'CASE_RESULT_REJECTED' }) }));
    expect((await harness.post(`${path}/reopening`, customer, { reasonCode: 'STILL_FAULTY' })).status).toBe(404);
  });

  it('have a timeline, without the inner ids for customers', async () => {
    const entry = { eventId: 'e', type: 'huiliu.review.v1.CaseApproved', source: 'urn:huiliu:review', at: '2026-11-05T09:00:00Z', causeId: 'c', traceId: 't', spanId: 's', summary: 'Review: approved' };
    fakes.on('intake', 'getTimeline', () => ({ entries: [entry] }));
    expect((await harness.get(`/api/v1/cases/${caseNumber}/timeline`, agent)).body).toEqual({ caseNumber, entries: [{ ...entry }] });
    expect((await harness.get(`/api/v1/cases/${caseNumber}/timeline`, customer)).body).toEqual({ caseNumber, entries: [{ at: entry.at, type: entry.type, summary: entry.summary }] });
  });

  it('that the rules leave to a person are claimed and decided as whoever the token names', async () => {
    const task = { taskId: 'T-1', ref: { caseId, caseNumber, orderId: 'order-1' }, status: 'claimed', claimedBy: 'reviewer', dueAt: '2026-11-06T08:30:00Z', ruleIds: ['amount'], facts: { days: '3' } };
    for (const method of ['claimTask', 'decideTask']) fakes.on('review', method, () => ({ task }));
    fakes.on('review', 'listTasks', () => ({ tasks: [task], nextCursor: 'next' }));
    expect((await harness.get('/api/v1/review/tasks?limit=5&cursor=abc', reviewer)).body).toMatchObject({ tasks: [{ taskId: 'T-1', caseNumber, claimedBy: 'reviewer' }], nextCursor: 'next' });
    expect(await harness.post('/api/v1/review/tasks/T-1/claim', reviewer)).toMatchObject({ status: 200, body: { taskId: 'T-1' } });
    expect((await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'reject', reasonCode: 'NOT_JUSTIFIED' }, 'key-3')).status).toBe(200);
    expect(fakes.asked.map(({ method, request, metadata }) => [method, request, metadata['idempotency-key']])).toEqual([
      ['listTasks', { limit: 5, cursor: 'abc' }, undefined],
      ['claimTask', { taskId: 'T-1', reviewer: 'reviewer' }, 'key-1'],
      ['decideTask', { taskId: 'T-1', reviewer: 'reviewer', verdict: 'VERDICT_REJECT', reasonCode: 'NOT_JUSTIFIED', lines: [] }, 'key-3'],
    ]);
  });

  it('are approved in part, or wait for evidence', async () => {
    const lines = [{ caseLineId: 'line-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_FAULTY' }];
    const task = { taskId: 'T-1', ref: { caseId, caseNumber, orderId: 'order-1' }, status: 'awaiting_evidence', claimedBy: 'reviewer', dueAt: '2026-11-06T08:30:00Z', ruleIds: [], facts: {}, lines, round: 2, evidenceDueAt: '2026-11-09T08:30:00Z' };
    fakes.on('review', 'decideTask', () => ({ task }));
    await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'approve', reasonCode: 'NOT_JUSTIFIED', lines: [{ caseLineId: 'line-1', quantity: 1 }, { caseLineId: 'line-2', quantity: 0 }] }, 'key-4');
    const asked = await harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'request_evidence', reasonCode: 'PHOTO_OF_FAULT' }, 'key-5');
    expect(asked.body).toMatchObject({ status: 'awaiting_evidence', round: 2, evidenceDueAt: '2026-11-09T08:30:00Z', lines: [{ caseLineId: 'line-1', quantity: 2, reason: 'faulty' }] });
    expect(fakes.asked.map(({ request }) => request)).toMatchObject([
      { verdict: 'VERDICT_APPROVE', reasonCode: 'NOT_JUSTIFIED', lines: [{ caseLineId: 'line-1', quantity: 1 }, { caseLineId: 'line-2', quantity: 0 }] },
      { verdict: 'VERDICT_REQUEST_EVIDENCE', reasonCode: 'PHOTO_OF_FAULT', lines: [] },
    ]);
  });

  it('of price differences tell what is asked for each unit, and less may be given', async () => {
    const lines = [{ caseLineId: 'line-1', sku: '85123A', quantity: 2, reason: 'RETURN_REASON_OTHER', askedPerUnitMinor: '1000', lowerUnitPriceMinor: '9000' }];
    const task = { taskId: 'T-1', ref: { caseId, caseNumber, orderId: 'order-1' }, status: 'claimed', claimedBy: 'reviewer', dueAt: '2026-11-06T08:30:00Z', ruleIds: [], facts: {}, lines, round: 1 };
    fakes.on('review', 'decideTask', () => ({ task }));
    const decide = (amountPerUnitMinor: string, key: string) => harness.post('/api/v1/review/tasks/T-1/decision', reviewer, { verdict: 'approve', reasonCode: 'PRICE_OF_A_SALE', lines: [{ caseLineId: 'line-1', quantity: 2, amountPerUnitMinor }] }, key);
    expect(await decide('700', 'key-4')).toMatchObject({ status: 200, body: { lines: [{ askedPerUnitMinor: '1000', lowerUnitPriceMinor: '9000' }] } });
    expect(fakes.asked.map(({ request }) => request)).toMatchObject([{ lines: [{ caseLineId: 'line-1', quantity: 2, amountPerUnitMinor: '700' }] }]);
    expect(await decide('0', 'key-5')).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect(await decide('7.00', 'key-6')).toMatchObject({ status: 400 });
  });

  it('that are rejected are supplemented or accepted by whose they are', async () => {
    const rejected = caseOf({ status: 'rejected', supplementUntil: '2026-11-09T08:30:00Z' });
    fakes.on('intake', 'getCase', () => ({ case: rejected }));
    fakes.on('intake', 'supplementCase', () => ({ case: caseOf() }));
    fakes.on('intake', 'acceptRejection', () => ({ case: caseOf({ status: 'closed' }) }));
    const url = `/api/v1/cases/${caseNumber}`;
    expect((await harness.get(url, customer)).body).toMatchObject({ supplementUntil: '2026-11-09T08:30:00Z', links: { supplement: `${url}/supplement`, acceptance: `${url}/acceptance` } });
    const evidence = [{ evidenceId: 'e-1', kind: 'photo', uri: 'blob:1' }];
    expect(await harness.post(`${url}/supplement`, customer, { evidence, reason: 'it was broken' }, 'key-6')).toMatchObject({ status: 200, body: { status: 'in_review', supplementUntil: null } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'supplementCase', request: { caseId, evidence, reason: 'it was broken' }, metadata: { 'idempotency-key': 'key-6', principal: 'customer' } });
    expect(await harness.post(`${url}/acceptance`, customer, {}, 'key-7')).toMatchObject({ status: 200, body: { status: 'closed' } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'acceptRejection', request: { caseId } });
    fakes.on('intake', 'getSupplements', () => ({ supplements: [{ round: 2, at: '2026-11-09T08:00:00Z', reason: 'it was broken' }] }));
    expect((await harness.get(`${url}/supplements?purpose=to%20decide`, reviewer)).body).toEqual({ caseNumber, supplements: [{ round: 2, at: '2026-11-09T08:00:00Z', reason: 'it was broken' }] });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'getSupplements', request: { caseId, askedBy: 'reviewer', purpose: 'to decide' } });
    expect(await harness.get(`${url}/supplements`, reviewer)).toMatchObject({ status: 400, body: { errors: [{ field: 'purpose', code: 'MISSING' }] } });
    expect(JSON.stringify(harness.logLines)).not.toContain('broken');
  });

  it('show their money, parcel and goods in words, to those who handle them', async () => {
    const [finance, warehouse] = await Promise.all([harness.tokenOf(Role.finance), harness.tokenOf(Role.warehouse)]);
    const ref = { caseId, caseNumber, orderId: 'order-1' };
    const leg = { legId: 'leg-1', paymentId: 'p-1', amountMinor: '5100' };
    fakes.on('refund', 'getRefund', () => ({ ref, status: 'failed', refundId: 'r-1', total: { amountMinor: '5100', currency: 'GBP' }, lines: [], legs: [{ leg, status: 'failed', attempts: 3, lastCode: 'CARD_CLOSED', settledThrough: '', settledBy: '', reference: '' }], decidedBy: 'reviewer-7', approvedBy: '' }));
    fakes.on('refund', 'retryRefund', () => ({ legs: 1 }));
    fakes.on('logistics', 'getReturnShipment', () => ({ ref, status: 'in_transit', rmaNumber: 'RMA-1', trackingNumber: 'T-1', carrierCode: 'SF', sendBy: undefined, scans: [], further: [{ trackingNumber: 'T-2', carrierCode: 'SF', status: 'lost', scans: [], claim: { claimId: 'CLM-1', raisedAt: undefined } }] }));
    fakes.on('logistics', 'getOutboundRecall', () => ({ ref, status: 'recalling', stopAttempts: 2, trackingNumber: 'OUT-1', carrierCode: 'SF', intercept: true, reportBy: '2026-11-12T08:30:00Z', scans: [{ scanId: 's', status: 'in_transit', occurredAt: '2026-11-05T08:30:00Z', effective: false }], reasonCode: '' }));
    const graded = [{ quantity: 2, grade: 'GRADE_A', liability: 'LIABILITY_CUSTOMER', disposition: 'DISPOSITION_RESTOCK' }];
    fakes.on('warehouse', 'getArrival', () => ({ ref, status: 'inspected', taskId: 't', rmaNumber: 'RMA-1', trackingNumber: 'T-1', lines: [{ caseLineId: 'l', orderLineId: 'o', sku: 's', expected: 2, accepted: 2, short: 0, quarantined: 0, graded }] }));
    fakes.on('warehouse', 'getStock', () => ({ sku: '85123A', onHand: { a: '5' }, opening: '3' }));

    expect((await harness.get(`/api/v1/cases/${caseNumber}/refund`, finance)).body).toMatchObject({ refundId: 'r-1', total: { amountMinor: '5100' }, legs: [{ ...leg, status: 'failed', lastCode: 'CARD_CLOSED' }] });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/retry`, finance)).toMatchObject({ status: 200, body: { caseNumber, legs: 1 } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'retryRefund', request: { caseId, askedBy: 'finance' }, metadata: { principal: 'finance' } });
    const settled = { leg, status: 'settled', attempts: 3, lastCode: 'CARD_CLOSED', settledThrough: 'manual', settledBy: 'finance', reference: 'TRF-1' };
    const refund = (status: string, approvedBy: string, legs: readonly unknown[]) => ({ refund: { ref, status, refundId: 'r-1', total: { amountMinor: '5100', currency: 'GBP' }, lines: [], legs, decidedBy: 'reviewer-7', approvedBy } });
    fakes.on('refund', 'approveRefund', () => refund('requested', 'finance', []));
    fakes.on('refund', 'settleLegManually', () => refund('settled', '', [settled]));
    fakes.on('refund', 'listWaitingRefunds', () => ({ refunds: [{ ref, refundId: 'r-1', reason: 'WAITING_REASON_APPROVAL', total: { amountMinor: '5100', currency: 'GBP' }, decidedBy: 'reviewer-7', requestedAt: '2026-11-05T08:30:00Z', legs: [] }], nextCursor: 'next' }));
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/approval`, finance)).toMatchObject({ status: 200, body: { caseNumber, caseId, status: 'requested', decidedBy: 'reviewer-7', approvedBy: 'finance' } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'approveRefund', request: { caseId, approvedBy: 'finance' }, metadata: { principal: 'finance' } });
    const decline = { reasonCode: 'NOT_OUR_FAULT', declinedBy: 'finance', declinedAt: '2026-11-05T09:30:00Z', takeUpUntil: '2026-11-08T09:30:00Z', takenUpBy: '' };
    fakes.on('refund', 'declineRefund', () => ({ refund: { ...refund('declined', '', []).refund, decline } }));
    fakes.on('refund', 'takeUpRefund', () => ({ refund: { ...refund('awaiting_approval', '', []).refund, decline: { ...decline, takenUpBy: 'finance' } } }));
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/decline`, finance, { reasonCode: 'NOT_OUR_FAULT' })).toMatchObject({ status: 200, body: { status: 'declined', decline: { ...decline, takenUpBy: null } } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'declineRefund', request: { caseId, declinedBy: 'finance', reasonCode: 'NOT_OUR_FAULT' }, metadata: { principal: 'finance' } });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/decline`, finance, { reasonCode: 'because' }, 'key-lower')).toMatchObject({ status: 400 });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/take-up`, finance)).toMatchObject({ status: 200, body: { status: 'awaiting_approval', decline: { takenUpBy: 'finance' } } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'takeUpRefund', request: { caseId, takenUpBy: 'finance' } });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/manual-settlements`, finance, { legId: 'leg-1', bankReference: 'TRF-1' })).toMatchObject({ status: 200, body: { caseId, legs: [{ settledThrough: 'manual', settledBy: 'finance', reference: 'TRF-1' }] } });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'settleLegManually', request: { caseId, legId: 'leg-1', bankReference: 'TRF-1', settledBy: 'finance' }, metadata: { principal: 'finance' } });
    expect(await harness.post(`/api/v1/cases/${caseNumber}/refund/manual-settlements`, finance, { legId: 'leg-1', bankReference: 'for Ann' })).toMatchObject({ status: 400, body: { code: 'INVALID_REQUEST' } });
    expect((await harness.get('/api/v1/refunds/waiting?reason=approval&limit=5&cursor=abc', finance)).body).toMatchObject({ refunds: [{ caseNumber, reason: 'approval', decidedBy: 'reviewer-7', links: { refund: `/api/v1/cases/${caseNumber}/refund` } }], nextCursor: 'next' });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'listWaitingRefunds', request: { reason: 'WAITING_REASON_APPROVAL', limit: 5, cursor: 'abc' } });
    expect((await harness.get(`/api/v1/cases/${caseNumber}/return-shipment`, warehouse)).body).toMatchObject({ status: 'in_transit', sendBy: null, further: [{ trackingNumber: 'T-2', carrierCode: 'SF', status: 'lost', claim: { claimId: 'CLM-1', raisedAt: null }, scans: [] }] });
    expect((await harness.get(`/api/v1/cases/${caseNumber}/outbound-recall`, warehouse)).body).toMatchObject({ caseNumber, status: 'recalling', stopAttempts: 2, answerBy: null, trackingNumber: 'OUT-1', intercept: true, reportBy: '2026-11-12T08:30:00Z', writeOffAt: null, claim: null, reasonCode: null, scans: [{ scanId: 's', effective: false }] });
    expect((await harness.get(`/api/v1/cases/${caseNumber}/arrival`, warehouse)).body).toMatchObject({ lines: [{ graded: [{ quantity: 2, grade: 'a', liability: 'customer', disposition: 'restock' }] }] });
    expect((await harness.get('/api/v1/stock/85123A', warehouse)).body).toEqual({ sku: '85123A', onHand: { a: '5' }, opening: '3' });
  });

  it('that are stopped are seen, replayed and discarded by operations, in any department, as whoever the token names', async () => {
    const ops = await harness.tokenOf(Role.ops);
    fakes.on('refund', 'listParked', () => ({ events: [{ subject: 'case:1', position: '1', eventId: 'e', type: 't', source: 's', sequence: '2', reason: 'r', attempts: 1, since: '2026-11-05T08:30:00Z' }] }));
    fakes.on('refund', 'replayParked', () => ({ replayed: 1, remaining: 2, reason: 'r' }));
    fakes.on('feedback', 'discardParked', () => ({ remaining: 0 }));
    expect((await harness.get('/api/v1/ops/refund/parked?subject=case:1&limit=7', ops)).body).toMatchObject({ events: [{ eventId: 'e', reason: 'r' }] });
    expect((await harness.get('/api/v1/ops/review/waiting', ops)).body).toEqual({ events: [] });
    expect((await harness.post('/api/v1/ops/refund/parked/replay', ops, { subject: 'case:1' })).body).toEqual({ replayed: 1, remaining: 2, reason: 'r' });
    expect((await harness.post('/api/v1/ops/feedback/parked/discard', ops, { subject: 'case:1', eventId: 'e', reason: 'sent twice' })).status).toBe(200);
    expect(fakes.asked.map(({ department, method, request }) => [department, method, request])).toEqual([
      ['refund', 'listParked', { subject: 'case:1', limit: 7 }],
      ['review', 'listWaiting', { subject: '', limit: 0 }],
      ['refund', 'replayParked', { subject: 'case:1' }],
      ['feedback', 'discardParked', { subject: 'case:1', eventId: 'e', reason: 'sent twice', discardedBy: 'ops' }],
    ]);
    fakes.on('refund', 'replayManyParked', () => ({ subjects: 3, replayed: 4, remaining: 1, unblocked: 2 }));
    expect((await harness.post('/api/v1/ops/refund/parked/replay-many', ops, { type: 't', limit: 9 }, 'key-2')).body).toEqual({ subjects: 3, replayed: 4, remaining: 1, unblocked: 2 });
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'replayManyParked', request: { type: 't', limit: 9 } });
    expect((await harness.post('/api/v1/ops/refund/parked/discard-many', ops, { type: 't', reason: 'sent twice' }, 'key-3')).status).toBe(200);
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'discardManyParked', request: { type: 't', limit: 0, reason: 'sent twice', discardedBy: 'ops' } });
    expect(await harness.post('/api/v1/ops/refund/parked/discard-many', ops, { reason: 'all of them' }, 'key-4')).toMatchObject({ status: 400, body: { errors: [{ field: 'type', code: 'MISSING' }] } });
    expect((await harness.get('/api/v1/ops/refund/timers?dueBefore=2026-11-05T08:30:00Z', ops)).status).toBe(200);
    expect(fakes.asked.at(-1)).toMatchObject({ method: 'listTimers', request: { dueBefore: '2026-11-05T08:30:00Z', limit: 0 } });
    expect(await harness.get('/api/v1/ops/kitchen/parked', ops)).toMatchObject({ status: 404, body: { code: 'DEPARTMENT_NOT_FOUND' } });
  });

  it('can be acted on by people whose names are not ASCII', async () => {
    const token = await harness.issuer.issue({ subject: '王小明', roles: [Role.agent] });
    expect((await harness.post('/api/v1/cases', token, { ...application, customerId: 'c' })).status).toBe(201);
    expect(fakes.asked[0]?.metadata['principal']).toBe(encodeURIComponent('王小明'));
  });
});
