import type { MigrationInterface, QueryRunner } from 'typeorm';

/** One row per outside system and subject. An event on its way has all of its columns, or none is. */
export class Lane1796100000001 implements MigrationInterface {
  readonly reviewed = { index: 'the first migration of a service that has never run: the table was made a moment ago, and nobody writes to it' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE TABLE lane (
         lane_id        text COLLATE "C" PRIMARY KEY,
         version        int  NOT NULL,
         system         text NOT NULL,
         sending_source text,
         sending_id     text,
         sending_type   text,
         sending_since  timestamptz,
         failed         int NOT NULL CHECK (failed >= 0),
         delivered      int NOT NULL CHECK (delivered >= 0),
         CHECK (num_nulls(sending_source, sending_id, sending_type, sending_since) IN (0, 4))
       ) WITH (fillfactor = 80)`,
    );
    // Each system has its share of the calls, and is looked for by itself: what waits for one that is away is not read for the others.
    await runner.query('CREATE INDEX intent_due_by_kind ON intent (kind, due_at) WHERE open');
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
