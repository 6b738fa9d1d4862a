import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units that an inspection has rejected, until it is settled what becomes of them: one row for each case that has any. */
export class Rejection1801000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE rejection (
         case_id text COLLATE "C" PRIMARY KEY,
         version int  NOT NULL,
         status  text NOT NULL CHECK (status IN ('awaiting_choice', 'disputed', 'going_back', 'packing', 'handed_over', 'settled')),
         doc     jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'rejection', key: 'case_id', prefix: 'case:', over: `t.status = 'settled'` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
