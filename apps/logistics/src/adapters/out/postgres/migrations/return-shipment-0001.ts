import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per RMA. The parcel's status is a column because people ask how many are where; the rest of what the carrier said is in the document. */
export class ReturnShipment1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE return_shipment (
         case_id         text COLLATE "C" PRIMARY KEY,
         version         int  NOT NULL,
         status          text NOT NULL CHECK (status IN ('authorised', 'in_transit', 'lost', 'delivered')),
         rma_number      text NOT NULL,
         carrier_code    text NOT NULL,
         tracking_number text NOT NULL,
         send_by         timestamptz NOT NULL,
         doc             jsonb NOT NULL
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(archivable({ table: 'return_shipment', key: 'case_id', prefix: 'case:', over: `t.status = 'delivered'` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
