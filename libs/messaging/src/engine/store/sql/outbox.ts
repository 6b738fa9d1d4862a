import type { ClientBase } from 'pg';
import type { OutgoingMessage } from '../../../bus/bus';
import { packMessages } from '../../../bus/records';
import { encode } from '../../../envelope';
import { column } from '../../../sql/columns';
import type { OutboxRow } from '../store';

/** How a department's outbox is written. */
export interface OutboxForm {
  /** The `ce_source` of what it says. */
  readonly source: string;
  /** Several events in a row. False while instances of a version run that could not publish them (docs/upgrades.md). */
  readonly batches: () => boolean;
}

/** What goes over the bus; the same each time it is published. */
export const messageOf = (row: OutboxRow, source: string): OutgoingMessage => encode({ ...row, source: row.source ?? source, time: row.saidAt.toISOString() }, row.extra);

/** The slot is read once per statement; rows that end up in a slot that was just rotated out are found there by the relay all the same. */
export async function saveOutbox(client: ClientBase, rows: readonly OutboxRow[], { source, batches }: OutboxForm): Promise<void> {
  if (rows.length === 0) return;
  await (batches() ? saveBatches(client, rows, source) : saveEvents(client, rows));
}

/** Topic by topic, each in the order in which it was said. */
async function saveBatches(client: ClientBase, rows: readonly OutboxRow[], source: string): Promise<void> {
  const packed = [...Map.groupBy(rows, ({ topic }) => topic)].flatMap(([topic, events]) => {
    const messages = events.map((event) => messageOf(event, source));
    const saidAt = events[0]?.saidAt;
    return packMessages(messages).map(({ records }) => ({ topic, saidAt, records }));
  });
  await client.query({
    name: 'outbox:batches',
    text: 'INSERT INTO outbox (slot, topic, said_at, records) SELECT (SELECT slot FROM outbox_rotation), x.* FROM unnest($1::text[], $2::timestamptz[], $3::text[]) AS x(topic, said_at, records)',
    values: [column('text', packed.map(({ topic }) => topic)), column('timestamptz', packed.map(({ saidAt }) => saidAt)), column('text', packed.map(({ records }) => records))],
  });
}

async function saveEvents(client: ClientBase, rows: readonly OutboxRow[]): Promise<void> {
  // Whoever stands in for an outside system is younger than this form, which has no place for a source.
  if (rows.some(({ source }) => source !== undefined)) throw new Error('an outbox that is still written event by event holds events of its own department alone');
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
