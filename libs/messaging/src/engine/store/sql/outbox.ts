import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { OutboxRow } from '../store';

/** The slot is read once per statement; rows that end up in a slot that was just rotated out are found there by the relay all the same. */
export async function saveOutbox(client: ClientBase, rows: readonly OutboxRow[]): Promise<void> {
  if (rows.length === 0) return;
  await client.query({
    name: 'outbox:insert',
    text: `INSERT INTO outbox (slot, topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value)
      SELECT (SELECT slot FROM outbox_rotation), x.* FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::timestamptz[], $6::int8[], $7::int4[], $8::text[], $9::text[], $10::jsonb[], $11::text[])
      AS x(topic, subject, event_id, type, said_at, sequence, epoch, traceparent, cause_id, extra, value)`,
    values: [
      column('text', rows.map((row) => row.topic)),
      column('text', rows.map((row) => row.subject)),
      column('text', rows.map((row) => row.id)),
      column('text', rows.map((row) => row.type)),
      column('timestamptz', rows.map((row) => row.saidAt)),
      column('int8', rows.map((row) => row.sequence)),
      column('int4', rows.map((row) => row.epoch)),
      column('text', rows.map((row) => row.traceparent)),
      column('text', rows.map((row) => row.causeId)),
      column('jsonb', rows.map((row) => row.extra && JSON.stringify(row.extra))),
      column('text', rows.map((row) => row.value)),
    ],
  });
}
