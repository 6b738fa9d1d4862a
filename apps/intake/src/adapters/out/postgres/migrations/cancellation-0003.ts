import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases may be asked to be cancelled, and called off. A column that may be empty and a wider check, so the version before goes on writing. */
export class Cancellation1763769600011 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new check allows all that the one before allowed, and one word more' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case ADD COLUMN cancellation jsonb');
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_status_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_status_check
       CHECK (status IN ('submitted', 'in_review', 'rejected', 'called_off', 'awaiting_return', 'in_transit', 'at_warehouse', 'refunding', 'refunded', 'closed')) NOT VALID`,
    );
    // Once more, so that the view of all cases has the column too.
    await runner.query(archivable({ table: 'intake_case', key: 'case_id', prefix: 'case:', over: `t.status = 'closed'`, number: 'case_number' }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
