import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Parcels that were lost and have not turned up are written off: a case of one is over as far as logistics goes. */
export class ParcelWrittenOff1796000000001 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by a new state, so that whatever the version before writes keeps to it; the old rows do as well' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE return_shipment DROP CONSTRAINT return_shipment_status_check');
    await runner.query(
      `ALTER TABLE return_shipment ADD CONSTRAINT return_shipment_status_check CHECK (status IN ('authorised', 'in_transit', 'lost', 'delivered', 'called_off', 'written_off')) NOT VALID`,
    );
    await runner.query(archivable({ table: 'return_shipment', key: 'case_id', prefix: 'case:', over: `t.status IN ('delivered', 'called_off', 'written_off')` }));
    // Those that were lost before have ten days from now on.
    await runner.query(
      `INSERT INTO timer (subject, name, due_at, payload)
       SELECT 'case:' || case_id, 'write-off', now() + interval '10 days', jsonb_build_object('caseId', case_id) FROM return_shipment WHERE status = 'lost' ON CONFLICT DO NOTHING`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class ParcelWrittenOffValid1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE return_shipment VALIDATE CONSTRAINT return_shipment_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
