import type { Pool } from 'pg';
import type { CaseDoc } from '../../simulation/model/tables';
import type { DepartmentState } from '../../simulation/model/observation';

/** What the properties look at, read from a department's real database. */
export async function stateOf(pool: Pool): Promise<DepartmentState> {
  const all = async <Row extends object>(sql: string): Promise<Row[]> => (await pool.query<Row>(sql)).rows;
  const column = async (sql: string): Promise<string[]> => (await all<{ value: string }>(sql)).map(({ value }) => value);
  const cases = await all<{ case_id: string; doc: CaseDoc }>('SELECT case_id, doc FROM sim_case');
  const [total] = await all<{ amount: number }>('SELECT amount FROM sim_total');
  const parked = await all<{ subject: string; event_id: string }>('SELECT subject, event_id FROM parked ORDER BY position');
  const said = await all<{ topic: string; subject: string; event_id: string; sequence: string | null }>('SELECT topic, subject, event_id, sequence FROM outbox_event ORDER BY id, nth');
  const positions = await all<{ topic: string; partition: number; next: string }>('SELECT topic, partition, next FROM consumer_offset');
  return {
    cases: new Map(cases.map((row) => [row.case_id, row.doc])),
    total: total?.amount ?? 0,
    entries: await column('SELECT id AS value FROM sim_entry'),
    blocked: await column('SELECT subject AS value FROM head WHERE blocked'),
    awaited: await column('SELECT subject AS value FROM head WHERE awaited'),
    waiting: await column(`SELECT source || ' ' || event_id AS value FROM waiting`),
    parked: parked.map((row) => ({ subject: row.subject, eventId: row.event_id })),
    discarded: await column('SELECT event_id AS value FROM discarded'),
    intents: await column('SELECT id AS value FROM intent'),
    said: said.map((row) => ({ topic: row.topic, subject: row.subject, id: row.event_id, sequence: row.sequence === null ? undefined : Number(row.sequence) })),
    positions: new Map(positions.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)])),
  };
}
