import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A table of which the rows of a case leave with it. `s.subject` is the case's subject, `t` the table. */
export interface ArchivedTable {
  readonly table: string;
  /** Column that names the case, and what it lacks to be the subject: `case:`. */
  readonly key: string;
  readonly prefix: '' | 'case:';
  /** Finds the rows of a case by an index that is there anyway. Left out: by the key. */
  readonly find?: string;
  /** Holds for every row that may leave. Left out: all may. */
  readonly over?: string;
  /** Column with the number by which people ask for the case. */
  readonly number?: string;
  /** Guarded by `refuse_change_of_record`: its rows leave only when they are in the archive as they were. */
  readonly appendOnly?: boolean;
}

const literal = (text: string | undefined): string => (text === undefined ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** SQL that tells the archive of a table. Said again after a migration that changes the table's columns. */
export function archivable({ table, key, prefix, find, over = 'true', number, appendOnly = false }: ArchivedTable): string {
  const byKey = prefix === '' ? `t.${key} = s.subject` : `t.${key} = substr(s.subject, ${prefix.length + 1})`;
  return `SELECT make_archivable(${[table, key, prefix, find ?? byKey, over, number].map(literal).join(', ')}, ${appendOnly})`;
}

/** Finds ids that begin with the case's and a slash, after `before`, in the primary key. The column has to be COLLATE "C", where `0` follows `/`. */
export const idsOfCase = (column: string, before = ''): string =>
  `t.${column} >= '${before}' || substr(s.subject, 6) || '/' AND t.${column} < '${before}' || substr(s.subject, 6) || '0'`;

/** The same for ids that begin with one of several words and the case's id, and may end there. */
export const idsFromCase = (column: string, words: readonly string[]): string =>
  `(${words.map((word) => `t.${column} >= '${word}' || substr(s.subject, 6) AND t.${column} < '${word}' || substr(s.subject, 6) || '0'`).join(' OR ')})`;

/**
 * Cases that are over leave the tables that are worked with: one row for each, with everything that was kept of it, in a partition for the month in which it was
 * last touched. The head stays and says so; whoever locks it brings the case back first. See docs/adr/0017.
 */
const up = [
  `CREATE SCHEMA whole`,
  `COMMENT ON SCHEMA whole IS 'the same tables with what was archived; for questions, not for work'`,

  `CREATE TABLE archived (
     subject text COLLATE "C" NOT NULL,
     month   date NOT NULL,
     number  text COLLATE "C",
     parts   json NOT NULL,
     PRIMARY KEY (subject, month)
   ) PARTITION BY RANGE (month)`,
  `CREATE INDEX archived_case_id ON archived (substr(subject, 6))`,
  `CREATE INDEX archived_number ON archived (number) WHERE number IS NOT NULL`,
  `COMMENT ON COLUMN archived.parts IS 'table -> its rows of this case, as they were'`,
  // Twice as fast as the other one; not every build has it.
  `DO $$ BEGIN ALTER TABLE archived ALTER COLUMN parts SET COMPRESSION lz4; EXCEPTION WHEN feature_not_supported THEN NULL; END $$`,

  `CREATE TABLE archive_part (
     name        text PRIMARY KEY,
     find        text NOT NULL,
     over        text NOT NULL,
     number      text,
     left_rows   bigint NOT NULL DEFAULT 0
   )`,
  `COMMENT ON COLUMN archive_part.left_rows IS 'rows of a record that have left for the archive, counted by its guard'`,

  `CREATE FUNCTION make_archivable(part text, key text, prefix text, find text, over text, number text, append_only boolean) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE columns text;
   BEGIN
     INSERT INTO archive_part AS p (name, find, over, number) VALUES (part, make_archivable.find, make_archivable.over, make_archivable.number)
       ON CONFLICT (name) DO UPDATE SET find = excluded.find, over = excluded.over, number = excluded.number;
     -- The key is taken from the archive's own columns, so that a question for one case is answered by an index.
     SELECT string_agg(CASE WHEN attname <> key THEN format('r.%I', attname) WHEN prefix = '' THEN 'a.subject' ELSE format('substr(a.subject, %s)', length(prefix) + 1) END, ', ' ORDER BY attnum)
       INTO columns FROM pg_attribute WHERE attrelid = part::regclass AND attnum > 0 AND NOT attisdropped;
     EXECUTE format('DROP VIEW IF EXISTS whole.%I', part);
     EXECUTE format('CREATE VIEW whole.%1$I AS SELECT * FROM public.%1$I UNION ALL SELECT %2$s FROM public.archived AS a, json_populate_recordset(NULL::public.%1$I, a.parts->%1$L) AS r', part, columns);
     IF append_only THEN
       EXECUTE format('DROP TRIGGER IF EXISTS leaves_for_archive ON %I', part);
       EXECUTE format('CREATE TRIGGER leaves_for_archive AFTER DELETE ON %I REFERENCING OLD TABLE AS gone FOR EACH STATEMENT EXECUTE FUNCTION check_left_for_archive(%L)', part, format('%L || %I', prefix, key));
     END IF;
   END $$`,

  // A record's guard lets rows go while cases are moved; this one holds that each of them is in the archive as it was.
  `CREATE FUNCTION check_left_for_archive() RETURNS trigger LANGUAGE plpgsql AS $$
   DECLARE lost boolean;
   BEGIN
     EXECUTE format('SELECT EXISTS (SELECT * FROM gone EXCEPT ALL SELECT r.* FROM archived AS a, json_populate_recordset(NULL::%1$I, a.parts->%1$L) AS r WHERE a.subject IN (SELECT %2$s FROM gone))', TG_TABLE_NAME, TG_ARGV[0]) INTO lost;
     IF lost THEN RAISE EXCEPTION '% is append-only: what has happened stays as it was written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation'; END IF;
     UPDATE archive_part SET left_rows = left_rows + (SELECT count(*) FROM gone) WHERE name = TG_TABLE_NAME;
     RETURN NULL;
   END $$`,

  `CREATE FUNCTION archive_month(month date) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE part text := 'archived_' || to_char(month, 'YYYY_MM');
   BEGIN
     IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
     PERFORM pg_advisory_xact_lock(hashtext('huiliu archive'));
     IF to_regclass(part) IS NOT NULL THEN RETURN; END IF;
     -- Made aside and attached: nobody who looks into the archive has to wait.
     EXECUTE format('CREATE TABLE %I (LIKE archived INCLUDING ALL)', part);
     EXECUTE format('ALTER TABLE archived ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)', part, month, month + interval '1 month');
   END $$`,

  // Heads first, in id order, as everybody; those in use are left for the next time. Whether a case may leave is asked once its head is ours.
  `CREATE FUNCTION archive_cases(wanted text[], older_than timestamptz) RETURNS int LANGUAGE plpgsql AS $$
   DECLARE
     part record; subjects text[]; months date[]; one date;
     built text := ''; conditions text := ''; numbered text := 'NULL::text';
   BEGIN
     SELECT array_agg(h.subject) INTO subjects FROM
       (SELECT subject FROM head WHERE subject = ANY (wanted) AND NOT archived AND NOT blocked ORDER BY subject FOR UPDATE SKIP LOCKED) AS h;
     IF subjects IS NULL THEN RETURN 0; END IF;
     FOR part IN SELECT * FROM archive_part ORDER BY name LOOP
       built := built || format(', %L, coalesce((SELECT json_agg(t) FROM %I AS t WHERE %s), ''[]'')', part.name, part.name, part.find);
       conditions := conditions || format(' AND NOT EXISTS (SELECT 1 FROM %I AS t WHERE %s AND NOT (%s))', part.name, part.find, part.over);
       IF part.number IS NOT NULL THEN numbered := format('(SELECT t.%I FROM %I AS t WHERE %s)', part.number, part.name, part.find); END IF;
     END LOOP;
     EXECUTE 'SELECT array_agg(s.subject), array_agg(s.month) FROM (
         SELECT u.subject, date_trunc(''month'', (SELECT max(handled_at) FROM hop WHERE hop.subject = u.subject) AT TIME ZONE ''UTC'')::date AS month FROM unnest($1) AS u(subject)
         WHERE (SELECT max(handled_at) FROM hop WHERE hop.subject = u.subject) < $2
           AND NOT EXISTS (SELECT 1 FROM waiting WHERE waiting.subject = u.subject) AND NOT EXISTS (SELECT 1 FROM waiting WHERE waits_for = u.subject)
           AND NOT EXISTS (SELECT 1 FROM parked WHERE parked.subject = u.subject) AND NOT EXISTS (SELECT 1 FROM timer WHERE timer.subject = u.subject)
       ) AS s WHERE true' || conditions INTO subjects, months USING subjects, older_than;
     IF subjects IS NULL THEN RETURN 0; END IF;
     FOR one IN SELECT DISTINCT unnest(months) LOOP PERFORM archive_month(one); END LOOP;
     PERFORM set_config('huiliu.archiving', 'on', true);
     EXECUTE 'INSERT INTO archived (subject, month, number, parts) SELECT s.subject, s.month, ' || numbered || ', json_build_object(' || substr(built, 3) || ') FROM unnest($1, $2) AS s(subject, month)' USING subjects, months;
     FOR part IN SELECT * FROM archive_part ORDER BY name LOOP
       EXECUTE format('DELETE FROM %I AS t USING unnest($1) AS s(subject) WHERE %s', part.name, part.find) USING subjects;
     END LOOP;
     UPDATE head SET archived = true WHERE subject = ANY (subjects);
     PERFORM set_config('huiliu.archiving', 'off', true);
     RETURN cardinality(subjects);
   END $$`,

  // A page of the heads as they lie on the disk: read once, in order, whatever their ids.
  `CREATE FUNCTION archive_page(first_block bigint, blocks int, older_than timestamptz) RETURNS int LANGUAGE sql AS $$
     SELECT archive_cases(array_agg(subject), older_than) FROM head
      WHERE ctid >= format('(%s,0)', first_block)::tid AND ctid < format('(%s,0)', first_block + blocks)::tid
        AND NOT archived AND NOT blocked AND starts_with(subject, 'case:')
        AND (SELECT max(handled_at) FROM hop WHERE hop.subject = head.subject) < older_than $$`,

  // For who has locked the heads.
  `CREATE FUNCTION bring_back(subjects text[]) RETURNS void LANGUAGE plpgsql AS $$
   DECLARE part record;
   BEGIN
     PERFORM set_config('huiliu.archiving', 'on', true);
     FOR part IN SELECT * FROM archive_part ORDER BY name LOOP
       EXECUTE format('INSERT INTO %1$I SELECT r.* FROM archived AS a, json_populate_recordset(NULL::%1$I, a.parts->%1$L) AS r WHERE a.subject = ANY ($1)', part.name) USING subjects;
     END LOOP;
     DELETE FROM archived WHERE subject = ANY (subjects);
     UPDATE head SET archived = false WHERE subject = ANY (subjects);
     PERFORM set_config('huiliu.archiving', 'off', true);
   END $$`,

  `CREATE FUNCTION detach_archive(before date) RETURNS SETOF text LANGUAGE plpgsql AS $$
   DECLARE part text;
   BEGIN
     PERFORM pg_advisory_xact_lock(hashtext('huiliu archive'));
     FOR part IN SELECT c.relname FROM pg_inherits JOIN pg_class AS c ON c.oid = inhrelid WHERE inhparent = 'archived'::regclass
                  AND to_date(right(c.relname, 7), 'YYYY_MM') + interval '1 month' <= before ORDER BY 1 LOOP
       EXECUTE format('ALTER TABLE archived DETACH PARTITION %I', part);
       EXECUTE format('DELETE FROM head USING %I AS gone WHERE head.subject = gone.subject AND head.archived', part);
       RETURN NEXT part;
     END LOOP;
   END $$`,

  `CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON archived FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record()`,
  archivable({ table: 'hop', key: 'subject', prefix: '', appendOnly: true }),
];

export class Archive1700000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
