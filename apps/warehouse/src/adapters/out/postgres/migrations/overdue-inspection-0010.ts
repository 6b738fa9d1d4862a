import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the carrier has delivered has a clock, and what was never received an end; what the WMS has not reported in time is an exception as the others, which a report clears up. */
export class OverdueInspection1804000000001 implements MigrationInterface {
  readonly reviewed = { constrain: 'only widened by a new state of arrivals, and new kinds and a new state of exceptions, so that whatever the version before writes keeps to it' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE arrival DROP CONSTRAINT arrival_status_check');
    await runner.query(`ALTER TABLE arrival ADD CONSTRAINT arrival_status_check CHECK (status IN ('expected', 'at_dock', 'receiving', 'inspected', 'never_came', 'called_off', 'written_off')) NOT VALID`);
    await runner.query('ALTER TABLE goods_exception DROP CONSTRAINT goods_exception_kind_check');
    await runner.query(`ALTER TABLE goods_exception ADD CONSTRAINT goods_exception_kind_check CHECK (kind IN ('short', 'empty_box', 'over', 'wrong_item', 'disputed', 'not_received', 'not_finished')) NOT VALID`);
    await runner.query('ALTER TABLE goods_exception DROP CONSTRAINT goods_exception_status_check');
    await runner.query(`ALTER TABLE goods_exception ADD CONSTRAINT goods_exception_status_check CHECK (status IN ('open', 'claimed', 'resolved', 'cleared_up', 'defaulted')) NOT VALID`);
    await runner.query(archivable({ table: 'goods_exception', key: 'case_id', prefix: 'case:', over: `t.status IN ('resolved', 'cleared_up', 'defaulted')` }));
    // What stood at the dock before has as much time as any from now on.
    await runner.query(
      `INSERT INTO timer (subject, name, due_at, payload)
       SELECT 'case:' || case_id, 'inspection-due', now() + interval '48 hours', jsonb_build_object('caseId', case_id) FROM arrival WHERE status IN ('at_dock', 'receiving') ON CONFLICT DO NOTHING`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}

/** Reads every row beside the work, and locks none. */
export class OverdueInspectionValid1804000000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE arrival VALIDATE CONSTRAINT arrival_status_check');
    await runner.query('ALTER TABLE goods_exception VALIDATE CONSTRAINT goods_exception_kind_check');
    await runner.query('ALTER TABLE goods_exception VALIDATE CONSTRAINT goods_exception_status_check');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
