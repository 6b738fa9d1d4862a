import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of what is under way something has to be heard: parcels that are so already have ten days from now on. */
export class SilentParcels1804000000011 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `INSERT INTO timer (subject, name, due_at, payload)
       SELECT 'case:' || case_id, 'parcel-report', now() + interval '10 days', jsonb_build_object('caseId', case_id) FROM return_shipment WHERE status = 'in_transit' ON CONFLICT DO NOTHING`,
    );
    await runner.query(
      `INSERT INTO timer (subject, name, due_at, payload)
       SELECT 'case:' || case_id, 'replacement-report', now() + interval '10 days', jsonb_build_object('caseId', case_id) FROM replacement_shipment WHERE status IN ('ordered', 'shipped') ON CONFLICT DO NOTHING`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
