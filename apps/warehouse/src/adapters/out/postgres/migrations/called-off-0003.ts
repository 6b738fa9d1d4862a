import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** An expected arrival may be called off, and is over then. Wider than before, so the version before goes on writing. */
export class CalledOffArrival1763769600011 implements MigrationInterface {
  readonly reviewed = { constrain: 'the new check allows all that the one before allowed, and one word more' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE arrival DROP CONSTRAINT arrival_status_check');
    await runner.query(`ALTER TABLE arrival ADD CONSTRAINT arrival_status_check CHECK (status IN ('expected', 'at_dock', 'receiving', 'inspected', 'called_off')) NOT VALID`);
    await runner.query(archivable({ table: 'arrival', key: 'case_id', prefix: 'case:', over: `t.status IN ('inspected', 'called_off')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
