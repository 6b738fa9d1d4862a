import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { HopRow } from '../store';

/** The primary key (subject, id) is the last guard against handling an event twice. */
export async function saveHops(client: ClientBase, rows: readonly HopRow[], durationMs: number): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'hop:insert',
    text: `INSERT INTO hop (subject, id, type, source, cause_id, trace_id, span_id, parent_span_id, linked_trace_id, linked_span_id, follows, said_at, handled_at, outcome, duration_ms)
      SELECT x.*, $15::real FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::text[]) AS x`,
    values: [
      column('text', rows.map(({ item }) => item.subject)),
      column('text', rows.map(({ item }) => item.id)),
      column('text', rows.map(({ item }) => item.type)),
      column('text', rows.map(({ item }) => item.source)),
      column('text', rows.map(({ item }) => item.causeId)),
      column('text', rows.map(({ hop }) => hop.traceId)),
      column('text', rows.map(({ hop }) => hop.spanId)),
      column('text', rows.map(({ hop }) => hop.parentSpanId)),
      column('text', rows.map(({ hop }) => hop.linkedTraceId)),
      column('text', rows.map(({ hop }) => hop.linkedSpanId)),
      column('text', rows.map(({ follows }) => follows)),
      column('timestamptz', rows.map(({ item }) => instantOf(item.saidAt))),
      column('timestamptz', rows.map(({ handledAt }) => handledAt)),
      column('text', rows.map(({ outcome }) => outcome)),
      durationMs,
    ],
  });
}

/** What comes from outside may say anything. */
function instantOf(text: string | undefined): Date | undefined {
  const time = text === undefined ? Number.NaN : Date.parse(text);
  return Number.isNaN(time) ? undefined : new Date(time);
}
