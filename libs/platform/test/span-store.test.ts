import { Pool } from 'pg';
import type { PostgresServer } from '../../testing/src/servers/postgres';
import { startPostgres } from '../../testing/src/servers/postgres';
import { Attribute, SpanName } from '../src/telemetry/semantics';
import type { SpanRow } from '../src/telemetry/span-row';
import { readSpansOfCase, readTrace } from '../src/telemetry/span-reader';
import { createSpanTables, segmentCount, writeSpans } from '../src/telemetry/span-store';
import { newLinkedRoot, startConsumerSpan, withSpan } from '../src/telemetry/spans';
import { startTelemetry } from '../src/telemetry/start-telemetry';
import { activeTraceparent, parseTraceparent } from '../src/telemetry/traceparent';

const row = (traceId: string, caseId: string | null = null): SpanRow => ({
  traceId,
  spanId: '00f067aa0ba902b7',
  parentSpanId: null,
  service: 'refund',
  instance: 'refund-1',
  name: 'process',
  kind: 'consumer',
  startedUs: 1,
  durationUs: 1,
  status: 'unset',
  caseId,
  attributes: '{}',
  links: '[]',
});

async function until(what: string, condition: () => Promise<boolean> | boolean, timeoutMs = 20_000): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    await new Promise((resolve) => setTimeout(resolve, 20));
  }
}

describe('the local store of spans', () => {
  let server: PostgresServer;
  let url: string;
  let pool: Pool;
  let databases = 0;

  beforeAll(async () => {
    server = await startPostgres();
  }, 60_000);
  afterAll(() => server.stop(), 30_000);

  beforeEach(async () => {
    url = await server.createDatabase(`telemetry_${++databases}`);
    pool = new Pool({ connectionString: url });
    pool.on('error', () => undefined);
    pool.on('connect', (client) => client.on('error', () => undefined));
  });
  afterEach(() => pool.end());

  const count = async (): Promise<number> => Number((await pool.query<{ n: string }>('SELECT count(*) AS n FROM span')).rows[0]?.n);

  it('gives back a case with its traces in order, with parents, links and what came before the case had a number', async () => {
    const telemetry = startTelemetry({ service: 'refund', instance: 'refund-1', sampleRatio: 1, localStore: { url } });
    let last: string | undefined;
    await withSpan(SpanName.http, { [Attribute.httpRoute]: '/api/v1/cases' }, async () => {
      await withSpan(SpanName.command, { [Attribute.caseId]: 'case-1', [Attribute.replayed]: false }, () => {
        last = activeTraceparent();
      });
      await withSpan(SpanName.command, { [Attribute.caseId]: 'case-2' }, () => undefined);
    });
    newLinkedRoot(SpanName.timer, last, { [Attribute.caseId]: 'case-1' }).end();
    await telemetry.shutdown();
    expect(telemetry.dropped()).toBe(0);

    const spans = await readSpansOfCase(pool, 'case-1');
    expect(spans.map((span) => span.name)).toEqual(['http', 'command', 'timer']);
    const [http, command, timer] = spans;
    expect(http).toMatchObject({ caseId: undefined, parentSpanId: undefined, service: 'refund', instance: 'refund-1', kind: 'internal', status: 'unset' });
    expect(command).toMatchObject({ parentSpanId: http?.spanId, traceId: http?.traceId, attributes: { 'case.id': 'case-1', 'command.replayed': false } });
    expect(timer?.links).toEqual([{ traceId: command?.traceId, spanId: parseTraceparent(last)?.spanId }]);
    expect(Math.abs((http?.startedUs ?? 0) / 1_000 - Date.now())).toBeLessThan(60_000);

    const trace = await readTrace(pool, [http?.traceId ?? '']);
    expect(trace[0]?.caseId).toBeUndefined();
    expect(new Set(trace.slice(1).map((span) => span.caseId))).toEqual(new Set(['case-1', 'case-2']));
  });

  it('answers with nothing where nothing was ever recorded', async () => {
    expect(await readTrace(pool, ['a'])).toEqual([]);
    expect(await readSpansOfCase(pool, 'case-1')).toEqual([]);
  });

  it('is made by many processes at once', async () => {
    const pools = Array.from({ length: 8 }, () => new Pool({ connectionString: url }));
    await Promise.all(pools.map((one) => createSpanTables(one)));
    await Promise.all(pools.map((one, index) => writeSpans(one, [row(`t${index}`)], 1_000)));
    expect(await count()).toBe(8);
    await Promise.all(pools.map((one) => one.end()));
  });

  it('stays within its limit with several writers, and keeps the newest', async () => {
    await createSpanTables(pool);
    const limit = 800;
    const writers = 4;
    for (let round = 0; round < 40; round++) {
      await Promise.all(Array.from({ length: writers }, (_, writer) => writeSpans(pool, Array.from({ length: 20 }, () => row(`r${round}w${writer}`)), limit)));
      // One batch per writer may be on its way while a segment is closed.
      expect(await count()).toBeLessThanOrEqual(limit + writers * 20);
    }
    expect(await count()).toBeGreaterThanOrEqual((limit * (segmentCount - 2)) / segmentCount);
    expect(await readTrace(pool, ['r39w0'])).toHaveLength(20);
    expect(await readTrace(pool, ['r0w0'])).toHaveLength(0);
  });

  it('drops rather than grows when a reader holds the segment that is next', async () => {
    await createSpanTables(pool);
    const reader = await pool.connect();
    await reader.query('BEGIN');
    await reader.query('SELECT count(*) FROM span_1');
    const results: string[] = [];
    for (let i = 0; i < 5; i++) results.push(await writeSpans(pool, Array.from({ length: 10 }, () => row('t')), 80));
    await reader.query('COMMIT');
    reader.release();
    expect(results.slice(0, 2)).toEqual(['written', 'written']);
    expect(results.at(-1)).toBe('full');
    expect(await writeSpans(pool, [row('after')], 80)).toBe('written');
    expect(await readTrace(pool, ['after'])).toHaveLength(1);
  });

  it('that is away loses what does not fit in the queue, counts it, and gets the rest when it is back', async () => {
    const reasons: string[] = [];
    const telemetry = startTelemetry({
      service: 'refund',
      instance: 'refund-1',
      sampleRatio: 1,
      localStore: { url, queueLimit: 50, delayMs: 5, retryBackoffMs: 10, retryBackoffMaxMs: 50, timeoutMs: 30_000 },
      onDropped: (_count, reason) => reasons.push(reason),
    });
    startConsumerSpan(undefined, 'process First', {}).end();
    await telemetry.flush();
    server.kill9();
    // Its backends live a moment longer: what they still take is gone when the server comes back.
    while (await pool.query('SELECT 1').then(() => true, () => false)) await new Promise((resolve) => setTimeout(resolve, 5));
    for (let i = 0; i < 60; i++) startConsumerSpan(undefined, 'process Later', { [Attribute.caseId]: `case-${i}` }).end();
    expect(telemetry.dropped()).toBe(10);
    expect(new Set(reasons)).toEqual(new Set(['queue_full']));
    await server.restart();
    await telemetry.flush();
    await telemetry.shutdown();
    expect(telemetry.dropped()).toBe(10);
    expect(await readSpansOfCase(pool, 'case-49')).toHaveLength(1);
  }, 60_000);

  it('that never comes back does not hold up the stop for longer than its timeout', async () => {
    const telemetry = startTelemetry({
      service: 'refund',
      instance: 'refund-1',
      sampleRatio: 1,
      localStore: { url: 'postgres://127.0.0.1:1/none', delayMs: 5, retryBackoffMs: 10, timeoutMs: 300 },
    });
    startConsumerSpan(undefined, SpanName.process, {}).end();
    const begin = Date.now();
    await telemetry.shutdown();
    // Without a limit of its own it would be 5 s, or for ever.
    expect(Date.now() - begin).toBeLessThan(5_000);
    expect(telemetry.dropped()).toBe(1);
  });

  it('takes texts that Postgres can\'t store without their NUL', async () => {
    const telemetry = startTelemetry({ service: 'refund', instance: 'refund-1', sampleRatio: 1, localStore: { url } });
    startConsumerSpan(undefined, SpanName.process, { [Attribute.caseId]: 'a\0b' }).end();
    await telemetry.shutdown();
    await until('the span is there', async () => (await readSpansOfCase(pool, 'ab')).length === 1);
    expect(telemetry.dropped()).toBe(0);
  });
});
