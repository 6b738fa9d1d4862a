import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases of every type of the contracts, in every status that any of them comes to. Which types are offered, the domain says. */
export class CaseWords1799000000001 implements MigrationInterface {
  readonly reviewed = {
    constrain: 'the version before writes the types and statuses of its own lists alone, which are all in these',
  };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_type_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_type_check CHECK (type IN ('return', 'refund_only', 'exchange', 'repair', 'resend', 'price_difference', 'inquiry', 'complaint')) NOT VALID`,
    );
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_status_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_status_check CHECK (status IN ('submitted', 'in_review', 'awaiting_evidence', 'rejected', 'called_off', 'awaiting_return', 'being_stopped', 'being_recalled',
         'in_transit', 'at_warehouse', 'replacing', 'replaced', 'refunding', 'refunded', 'with_agent', 'answered', 'closed')) NOT VALID`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class CaseWordsValid1799000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case VALIDATE CONSTRAINT intake_case_type_check');
    await runner.query('ALTER TABLE intake_case VALIDATE CONSTRAINT intake_case_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
