import type { Hop } from '@huiliu/contracts';
import { createMetrics, HuiliuError, Readiness, Role, silentLogger, startOpsServer, startTelemetry, withSpan, type OpsServer } from '@huiliu/platform';
import { sharedPostgres, until } from '@huiliu/testing';
import { checkDepartments } from '../src/departments/readiness';
import { departmentNames } from '../src/departments/names';
import { openLocalSpans, type LocalSpans } from '../src/trace/local-spans';
import { caseId, caseNumber, caseOf } from './case-fixture';
import { Harness } from './harness';

const traceId = 'c'.repeat(32);
const hop = (part: Partial<Hop> & Pick<Hop, 'id' | 'source' | 'spanId'>): Hop => ({
  type: 'huiliu.x.v1.Something',
  causeId: '',
  traceId,
  parentSpanId: '',
  linkedTraceId: '',
  linkedSpanId: '',
  saidAt: undefined,
  handledAt: '2026-11-05T08:30:00.000Z',
  durationMs: 1.5,
  outcome: 'done',
  ...part,
});
const submitted = hop({ id: 'customer/intake.SubmitCase/k', type: 'intake.SubmitCase', source: 'command', spanId: 'a'.repeat(16) });
const reviewed = hop({
  id: `intake/1/case:${caseId}/1`,
  type: 'huiliu.intake.v1.CaseSubmitted',
  source: 'urn:huiliu:intake',
  spanId: 'b'.repeat(16),
  causeId: submitted.id,
  parentSpanId: 'a'.repeat(16),
  saidAt: '2026-11-05T08:30:00.000Z',
  handledAt: '2026-11-05T08:30:00.120Z',
});

// The machine may be busy with everything else.
jest.setTimeout(60_000);

describe('the trace of a case', () => {
  const harness = new Harness();
  const { fakes } = harness;
  let spans: LocalSpans | undefined;
  let storeUrl: string;
  let ops: string;

  beforeAll(async () => {
    storeUrl = await (await sharedPostgres()).freshDatabase('gateway_spans');
    spans = openLocalSpans(storeUrl, 20_000, silentLogger());
    await harness.start(spans);
    ops = await harness.tokenOf(Role.ops);
  }, 60_000);
  afterAll(async () => {
    await harness.stop();
    await spans?.close();
  });
  beforeEach(() => {
    harness.reset();
    fakes.on('intake', 'getCase', () => ({ case: caseOf() }));
    for (const department of departmentNames) fakes.on(department, 'listHops', () => ({ department, hops: [] }));
    fakes.on('intake', 'listHops', () => ({ department: 'intake', hops: [submitted] }));
    fakes.on('review', 'listHops', () => ({ department: 'review', hops: [reviewed] }));
  });

  const ask = () => harness.get(`/api/v1/cases/${caseNumber}/trace`, ops);

  it('joins what all departments did into one chain, with waits and durations', async () => {
    const { status, body } = await ask();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      caseNumber,
      caseId,
      complete: true,
      durationMs: 120,
      traceIds: [traceId],
      roots: [1],
      hops: [
        { number: 1, department: 'intake', kind: 'command', type: 'intake.SubmitCase', waitMs: null, durationMs: 1.5, causeId: null },
        { number: 2, department: 'review', kind: 'event', type: 'huiliu.intake.v1.CaseSubmitted', waitMs: 120, causeId: submitted.id },
      ],
      edges: [{ from: 1, to: 2, kinds: ['cause', 'parent_span'] }],
      missing: [],
      unavailable: [],
    });
    const asked = fakes.asked.filter(({ method }) => method === 'listHops');
    expect(asked.map(({ department }) => department).sort()).toEqual([...departmentNames].sort());
    expect(asked.every(({ request }) => request['subject'] === `case:${caseId}`)).toBe(true);
  });

  it('says where the chain is broken', async () => {
    fakes.on('intake', 'listHops', () => ({ department: 'intake', hops: [] }));
    expect((await ask()).body).toMatchObject({ complete: false, missing: [{ hop: 1, reason: 'CAUSE_NOT_FOUND' }], unavailable: [] });
  });

  it('is shown without the departments that fail or are late, names them, and is not complete then', async () => {
    fakes.on('feedback', 'listHops', () => undefined);
    fakes.on('refund', 'listHops', () => {
      throw new HuiliuError('UNAVAILABLE', 'DATABASE_AWAY', 'try again');
    });
    const began = Date.now();
    const { status, body } = await ask();
    // Its own deadline, not the longer one of other calls.
    expect(Date.now() - began).toBeLessThan(harness.settings.callDeadlineMs);
    expect(status).toBe(200);
    expect(body).toMatchObject({ complete: false, missing: [], hops: [{ number: 1 }, { number: 2 }] });
    expect(body['unavailable']).toEqual(expect.arrayContaining([{ department: 'feedback', code: 'DEADLINE_EXCEEDED' }, { department: 'refund', code: 'DATABASE_AWAY' }]));
  });

  it('of a case that nobody knows is no trace', async () => {
    fakes.on('intake', 'getCase', () => {
      throw new HuiliuError('NOT_FOUND', 'CASE_NOT_FOUND', 'there is no case');
    });
    expect((await ask()).status).toBe(404);
    expect(fakes.asked.map(({ method }) => method)).toEqual(['getCase']);
  });
});

describe('the detail of a trace', () => {
  it('comes from the local store of spans, without those of other cases; where the store is away the chain is shown without', async () => {
    const url = await (await sharedPostgres()).freshDatabase('gateway_detail');
    const telemetry = startTelemetry({ service: 'review', instance: 'review-1', sampleRatio: 1, localStore: { url } });
    let trace = '';
    for (const id of [caseId, `case:${caseId}`, 'another-case', undefined]) {
      await withSpan('process Something', { 'case.id': id }, (span) => void (trace = span.spanContext().traceId), trace === '' ? {} : { parent: `00-${trace}-${'a'.repeat(16)}-01` });
    }
    await telemetry.shutdown();
    const spans = openLocalSpans(url, 2_000, silentLogger());
    expect(new Set((await spans?.of([trace], caseId))?.map((span) => span.caseId))).toEqual(new Set([caseId, `case:${caseId}`, undefined]));
    await spans?.close();

    const away = openLocalSpans('postgres://nobody@127.0.0.1:1/none', 500, silentLogger());
    expect(await away?.of([trace], caseId)).toBeUndefined();
    await away?.close();
    expect(openLocalSpans(undefined, 500, silentLogger())).toBeUndefined();
  }, 60_000);
});

describe('readiness', () => {
  const harness = new Harness();
  let ops: OpsServer;

  beforeAll(async () => {
    await harness.start();
    const readiness = new Readiness();
    checkDepartments(readiness, harness.departments, 20_000);
    ops = await startOpsServer({ host: '127.0.0.1', port: 0, service: 'gateway', instance: 'gateway-1', readiness, metrics: createMetrics({ service: 'gateway', instance: 'gateway-1' }) });
  });
  afterAll(async () => {
    await ops.close();
    await harness.stop();
  });

  const report = async () => {
    const response = await fetch(`http://127.0.0.1:${ops.port}/readyz`);
    return { status: response.status, notReady: Object.keys(((await response.json()) as { notReady: object }).notReady) };
  };

  it('is there when every department answers, and names who does not', async () => {
    for (const department of departmentNames) harness.fakes.on(department, 'listWaiting', () => ({ events: [] }));
    expect(await report()).toEqual({ status: 200, notReady: [] });
    harness.fakes.stopOne('warehouse');
    expect(await report()).toEqual({ status: 503, notReady: ['warehouse'] });
    await harness.fakes.startOne('warehouse');
    await until('warehouse answers again', async () => (await report()).status === 200);
  }, 30_000);
});
