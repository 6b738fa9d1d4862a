import { appendOnlyGuard, archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inquiries and complaints, what was answered to them, and who was told that. */
export class Concerns1764288000002 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE concern (
         case_id     text COLLATE "C" PRIMARY KEY,
         version     int  NOT NULL,
         case_number text NOT NULL,
         order_id    text NOT NULL,
         customer_id text NOT NULL,
         type        text NOT NULL CHECK (type IN ('inquiry', 'complaint')),
         status      text NOT NULL CHECK (status IN ('open', 'claimed', 'answered', 'turned')),
         opened_at   timestamptz NOT NULL,
         due_at      timestamptz NOT NULL,
         overdue     boolean NOT NULL,
         claimed_by  text,
         turned_into jsonb,
         CHECK ((status = 'open') = (claimed_by IS NULL)),
         CHECK ((status = 'turned') = (turned_into IS NOT NULL))
       ) WITH (fillfactor = 70)`,
    );
    await runner.query(`CREATE INDEX concern_due ON concern (due_at, case_id) WHERE status IN ('open', 'claimed')`);
    await runner.query(archivable({ table: 'concern', key: 'case_id', prefix: 'case:', over: `t.status IN ('answered', 'turned')` }));
    await runner.query(`CREATE TABLE answer (case_id text COLLATE "C" PRIMARY KEY, at timestamptz NOT NULL, text text NOT NULL CHECK (text <> ''))`);
    await runner.query(`COMMENT ON TABLE answer IS 'personal data: free text to customers; whoever is told is recorded in answer_access'`);
    await runner.query(
      `CREATE TABLE answer_access (
         access_id   text PRIMARY KEY,
         case_id     text NOT NULL,
         asked_by    text NOT NULL CHECK (asked_by <> ''),
         purpose     text NOT NULL CHECK (purpose <> ''),
         answered_at timestamptz NOT NULL
       )`,
    );
    await runner.query(appendOnlyGuard('answer_access'));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
