import { Pool } from 'pg';
import { sharedPostgres } from '../../src';
import { Findings } from '../../src/invariants/findings';
import { replayGivesTheSame } from '../../src/invariants/replay/replay-invariant';
import type { World } from '../../src/invariants/world';

const tables = [
  'CREATE TABLE arrival (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE stock (sku text COLLATE "C" PRIMARY KEY, version int, opening bigint)',
  'CREATE TABLE stock_move (move_id text COLLATE "C" PRIMARY KEY, sku text, from_condition text, quantity bigint, disposition text, case_id text)',
  'CREATE TABLE rejection (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE goods_exception (exception_id text COLLATE "C" PRIMARY KEY, version int, case_id text, kind text, owner text, status text, doc jsonb)',
  'CREATE TABLE reservation (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE repair_order (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE awaited_return (case_number text COLLATE "C" PRIMARY KEY, version int, case_id text)',
  'CREATE TABLE unannounced_parcel (parcel_id text COLLATE "C" PRIMARY KEY, version int, case_id text, doc jsonb)',
  'CREATE TABLE put_away (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE replacement_shipment (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE return_shipment (case_id text COLLATE "C" PRIMARY KEY, version int, status text, doc jsonb)',
  'CREATE TABLE outbound_recall (case_id text COLLATE "C" PRIMARY KEY, version int, order_id text, status text, kind text, doc jsonb)',
  'CREATE TABLE outbound_order (order_id text COLLATE "C" PRIMARY KEY, version int, doc jsonb)',
  'CREATE TABLE hop (subject text, id text, type text, source text, cause_id text, outcome text)',
  'CREATE TABLE head (subject text COLLATE "C", seen jsonb, out_seq bigint)',
];

let living: Pool;
let rebuilt: Pool;
beforeEach(async () => {
  const postgres = await sharedPostgres();
  living = new Pool({ connectionString: await postgres.freshDatabase('living'), max: 2 });
  rebuilt = new Pool({ connectionString: await postgres.freshDatabase('rebuilt'), max: 2 });
  for (const pool of [living, rebuilt]) for (const table of tables) await pool.query(table);
  await both(`INSERT INTO arrival SELECT 'c' || n, 1, 'delivered' FROM generate_series(1, 12000) AS n`);
  await both(`INSERT INTO hop VALUES ('case:c1', 'e1', 'T', 'urn:x', NULL, 'done')`);
});
afterEach(() => Promise.all([living, rebuilt].map((pool) => pool.end())));

const both = async (sql: string): Promise<void> => void (await Promise.all([living, rebuilt].map((pool) => pool.query(sql))));

async function told(department = 'warehouse'): Promise<string[]> {
  const found = new Findings();
  const world = { pools: { [department]: living }, replay: { departments: [department], rebuilt: async (_name: string, look: (pool: Pool) => Promise<void>) => look(rebuilt) } } as unknown as World;
  await replayGivesTheSame.check?.(world, found);
  return found.violationsOf('').map(({ detail }) => detail);
}

describe('a replay', () => {
  it('is the same when it holds the same, however many transactions it took', async () => {
    await rebuilt.query('UPDATE arrival SET version = 7');
    await living.query(`INSERT INTO hop VALUES ('case:c1', 'k', 'x.Command', 'command', NULL, 'done')`);
    expect(await told()).toEqual([]);
  });

  it('is told of rows that differ, that are missing and that are too many', async () => {
    await rebuilt.query(`UPDATE arrival SET status = 'lost' WHERE case_id = 'c5000'`);
    await rebuilt.query(`DELETE FROM arrival WHERE case_id IN ('c1', 'c9999')`);
    await living.query(`DELETE FROM hop`);
    const [first, second, third, fourth, ...others] = (await told()).sort();
    expect(first).toBe('warehouse, arrival, c1: is not there after a replay');
    expect(second).toMatch(/^warehouse, arrival, c5000: .*it holds .*delivered.* a replay gives .*lost/);
    expect(third).toBe('warehouse, arrival, c9999: is not there after a replay');
    expect(fourth).toBe('warehouse, what was handled, case:c1 e1: is there after a replay alone');
    expect(others).toEqual([]);
  });

  it('leaves out what people have made of exceptions, and what that has moved, but not that there were any', async () => {
    await both(`INSERT INTO goods_exception SELECT 'X-c' || n || '-over', 1, 'c' || n, 'over', 'warehouse', 'open', '{"units":[]}' FROM generate_series(1, 2) AS n`);
    await both(`INSERT INTO stock VALUES ('MUG', 1, 0), ('CUP', 1, 0)`);
    await both(`INSERT INTO head VALUES ('case:c1', '{}', 1), ('stock:MUG', '{}', 1), ('stock:CUP', '{}', 1)`);
    await living.query(`UPDATE goods_exception SET status = 'resolved', doc = doc || '{"end":{}}'; INSERT INTO stock_move VALUES ('c1/X-c1-over/1', 'MUG', 'quarantine', 1, 'restock')`);
    await living.query(`UPDATE stock SET opening = 7 WHERE sku = 'MUG'; UPDATE head SET out_seq = 3 WHERE subject <> 'stock:CUP'`);
    expect(await told()).toEqual([]);
    await living.query(`DELETE FROM goods_exception WHERE case_id = 'c2'; UPDATE head SET out_seq = 2 WHERE subject = 'stock:CUP'`);
    expect((await told()).map((each) => each.slice(0, 44)).sort()).toEqual(['warehouse, exceptions as they came, X-c2-ove', 'warehouse, sequences seen, stock:CUP: 1: it ']);
  });

  it('leaves out cases that a clock has ended, on both sides, and nothing else', async () => {
    await both(`INSERT INTO return_shipment SELECT 'c' || n, 1, 'delivered', '{"scans":[]}' FROM generate_series(1, 5) AS n`);
    await living.query(`UPDATE return_shipment SET status = 'written_off' WHERE case_id = 'c1'; DELETE FROM return_shipment WHERE case_id = 'c5'`);
    await rebuilt.query(`UPDATE return_shipment SET status = 'lost' WHERE case_id IN ('c1', 'c2')`);
    await rebuilt.query(`INSERT INTO hop VALUES ('case:c1', 'e2', 'T', 'urn:x', NULL, 'done'), ('case:c3', 'e2', 'T', 'urn:x', NULL, 'done')`);
    const [first, ...others] = (await told('logistics')).sort();
    expect(first).toMatch(/^logistics, return_shipment, c2: .*it holds .*delivered.* a replay gives .*lost/);
    expect(others).toEqual(['logistics, return_shipment, c5: is there after a replay alone', 'logistics, what was handled, case:c3 e2: is there after a replay alone']);
  });

  it('compares what became of rejected units, but for those that the customer has disputed', async () => {
    await both(`INSERT INTO rejection SELECT 'c' || n, 1, 'disputed', '{}' FROM generate_series(1, 2) AS n`);
    await living.query(`UPDATE rejection SET status = 'settled'; INSERT INTO goods_exception VALUES ('X-c1-disputed', 1, 'c1', 'disputed', 'warehouse', 'resolved', '{}')`);
    await rebuilt.query(`INSERT INTO goods_exception VALUES ('X-c1-disputed', 1, 'c1', 'disputed', 'warehouse', 'open', '{}')`);
    expect(await told()).toEqual([expect.stringContaining('warehouse, rejection, c2')]);
  });

  it('compares what was put away where, in whatever order it came and however often it was asked for, but for what people have brought onto a shelf', async () => {
    const doc = (tasks: readonly object[]): string => JSON.stringify({ tasks });
    const [first, second] = [{ taskId: 'P-1', asked: 1, done: { location: 'A' } }, { taskId: 'P-2', asked: 1 }];
    const insert = (pool: Pool, caseId: string, tasks: readonly object[]) => pool.query(`INSERT INTO put_away VALUES ($1, 1, 'issued', $2)`, [caseId, doc(tasks)]);
    await insert(living, 'c1', [first, { ...second, asked: 2 }]);
    await insert(rebuilt, 'c1', [second, first]);
    await insert(living, 'c2', [first]);
    await insert(rebuilt, 'c2', [{ ...first, done: { location: 'B' } }]);
    await insert(living, 'c3', [first]);
    await living.query(`INSERT INTO goods_exception VALUES ('X-c3-over', 1, 'c3', 'over', 'warehouse', 'resolved', '{"end":{"resolution":"restock"}}')`);
    await rebuilt.query(`INSERT INTO goods_exception VALUES ('X-c3-over', 1, 'c3', 'over', 'warehouse', 'open', '{}')`);
    expect(await told()).toEqual([expect.stringContaining('warehouse, put_away, c2')]);
  });
});
