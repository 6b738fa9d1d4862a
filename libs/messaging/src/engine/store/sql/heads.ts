import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { Head } from '../../heads';
import type { KnownHeads } from '../known-heads';

interface HeadRow {
  subject: string;
  out_seq: string;
  blocked: boolean;
  awaited: boolean;
  archived: boolean;
  seen: Record<string, [number, number]>;
  trace: string | null;
  last_hop: string | null;
}

/**
 * Inserts the missing heads in id order, then locks all in id order: `FOR UPDATE` locks nothing where no row is yet.
 * Whoever writes about a subject does this first, and only then reads its state or takes sequences and outbox ids.
 * @param known subjects whose heads have been seen: not inserted again. A mistake costs one more round trip, no more.
 */
export async function lockHeads(client: ClientBase, subjects: Iterable<string>, known: KnownHeads): Promise<Head[]> {
  const ids = [...new Set(subjects)].sort();
  if (ids.length === 0) return [];
  const fresh = ids.filter((id) => !known.has(id));
  const [, locked] = await Promise.all([insert(client, fresh), lock(client, ids)]);
  let rows = locked;
  if (rows.length < ids.length) {
    // Known from a transaction that was taken back, or from before a restore.
    await insert(client, ids);
    rows = await lock(client, ids);
  }
  for (const id of fresh) known.add(id);
  const archived = rows.filter((row) => row.archived).map(({ subject }) => subject);
  if (archived.length > 0) await client.query({ name: 'head:bring-back', text: 'SELECT bring_back($1::text[])', values: [column('text', archived)] });
  return rows.map((row) => ({
    subject: row.subject,
    outSequence: Number(row.out_seq),
    blocked: row.blocked,
    awaited: row.awaited,
    seen: seenFrom(row.seen),
    trace: row.trace ?? undefined,
    lastHop: row.last_hop ?? undefined,
    dirty: false,
  }));
}

function seenFrom(stored: HeadRow['seen']): Head['seen'] {
  const seen: Head['seen'] = new Map();
  for (const source in stored) {
    const [epoch, sequence] = stored[source] ?? [0, 0];
    seen.set(source, { epoch, sequence });
  }
  return seen;
}

function seenText({ seen }: Head): string {
  const stored: HeadRow['seen'] = {};
  for (const [source, { epoch, sequence }] of seen) stored[source] = [epoch, sequence];
  return JSON.stringify(stored);
}

async function insert(client: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query({ name: 'head:insert', text: 'INSERT INTO head (subject) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', values: [column('text', ids)] });
}

async function lock(client: ClientBase, ids: readonly string[]): Promise<readonly HeadRow[]> {
  const { rows } = await client.query<HeadRow>({
    name: 'head:lock',
    text: 'SELECT subject, out_seq, blocked, awaited, archived, seen, trace, last_hop FROM head WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE',
    values: [column('text', ids)],
  });
  return rows;
}

export async function saveHeads(client: ClientBase, heads: Iterable<Head>): Promise<void> {
  const dirty = [...heads].filter((head) => head.dirty);
  if (dirty.length === 0) return;
  await client.query({
    name: 'head:save',
    text: `UPDATE head SET out_seq = x.out_seq, blocked = x.blocked, awaited = x.awaited, seen = x.seen, trace = x.trace, last_hop = x.last_hop
      FROM unnest($1::text[], $2::int8[], $3::bool[], $4::bool[], $5::jsonb[], $6::text[], $7::text[]) AS x(subject, out_seq, blocked, awaited, seen, trace, last_hop)
      WHERE head.subject = x.subject`,
    values: [
      column('text', dirty.map((head) => head.subject)),
      column('int8', dirty.map((head) => head.outSequence)),
      column('bool', dirty.map((head) => head.blocked)),
      column('bool', dirty.map((head) => head.awaited)),
      column('jsonb', dirty.map((head) => seenText(head))),
      column('text', dirty.map((head) => head.trace)),
      column('text', dirty.map((head) => head.lastHop)),
    ],
  });
}
