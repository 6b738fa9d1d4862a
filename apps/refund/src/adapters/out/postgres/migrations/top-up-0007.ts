import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a customer pays on top of an exchange, as the other variant is dearer. */
export class TopUp1797000300001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN top_up jsonb');
    // Said again, as the table has other columns now.
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off', 'dropped')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
