import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Inquiries and complaints among the cases, what customers write in them, and which case was made of which. */
export class IntakeConcerns1796000000020 implements MigrationInterface {
  readonly reviewed = {
    constrain: 'the version before writes the types and statuses of its own lists alone, which are all in these',
  };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_type_check');
    await runner.query(`ALTER TABLE intake_case ADD CONSTRAINT intake_case_type_check CHECK (type IN ('return', 'refund_only', 'inquiry', 'complaint')) NOT VALID`);
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_status_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_status_check CHECK (status IN ('submitted', 'in_review', 'awaiting_evidence', 'rejected', 'called_off', 'awaiting_return', 'in_transit', 'at_warehouse', 'refunding', 'refunded', 'with_agent', 'answered', 'closed')) NOT VALID`,
    );
    await runner.query(`CREATE TABLE question (case_id text COLLATE "C" PRIMARY KEY, at timestamptz NOT NULL, text text NOT NULL CHECK (text <> ''))`);
    await runner.query(`COMMENT ON TABLE question IS 'personal data: free text of customers; whoever is told is recorded in contact_access'`);
    await runner.query(
      `CREATE TABLE made_of_concern (
         concern_id  text COLLATE "C" PRIMARY KEY,
         version     int  NOT NULL,
         case_id     text NOT NULL UNIQUE,
         case_number text NOT NULL,
         order_id    text NOT NULL
       )`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
