import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Customers may dispute what an inspection has rejected: an exception as the others, of another kind. */
export class DisputedRejection1801000000002 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by a new kind, so that whatever the version before writes keeps to it' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE goods_exception DROP CONSTRAINT goods_exception_kind_check');
    await runner.query(`ALTER TABLE goods_exception ADD CONSTRAINT goods_exception_kind_check CHECK (kind IN ('short', 'empty_box', 'over', 'wrong_item', 'disputed')) NOT VALID`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class DisputedRejectionValid1801000000003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE goods_exception VALIDATE CONSTRAINT goods_exception_kind_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
