import { Pool } from 'pg';
import { sharedPostgres } from '../../src';
import { changesTaken } from '../../src/invariants/append-only';

let pool: Pool;
beforeAll(async () => {
  pool = new Pool({ connectionString: await (await sharedPostgres()).freshDatabase('append_only'), max: 2 });
  await pool.query(`CREATE FUNCTION refuse() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE EXCEPTION 'no'; END $$`);
});
afterAll(() => pool.end());

async function table(name: string, ...guards: string[]): Promise<string[]> {
  await pool.query(`CREATE TABLE ${name} (id int PRIMARY KEY, what text)`);
  await pool.query(`INSERT INTO ${name} VALUES (1, 'as it was')`);
  for (const guard of guards) await pool.query(guard);
  const taken = await changesTaken(pool, name);
  expect((await pool.query(`SELECT * FROM ${name}`)).rows).toEqual([{ id: 1, what: 'as it was' }]);
  return taken;
}

const guard = (name: string, events: string): string => `CREATE TRIGGER guard BEFORE ${events} ON ${name} FOR EACH STATEMENT EXECUTE FUNCTION refuse()`;

describe('whether a record takes changes', () => {
  it('is tried without changing anything', async () => {
    expect(await table('open_to_all')).toEqual(['updates', 'deletions', 'emptying']);
    expect(await table('guarded', guard('guarded', 'UPDATE OR DELETE OR TRUNCATE'))).toEqual([]);
  });

  it.each([
    ['no_update_guard', 'DELETE OR TRUNCATE', ['updates']],
    ['no_delete_guard', 'UPDATE OR TRUNCATE', ['deletions']],
    ['no_truncate_guard', 'UPDATE OR DELETE', ['emptying']],
  ])('is told of %s', async (name, events, taken) => {
    expect(await table(name, guard(name, events))).toEqual(taken);
  });

  it('is told of a guard that was put aside', async () => {
    expect(await table('put_aside', guard('put_aside', 'UPDATE OR DELETE OR TRUNCATE'), 'ALTER TABLE put_aside DISABLE TRIGGER guard')).toEqual(['updates', 'deletions', 'emptying']);
  });
});
