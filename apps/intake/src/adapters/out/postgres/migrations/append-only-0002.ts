import { appendOnlyGuard, archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The guard that every other record has, which refuses to be emptied too. */
export class AppendOnlyTimeline1763769600002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const table of ['contact_access', 'timeline_entry']) {
      await runner.query(`DROP TRIGGER append_only ON ${table}`);
      await runner.query(appendOnlyGuard(table));
    }
    await runner.query('DROP FUNCTION refuse_change');
    await runner.query(archivable({ table: 'intake_case', key: 'case_id', prefix: 'case:', over: `t.status = 'closed'`, number: 'case_number' }));
    await runner.query(archivable({ table: 'timeline_entry', key: 'case_id', prefix: 'case:', appendOnly: true }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
