import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Refunds above the limit wait for a second person: who that was, and who decided the case, is kept. */
export class RefundApproval1796000000001 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by a new state, so that whatever the version before writes keeps to it; the old rows do as well' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN decided_by text, ADD COLUMN approved_by text, ADD COLUMN approved_at timestamptz');
    await runner.query('ALTER TABLE refund DROP CONSTRAINT refund_status_check');
    await runner.query(
      `ALTER TABLE refund ADD CONSTRAINT refund_status_check CHECK (status IN ('approved', 'awaiting_approval', 'requested', 'settled', 'failed', 'called_off')) NOT VALID`,
    );
    // Said again, as the table has other columns now.
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class RefundApprovalValid1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund VALIDATE CONSTRAINT refund_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** For the list of refunds that wait for finance. */
export class RefundWaiting1796000000003 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('DROP INDEX CONCURRENTLY IF EXISTS refund_waiting');
    await runner.query(`CREATE INDEX CONCURRENTLY refund_waiting ON refund (requested_at, case_id) WHERE status IN ('awaiting_approval', 'failed')`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
