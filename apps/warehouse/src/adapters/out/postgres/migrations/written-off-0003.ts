import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was lost on its way is expected no more: a case of it is over as far as the warehouse goes. */
export class ArrivalWrittenOff1796000000001 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by a new state, so that whatever the version before writes keeps to it; the old rows do as well' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE arrival DROP CONSTRAINT arrival_status_check');
    await runner.query(`ALTER TABLE arrival ADD CONSTRAINT arrival_status_check CHECK (status IN ('expected', 'at_dock', 'receiving', 'inspected', 'called_off', 'written_off')) NOT VALID`);
    await runner.query(archivable({ table: 'arrival', key: 'case_id', prefix: 'case:', over: `t.status IN ('inspected', 'called_off', 'written_off')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class ArrivalWrittenOffValid1796000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE arrival VALIDATE CONSTRAINT arrival_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
