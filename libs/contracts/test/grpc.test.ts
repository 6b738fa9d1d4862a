import { Metadata, Server, ServerCredentials, status, type handleUnaryCall, type UntypedServiceImplementation } from '@grpc/grpc-js';
import { ServerGrpc } from '@nestjs/microservices';
import { createServer, type AddressInfo } from 'node:net';
import {
  IntakeService,
  ReviewService,
  createClient,
  grpcPackages,
  serviceDefinition,
  validateRequest,
  type CaseView,
  type ListTasksRequest,
  type ListTasksResponse,
  type ServiceClient,
  type IntakeServiceMethods,
  type SubmitCaseRequest,
} from '../src';

type Handler = handleUnaryCall<unknown, unknown>;

const request: SubmitCaseRequest = {
  customerId: 'customer-1',
  orderId: 'order-1',
  type: 'CASE_TYPE_RETURN',
  lines: [{ orderLineId: 'line-1', quantity: 2, reason: 'RETURN_REASON_FAULTY', condition: 'CLAIMED_CONDITION_USED' }],
  evidence: [],
  requestedAt: undefined,
};

const view: CaseView = {
  ref: { caseId: 'case-1', caseNumber: 'R-1', orderId: 'order-1' },
  type: 'CASE_TYPE_RETURN',
  status: 'submitted',
  customerId: 'customer-1',
  channel: 'CHANNEL_API',
  requestedAt: '2026-11-05T08:30:00Z',
  lines: [],
  evidence: [],
  result: 'CASE_RESULT_UNSPECIFIED',
  reasonCodes: [],
  refunded: { amountMinor: '9007199254740993', currency: 'CNY' },
  rmaNumber: '',
  trackingNumber: '',
  waitingFor: 'review',
  decision: { policyVersion: '1', ruleIds: ['window'], decidedBy: 'rules', decidedAt: '2026-11-05T08:30:00.123456789Z', facts: { days: '3' } },
  provenance: 'PROVENANCE_REAL',
  requestId: '',
  exceptions: [],
};

async function serve(handlers: UntypedServiceImplementation, at = 0): Promise<{ address: string; server: Server }> {
  const server = new Server();
  server.addService(serviceDefinition(IntakeService), handlers);
  const port = await new Promise<number>((resolve, reject) => {
    server.bindAsync(`127.0.0.1:${at}`, ServerCredentials.createInsecure(), (error, bound) => (error ? reject(error) : resolve(bound)));
  });
  return { address: `127.0.0.1:${port}`, server };
}

describe('a service on grpc-js', () => {
  let server: Server;
  let address: string;
  let client: ServiceClient<IntakeServiceMethods>;
  const seen: { request: unknown; metadata: Metadata }[] = [];

  beforeAll(async () => {
    const submit: Handler = (call, answer) => {
      seen.push({ request: call.request, metadata: call.metadata });
      const checked = validateRequest(IntakeService, 'submitCase')(call.request);
      if (checked.ok) answer(null, { case: view });
      else answer({ code: status.INVALID_ARGUMENT, details: checked.errors.map((each) => `${each.path} ${each.message}`).join('; ') });
    };
    const get: Handler = (call, answer) => {
      seen.push({ request: call.request, metadata: call.metadata });
      answer(null, {});
    };
    const brokenAnswer: Handler = (_call, answer) => answer(null, { case: { ...view, customerId: 5 } });
    const refuse: Handler = (_call, answer) => answer({ code: status.PERMISSION_DENIED, details: 'not for you' });
    const neverAnswer: Handler = () => undefined;
    const handlers = { SubmitCase: submit, GetCase: get, AddEvidence: brokenAnswer, GetContact: refuse, GetTimeline: neverAnswer };
    ({ server, address } = await serve(handlers));
    client = createClient(IntakeService, address);
  });
  beforeEach(() => seen.splice(0));
  afterAll(() => {
    client.close();
    server.forceShutdown();
  });

  it('carries request and answer in exactly the generated shapes, 64-bit amounts and nanoseconds included', async () => {
    const answer = await client.submitCase(request, { metadata: { 'idempotency-key': 'key-1' } });
    expect(answer).toEqual({ case: view });
    const { requestedAt: _missing, ...sent } = request;
    expect(seen[0]?.request).toStrictEqual(sent);
    expect(seen[0]?.metadata.get('idempotency-key')).toEqual(['key-1']);
  });

  it('gives the handler defaults for what binary leaves out, and no value for a member of a oneof that is not set', async () => {
    await client.getCase({ caseNumber: 'R-1' });
    expect(seen[0]?.request).toStrictEqual({ caseNumber: 'R-1' });
    await client.submitCase({ ...request, lines: [] }).catch(() => undefined);
    expect(seen[1]?.request).toMatchObject({ lines: [], evidence: [] });
  });

  it('refuses what breaks the rules, with the place and without the value', async () => {
    const broken = { ...request, customerId: '', lines: [{ ...request.lines[0], quantity: 0 }] } as SubmitCaseRequest;
    await expect(client.submitCase(broken)).rejects.toMatchObject({
      code: status.INVALID_ARGUMENT,
      details: 'customerId must not be empty; lines[0].quantity must be at least 1',
    });
  });

  it('rejects with the status that the server gave', async () => {
    await expect(client.getContact({ customerId: 'c', askedBy: 'a', purpose: 'p' })).rejects.toMatchObject({ code: status.PERMISSION_DENIED, details: 'not for you' });
  });

  it('ends a call at its deadline and at the caller’s signal', async () => {
    await expect(client.getTimeline({ caseId: 'case-1', afterPosition: '0' }, { deadlineMs: 50 })).rejects.toMatchObject({ code: status.DEADLINE_EXCEEDED });
    await expect(client.getTimeline({ caseId: 'case-1', afterPosition: '0' }, { signal: AbortSignal.timeout(50) })).rejects.toMatchObject({ code: status.CANCELLED });
    await expect(client.getTimeline({ caseId: 'case-1', afterPosition: '0' }, { signal: AbortSignal.abort() })).rejects.toMatchObject({ code: status.CANCELLED });
  });

  it('fails the call, not the process, when a value does not fit the contract', async () => {
    const evidence = { evidenceId: 'e', kind: 'photo', uri: 'u' };
    await expect(client.addEvidence({ caseId: 'case-1', evidence })).rejects.toMatchObject({ code: status.INTERNAL });
    await expect(client.submitCase({ ...request, customerId: 5 } as unknown as SubmitCaseRequest)).rejects.toMatchObject({ code: status.INTERNAL });
  });
});

describe('several addresses', () => {
  it('takes turns among servers and goes on with those that are left', async () => {
    const counts = [0, 0];
    const count = (index: number): { GetCase: Handler } => ({
      GetCase: (_call, answer) => {
        counts[index] = (counts[index] ?? 0) + 1;
        answer(null, {});
      },
    });
    const [first, second] = await Promise.all([serve(count(0)), serve(count(1))]);
    const client = createClient(IntakeService, `${first.address}, ${second.address}`);
    const ask = () => client.getCase({ caseId: 'case-1' });
    try {
      // Both connections are made in their own time: ask until each has answered.
      for (let tries = 0; tries < 500 && counts.some((each) => each === 0); tries++) await ask();
      expect(counts.every((each) => each > 0)).toBe(true);
      first.server.forceShutdown();
      const before = counts[1] ?? 0;
      // A call may still go to the dead one until its connection is seen to be gone: then it is made again, and nobody is told.
      for (let calls = 0; calls < 10; calls++) await ask();
      expect(counts[1]).toBe(before + 10);
    } finally {
      client.close();
      second.server.forceShutdown();
    }
  });

  it('makes a call again, with the same key, at another server when its own is gone in the middle', async () => {
    const keys: string[] = [];
    let cut: () => void = () => undefined;
    const submit = (answering: boolean): { SubmitCase: Handler } => ({
      SubmitCase: (call, answer) => {
        keys.push(call.metadata.get('idempotency-key').join());
        if (answering) answer(null, { case: view });
        else cut();
      },
    });
    const [first, second] = await Promise.all([serve(submit(false)), serve(submit(true))]);
    cut = () => first.server.forceShutdown();
    const client = createClient(IntakeService, `${first.address},${second.address}`);
    try {
      for (let call = 1; !keys.some((key, index) => key === keys[index + 1]) && call <= 50; call++) {
        expect(await client.submitCase(request, { metadata: { 'idempotency-key': `key-${call}` } })).toEqual({ case: view });
      }
      expect(keys.filter((key, index) => key === keys[index + 1])).toHaveLength(1);
    } finally {
      client.close();
      second.server.forceShutdown();
    }
  });

  it('asks a server that can be reached and forbids it no second time', async () => {
    let asked = 0;
    const metadata = new Metadata();
    metadata.set('grpc-retry-pushback-ms', '-1');
    const away: Handler = (_call, answer) => (asked++, answer({ code: status.UNAVAILABLE, details: 'the database is away', metadata }));
    const { address, server } = await serve({ GetCase: away });
    const client = createClient(IntakeService, address);
    try {
      await expect(client.getCase({ caseId: 'case-1' })).rejects.toMatchObject({ code: status.UNAVAILABLE, details: 'the database is away' });
      expect(asked).toBe(1);
    } finally {
      client.close();
      server.forceShutdown();
    }
  });

  it('says soon that nobody is there, and finds who came back at once, however long it was away', async () => {
    const port = await freePort();
    const client = createClient(IntakeService, `127.0.0.1:${port}`);
    const ask = (): Promise<unknown> => client.getCase({ caseId: 'case-1' }, { deadlineMs: 30_000 });
    try {
      await expect(ask()).rejects.toMatchObject({ code: status.UNAVAILABLE });
      // By now the pauses between two tries to connect have grown as long as they get.
      for (const until = Date.now() + 4_000; Date.now() < until; ) await expect(ask()).rejects.toMatchObject({ code: status.UNAVAILABLE });
      const { server } = await serve({ GetCase: (_call: unknown, answer: (error: null, value: object) => void) => answer(null, {}) }, port);
      const back = Date.now();
      for (let found = false; !found; ) found = await ask().then(() => true, () => false);
      expect(Date.now() - back).toBeLessThan(5_000);
      server.forceShutdown();
    } finally {
      client.close();
    }
  }, 30_000);
});

describe("Nest's gRPC transport", () => {
  it('takes our package definition and hands handlers the generated types', async () => {
    const url = `127.0.0.1:${await freePort()}`;
    const transport = new ServerGrpc({ url, ...grpcPackages([ReviewService, IntakeService]) });
    const handler = (request: ListTasksRequest): Promise<ListTasksResponse> => Promise.resolve({ tasks: [], nextCursor: `${request.limit}:${request.cursor}` });
    // The pattern that @GrpcMethod('ReviewService', 'ListTasks') registers.
    transport.addHandler({ service: 'ReviewService', rpc: 'ListTasks', streaming: 'no_stream' }, handler);
    await new Promise<void>((resolve, reject) => void transport.listen((error?: unknown) => (error === undefined ? resolve() : reject(error as Error))));
    const client = createClient(ReviewService, url);
    try {
      expect(await client.listTasks({ limit: 5, cursor: 'next' })).toEqual({ tasks: [], nextCursor: '5:next' });
      await expect(client.getReview({ caseId: 'case-1' })).rejects.toMatchObject({ code: status.UNIMPLEMENTED });
    } finally {
      client.close();
      await transport.close();
    }
  });
});

function freePort(): Promise<number> {
  const probe = createServer();
  return new Promise((resolve, reject) => {
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const { port } = probe.address() as AddressInfo;
      probe.close(() => resolve(port));
    });
  });
}
