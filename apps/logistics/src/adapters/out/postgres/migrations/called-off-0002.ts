import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A return may be called off, and is over then. Wider than before, so the version before goes on writing. */
export class CalledOffReturn1763769600011 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new check allows all that the one before allowed, and one word more' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE return_shipment DROP CONSTRAINT return_shipment_status_check');
    await runner.query(`ALTER TABLE return_shipment ADD CONSTRAINT return_shipment_status_check CHECK (status IN ('authorised', 'in_transit', 'lost', 'delivered', 'called_off')) NOT VALID`);
    await runner.query(archivable({ table: 'return_shipment', key: 'case_id', prefix: 'case:', over: `t.status IN ('delivered', 'called_off')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
