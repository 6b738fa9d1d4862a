import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { IntentRow } from '../store';

/** An intent with the same id is rescheduled; its attempts go on counting. */
export async function saveIntents(client: ClientBase, rows: readonly IntentRow[], now: Date): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'intent:upsert',
    text: `INSERT INTO intent (id, kind, subject, payload, due_at, traceparent, cause_id)
      SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[], $6::text[], $7::text[])
      ON CONFLICT (id) DO UPDATE SET payload = excluded.payload, due_at = excluded.due_at, traceparent = excluded.traceparent, cause_id = excluded.cause_id, open = true, lease_until = NULL`,
    values: [
      column('text', rows.map(({ intent }) => intent.id)),
      column('text', rows.map(({ intent }) => intent.kind)),
      column('text', rows.map(({ intent }) => intent.subject)),
      column('jsonb', rows.map(({ intent }) => JSON.stringify(intent.payload))),
      column('timestamptz', rows.map(({ intent }) => intent.dueAt ?? now)),
      column('text', rows.map(({ traceparent }) => traceparent)),
      column('text', rows.map(({ causeId }) => causeId)),
    ],
  });
}

/** Closed in the transaction of their results; a handler may open one again under the same id. Those not answered are another worker's. */
export async function closeIntents(client: ClientBase, intents: readonly { readonly id: string; readonly attempts: number }[]): Promise<ReadonlySet<string>> {
  const { rows } = await client.query<{ id: string }>({
    name: 'intent:close',
    text: `UPDATE intent SET open = false, lease_until = NULL FROM unnest($1::text[], $2::int4[]) AS x(id, attempts)
      WHERE intent.id = x.id AND open AND intent.attempts = x.attempts RETURNING intent.id`,
    values: [column('text', intents.map(({ id }) => id)), column('int4', intents.map(({ attempts }) => attempts))],
  });
  return new Set(rows.map(({ id }) => id));
}
