import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Units that go to customers, and orders to pick them: one row for each case that sends something out. */
export class Reservation1796000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE reservation (
         case_id text COLLATE "C" PRIMARY KEY,
         version int  NOT NULL,
         status  text NOT NULL CHECK (status IN ('asked', 'waiting', 'out_of_stock', 'reserved', 'picking', 'picked', 'released')),
         doc     jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'reservation', key: 'case_id', prefix: 'case:', over: `t.status IN ('picked', 'released')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
