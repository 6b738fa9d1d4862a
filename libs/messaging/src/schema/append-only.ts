import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What has happened is kept as it was written. A statement trigger: rows that are added cost nothing by it. */
export const appendOnlyGuard = (table: string): string => `CREATE TRIGGER append_only_guard BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table} FOR EACH STATEMENT EXECUTE FUNCTION refuse_change_of_record()`;

const guarded = ['hop', 'discarded'];

/** The chain of causes and what was given up by whom: nobody changes them afterwards, not even the department that wrote them. */
export class AppendOnlyRecords1700000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE FUNCTION refuse_change_of_record() RETURNS trigger LANGUAGE plpgsql AS $$
       BEGIN
         -- Set within the functions of the archive; what leaves is checked by a guard of its own (archive.ts).
         IF TG_OP = 'DELETE' AND current_setting('huiliu.archiving', true) = 'on' THEN RETURN NULL; END IF;
         RAISE EXCEPTION '% is append-only: what has happened stays as it was written', TG_TABLE_NAME USING ERRCODE = 'restrict_violation';
       END $$`,
    );
    for (const table of guarded) await runner.query(appendOnlyGuard(table));
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of guarded) await runner.query(`DROP TRIGGER append_only_guard ON ${table}`);
    await runner.query('DROP FUNCTION refuse_change_of_record');
  }
}
