import { Client } from 'pg';
import { departments, type DepartmentName } from '../storage';
import type { World } from './world';

/** One case in so many has an event that can't be handled. */
const oneIn = 100;

/**
 * A department's outbox breaks what it says of some cases, as a bad release would: which cases, and which department breaks them, follows from the case and the seed.
 * The sequence is right, so whoever hears it has to take it, can't, and stops that case alone. Which events they were is noted.
 */
const statements = (department: DepartmentName, seed: number): readonly string[] => [
  'CREATE TABLE IF NOT EXISTS chaos_poison (event_id text PRIMARY KEY, subject text NOT NULL, type text NOT NULL)',
  `CREATE OR REPLACE FUNCTION chaos_is_poisoned(record json) RETURNS boolean LANGUAGE sql IMMUTABLE AS $$
     SELECT record->1->>'hlseq' IS NOT NULL AND record->>0 LIKE 'case:%'
       AND abs(hashtextextended(record->>0, ${Math.floor(seed)}) % ${oneIn * departments.length}) = ${departments.indexOf(department)} * ${oneIn} $$`,
  `CREATE OR REPLACE FUNCTION chaos_poison() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = public AS $$
   BEGIN
     INSERT INTO chaos_poison (event_id, subject, type) SELECT r->1->>'ce_id', r->>0, r->1->>'ce_type' FROM json_array_elements(NEW.records::json) AS r WHERE chaos_is_poisoned(r);
     IF FOUND THEN
       NEW.records := (SELECT json_agg(CASE WHEN chaos_is_poisoned(r) THEN json_build_array(r->0, r->1, '{"this is poison":') ELSE r END ORDER BY nth) FROM json_array_elements(NEW.records::json) WITH ORDINALITY AS x(r, nth));
     END IF;
     RETURN NEW;
   END $$`,
  'DROP TRIGGER IF EXISTS chaos_poison ON outbox',
  'CREATE TRIGGER chaos_poison BEFORE INSERT ON outbox FOR EACH ROW EXECUTE FUNCTION chaos_poison()',
];

export async function poisonOutboxes({ system }: Pick<World, 'system'>, seed: number): Promise<void> {
  const { server } = system.storage;
  if (!server) throw new Error('this PostgreSQL is not ours to break: run without DATABASE_URL');
  for (const department of departments) {
    const url = new URL(server.adminUrl);
    url.pathname = `/huiliu_${department}`;
    const client = new Client({ connectionString: url.href });
    await client.connect();
    try {
      for (const statement of statements(department, seed)) await client.query(statement);
      await client.query(`GRANT SELECT ON chaos_poison TO huiliu_${department}`);
    } finally {
      await client.end();
    }
  }
}

/** Subjects of the cases that were given poison so far. */
export async function poisonedSubjects({ databases }: Pick<World, 'databases'>): Promise<ReadonlySet<string>> {
  const found = await Promise.all(
    departments.map(async (department) => {
      const { rows } = await databases.pools[department].query<{ subject: string }>('SELECT subject FROM chaos_poison');
      return rows.map(({ subject }) => subject);
    }),
  );
  return new Set(found.flat());
}

export interface ParkedGroup {
  readonly department: string;
  readonly type: string;
  readonly reason: string;
  readonly events: number;
  readonly cases: number;
}

/** What is parked, and why. */
export async function parkedGroups({ databases }: Pick<World, 'databases'>): Promise<ParkedGroup[]> {
  const groups = await Promise.all(
    departments.map(async (department) => {
      const { rows } = await databases.pools[department].query<Omit<ParkedGroup, 'department'>>(
        'SELECT type, reason, count(*)::int AS events, count(DISTINCT subject)::int AS cases FROM parked GROUP BY type, reason ORDER BY count(*) DESC, type, reason',
      );
      return rows.map((row) => ({ department, ...row }));
    }),
  );
  return groups.flat();
}

export async function parkedSubjects({ databases }: Pick<World, 'databases'>): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = new Map<string, string[]>();
  for (const department of departments) {
    const { rows } = await databases.pools[department].query<{ subject: string }>('SELECT DISTINCT subject FROM parked');
    for (const { subject } of rows) found.set(subject, [...(found.get(subject) ?? []), department]);
  }
  return found;
}
