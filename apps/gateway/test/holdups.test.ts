import { HuiliuError, Role } from '@huiliu/platform';
import { departmentNames } from '../src/departments/names';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('why a case does not go on', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let ops: string;

  beforeAll(async () => {
    await harness.start();
    ops = await harness.tokenOf(Role.ops);
  });
  afterAll(() => harness.stop());
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'getCase', () => ({ case: caseOf({ status: 'refunding', waitingFor: 'payment provider: pays the refund' }) }));
    for (const name of departmentNames) fakes.on(name, 'lookAtSubject', () => ({ department: name, known: true }));
  });

  const ask = () => harness.get(`/api/v1/cases/${caseNumber}/holdups`, ops);

  it('is nothing when it goes its way; all departments are asked about the case', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({ caseNumber, status: 'refunding', waitingFor: 'payment provider: pays the refund', stuck: false, because: [], unavailable: [] });
    const asked = fakes.asked.filter(({ method, department }) => method === 'lookAtSubject' && department !== 'webhooks');
    expect(asked.map(({ department }) => department).sort()).toEqual([...departmentNames].sort());
    expect(new Set(asked.map(({ request }) => request['subject']))).toEqual(new Set([`case:${caseId}`]));
  });

  it('is told in words, with what to do, the gravest first', async () => {
    const since = '2026-11-05T08:30:00Z';
    const parked = (type: string) => ({ subject: `case:${caseId}`, position: '1', eventId: 'e', type, source: 'urn:huiliu:review', sequence: '1', reason: 'ORDER_LINE_NOT_FOUND', attempts: 1, since });
    fakes.on('refund', 'lookAtSubject', () => ({ department: 'refund', known: true, blocked: true, parked: [parked('huiliu.review.v1.CaseApproved'), parked('huiliu.warehouse.v1.ItemsInspected')], calls: [{ id: 'leg-1', kind: 'leg', attempts: 3, dueAt: since }] }));
    fakes.on('logistics', 'lookAtSubject', () => ({ department: 'logistics', known: true, timers: [{ subject: `case:${caseId}`, kind: 'send-by', dueAt: since }, { subject: `case:${caseId}`, kind: 'later', dueAt: '9999-01-01T00:00:00.000Z' }] }));
    fakes.on('warehouse', 'lookAtSubject', () => ({ department: 'warehouse', known: true, waiting: [{ subject: `case:${caseId}`, eventId: 'w', type: 'integration.X', source: 's', sequence: '0', waitsFor: 'order:1', reason: 'the order has not arrived', attempts: 0, since }] }));
    const { body } = await ask();
    expect(body['stuck']).toBe(true);
    expect(body['because']).toEqual([
      `refund: stopped by huiliu.review.v1.CaseApproved since ${since}: ORDER_LINE_NOT_FOUND; 1 later event waits behind it. Remove the cause, then replay it`,
      `logistics: send-by was due at ${since} and has not run: look for TIMER_FAILED in its log`,
      `refund: leg leg-1 was tried 3 times; the next try is at ${since}`,
      `warehouse: integration.X waits for order:1 since ${since}: the order has not arrived`,
    ]);
  });

  it('is an outside system that does not take what it is to be told over HTTP', async () => {
    const dueAt = '2026-11-05T08:30:00Z';
    const lane = `webhook:wms/case:${caseId}`;
    fakes.on('webhooks', 'lookAtSubject', ({ subject }) => (subject === lane ? { department: 'webhooks', known: true, calls: [{ id: lane, kind: 'deliver to wms', attempts: 7, dueAt }] } : {}));
    const { body } = await ask();
    expect(body).toMatchObject({ stuck: true, because: [`webhooks: deliver to wms ${lane} was tried 7 times; the next try is at ${dueAt}`] });
    expect(body['departments']).toHaveLength(departmentNames.length + 1);
    fakes.on('webhooks', 'lookAtSubject', () => {
      throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'the database is away');
    });
    expect((await ask()).body).toMatchObject({ unavailable: [{ department: 'webhooks', code: 'DATABASE_AWAY' }] });
  });

  it('names departments that do not answer, with what the others say', async () => {
    fakes.on('review', 'lookAtSubject', () => {
      throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'the database is away');
    });
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({ stuck: true, unavailable: [{ department: 'review', code: 'DATABASE_AWAY' }] });
    expect(body['because']).toEqual(['review does not answer (DATABASE_AWAY): what it has for this case waits until it does']);
    expect(body['departments']).toHaveLength(departmentNames.length - 1);
  });
});
