import * as grpc from '@grpc/grpc-js';
import { fromGrpcError, toGrpcError } from '../src/errors/grpc';
import { HuiliuError } from '../src/errors/huiliu-error';

const text = { serialize: (value: string) => Buffer.from(value), deserialize: (bytes: Buffer) => bytes.toString() };
const method = {
  path: '/test.Test/Fail',
  requestStream: false as const,
  responseStream: false as const,
  requestSerialize: text.serialize,
  requestDeserialize: text.deserialize,
  responseSerialize: text.serialize,
  responseDeserialize: text.deserialize,
};

describe('errors through a real gRPC server', () => {
  let server: grpc.Server;
  let client: grpc.Client;
  let thrown: unknown;

  beforeAll(async () => {
    server = new grpc.Server();
    server.addService({ Fail: method }, { Fail: (_call: unknown, answer: grpc.sendUnaryData<string>) => answer(toGrpcError(thrown, { error: () => undefined })) });
    const port = await new Promise<number>((resolve, reject) =>
      server.bindAsync('127.0.0.1:0', grpc.ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound))),
    );
    client = new grpc.Client(`127.0.0.1:${port}`, grpc.credentials.createInsecure());
  });

  afterAll(() => {
    client.close();
    server.forceShutdown();
  });

  const call = (): Promise<unknown> =>
    new Promise((resolve) => {
      client.makeUnaryRequest(method.path, text.serialize, text.deserialize, 'request', (error) => resolve(fromGrpcError(error)));
    });

  it('arrive whole, even with the largest content', async () => {
    thrown = new HuiliuError('UNPROCESSABLE', 'UNIT_SPENT', '该商品已在另一售后单中。'.repeat(200), {
      fields: Array.from({ length: 200 }, (_, index) => ({ field: `lines[${index}]`, message: '数量不足' })),
    });
    const received = (await call()) as HuiliuError;
    expect(received).toMatchObject({ kind: 'UNPROCESSABLE', code: 'UNIT_SPENT' });
    expect(received.message).toMatch(/^该商品已在另一售后单中。/);
    expect(received.fields?.length).toBeGreaterThan(0);
  });

  it('of unknown origin keep their id', async () => {
    thrown = new Error('secret');
    const received = (await call()) as HuiliuError;
    expect(received).toMatchObject({ kind: 'INTERNAL', errorId: expect.stringMatching(/^err_/) });
    expect(received.message).not.toContain('secret');
  });
});
