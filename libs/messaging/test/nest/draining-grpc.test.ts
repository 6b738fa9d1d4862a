import { dirname, join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { fromBinary } from '@bufbuild/protobuf';
import { FileDescriptorProtoSchema } from '@bufbuild/protobuf/wkt';
import { credentials, loadPackageDefinition, type ChannelCredentials, type Client, type ClientDuplexStream, type ClientReadableStream } from '@grpc/grpc-js';
import { loadSync as load, type PackageDefinition } from '@grpc/proto-loader';
import { createClient, OpsService, type ListWaitingResponse } from '@huiliu/contracts';
import { freePort } from '@huiliu/testing';
import { DrainingGrpc } from '../../src/nest/draining-grpc';

jest.setTimeout(30_000);

/** A server whose calls take until `answer` is called, and a client with one of them under way. */
async function underWay() {
  const address = `127.0.0.1:${await freePort()}`;
  const grpc = new DrainingGrpc({ url: address, services: [OpsService] });
  let answer: () => void = () => undefined;
  const answered = new Promise<void>((resolve) => (answer = resolve));
  let reached: () => void = () => undefined;
  const arrived = new Promise<void>((resolve) => (reached = resolve));
  const handler = async (): Promise<ListWaitingResponse> => {
    reached();
    await answered;
    return { events: [] };
  };
  grpc.addHandler({ service: 'OpsService', rpc: 'ListWaiting', streaming: 'no_stream' }, handler);
  await new Promise<void>((resolve, reject) => void grpc.listen((error?: unknown) => (error === undefined ? resolve() : reject(error as Error))));
  const client = createClient(OpsService, address);
  const call = client.listWaiting({ subject: '', limit: 1 });
  call.catch(() => undefined);
  await arrived;
  return { grpc, client, call, answer, address };
}

describe('the end of the gRPC server', () => {
  it('takes no more calls, but answers those under way', async () => {
    const { grpc, client, call, answer } = await underWay();
    try {
      const drained = grpc.drain(20_000);
      await expect(client.listWaiting({ subject: '', limit: 1 })).rejects.toMatchObject({ code: 14 });
      answer();
      expect(await call).toEqual({ events: [] });
      await drained;
      await grpc.close();
    } finally {
      client.close();
    }
  });

  it('cuts off after its grace who can’t be answered, and may be asked for twice', async () => {
    const { grpc, client, call } = await underWay();
    try {
      await Promise.all([grpc.drain(100), grpc.drain(100)]);
      await expect(call).rejects.toMatchObject({ code: 14 });
      await grpc.close();
    } finally {
      client.close();
    }
  });
});

describe('what any gRPC client may ask', () => {
  it('is whether it serves; and it says so no longer as soon as it drains', async () => {
    const { grpc, client, call, answer, address } = await underWay();
    const health = new (loadPackageDefinition(loadSync(healthProto)) as unknown as HealthPackage).grpc.health.v1.Health(address, credentials.createInsecure());
    try {
      const check = (service: string): Promise<string> => new Promise((resolve, reject) => health.check({ service }, (error, reply) => (error ? reject(error) : resolve(reply?.status ?? ''))));
      expect(await Promise.all(['', 'huiliu.ops.v1.OpsService'].map(check))).toEqual(['SERVING', 'SERVING']);
      await expect(check('huiliu.nobody.v1.Nobody')).rejects.toMatchObject({ code: 5 });
      const seen: string[] = [];
      const watching = health.watch({ service: '' });
      watching.on('data', ({ status }: { status: string }) => void seen.push(status)).on('error', () => undefined);
      while (seen.length === 0) await nextTurn();
      const drained = grpc.drain(300);
      while (seen.length === 1) await nextTurn();
      expect(seen).toEqual(['SERVING', 'NOT_SERVING']);
      answer();
      await call;
      await drained;
      await grpc.close();
    } finally {
      health.close();
      client.close();
    }
  });

  it('is which services there are, and what they are made of', async () => {
    const { grpc, client, answer, call, address } = await underWay();
    const reflection = new (loadPackageDefinition(loadSync(reflectionProto)) as unknown as ReflectionPackage).grpc.reflection.v1.ServerReflection(address, credentials.createInsecure());
    try {
      const ask = (question: object): Promise<Record<string, unknown>> =>
        new Promise((resolve, reject) => {
          const stream = reflection.serverReflectionInfo();
          stream.on('data', (reply: Record<string, unknown>) => resolve(reply)).on('error', reject);
          stream.write(question);
          stream.end();
        });
      expect(await ask({ listServices: '' })).toMatchObject({ listServicesResponse: { service: [{ name: 'huiliu.ops.v1.OpsService' }] } });
      const { fileDescriptorResponse } = (await ask({ fileContainingSymbol: 'huiliu.ops.v1.ListParkedRequest' })) as { fileDescriptorResponse: { fileDescriptorProto: Buffer[] } };
      const names = fileDescriptorResponse.fileDescriptorProto.map((bytes) => fromBinary(FileDescriptorProtoSchema, bytes).name);
      expect(names).toContain('huiliu/ops/v1/service.proto');
      expect(await ask({ fileContainingSymbol: 'huiliu.nobody.v1.Nobody' })).toMatchObject({ errorResponse: { errorCode: 5 } });
      answer();
      await call;
      await grpc.drain(1_000);
      await grpc.close();
    } finally {
      reflection.close();
      client.close();
    }
  });
});

const healthProto = join(dirname(require.resolve('grpc-health-check/package.json')), 'proto/health/v1/health.proto');
const reflectionProto = join(dirname(require.resolve('@grpc/reflection/package.json')), 'build/proto/grpc/reflection/v1/reflection.proto');
const loadSync = (path: string): PackageDefinition => load(path, { longs: String, enums: String, defaults: false, oneofs: true });

interface HealthPackage {
  readonly grpc: { readonly health: { readonly v1: { readonly Health: new (address: string, credentials: ChannelCredentials) => HealthClient } } };
}
interface HealthClient extends Client {
  check(request: { service: string }, callback: (error: Error | null, reply?: { status: string }) => void): void;
  watch(request: { service: string }): ClientReadableStream<{ status: string }>;
}
interface ReflectionPackage {
  readonly grpc: { readonly reflection: { readonly v1: { readonly ServerReflection: new (address: string, credentials: ChannelCredentials) => ReflectionClient } } };
}
interface ReflectionClient extends Client {
  serverReflectionInfo(): ClientDuplexStream<object, Record<string, unknown>>;
}
