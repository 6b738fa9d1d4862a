import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A review may end because the customer has cancelled. Wider than before, so the version before goes on writing. */
export class WithdrawnReview1763769600011 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new check allows all that the one before allowed, and one word more' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE review_case DROP CONSTRAINT review_case_status_check');
    await runner.query(`ALTER TABLE review_case ADD CONSTRAINT review_case_status_check CHECK (status IN ('with_person', 'claimed', 'approved', 'rejected', 'withdrawn')) NOT VALID`);
    await runner.query(archivable({ table: 'review_case', key: 'case_id', prefix: 'case:', over: `t.status IN ('approved', 'rejected', 'withdrawn')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
