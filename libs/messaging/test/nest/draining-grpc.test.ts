import { createClient, grpcPackages, OpsService, type ListWaitingResponse } from '@huiliu/contracts';
import { freePort } from '@huiliu/testing';
import { DrainingGrpc } from '../../src/nest/draining-grpc';

jest.setTimeout(30_000);

/** A server whose calls take until `answer` is called, and a client with one of them under way. */
async function underWay() {
  const address = `127.0.0.1:${await freePort()}`;
  const grpc = new DrainingGrpc({ url: address, ...grpcPackages([OpsService]) });
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
  return { grpc, client, call, answer };
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
