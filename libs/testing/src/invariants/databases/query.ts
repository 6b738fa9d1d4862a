import type { Pool } from 'pg';
import { detailLimit, type Findings } from '../findings';

/** Runs a query that selects what is broken, and says the first of it. */
export async function sayBroken<Row extends object>(pool: Pool, found: Findings, select: string, say: (row: Row) => string): Promise<void> {
  const { rows } = await pool.query<Row & { broken_in_all: number }>(`SELECT broken.*, count(*) OVER ()::int AS broken_in_all FROM (${select}) AS broken LIMIT ${detailLimit}`);
  for (const row of rows) found.add(say(row));
  found.addUnseen((rows[0]?.broken_in_all ?? 0) - rows.length);
}

const pageRows = 5_000;

/** Rows of a query that is too large to hold, page by page. Holds one connection as long as it runs. */
export async function* pagesOf<Row extends object>(pool: Pool, select: string): AsyncGenerator<readonly Row[]> {
  const client = await pool.connect();
  let finished = false;
  try {
    await client.query('BEGIN READ ONLY');
    // All of it is read: a plan that gives the first rows soon takes minutes for all.
    await client.query('SET LOCAL cursor_tuple_fraction = 1');
    await client.query(`DECLARE page CURSOR FOR ${select}`);
    for (;;) {
      const { rows } = await client.query<Row>(`FETCH ${pageRows} FROM page`);
      if (rows.length > 0) yield rows;
      if (rows.length < pageRows) break;
    }
    await client.query('COMMIT');
    finished = true;
  } finally {
    // After an error, or when nobody wants the rest, a transaction is open: this connection is not used again.
    client.release(!finished);
  }
}

/** In pieces of at most `size`. */
export function* chunksOf<T>(items: readonly T[], size: number): Generator<readonly T[]> {
  for (let start = 0; start < items.length; start += size) yield items.slice(start, start + size);
}

export async function columnOf(pool: Pool, select: string): Promise<string[]> {
  const { rows } = await pool.query<[string]>({ text: select, rowMode: 'array' });
  return rows.map(([value]) => value);
}

export function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): ReadonlyMap<string, readonly T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const key = keyOf(item);
    const group = groups.get(key);
    if (group) group.push(item);
    else groups.set(key, [item]);
  }
  return groups;
}
