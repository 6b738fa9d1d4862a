import type { Database } from './database';

/** Where a party reads on; undefined: at the log's start. */
export async function positionOf(database: Database, party: string, topic: string, partition: number): Promise<number | undefined> {
  const [row] = await database.query<{ next: string }>('SELECT next FROM bus_position WHERE party = $1 AND topic = $2 AND partition = $3', [party, topic, partition]);
  return row && Number(row.next);
}

/** Never goes back: what was answered twice need not be answered a third time. */
export async function storePosition(database: Database, party: string, topic: string, partition: number, next: number): Promise<void> {
  await database.query(
    `INSERT INTO bus_position (party, topic, partition, next) VALUES ($1, $2, $3, $4)
     ON CONFLICT (party, topic, partition) DO UPDATE SET next = greatest(bus_position.next, excluded.next)`,
    [party, topic, partition, next],
  );
}

/** Locks the position until the transaction ends and gives it; 0 where nothing was read yet. */
export async function lockPosition(within: Database, party: string, topic: string, partition: number): Promise<number> {
  await within.query('INSERT INTO bus_position (party, topic, partition, next) VALUES ($1, $2, $3, 0) ON CONFLICT DO NOTHING', [party, topic, partition]);
  const [row] = await within.query<{ next: string }>('SELECT next FROM bus_position WHERE party = $1 AND topic = $2 AND partition = $3 FOR UPDATE', [party, topic, partition]);
  return Number(row?.next ?? 0);
}
