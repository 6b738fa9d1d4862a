import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A refund has a day by which it is to be paid: what was said of that is kept, and those that are owed already have a clock from now on. */
export class RefundLate1804000000021 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN late text');
    // Said again, as the table has other columns now.
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off', 'dropped')` }));
    await runner.query(
      `INSERT INTO timer (subject, name, due_at, payload)
       SELECT 'case:' || case_id, 'refund-due', requested_at + interval '5 days', jsonb_build_object('caseId', case_id) FROM refund
       WHERE status IN ('requested', 'awaiting_approval', 'failed', 'declined', 'exception') ON CONFLICT DO NOTHING`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** For the list of refunds that wait for finance, with those that are overdue; the one before is the version before's. */
export class RefundWaitingLate1804000000022 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS refund_waiting_late');
    await runner.query(`CREATE INDEX CONCURRENTLY refund_waiting_late ON refund (requested_at, case_id) WHERE status IN ('awaiting_approval', 'failed', 'declined', 'exception') OR (status = 'requested' AND late = 'overdue')`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
