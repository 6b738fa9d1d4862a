import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the customer gets instead of money; null where it is money from the start. */
export class GoodsInstead1796000000010 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE refund ADD COLUMN goods jsonb');
  }

  down(): Promise<void> {
    return Promise.reject(new Error('migrations go forward only: restore a backup instead'));
  }
}
