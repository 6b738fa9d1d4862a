import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Goods that customers want repaired: one work order for each case whose goods have come. */
export class RepairOrder1797000200001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE repair_order (
         case_id text COLLATE "C" PRIMARY KEY,
         version int  NOT NULL,
         status  text NOT NULL CHECK (status IN ('asked', 'repaired', 'not_repairable', 'handing_over', 'handed_over')),
         doc     jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'repair_order', key: 'case_id', prefix: 'case:', over: `t.status IN ('not_repairable', 'handed_over')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
