import { archivable } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per closed case. Answer and status go together. */
export class Survey1763769600001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE survey (
         case_id     text COLLATE "C" PRIMARY KEY,
         version     int  NOT NULL,
         survey_id   text NOT NULL UNIQUE,
         case_number text NOT NULL,
         order_id    text NOT NULL,
         customer_id text NOT NULL,
         status      text NOT NULL CHECK (status IN ('sent', 'answered')),
         sent_at     timestamptz NOT NULL,
         score       int CHECK (score BETWEEN 1 AND 5),
         comment     text,
         replied_at  timestamptz,
         CHECK ((status = 'answered') = (score IS NOT NULL)),
         CHECK ((score IS NULL) = (replied_at IS NULL) AND (score IS NULL) = (comment IS NULL))
       ) WITH (fillfactor = 80)`,
    );
    await runner.query(`COMMENT ON COLUMN survey.comment IS 'free text of the customer, may name people: never leaves this database in an event'`);
    await runner.query(archivable({ table: 'survey', key: 'case_id', prefix: 'case:' }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
