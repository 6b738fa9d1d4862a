import { HuiliuError } from '@huiliu/platform';
import { Harness, type Answered } from './harness';

// The machine may be busy with everything else.
jest.setTimeout(60_000);

const headers = { 'content-type': 'application/cloudevents+json', 'webhook-id': 'm-1', 'webhook-timestamp': '1796000000', 'webhook-signature': 'v1,abc=' };
const body = '{ "specversion":"1.0",  "id" : "e-1" }';

describe('the door for outside systems', () => {
  const harness = new Harness();
  beforeAll(() => harness.start(undefined, { HUILIU_RATE_STAFF_PER_SECOND: '5', HUILIU_RATE_BURST_SECONDS: '2' }));
  afterAll(() => harness.stop());
  beforeEach(() => harness.reset());

  const send = (system: string, more: { body?: string; headers?: Record<string, string> } = {}): Promise<Answered> => harness.ask('POST', `/api/v1/outside/${system}/events`, { body, headers, ...more });

  it('passes on what was signed, to the letter, and answers 202 once it is kept', async () => {
    harness.fakes.on('webhooks', 'takeEvent', () => ({ source: 'urn:shop:wms', id: 'e-1' }));
    expect(await send('wms')).toMatchObject({ status: 202, body: { source: 'urn:shop:wms', id: 'e-1' } });
    expect(harness.fakes.asked).toMatchObject([{ department: 'webhooks', method: 'takeEvent', request: { system: 'wms', webhookId: 'm-1', webhookTimestamp: '1796000000', webhookSignature: 'v1,abc=', body } }]);
  });

  it('says what is wrong, in the caller\'s language, and how to say who one is', async () => {
    harness.fakes.on('webhooks', 'takeEvent', () => {
      throw new HuiliuError('UNAUTHENTICATED', 'WEBHOOK_SIGNATURE_WRONG', 'no signature is right');
    });
    const refused = await send('carrier', { headers: { ...headers, 'accept-language': 'zh-CN' } });
    expect(refused).toMatchObject({ status: 401, body: { code: 'WEBHOOK_SIGNATURE_WRONG', detail: expect.stringContaining('签名') } });
    expect(refused.headers.get('www-authenticate')).toBe('Webhook realm="huiliu"');
  });

  it('has no door for systems that it does not know', async () => {
    expect(await send('nobody')).toMatchObject({ status: 404, body: { code: 'OUTSIDE_SYSTEM_UNKNOWN' } });
    expect(harness.fakes.asked).toEqual([]);
  });

  it.each(['application/json', 'text/plain'])('takes no %s: what was signed has to come as it is', async (type) => {
    expect(await send('crm', { headers: { ...headers, 'content-type': type } })).toMatchObject({ status: 415 });
    expect(harness.fakes.asked).toEqual([]);
  });

  it('takes no body that is too large', async () => {
    expect(await send('crm', { body: 'x'.repeat(30_000) })).toMatchObject({ status: 413, body: { code: 'BODY_TOO_LARGE' } });
  });

  it('lets CloudEvents in nowhere else', async () => {
    expect(await harness.ask('POST', '/api/v1/cases', { token: await harness.tokenOf('agent'), body, headers: { ...headers, 'idempotency-key': 'k' } })).toMatchObject({ status: 415 });
  });

  it('slows down a system that sends too fast, and no other', async () => {
    const answers = await Promise.all(Array.from({ length: 30 }, () => send('finance')));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([202, 429]));
    expect(await send('wms')).toMatchObject({ status: 202 });
  });

  it('is away while the service behind it is', async () => {
    harness.fakes.stopOne('webhooks');
    expect(await send('wms')).toMatchObject({ status: 503 });
  });
});
