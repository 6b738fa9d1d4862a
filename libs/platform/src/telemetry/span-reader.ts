import type { Pool } from 'pg';
import { errorCode } from '../errors/error-code';

/** A span read back from the local store. */
export interface SpanRecord {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly service: string;
  readonly instance: string;
  readonly name: string;
  readonly kind: string;
  /** Microseconds since 1970. */
  readonly startedUs: number;
  readonly durationUs: number;
  readonly status: 'unset' | 'ok' | 'error';
  readonly caseId: string | undefined;
  readonly attributes: Readonly<Record<string, string | number | boolean>>;
  readonly links: readonly { readonly traceId: string; readonly spanId: string }[];
}

interface Row {
  readonly trace_id: string;
  readonly span_id: string;
  readonly parent_span_id: string | null;
  readonly service: string;
  readonly instance: string;
  readonly name: string;
  readonly kind: string;
  readonly started_us: string;
  readonly duration_us: string;
  readonly status: SpanRecord['status'];
  readonly case_id: string | null;
  readonly attributes: SpanRecord['attributes'];
  readonly links: SpanRecord['links'];
}

/** Most spans that one question is answered with. */
export const defaultReadLimit = 2_000;

const selected = 'SELECT trace_id, span_id, parent_span_id, service, instance, name, kind, started_us, duration_us, status, case_id, attributes, links FROM span';

/** All spans of these traces, oldest first; empty as long as nothing was ever recorded. */
export const readTrace = (pool: Pool, traceIds: readonly string[], limit = defaultReadLimit): Promise<readonly SpanRecord[]> =>
  read(pool, `${selected} WHERE trace_id = ANY($1) ORDER BY started_us, span_id LIMIT $2`, [traceIds, limit]);

/**
 * All spans that carry the case, and those of the same traces that carry none (the request before there was a case number), oldest first.
 * Spans of other cases in the same trace are left out.
 */
export const readSpansOfCase = (pool: Pool, caseId: string, limit = defaultReadLimit): Promise<readonly SpanRecord[]> =>
  read(
    pool,
    `${selected} WHERE trace_id IN (SELECT trace_id FROM span WHERE case_id = $1) AND (case_id = $1 OR case_id IS NULL) ORDER BY started_us, span_id LIMIT $2`,
    [caseId, limit],
  );

async function read(pool: Pool, sql: string, values: readonly unknown[]): Promise<readonly SpanRecord[]> {
  try {
    const { rows } = await pool.query<Row>(sql, [...values]);
    return parentsFirst(rows.map(recordOf));
  } catch (error) {
    const undefinedTable = '42P01';
    if (errorCode(error) === undefinedTable) return [];
    throw error;
  }
}

/** Spans begin on whole milliseconds: of those that begin together, what led to another comes before it. */
export function parentsFirst(spans: readonly SpanRecord[]): readonly SpanRecord[] {
  const byId = new Map(spans.map((span) => [span.spanId, span]));
  const depths = new Map<string, number>();
  for (const span of spans) {
    const path: string[] = [];
    let at: SpanRecord | undefined = span;
    while (at && !depths.has(at.spanId) && !path.includes(at.spanId)) {
      path.push(at.spanId);
      at = byId.get(at.parentSpanId ?? at.links[0]?.spanId ?? '');
    }
    let depth = at ? (depths.get(at.spanId) ?? 0) : -1;
    for (const spanId of path.reverse()) depths.set(spanId, ++depth);
  }
  const depthOf = (span: SpanRecord): number => depths.get(span.spanId) ?? 0;
  return spans.toSorted((a, b) => a.startedUs - b.startedUs || depthOf(a) - depthOf(b));
}

const recordOf = (row: Row): SpanRecord => ({
  traceId: row.trace_id,
  spanId: row.span_id,
  parentSpanId: row.parent_span_id ?? undefined,
  service: row.service,
  instance: row.instance,
  name: row.name,
  kind: row.kind,
  startedUs: Number(row.started_us),
  durationUs: Number(row.duration_us),
  status: row.status,
  caseId: row.case_id ?? undefined,
  attributes: row.attributes,
  links: row.links,
});
