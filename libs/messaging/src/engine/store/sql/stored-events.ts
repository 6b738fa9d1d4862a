import type { ClientBase } from 'pg';
import type { Envelope } from '../../../envelope';
import { column } from '../../../sql/columns';
import type { ParkedEvent, StoredEvent, WaitingEvent } from '../stored-event';

interface StoredRow {
  subject: string;
  topic: string;
  reason: string;
  attempts: number;
  since: Date;
  event: Envelope;
}

const fields = 'subject, topic, reason, attempts, since, event';

const fromRow = (row: StoredRow): StoredEvent => ({ envelope: row.event, topic: row.topic, subject: row.subject, reason: row.reason, attempts: row.attempts, since: row.since });

export async function loadWaitingFor(client: ClientBase, subjects: readonly string[]): Promise<WaitingEvent[]> {
  const { rows } = await client.query<StoredRow & { id: string; waits_for: string }>(`SELECT id, waits_for, ${fields} FROM waiting WHERE waits_for = ANY($1::text[]) ORDER BY id`, [
    column('text', subjects),
  ]);
  return rows.map((row) => ({ ...fromRow(row), id: row.id, waitsFor: row.waits_for }));
}

export async function loadHopesOf(client: ClientBase, subject: string): Promise<string[]> {
  const { rows } = await client.query<{ waits_for: string }>('SELECT DISTINCT waits_for FROM waiting WHERE subject = $1', [subject]);
  return rows.map((row) => row.waits_for);
}

export async function saveWaiting(client: ClientBase, events: readonly WaitingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `INSERT INTO waiting (subject, source, event_id, type, sequence, topic, reason, attempts, since, event, waits_for)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::text[], $8::int4[], $9::timestamptz[], $10::jsonb[], $11::text[])
     ON CONFLICT (subject, source, event_id) DO UPDATE SET attempts = excluded.attempts, reason = excluded.reason, waits_for = excluded.waits_for`,
    [...columnsOf(events), column('text', events.map((event) => event.waitsFor))],
  );
}

export async function deleteWaiting(client: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await client.query('DELETE FROM waiting WHERE id = ANY($1::int8[])', [column('int8', ids)]);
}

export async function saveParked(client: ClientBase, events: readonly StoredEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `INSERT INTO parked (subject, source, event_id, type, sequence, topic, reason, attempts, since, event)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::text[], $8::int4[], $9::timestamptz[], $10::jsonb[])
     ON CONFLICT (subject, source, event_id) DO NOTHING`,
    columnsOf(events),
  );
}

export async function loadParked(client: ClientBase, subject: string): Promise<ParkedEvent[]> {
  const { rows } = await client.query<StoredRow & { position: string }>(`SELECT position, ${fields} FROM parked WHERE subject = $1 ORDER BY position`, [subject]);
  return rows.map((row) => ({ ...fromRow(row), position: row.position }));
}

export async function parkedAgain(client: ClientBase, position: string, reason: string): Promise<void> {
  await client.query('UPDATE parked SET attempts = attempts + 1, reason = $2 WHERE position = $1', [position, reason]);
}

export async function deleteParked(client: ClientBase, positions: readonly string[]): Promise<void> {
  if (positions.length > 0) await client.query('DELETE FROM parked WHERE position = ANY($1::int8[])', [column('int8', positions)]);
}

export async function discard(client: ClientBase, position: string, discardedBy: string, why: string): Promise<void> {
  await client.query(
    `WITH gone AS (DELETE FROM parked WHERE position = $1 RETURNING position, subject, source, event_id, type, sequence, reason, event)
     INSERT INTO discarded (position, subject, source, event_id, type, sequence, reason, event, discarded_by, why) SELECT gone.*, $2, $3 FROM gone`,
    [position, discardedBy, why],
  );
}

function columnsOf(events: readonly StoredEvent[]): Buffer[] {
  return [
    column('text', events.map((event) => event.subject)),
    column('text', events.map((event) => event.envelope.source)),
    column('text', events.map((event) => event.envelope.id)),
    column('text', events.map((event) => event.envelope.type)),
    column('int8', events.map((event) => event.envelope.sequence)),
    column('text', events.map((event) => event.topic)),
    column('text', events.map((event) => event.reason)),
    column('int4', events.map((event) => event.attempts)),
    column('timestamptz', events.map((event) => event.since)),
    column('jsonb', events.map((event) => JSON.stringify(event.envelope))),
  ];
}
