import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events about kinds of subjects of which a department hears nothing were counted all the same, each under its head's lock. They need not be; but whoever runs beside a version that counts them must go on
 * counting, as that one would take for a gap what was passed over: `relay.passes_over` says when no more.
 */
const up = [
  'ALTER TABLE relay ADD COLUMN passes_over boolean NOT NULL DEFAULT false',
  `COMMENT ON COLUMN relay.passes_over IS 'what is said about kinds of subjects of which nothing is heard here is not counted: no instance of a version runs that counts it'`,
  // Nobody has ever worked here.
  'UPDATE relay SET passes_over = true WHERE lease_epoch = 0 AND NOT EXISTS (SELECT 1 FROM outbox) AND NOT EXISTS (SELECT 1 FROM consumer_offset)',
];

export class PassesOver1700000000005 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    for (const statement of up) await runner.query(statement);
  }

  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
