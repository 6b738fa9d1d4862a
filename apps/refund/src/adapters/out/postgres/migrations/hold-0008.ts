import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What is held of a customer's money, while goods of an exchange are out in advance. */
export class Hold1802000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN hold jsonb');
    // Said again, as the table has other columns now; what is to be released, or captured, is not over.
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off', 'dropped') AND coalesce(t.hold->>'status', 'declined') IN ('declined', 'released', 'captured')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
