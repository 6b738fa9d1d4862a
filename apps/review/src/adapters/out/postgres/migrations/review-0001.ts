import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per case. Status, task and due time are columns because people ask for open tasks, the one due first at the top. */
export class ReviewCase1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE review_case (
         case_id    text COLLATE "C" PRIMARY KEY,
         version    int  NOT NULL,
         status     text NOT NULL CHECK (status IN ('with_person', 'claimed', 'approved', 'rejected')),
         task_id    text COLLATE "C" UNIQUE,
         due_at     timestamptz,
         claimed_by text,
         doc        jsonb NOT NULL,
         CHECK ((task_id IS NULL) = (due_at IS NULL)),
         CHECK (status NOT IN ('with_person', 'claimed') OR task_id IS NOT NULL),
         CHECK (status <> 'claimed' OR claimed_by IS NOT NULL)
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(`CREATE INDEX review_case_open_task ON review_case (due_at, task_id) WHERE status IN ('with_person', 'claimed')`);
    await runner.query(archivable({ table: 'review_case', key: 'case_id', prefix: 'case:', over: `t.status IN ('approved', 'rejected')` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
