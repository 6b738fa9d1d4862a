import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The second person may decline: why, and until when it may be taken up again, is kept, and whether the customer has the goods. */
export class RefundDecline1797000100003 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by new states, so that whatever the version before writes keeps to it; the old rows do as well' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN goods_kept boolean, ADD COLUMN decline jsonb');
    await runner.query('ALTER TABLE refund DROP CONSTRAINT refund_status_check');
    await runner.query(
      `ALTER TABLE refund ADD CONSTRAINT refund_status_check CHECK (status IN ('approved', 'awaiting_approval', 'requested', 'settled', 'failed', 'called_off', 'declined', 'exception', 'dropped')) NOT VALID`,
    );
    // Said again, as the table has other columns now.
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off', 'dropped')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class RefundDeclineValid1797000100004 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund VALIDATE CONSTRAINT refund_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** For the list of refunds that wait for finance; the one before is the version before's. */
export class RefundWaitingAll1797000100005 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS refund_waiting_all');
    await runner.query(`CREATE INDEX CONCURRENTLY refund_waiting_all ON refund (requested_at, case_id) WHERE status IN ('awaiting_approval', 'failed', 'declined', 'exception')`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
