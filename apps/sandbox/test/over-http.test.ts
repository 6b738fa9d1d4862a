import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { InspectionTaskIssued } from '@huiliu/contracts';
import { decode, encode, type Batch, type OutgoingMessage } from '@huiliu/messaging';
import { RefusedError } from '../src/history/publish';
import { HttpOutlet } from '../src/systems/over-http/http-outlet';
import { isSigned, signatureOf } from '../src/systems/over-http/signature';
import { startWebhookServer, type WebhookServer } from '../src/systems/over-http/webhook-server';

const secret = `whsec_${Buffer.from('a secret of the trade, of 32 byte').toString('base64')}`;
const message = encode({ id: 'e-1', type: InspectionTaskIssued.type, source: 'urn:huiliu:warehouse', subject: 'case:c1', time: '2026-11-05T08:00:00.000Z', sequence: undefined, epoch: undefined, traceparent: undefined, causeId: 'why', value: '{"taskId":"t"}' });

describe('what the sandbox says over HTTP', () => {
  let gateway: Server;
  let status = 202;
  const got: { path: string | undefined; signed: boolean; body: string }[] = [];
  let outlet: HttpOutlet;
  beforeAll(async () => {
    gateway = createServer((request, response) => {
      let body = '';
      request.setEncoding('utf8').on('data', (part: string) => (body += part));
      request.on('end', () => {
        got.push({ path: request.url, signed: isSigned([secret], request.headers, body), body });
        response.writeHead(status).end('{"code":"SOME_CODE"}');
      });
    });
    await new Promise<void>((resolve) => gateway.listen(0, '127.0.0.1', resolve));
    outlet = new HttpOutlet({ gatewayUrl: `http://127.0.0.1:${(gateway.address() as AddressInfo).port}/`, system: 'wms', secret });
  });
  afterAll(() => {
    gateway.closeAllConnections();
    gateway.close();
  });

  it('is signed, a CloudEvent, and in order', async () => {
    const second: OutgoingMessage = encode({ ...(decode({ ...message, offset: 0 }) as { envelope: Parameters<typeof encode>[0] }).envelope, id: 'e-2' });
    await outlet.publish('any', [message, second]);
    expect(got.map(({ path, signed }) => [path, signed])).toEqual([['/api/v1/outside/wms/events', true], ['/api/v1/outside/wms/events', true]]);
    expect(got.map(({ body }) => JSON.parse(body) as unknown)).toMatchObject([{ id: 'e-1', specversion: '1.0', subject: 'case:c1', hlcause: 'why', data: { taskId: 't' } }, { id: 'e-2' }]);
  });

  it.each([400, 403, 422])('is refused for good by a %d', async (answer) => {
    status = answer;
    await expect(outlet.publish('any', [message])).rejects.toEqual(new RefusedError(`${answer} SOME_CODE`));
  });

  it.each([401, 404, 429, 503])('is worth another try after a %d, and nobody knows what became of it', async (answer) => {
    status = answer;
    const error: unknown = await outlet.publish('any', [message]).catch((thrown: unknown) => thrown);
    expect([error instanceof Error, error instanceof RefusedError]).toEqual([true, false]);
  });
});

describe('what the sandbox is told over HTTP', () => {
  let server: WebhookServer;
  const taken: Batch[] = [];
  let fails = false;
  beforeAll(async () => {
    const take = async (batch: Batch): Promise<void> => {
      if (fails) throw new Error('not now');
      taken.push(batch);
    };
    server = await startWebhookServer('127.0.0.1', 0, new Map([['wms', { secrets: ['whsec_b3RoZXI=', secret], take }]]), () => undefined);
  });
  afterAll(() => server.close());

  const body = JSON.stringify({ specversion: '1.0', id: 'e-1', source: 'urn:huiliu:warehouse', type: InspectionTaskIssued.type, subject: 'case:c1', time: '2026-11-05T08:00:00.000Z', hlcause: 'why', data: { taskId: 't' } });
  const send = async (path: string, with_: string, at = Math.floor(Date.now() / 1000)): Promise<number> => {
    const timestamp = String(at);
    const headers = { 'webhook-id': 'm', 'webhook-timestamp': timestamp, 'webhook-signature': `v1,AAAA ${signatureOf(with_, 'm', timestamp, body)}` };
    return (await fetch(`http://127.0.0.1:${server.port}${path}`, { method: 'POST', headers, body })).status;
  };

  it('is the same as over the bus', async () => {
    expect(await send('/wms', secret)).toBe(204);
    expect(taken).toMatchObject([{ topic: 'integration.wms.inspection-tasks.v1' }]);
    expect(decode(taken[0]?.messages[0] as Batch['messages'][number])).toMatchObject({ ok: true, envelope: { id: 'e-1', source: 'urn:huiliu:warehouse', subject: 'case:c1', causeId: 'why', value: '{"taskId":"t"}' } });
  });

  it('is not taken unsigned, late, or for nobody, and is asked for again when it could not be answered', async () => {
    expect(await send('/wms', 'whsec_d3Jvbmc=')).toBe(401);
    expect(await send('/wms', secret, Math.floor(Date.now() / 1000) - 400)).toBe(401);
    expect(await send('/carrier', secret)).toBe(404);
    fails = true;
    expect(await send('/wms', secret)).toBe(503);
    expect(taken).toHaveLength(1);
  });
});
