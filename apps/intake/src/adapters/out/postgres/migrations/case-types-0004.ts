import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of every type of the contracts: which of them are offered, the domain says. */
export class CaseTypes1797000100001 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new check allows all that the one before allowed, and more words' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_type_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_type_check CHECK (type IN ('return', 'refund_only', 'exchange', 'repair', 'resend', 'price_difference', 'inquiry', 'complaint')) NOT VALID`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class CaseTypesValid1797000100002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case VALIDATE CONSTRAINT intake_case_type_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
