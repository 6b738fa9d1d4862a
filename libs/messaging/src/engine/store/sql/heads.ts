import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { Head } from '../../heads';

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
 */
export async function lockHeads(client: ClientBase, subjects: Iterable<string>): Promise<Head[]> {
  const ids = [...new Set(subjects)].sort();
  if (ids.length === 0) return [];
  const values = [column('text', ids)];
  const [, { rows }] = await Promise.all([
    client.query({ name: 'head:insert', text: 'INSERT INTO head (subject) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', values }),
    client.query<HeadRow>({
      name: 'head:lock',
      text: 'SELECT subject, out_seq, blocked, awaited, archived, seen, trace, last_hop FROM head WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE',
      values,
    }),
  ]);
  const archived = rows.filter((row) => row.archived).map(({ subject }) => subject);
  if (archived.length > 0) await client.query({ name: 'head:bring-back', text: 'SELECT bring_back($1::text[])', values: [column('text', archived)] });
  return rows.map((row) => ({
    subject: row.subject,
    outSequence: Number(row.out_seq),
    blocked: row.blocked,
    awaited: row.awaited,
    seen: new Map(Object.entries(row.seen).map(([source, [epoch, sequence]]) => [source, { epoch, sequence }])),
    trace: row.trace ?? undefined,
    lastHop: row.last_hop ?? undefined,
    dirty: false,
  }));
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
      column('jsonb', dirty.map((head) => JSON.stringify(Object.fromEntries([...head.seen].map(([source, seen]) => [source, [seen.epoch, seen.sequence]]))))),
      column('text', dirty.map((head) => head.trace)),
      column('text', dirty.map((head) => head.lastHop)),
    ],
  });
}
