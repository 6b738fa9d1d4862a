import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Lanes on which nothing is on its way leave for the archive, and what was sent on them. Whoever says something about such a case again brings its lane back. */
export class ArchiveLanes1805000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(archivable({ table: 'lane', key: 'lane_id', prefix: '', over: 't.sending_id IS NULL' }));
    await runner.query(archivable({ table: 'intent', key: 'subject', prefix: '', find: 't.id = s.subject', over: 'NOT t.open' }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
