import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a review may be, with those that wait for the customer's evidence; `withdrawn` ones are free of tasks as decided ones are. */
export class ReviewRounds1764259200003 implements MigrationInterface {
  readonly reviewed = {
    drop: 'the check is only made wider: the version before writes nothing that the new one refuses',
    constrain: 'the version before writes with_person, claimed, approved and rejected alone, which are all in the list',
  };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE review_case DROP CONSTRAINT review_case_status_check');
    await runner.query(
      `ALTER TABLE review_case ADD CONSTRAINT review_case_status_check CHECK (status IN ('with_person', 'claimed', 'awaiting_evidence', 'approved', 'rejected', 'withdrawn')) NOT VALID`,
    );
    await runner.query(`ALTER TABLE review_case ADD CONSTRAINT review_case_evidence_of_task CHECK (status <> 'awaiting_evidence' OR claimed_by IS NOT NULL) NOT VALID`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
