import { clientOfKafka, Network } from './network';

const spec = (env: Record<string, string>) => ({ name: 'refund-1', entry: 'x', opsPort: 1, env });

describe('the network between processes', () => {
  const networks: Network[] = [];
  const network = (enabled = true): Network => {
    const made = new Network(enabled);
    networks.push(made);
    return made;
  };
  afterEach(async () => {
    for (const made of networks.splice(0)) await made.close();
  });

  it('puts a proxy before everything that a process reaches, and leaves the rest of what it is told', async () => {
    const before = { DATABASE_URL: 'postgres://me:secret@127.0.0.1:5000/huiliu_refund', HUILIU_PAYMENT_PROVIDER_URL: 'http://127.0.0.1:6000', HUILIU_REVIEW_GRPC: '127.0.0.1:7001,127.0.0.1:7002', HUILIU_GRPC_PORT: '9' };
    const { env } = await network().adjust(spec(before));
    expect(env['DATABASE_URL']).toMatch(/^postgres:\/\/me:secret@127\.0\.0\.1:\d+\/huiliu_refund$/);
    expect(env['HUILIU_PAYMENT_PROVIDER_URL']).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    expect(env['HUILIU_REVIEW_GRPC']).toMatch(/^127\.0\.0\.1:\d+,127\.0\.0\.1:\d+$/);
    expect(env['HUILIU_GRPC_PORT']).toBe('9');
    for (const name of ['DATABASE_URL', 'HUILIU_PAYMENT_PROVIDER_URL', 'HUILIU_REVIEW_GRPC'] as const) expect(env[name]).not.toBe(before[name]);
  });

  it('knows its links by who and whom, and says which there are when asked for another', async () => {
    const own = network();
    await own.adjust(spec({ DATABASE_URL: 'postgres://127.0.0.1:5000/x', HUILIU_REVIEW_GRPC: '127.0.0.1:7001,127.0.0.1:7002' }));
    for (const link of ['refund-1→postgres', 'refund-1→review-1', 'refund-1→review-2']) expect(() => own.clear(link)).not.toThrow();
    expect(() => own.clear('refund-1→bus')).toThrow(/refund-1→postgres/);
  });

  it('is not there when nobody wants to break it', async () => {
    const env = { DATABASE_URL: 'postgres://127.0.0.1:5000/x' };
    expect((await network(false).adjust(spec(env))).env).toEqual(env);
    expect(await network(false).beforeBroker(1, '127.0.0.1:9')).toBe('127.0.0.1:9');
  });

  it('tells a client of Kafka by the id in its request', () => {
    const request = (id: string): Buffer => {
      const header = Buffer.alloc(14);
      header.writeInt16BE(id === '' ? -1 : Buffer.byteLength(id), 12);
      return Buffer.concat([header, Buffer.from(id), Buffer.from([0])]);
    };
    expect(clientOfKafka(request('refund-1'))).toBe('refund-1');
    expect(clientOfKafka(request(''))).toBeUndefined();
    expect(clientOfKafka(request('refund-1').subarray(0, 15))).toBeUndefined();
    expect(clientOfKafka(Buffer.from('short'))).toBeUndefined();
  });
});
