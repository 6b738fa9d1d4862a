import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An approved refund may be called off before it is requested, and is over then. Wider than before, so the version before goes on writing. */
export class CalledOffRefund1763769600011 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new checks allow all that the ones before allowed, and one word more' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund DROP CONSTRAINT refund_status_check');
    await runner.query(`ALTER TABLE refund ADD CONSTRAINT refund_status_check CHECK (status IN ('approved', 'requested', 'settled', 'failed', 'called_off')) NOT VALID`);
    // The first of the two checks of several columns, which PostgreSQL named by itself.
    await runner.query('ALTER TABLE refund DROP CONSTRAINT refund_check');
    await runner.query(`ALTER TABLE refund ADD CONSTRAINT refund_requested_check CHECK ((status IN ('approved', 'called_off')) = (refund_id IS NULL)) NOT VALID`);
    await runner.query(archivable({ table: 'refund', key: 'case_id', prefix: 'case:', over: `t.status IN ('settled', 'called_off')` }));
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
