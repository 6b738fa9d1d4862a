import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { Head } from '../../heads';
import type { KnownHeads } from '../known-heads';

interface HeadRow {
  subject: string;
  /** The transaction that wrote the row as it stands. */
  stamp: string;
  /** Null: as it was known. */
  head: [outSequence: number, blocked: boolean, awaited: boolean, archived: boolean, seen: Record<string, [number, number]>, trace: string | null, lastHop: string | null] | null;
}

/**
 * Inserts the missing heads in id order, then locks all in id order: `FOR UPDATE` locks nothing where no row is yet.
 * Whoever writes about a subject does this first, and only then reads its state or takes sequences and outbox ids.
 * @param there subjects whose heads have been seen: not inserted again. A mistake costs one more round trip, no more.
 * @param known heads as they were last seen; read again only if they have changed since.
 */
export async function lockHeads(client: ClientBase, subjects: Iterable<string>, there: KnownHeads, known: ReadonlyMap<string, Head>): Promise<Head[]> {
  const ids = [...new Set(subjects)].sort();
  if (ids.length === 0) return [];
  const fresh = ids.filter((id) => !there.has(id));
  const [, locked] = await Promise.all([insert(client, fresh), lock(client, ids, known)]);
  let rows = locked;
  if (rows.length < ids.length) {
    // Known from a transaction that was taken back, or from before a restore.
    await insert(client, ids);
    rows = await lock(client, ids, known);
  }
  for (const id of fresh) there.add(id);
  const archived = rows.filter(({ head }) => head?.[3] === true).map(({ subject }) => subject);
  if (archived.length > 0) await client.query({ name: 'head:bring-back', text: 'SELECT bring_back($1::text[])', values: [column('text', archived)] });
  return rows.map((row) => headOf(row, known.get(row.subject)));
}

function headOf({ subject, stamp, head }: HeadRow, known: Head | undefined): Head {
  if (head === null) {
    if (known === undefined) throw new Error(`${subject}: not read, and not known`);
    return { ...known, seen: new Map(known.seen) };
  }
  const [outSequence, blocked, awaited, , seen, trace, lastHop] = head;
  return { subject, stamp, outSequence, blocked, awaited, seen: seenFrom(seen), trace: trace ?? undefined, lastHop: lastHop ?? undefined, dirty: false };
}

type StoredSeen = Record<string, [epoch: number, sequence: number]>;

function seenFrom(stored: StoredSeen): Head['seen'] {
  const seen: Head['seen'] = new Map();
  for (const source in stored) {
    const [epoch, sequence] = stored[source] ?? [0, 0];
    seen.set(source, { epoch, sequence });
  }
  return seen;
}

function seenText({ seen }: Head): string {
  const stored: StoredSeen = {};
  for (const [source, { epoch, sequence }] of seen) stored[source] = [epoch, sequence];
  return JSON.stringify(stored);
}

async function insert(client: ClientBase, ids: readonly string[]): Promise<void> {
  if (ids.length === 0) return;
  await client.query({ name: 'head:insert', text: 'INSERT INTO head (subject) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', values: [column('text', ids)] });
}

/** xmin: the row's writer. It changes with every change of the row, whoever makes it, and is none of a lock's business. */
async function lock(client: ClientBase, ids: readonly string[], known: ReadonlyMap<string, Head>): Promise<readonly HeadRow[]> {
  const { rows } = await client.query<HeadRow>({
    name: 'head:lock',
    text: `SELECT h.subject, h.xmin::text AS stamp,
        CASE WHEN k.stamp IS DISTINCT FROM h.xmin::text THEN json_build_array(h.out_seq, h.blocked, h.awaited, h.archived, h.seen, h.trace, h.last_hop) END AS head
      FROM unnest($1::text[], $2::text[]) AS k(subject, stamp) JOIN head AS h ON h.subject = k.subject ORDER BY h.subject FOR UPDATE OF h`,
    values: [column('text', ids), column('text', ids.map((id) => known.get(id)?.stamp))],
  });
  return rows;
}

export async function saveHeads(client: ClientBase, heads: Iterable<Head>): Promise<string | undefined> {
  const dirty = [...heads].filter((head) => head.dirty);
  if (dirty.length === 0) return undefined;
  const { rows } = await client.query<{ stamp: string }>({
    name: 'head:save',
    text: `WITH saved AS (UPDATE head SET out_seq = x.out_seq, blocked = x.blocked, awaited = x.awaited, seen = x.seen, trace = x.trace, last_hop = x.last_hop
      FROM unnest($1::text[], $2::int8[], $3::bool[], $4::bool[], $5::jsonb[], $6::text[], $7::text[]) AS x(subject, out_seq, blocked, awaited, seen, trace, last_hop)
      WHERE head.subject = x.subject) SELECT pg_current_xact_id()::xid::text AS stamp`,
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
  return rows[0]?.stamp;
}
