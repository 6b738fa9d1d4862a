import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Every refund that was written paid for these, and nobody asks by them: lists go by `refund_waiting_all`, which answers the version before as well; the rest goes by the case. */
export class FewerRefundIndexes1804000000001 implements MigrationInterface {
  readonly transaction = false;

  async up(runner: QueryRunner): Promise<void> {
    for (const index of ['refund_waiting', 'refund_open', 'refund_order']) await runner.query(`DROP INDEX CONCURRENTLY IF EXISTS ${index}`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
