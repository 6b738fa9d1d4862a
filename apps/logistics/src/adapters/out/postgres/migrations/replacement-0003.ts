import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels to customers: one row for each case that sends something out, whichever attempt it is at. */
export class ReplacementShipment1796000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE replacement_shipment (
         case_id         text COLLATE "C" PRIMARY KEY,
         version         int  NOT NULL,
         status          text NOT NULL CHECK (status IN ('awaited', 'ordered', 'shipped', 'lost', 'delivered', 'called_off')),
         tracking_number text NOT NULL,
         doc             jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'replacement_shipment', key: 'case_id', prefix: 'case:', over: `t.status IN ('delivered', 'called_off')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
