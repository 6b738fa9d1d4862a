import type { Pool } from 'pg';
import { departments, type Department } from '@huiliu/contracts';
import { chunksOf, columnOf, groupBy } from '../databases/query';
import type { World } from '../world';
import type { HeadFact, HopFact, SpanFact, SpanLookup, SubjectFacts, TimelineFact } from './subject-facts';

/** Subjects looked at together: one query per department and table. */
const chunkSize = 500;

/** Every subject that the bus or any department knows of, a few hundred at a time. */
export async function* walkSubjects({ pools, log, leftovers }: World): AsyncGenerator<SubjectFacts> {
  const cases = new Set(await columnOf(pools.intake, `SELECT 'case:' || case_id FROM intake_case`));
  const subjects = new Set([...log.said.keys(), ...cases]);
  for (const department of departments) for (const subject of await columnOf(pools[department], 'SELECT subject FROM head UNION SELECT subject FROM hop')) subjects.add(subject);
  const traced = await hasSpans(pools.telemetry);
  for (const chunk of chunksOf([...subjects].sort(), chunkSize)) {
    const hops = await perDepartment((department) => hopsOf(pools[department], chunk));
    const heads = await perDepartment((department) => headsOf(pools[department], chunk));
    const timelines = await timelinesOf(pools.intake, chunk);
    const spans = traced ? await spansOf(pools.telemetry, departments.flatMap((department) => [...hops[department].values()].flat().map(({ traceId }) => traceId))) : undefined;
    for (const subject of chunk) {
      yield {
        subject,
        isCase: cases.has(subject),
        said: log.said.get(subject) ?? [],
        hops: mapDepartments((department) => hops[department].get(subject) ?? []),
        heads: mapDepartments((department) => heads[department].get(subject)),
        timeline: timelines.get(subject) ?? [],
        leftovers,
        spans,
      };
    }
  }
}

async function perDepartment<T>(read: (department: Department) => Promise<T>): Promise<Record<Department, T>> {
  const entries = await Promise.all(departments.map(async (department) => [department, await read(department)] as const));
  return Object.fromEntries(entries) as Record<Department, T>;
}

const mapDepartments = <T>(value: (department: Department) => T): Record<Department, T> => Object.fromEntries(departments.map((department) => [department, value(department)])) as Record<Department, T>;

async function hopsOf(pool: Pool, subjects: readonly string[]): Promise<ReadonlyMap<string, readonly HopFact[]>> {
  const { rows } = await pool.query<HopFact>(
    `SELECT subject, id, type, source, cause_id AS "causeId", trace_id AS "traceId", span_id AS "spanId", parent_span_id AS "parentSpanId",
       linked_trace_id AS "linkedTraceId", linked_span_id AS "linkedSpanId", follows, said_at AS "saidAt", handled_at AS "handledAt", duration_ms AS "durationMs", outcome
     FROM hop WHERE subject = ANY($1) ORDER BY handled_at, id`,
    [subjects],
  );
  return groupBy(rows, ({ subject }) => subject);
}

async function headsOf(pool: Pool, subjects: readonly string[]): Promise<ReadonlyMap<string, HeadFact>> {
  const { rows } = await pool.query<Omit<HeadFact, 'outSequence'> & { outSequence: string }>('SELECT subject, out_seq AS "outSequence", blocked, awaited, seen, last_hop AS "lastHop" FROM head WHERE subject = ANY($1)', [subjects]);
  return new Map(rows.map((row) => [row.subject, { ...row, outSequence: Number(row.outSequence) }]));
}

async function timelinesOf(intake: Pool, subjects: readonly string[]): Promise<ReadonlyMap<string, readonly TimelineFact[]>> {
  const caseIds = subjects.flatMap((subject) => (subject.startsWith('case:') ? [subject.slice('case:'.length)] : []));
  const { rows } = await intake.query<TimelineFact>(
    `SELECT case_id AS "caseId", position, event_id AS "eventId", type, source, cause_id AS "causeId", trace_id AS "traceId", span_id AS "spanId"
     FROM timeline_entry WHERE case_id = ANY($1) ORDER BY position`,
    [caseIds],
  );
  return groupBy(rows, ({ caseId }) => `case:${caseId}`);
}

async function hasSpans(telemetry: Pool): Promise<boolean> {
  const { rows } = await telemetry.query<{ there: boolean }>(`SELECT to_regclass('span') IS NOT NULL AS there`);
  if (rows[0]?.there !== true) return false;
  return (await telemetry.query('SELECT 1 FROM span LIMIT 1')).rows.length > 0;
}

async function spansOf(telemetry: Pool, traceIds: readonly string[]): Promise<SpanLookup> {
  const { rows } = await telemetry.query<SpanFact & { traceId: string; spanId: string }>(
    'SELECT trace_id AS "traceId", span_id AS "spanId", parent_span_id AS "parentSpanId", name FROM span WHERE trace_id = ANY($1)',
    [[...new Set(traceIds)]],
  );
  const byId = new Map(rows.map((row) => [`${row.traceId}/${row.spanId}`, row]));
  return { find: (traceId, spanId) => byId.get(`${traceId}/${spanId}`) };
}
