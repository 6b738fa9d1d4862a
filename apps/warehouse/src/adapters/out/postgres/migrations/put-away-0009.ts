import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Where goods that came onto our shelves are: one row for each case by which some did. */
export class PutAway1803000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE put_away (
         case_id text COLLATE "C" PRIMARY KEY,
         version int  NOT NULL,
         status  text NOT NULL CHECK (status IN ('issued', 'put_away', 'overdue')),
         doc     jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(`COMMENT ON COLUMN put_away.doc IS 'ref, and the tasks: what is to be put away, how often it was asked for, and where it was put'`);
    await runner.query(archivable({ table: 'put_away', key: 'case_id', prefix: 'case:', over: `t.status <> 'issued'` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
