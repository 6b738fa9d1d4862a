import { createHmac, randomBytes } from 'node:crypto';
import { InspectionTaskIssued, ReturnShipmentAnnounced, type InspectionReported, type WebhooksServiceMethods } from '@huiliu/contracts';
import { errorOf, startDepartment, type RunningDepartment } from '@huiliu/testing';
import { webhooks } from '../src/department';
import { Receiver } from './receiver';

jest.setTimeout(60_000);

const newSecret = (): string => `whsec_${randomBytes(32).toString('base64')}`;
const [oldSecret, nextSecret, carrierSecret, senderSecret] = [newSecret(), newSecret(), newSecret(), newSecret()];
const bytesOf = (secret: string): Buffer => Buffer.from(secret.slice(6), 'base64');
const signed = (secret: string, id: string, timestamp: string, body: string): string => `v1,${createHmac('sha256', bytesOf(secret)).update(`${id}.${timestamp}.${body}`).digest('base64')}`;

describe('outside systems over HTTP, for real', () => {
  let department: RunningDepartment<WebhooksServiceMethods>;
  let wms: Receiver;
  let carrier: Receiver;
  beforeAll(async () => {
    [wms, carrier] = [await Receiver.open(), await Receiver.open()];
    department = await startDepartment(webhooks, {
      settings: {
        HUILIU_WEBHOOK_WMS_URL: wms.url,
        HUILIU_WEBHOOK_WMS_SECRETS: `${oldSecret},${nextSecret}`,
        HUILIU_WEBHOOK_WMS_SENDER_SECRETS: senderSecret,
        HUILIU_WEBHOOK_CARRIER_URL: carrier.url,
        HUILIU_WEBHOOK_CARRIER_SECRETS: carrierSecret,
        HUILIU_WEBHOOK_FIRST_PAUSE_MS: '20',
        HUILIU_WEBHOOK_LONGEST_PAUSE_MS: '100',
        HUILIU_WEBHOOK_GIVE_UP_AFTER_MS: '60000',
        HUILIU_WEBHOOK_TIMEOUT_MS: '500',
      },
      // Two calls at a time for each of the two systems.
      limits: { intentBatch: 4 },
    });
  });
  afterAll(async () => {
    await department?.stop();
    await wms?.close();
    await carrier?.close();
  });
  afterEach(() => {
    wms.answer = carrier.answer = () => 204;
  });

  let count = 0;
  const newCase = (): string => `case-${++count}`;
  const task = (caseId: string, taskId = `task-${caseId}`): InspectionTaskIssued => ({
    ref: { caseId, caseNumber: 'HL-1', orderId: '' },
    taskId,
    rmaNumber: '',
    trackingNumber: '',
    lines: [{ caseLineId: 'l1', sku: 'A', expectedQuantity: 2, reason: 'RETURN_REASON_FAULTY' }],
  });
  const announcement = (caseId: string): ReturnShipmentAnnounced => ({ ref: { caseId, caseNumber: 'HL-1', orderId: '' }, rmaNumber: 'R-1', trackingNumber: 'T-1', carrierCode: 'any', sendBy: '2026-12-01T00:00:00Z' });
  const tell = (caseId: string, id: string): Promise<string> => department.tell(InspectionTaskIssued, `case:${caseId}`, task(caseId, id), { id });
  const delivered = (caseId: string, ids: readonly string[]): Promise<void> => department.until(`${ids.join(', ')} delivered`, () => ids.every((id) => wms.idsOf(`case:${caseId}`).includes(id)));
  const idle = (): Promise<void> => department.until('nothing on its way', async () => (await department.rows('SELECT 1 FROM intent WHERE open UNION ALL SELECT 1 FROM waiting')).length === 0);
  const parked = (): Promise<{ event_id: string; reason: string }[]> => department.rows('SELECT event_id, reason FROM parked ORDER BY position');

  it('delivers an event as a CloudEvent, signed with every secret, once', async () => {
    const caseId = newCase();
    await tell(caseId, 'once');
    await department.tellAgain('once');
    await delivered(caseId, ['once']);
    await idle();
    const all = wms.received.filter(({ event }) => event.subject === `case:${caseId}`);
    expect(all).toHaveLength(1);
    const [{ headers, body, event } = all[0]!] = all;
    expect(event).toMatchObject({ specversion: '1.0', id: 'once', source: 'urn:warehouse', type: InspectionTaskIssued.type, subject: `case:${caseId}`, datacontenttype: 'application/json', data: task(caseId, 'once') });
    expect(headers['content-type']).toBe('application/cloudevents+json');
    expect(headers['webhook-id']).toBe('once');
    const timestamp = headers['webhook-timestamp'] ?? '';
    expect(Math.abs(Number(timestamp) - Date.now() / 1000)).toBeLessThan(30);
    expect(headers['webhook-signature']?.split(' ')).toEqual([oldSecret, nextSecret].map((secret) => signed(secret, 'once', timestamp, body)));
  });

  it('puts lanes aside on which nothing is on its way, and takes them up again where they were', async () => {
    const caseId = newCase();
    await tell(caseId, 'before-rest');
    await delivered(caseId, ['before-rest']);
    await idle();
    const kept = (schema: string) => department.rows<{ delivered: number; calls: number }>(`SELECT delivered, (SELECT count(*)::int FROM ${schema}.intent WHERE id = lane_id) AS calls FROM ${schema}.lane WHERE lane_id = $1`, [`webhook:wms/case:${caseId}`]);
    await department.rows(`SELECT archive_page(0, 1000000, 'infinity')`);
    expect(await kept('public')).toEqual([]);
    expect(await kept('whole')).toEqual([{ delivered: 1, calls: 1 }]);
    await tell(caseId, 'after-rest');
    await delivered(caseId, ['before-rest', 'after-rest']);
    await idle();
    expect(await kept('public')).toEqual([{ delivered: 2, calls: 1 }]);
  });

  it('keeps the order of a subject however often the endpoint fails, and goes on with others meanwhile', async () => {
    const [bad, good] = [newCase(), newCase()];
    let failures = 6;
    wms.answer = ({ event }) => (event.subject === `case:${bad}` && failures-- > 0 ? 503 : 200);
    const ids = ['a', 'b', 'c', 'd'];
    for (const id of ids) await tell(bad, id);
    await tell(good, 'other');
    await delivered(good, ['other']);
    await delivered(bad, ids);
    await idle();
    expect(wms.idsOf(`case:${bad}`)).toEqual([...Array.from({ length: 6 }, () => 'a'), ...ids]);
  });

  it('lets no system wait for one that never answers', async () => {
    wms.answer = () => undefined;
    const slow = Array.from({ length: 12 }, newCase);
    for (const caseId of slow) await tell(caseId, `slow-${caseId}`);
    await department.until('the slow one is busy', () => wms.received.some(({ event }) => event.id.startsWith('slow')));
    const started = Date.now();
    const cases = Array.from({ length: 12 }, newCase);
    for (const caseId of cases) await department.tell(ReturnShipmentAnnounced, `case:${caseId}`, announcement(caseId));
    await department.until('all delivered to the carrier', () => cases.every((caseId) => carrier.idsOf(`case:${caseId}`).length === 1));
    expect(Date.now() - started).toBeLessThan(3_000);
    expect(new Set(wms.received.filter(({ event }) => event.id.startsWith('slow')).map(({ event }) => event.id)).size).toBeLessThan(12);
    wms.answer = () => 200;
    for (const caseId of slow) await delivered(caseId, [`slow-${caseId}`]);
    await idle();
  });

  it('parks what an endpoint refuses for good, with what comes after it, until it is replayed', async () => {
    const caseId = newCase();
    let refuse = true;
    wms.answer = ({ event }) => (event.subject !== `case:${caseId}` || !refuse ? 200 : event.id === 'first' ? 503 : 410);
    for (const id of ['first', 'second', 'third']) await tell(caseId, id);
    await department.until('the first is tried', () => wms.idsOf(`case:${caseId}`).length > 1);
    wms.answer = ({ event }) => (event.subject === `case:${caseId}` && refuse ? 410 : 200);
    await department.until('parked', async () => (await parked()).length === 3);
    await tell(caseId, 'fourth');
    await department.until('parked behind', async () => (await parked()).length === 4);
    expect((await parked()).map(({ event_id }) => event_id)).toEqual(['first', 'second', 'third', 'fourth']);
    expect((await parked())[0]?.reason).toMatch(/^WEBHOOK_REFUSED: .*410/);
    refuse = false;
    const before = wms.idsOf(`case:${caseId}`).length;
    // As operations do at the gateway.
    await operations(department).replay(`webhook:wms/case:${caseId}`);
    await delivered(caseId, ['second', 'third', 'fourth']);
    await idle();
    expect(wms.idsOf(`case:${caseId}`).slice(before)).toEqual(['first', 'second', 'third', 'fourth']);
    expect(await parked()).toEqual([]);
  });

  it('goes on without an event that operations discard', async () => {
    const caseId = newCase();
    wms.answer = ({ event }) => (event.id === 'gone' ? 410 : 200);
    await tell(caseId, 'gone');
    await tell(caseId, 'after');
    await department.until('parked', async () => (await parked()).length === 2);
    const { discard, replay } = operations(department);
    await discard(`webhook:wms/case:${caseId}`, 'gone');
    await replay(`webhook:wms/case:${caseId}`);
    await delivered(caseId, ['after']);
    await idle();
    expect(await parked()).toEqual([]);
  });

  it('parks what could not be delivered for so long, and says what was tried', async () => {
    const caseId = newCase();
    wms.answer = ({ event }) => (event.subject === `case:${caseId}` ? 500 : 200);
    department.now = new Date();
    await tell(caseId, 'never');
    await department.until('tried', () => wms.idsOf(`case:${caseId}`).length > 0);
    department.now = new Date(department.now.getTime() + 61_000);
    await department.until('parked', async () => (await parked()).length === 1);
    expect((await parked())[0]?.reason).toMatch(/^WEBHOOK_UNDELIVERED: 2 tries since .*answers 500/);
    wms.answer = () => 200;
    await operations(department).replay(`webhook:wms/case:${caseId}`);
    await department.until('delivered', async () => (await department.rows('SELECT 1 FROM lane WHERE lane_id = $1 AND delivered = 1', [`webhook:wms/case:${caseId}`])).length === 1);
  });

  it('hears nothing for a system that has no endpoint', async () => {
    const read = (await department.rows<{ topic: string }>('SELECT DISTINCT topic FROM consumer_offset ORDER BY topic')).map(({ topic }) => topic);
    expect(read).toEqual(['integration.carrier.return-shipments.v1', 'integration.wms.inspection-tasks.v1']);
  });

  const report = (caseId: string, overrides: Partial<InspectionReported> = {}): InspectionReported => ({ caseId, taskId: 't', reportId: `r-${caseId}`, findings: [], final: true, inspectedAt: '2026-11-16T08:00:00Z', ...overrides });
  const cloudEvent = (id: string, data: object, overrides: object = {}): string =>
    JSON.stringify({ specversion: '1.0', id, source: 'urn:shop:wms', type: 'huiliu.integration.v1.InspectionReported', subject: 'case:in', time: '2026-11-16T08:00:00Z', traceparent: '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01', hlcause: 'task-event', data, ...overrides });
  const send = (body: string, { secret = senderSecret, id = 'm-1', at = Date.now(), system = 'wms', signature }: { secret?: string; id?: string; at?: number; system?: string; signature?: string } = {}) => {
    const timestamp = String(Math.floor(at / 1000));
    return department.client.takeEvent({ system, webhookId: id, webhookTimestamp: timestamp, webhookSignature: signature ?? signed(secret, id, timestamp, body), body });
  };

  it('takes a signed event and publishes it as the system itself would have', async () => {
    const body = cloudEvent('in-1', report('in'));
    expect(await send(body)).toEqual({ source: 'urn:shop:wms', id: 'in-1' });
    expect(await send(body, { id: 'm-2' })).toEqual({ source: 'urn:shop:wms', id: 'in-1' });
    const said = await department.hear('case:in', 1);
    expect(said).toHaveLength(1);
    expect(said[0]).toMatchObject({ topic: 'integration.wms.inspection-results.v1', id: 'in-1', source: 'urn:shop:wms', type: 'huiliu.integration.v1.InspectionReported', time: '2026-11-16T08:00:00.000Z', causeId: 'task-event', sequence: undefined, data: report('in') });
    expect(said[0]?.traceparent).toBe('00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01');
    expect(await errorOf(send(cloudEvent('in-1', report('in', { reportId: 'another' }))))).toBe('UNPROCESSABLE EVENT_ID_REUSED');
  });

  it('keeps the order in which a system has sent them', async () => {
    const ids = Array.from({ length: 20 }, (_, index) => `ordered-${index}`);
    for (const id of ids) await send(cloudEvent(id, report('ordered'), { subject: 'case:ordered' }));
    expect((await department.hear('case:ordered', 20)).map(({ id }) => id)).toEqual(ids);
  });

  const good = cloudEvent('in-2', report('in-2'), { subject: 'case:refused' });
  it.each([
    ['an unknown system', () => send(good, { system: 'crm' }), 'NOT_FOUND OUTSIDE_SYSTEM_UNKNOWN'],
    ['another secret', () => send(good, { secret: carrierSecret }), 'UNAUTHENTICATED WEBHOOK_SIGNATURE_WRONG'],
    ['the secret of the other direction', () => send(good, { secret: oldSecret }), 'UNAUTHENTICATED WEBHOOK_SIGNATURE_WRONG'],
    ['a signature of something else', () => send(good, { signature: signed(senderSecret, 'm-1', '1', good) }), 'UNAUTHENTICATED WEBHOOK_SIGNATURE_WRONG'],
    ['no signature', () => send(good, { signature: '' }), 'UNAUTHENTICATED WEBHOOK_HEADERS_MISSING'],
    ['a message of six minutes ago', () => send(good, { at: Date.now() - 360_000 }), 'UNAUTHENTICATED WEBHOOK_TIMESTAMP_OFF'],
    ['a message of the future', () => send(good, { at: Date.now() + 360_000 }), 'UNAUTHENTICATED WEBHOOK_TIMESTAMP_OFF'],
    ['no JSON', () => send('{'), 'INVALID_ARGUMENT NOT_A_CLOUDEVENT'],
    ['no CloudEvent', () => send('[]'), 'INVALID_ARGUMENT NOT_A_CLOUDEVENT'],
    ['a source of ours', () => send(cloudEvent('x', report('x'), { source: 'urn:huiliu:review' })), 'INVALID_ARGUMENT NOT_A_CLOUDEVENT'],
    ['another kind of subject', () => send(cloudEvent('x', report('x'), { subject: 'order:1' })), 'INVALID_ARGUMENT NOT_A_CLOUDEVENT'],
    ['a type of another system', () => send(cloudEvent('x', report('x'), { type: 'huiliu.integration.v1.TrackingReported' })), 'FORBIDDEN EVENT_TYPE_NOT_YOURS'],
    ['a type between departments', () => send(cloudEvent('x', report('x'), { type: 'huiliu.review.v1.CaseApproved' })), 'FORBIDDEN EVENT_TYPE_NOT_YOURS'],
    ['data that breaks the contract', () => send(cloudEvent('x', { ...report('x'), findings: [{ caseLineId: 'l' }] })), 'UNPROCESSABLE EVENT_INVALID'],
  ])('refuses %s, and publishes nothing', async (_, attempt, code) => {
    expect(await errorOf(attempt())).toBe(code);
    expect(department.published.filter(({ subject }) => subject === 'case:refused' || subject === 'case:x')).toEqual([]);
  });

  it('raised no alarm in all of this', () => {
    expect(department.alarms).toEqual([]);
  });
});

const operations = ({ parking }: RunningDepartment<WebhooksServiceMethods>) => ({
  replay: (subject: string) => parking.replay(subject),
  discard: (subject: string, eventId: string) => parking.discard(subject, eventId, 'ops-1', 'not needed'),
});
