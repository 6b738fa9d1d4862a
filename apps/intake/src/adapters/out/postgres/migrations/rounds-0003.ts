import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Cases that wait for evidence, and what customers write when they supplement a rejected application. */
export class IntakeRounds1764259200003 implements MigrationInterface {
  readonly reviewed = {
    drop: 'the check is only made wider: the version before writes nothing that the new one refuses',
    constrain: 'the version before writes the statuses of its own list alone, which are all in this one',
  };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query('ALTER TABLE intake_case DROP CONSTRAINT intake_case_status_check');
    await runner.query(
      `ALTER TABLE intake_case ADD CONSTRAINT intake_case_status_check CHECK (status IN ('submitted', 'in_review', 'awaiting_evidence', 'rejected', 'called_off', 'awaiting_return', 'in_transit', 'at_warehouse', 'refunding', 'refunded', 'closed')) NOT VALID`,
    );
    await runner.query(
      `CREATE TABLE supplement (
         supplement_id text COLLATE "C" PRIMARY KEY,
         case_id       text COLLATE "C" NOT NULL,
         round         int NOT NULL CHECK (round > 1),
         at            timestamptz NOT NULL,
         reason        text NOT NULL CHECK (reason <> ''),
         UNIQUE (case_id, round)
       )`,
    );
    await runner.query(`COMMENT ON TABLE supplement IS 'personal data: free text of customers; whoever is told is recorded in contact_access'`);
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
