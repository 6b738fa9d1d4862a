import type { ClientBase } from 'pg';
import { nothingSeen, type Seen } from './sequence';

/** One per subject, nearly always a case: the lock and the counters of everything that happens to it in this department. */
export interface Head {
  readonly subject: string;
  outSequence: number;
  /** An event of this subject is parked: everything stops here until it is replayed or discarded. */
  blocked: boolean;
  /** An event in `waiting` hopes for this subject's next event. */
  awaited: boolean;
  readonly seen: Map<string, Seen>;
  /** traceparent of the last hop: a new trace after a human wait is linked to it. */
  trace: string | undefined;
  lastHop: string | undefined;
  dirty: boolean;
}

interface HeadRow {
  subject: string;
  out_seq: string;
  blocked: boolean;
  awaited: boolean;
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
  await client.query({ name: 'head:insert', text: 'INSERT INTO head (subject) SELECT unnest($1::text[]) ON CONFLICT DO NOTHING', values: [ids] });
  const { rows } = await client.query<HeadRow>({
    name: 'head:lock',
    text: 'SELECT subject, out_seq, blocked, awaited, seen, trace, last_hop FROM head WHERE subject = ANY($1::text[]) ORDER BY subject FOR UPDATE',
    values: [ids],
  });
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

export const seenOf = (head: Head, source: string): Seen => head.seen.get(source) ?? nothingSeen;

export function advance(head: Head, source: string, epoch: number, sequence: number): void {
  head.seen.set(source, { epoch, sequence });
  head.dirty = true;
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
      dirty.map((head) => head.subject),
      dirty.map((head) => head.outSequence),
      dirty.map((head) => head.blocked),
      dirty.map((head) => head.awaited),
      dirty.map((head) => JSON.stringify(Object.fromEntries([...head.seen].map(([source, seen]) => [source, [seen.epoch, seen.sequence]])))),
      dirty.map((head) => head.trace ?? null),
      dirty.map((head) => head.lastHop ?? null),
    ],
  });
}
