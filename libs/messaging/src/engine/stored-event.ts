import type { ClientBase } from 'pg';
import type { Envelope } from '../envelope';

/** An event that waits or is parked: kept whole, so that it can be handled later without the log. */
export interface StoredEvent {
  readonly envelope: Envelope;
  readonly topic: string;
  /** The head it belongs to. */
  readonly subject: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since: Date;
}

export interface WaitingEvent extends StoredEvent {
  /** Undefined until it is in the table. */
  readonly id: string | undefined;
  readonly waitsFor: string;
}

export interface ParkedEvent extends StoredEvent {
  readonly position: string;
}

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

/** Whoever reads them holds the heads of `subjects`, so that the set can't change meanwhile. */
export async function loadWaitingFor(client: ClientBase, subjects: readonly string[]): Promise<WaitingEvent[]> {
  const { rows } = await client.query<StoredRow & { id: string; waits_for: string }>(`SELECT id, waits_for, ${fields} FROM waiting WHERE waits_for = ANY($1::text[]) ORDER BY id`, [subjects]);
  return rows.map((row) => ({ ...fromRow(row), id: row.id, waitsFor: row.waits_for }));
}

export async function saveWaiting(client: ClientBase, events: readonly WaitingEvent[]): Promise<void> {
  if (events.length === 0) return;
  await client.query(
    `INSERT INTO waiting (subject, source, event_id, type, sequence, topic, reason, attempts, since, event, waits_for)
     SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::int8[], $6::text[], $7::text[], $8::int4[], $9::timestamptz[], $10::jsonb[], $11::text[])
     ON CONFLICT (subject, source, event_id) DO UPDATE SET attempts = excluded.attempts, reason = excluded.reason, waits_for = excluded.waits_for`,
    [...columnsOf(events), events.map((event) => event.waitsFor)],
  );
}

export async function deleteWaiting(client: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length > 0) await client.query('DELETE FROM waiting WHERE id = ANY($1::int8[])', [ids]);
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

function columnsOf(events: readonly StoredEvent[]): unknown[] {
  return [
    events.map((event) => event.subject),
    events.map((event) => event.envelope.source),
    events.map((event) => event.envelope.id),
    events.map((event) => event.envelope.type),
    events.map((event) => event.envelope.sequence ?? null),
    events.map((event) => event.topic),
    events.map((event) => event.reason),
    events.map((event) => event.attempts),
    events.map((event) => event.since),
    events.map((event) => JSON.stringify(event.envelope)),
  ];
}
