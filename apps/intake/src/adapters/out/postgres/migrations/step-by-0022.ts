import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * By when a case is to have gone on. A column that may be empty: rows from before have it once the case goes on. The version before leaves it as it is, so that while both run a case may count as late for as
 * long as the older one writes it.
 */
export class StepBy1804000000031 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case ADD COLUMN step_by timestamptz');
    // Once more, so that the view of all cases has the column too.
    await runner.query(archivable({ table: 'intake_case', key: 'case_id', prefix: 'case:', over: `t.status = 'closed'`, number: 'case_number' }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
