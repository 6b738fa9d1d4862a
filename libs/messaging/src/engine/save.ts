import type { ClientBase } from 'pg';
import type { Intent, Timer } from '../work';
import type { Item } from './item';
import type { HopSpan } from './trace';

export interface OutboxRow {
  readonly topic: string;
  readonly subject: string;
  readonly id: string;
  readonly type: string;
  readonly saidAt: Date;
  readonly sequence: number | undefined;
  readonly epoch: number | undefined;
  readonly traceparent: string | undefined;
  readonly causeId: string | undefined;
  /** Further headers, as the reason of a dead letter. */
  readonly extra: Readonly<Record<string, string>> | undefined;
  readonly value: string;
}

/** The slot is read once per statement; rows that end up in a slot that was just rotated out are found there by the relay all the same. */
export async function saveOutbox(client: ClientBase, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'outbox:insert',
    text: `INSERT INTO outbox (slot, topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value)
      SELECT (SELECT slot FROM outbox_rotation), x.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::int4[], $8::text[], $9::text[], $10::jsonb[], $11::text[])
      AS x(topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value)`,
    values: [
      rows.map((row) => row.topic),
      rows.map((row) => row.subject),
      rows.map((row) => row.id),
      rows.map((row) => row.type),
      rows.map((row) => row.saidAt),
      rows.map((row) => row.sequence ?? null),
      rows.map((row) => row.epoch ?? null),
      rows.map((row) => row.traceparent ?? null),
      rows.map((row) => row.causeId ?? null),
      rows.map((row) => (row.extra ? JSON.stringify(row.extra) : null)),
      rows.map((row) => row.value),
    ],
  });
}

export interface HopRow {
  readonly item: Item;
  readonly hop: HopSpan;
  /** The hop before it of the same subject in this department. */
  readonly follows: string | undefined;
  readonly handledAt: Date;
  readonly outcome: string;
}

/** The primary key (subject, id) is the last guard against handling an event twice. */
export async function saveHops(client: ClientBase, rows: readonly HopRow[], durationMs: number): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'hop:insert',
    text: `INSERT INTO hop (subject, id, type, source, cause_id, trace_id, span_id, parent_span_id, linked_trace_id, linked_span_id, follows, said_at, handled_at, outcome, duration_ms)
      SELECT x.*, $15::real FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::text[], $7::text[], $8::text[], $9::text[], $10::text[], $11::text[], $12::timestamptz[], $13::timestamptz[], $14::text[]) AS x`,
    values: [
      rows.map(({ item }) => item.subject),
      rows.map(({ item }) => item.id),
      rows.map(({ item }) => item.type),
      rows.map(({ item }) => item.source),
      rows.map(({ item }) => item.causeId ?? null),
      rows.map(({ hop }) => hop.traceId),
      rows.map(({ hop }) => hop.spanId),
      rows.map(({ hop }) => hop.parentSpanId ?? null),
      rows.map(({ hop }) => hop.linkedTraceId ?? null),
      rows.map(({ hop }) => hop.linkedSpanId ?? null),
      rows.map(({ follows }) => follows ?? null),
      rows.map(({ item }) => isoOrNull(item.saidAt)),
      rows.map(({ handledAt }) => handledAt),
      rows.map(({ outcome }) => outcome),
      durationMs,
    ],
  });
}

/** An intent with the same id is rescheduled; its attempts go on counting. */
export async function saveIntents(client: ClientBase, rows: readonly { intent: Intent; traceparent: string; causeId: string }[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'intent:upsert',
    text: `INSERT INTO intent (id, kind, subject, payload, due_at, traceparent, cause_id)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::text[], $7::text[])
      ON CONFLICT (id) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at, traceparent = excluded.traceparent, cause_id = excluded.cause_id, open = true, lease_until = NULL`,
    values: [
      rows.map(({ intent }) => intent.id),
      rows.map(({ intent }) => intent.kind),
      rows.map(({ intent }) => intent.subject),
      rows.map(({ intent }) => JSON.stringify(intent.payload)),
      rows.map(({ intent }) => intent.dueAt ?? now),
      rows.map(({ traceparent }) => traceparent),
      rows.map(({ causeId }) => causeId),
    ],
  });
}

/** Without a due time the timer is taken away. */
export async function saveTimers(client: ClientBase, timers: readonly (Timer | { subject: string; name: string; dueAt: undefined })[]): Promise<void> {
  const gone = timers.filter((timer) => timer.dueAt === undefined);
  const set = timers.filter((timer): timer is Timer => timer.dueAt !== undefined);
  if (gone.length > 0) {
    await client.query('DELETE FROM timer USING unnest($1::text[], $2::text[]) AS x(subject, name) WHERE timer.subject = x.subject AND timer.name = x.name', [
      gone.map((timer) => timer.subject),
      gone.map((timer) => timer.name),
    ]);
  }
  if (set.length > 0) {
    await client.query(
      `INSERT INTO timer (subject, name, due_at, payload) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::jsonb[])
       ON CONFLICT (subject, name) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload`,
      [set.map((timer) => timer.subject), set.map((timer) => timer.name), set.map((timer) => timer.dueAt), set.map((timer) => JSON.stringify(timer.payload))],
    );
  }
}

function isoOrNull(text: string | undefined): string | null {
  return text !== undefined && !Number.isNaN(Date.parse(text)) ? text : null;
}
