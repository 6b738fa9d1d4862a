import { setTimeout as sleep } from 'node:timers/promises';
import { HuiliuError, Role } from '@huiliu/platform';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';
import { Listener, until } from './live-listener';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('live events', () => {
  const harness = new Harness();
  const { fakes } = harness;
  const listeners: Listener[] = [];
  let agent: string;
  let reviewer: string;
  /** What intake holds: a line of the timeline per position. */
  let positions: number[];

  const listen = async (path: string, token: string, last?: string): Promise<Listener> => {
    const listener = await new Listener().open(`${harness.url}${path}`, token, last);
    listeners.push(listener);
    return listener;
  };
  const casePath = `/api/v1/cases/${caseNumber}/events`;

  beforeAll(async () => {
    await harness.start(undefined, { HUILIU_LIVE_LOOK_MS: '20', HUILIU_LIVE_LISTENERS: '40' });
    [agent, reviewer] = await Promise.all([harness.tokenOf(Role.agent), harness.tokenOf(Role.reviewer)]);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    positions = [3, 5];
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ status: `status-${positions.at(-1)}` }) }));
    fakes.on('intake', 'lookForNews', ({ caseIds }) => ({ news: (caseIds as string[]).map((id) => ({ caseId: id, position: String(positions.at(-1)) })) }));
    fakes.on('intake', 'getTimeline', ({ afterPosition }) => ({
      entries: positions.filter((position) => position > Number(afterPosition)).map((position) => ({ eventId: `e${position}`, type: 't', source: 's', at: undefined, causeId: '', traceId: '', spanId: '', summary: `line ${position}`, position: String(position) })),
    }));
  });
  afterEach(async () => {
    const heard = listeners.splice(0);
    for (const listener of heard) listener.close();
    await sleep(50);
    for (const { path, events } of heard) for (const { name, data } of events) harness.conformance.checkEvent(path, name, data);
  });

  it('of a case tell at once how it stands, as a GET would, and then each time it moves on', async () => {
    const listener = await listen(casePath, agent);
    expect([listener.status, listener.contentType]).toEqual([200, 'text/event-stream; charset=utf-8']);
    await until('the first event', () => listener.events.length === 1);
    positions.push(9);
    await until('the second event', () => listener.events.length === 2);
    const { body } = await harness.get(`/api/v1/cases/${caseNumber}`, agent);
    expect(listener.events[1]).toMatchObject({ id: '9', name: 'case', data: { case: body, news: [{ summary: 'line 9' }] } });
    expect(listener.events[0]).toMatchObject({ id: '5', data: { news: [{ summary: 'line 3' }, { summary: 'line 5' }] } });
    await sleep(100);
    expect(listener.events).toHaveLength(2);
  });

  it('go on after the id that the listener had last: nothing twice, nothing left out', async () => {
    const upToDate = await listen(casePath, agent, '5');
    const behind = await listen(casePath, agent, '3');
    await until('what it has missed', () => behind.events.length === 1);
    expect(behind.events[0]).toMatchObject({ id: '5', data: { news: [{ summary: 'line 5' }] } });
    positions.push(8);
    await until('both', () => upToDate.events.length === 1 && behind.events.length === 2);
    expect(upToDate.events.map(({ id }) => id)).toEqual(['8']);
  });

  it('cost one look and one answer for all who follow the same case', async () => {
    const all = await Promise.all(Array.from({ length: 30 }, () => listen(casePath, agent, '5')));
    await sleep(100);
    harness.reset();
    fakes.on('intake', 'lookForNews', ({ caseIds }) => ({ news: (caseIds as string[]).map((id) => ({ caseId: id, position: '6' })) }));
    fakes.on('intake', 'getTimeline', () => ({ entries: [{ eventId: 'e6', summary: 'line 6', position: '6' }] }));
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    await until('all', () => all.every(({ events }) => events.length === 1));
    expect(fakes.asked.filter(({ method }) => method === 'getTimeline')).toHaveLength(1);
    expect(fakes.asked.filter(({ method }) => method === 'lookForNews').every(({ request }) => (request['caseIds'] as string[]).length === 1)).toBe(true);
  });

  it('stay open while intake is away, and go on when it is back', async () => {
    const listener = await listen(casePath, agent, '5');
    await until('the look at its beginning', () => fakes.asked.some(({ method }) => method === 'getTimeline'));
    fakes.on('intake', 'lookForNews', () => {
      throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'away');
    });
    positions.push(7);
    await sleep(100);
    expect([listener.events.length, listener.ended]).toEqual([0, false]);
    fakes.on('intake', 'lookForNews', ({ caseIds }) => ({ news: (caseIds as string[]).map((id) => ({ caseId: id, position: '7' })) }));
    await until('the event', () => listener.events.length === 1);
  });

  it('stop being looked for when nobody listens any more', async () => {
    const listener = await listen(casePath, agent, '5');
    await until('a look', () => fakes.asked.some(({ method }) => method === 'lookForNews'));
    listener.close();
    await sleep(200);
    harness.reset();
    await sleep(100);
    expect(fakes.asked).toEqual([]);
  });

  it('are a customer\'s own alone, in the customer\'s words', async () => {
    const token = await harness.tokenOf(Role.customer);
    const own = await listen(casePath, token);
    await until('the event', () => own.events.length === 1);
    expect(own.events[0]?.data['case']).not.toHaveProperty('decision');
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ customerId: 'somebody-else' }) }));
    expect(await harness.get(casePath, token)).toMatchObject({ status: 404, body: { code: 'CASE_NOT_FOUND' } });
  });

  it('refuse an id that is none, and one listener too many, with what to do', async () => {
    expect(await harness.ask('GET', casePath, { token: agent, headers: { 'last-event-id': 'yesterday' } })).toMatchObject({ status: 400, body: { code: 'LAST_EVENT_ID_INVALID' } });
    await Promise.all(Array.from({ length: 40 }, () => listen(casePath, agent, '5')));
    const refused = await harness.get(casePath, agent);
    expect(refused).toMatchObject({ status: 429, body: { code: 'TOO_MANY_LISTENERS' } });
    expect(Number(refused.headers.get('retry-after'))).toBeGreaterThan(0);
  });

  it('of the queue of review tell it whole when it has changed', async () => {
    const task = { taskId: 'T-1', ref: { caseId, caseNumber, orderId: 'order-1' }, status: 'open', claimedBy: '', dueAt: '2026-11-05T08:30:00Z', ruleIds: ['amount'], facts: {} };
    let tasks = [task];
    fakes.on('review', 'listTasks', () => ({ tasks, nextCursor: '' }));
    const listener = await listen('/api/v1/review/tasks/events', reviewer);
    await until('the queue', () => listener.events.length === 1);
    expect(listener.events[0]).toMatchObject({ name: 'tasks', data: { tasks: [{ taskId: 'T-1' }] } });
    const again = await listen('/api/v1/review/tasks/events', reviewer, listener.events[0]?.id);
    tasks = [];
    await until('both', () => listener.events.length === 2 && again.events.length === 1);
    expect(again.events[0]?.data).toEqual({ tasks: [], nextCursor: null });
    expect(again.events[0]?.id).toBe(listener.events[1]?.id);
  });

  it('tells the warehouse of its exceptions, while review is away', async () => {
    const storekeeper = await harness.tokenOf(Role.warehouse);
    let exceptions = [{ exceptionId: 'X-1-over', kind: 'EXCEPTION_KIND_OVER', status: 'open', owner: 'warehouse', claimedBy: '', lines: [], resolutions: [] }];
    fakes.on('warehouse', 'listExceptions', () => ({ exceptions, nextCursor: '' }));
    fakes.on('review', 'listTasks', () => {
      throw new HuiliuError('UNAVAILABLE', 'AWAY', 'away');
    });
    const [listener] = [await listen('/api/v1/warehouse/exceptions/events', storekeeper), await listen('/api/v1/review/tasks/events', reviewer)];
    await until('the queue', () => listener.events.length === 1);
    expect(listener.events[0]).toMatchObject({ name: 'exceptions', data: { exceptions: [{ exceptionId: 'X-1-over', kind: 'over', claimedBy: null }] } });
    exceptions = [];
    await until('that it is empty', () => listener.events.length === 2);
    expect(listener.events[1]?.data).toEqual({ exceptions: [], nextCursor: null });
  });
});

describe('a gateway that stops', () => {
  it('ends its streams in good order, and takes no new ones', async () => {
    const harness = new Harness();
    await harness.start();
    try {
      harness.fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
      const listener = await new Listener().open(`${harness.url}/api/v1/cases/${caseNumber}/events`, await harness.tokenOf(Role.agent), '5');
      harness.server.drain();
      await until('its end', () => listener.ended);
      expect(await harness.get(`/api/v1/cases/${caseNumber}/events`, await harness.tokenOf(Role.agent))).toMatchObject({ status: 503, body: { code: 'STOPPING' } });
    } finally {
      await harness.stop();
    }
  });
});
