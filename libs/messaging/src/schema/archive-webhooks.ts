import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What an outside system was told about a case leaves as the case does: a service that stands in for others has heads of its own for it. */
export class ArchiveWebhooks1700000000006 implements MigrationInterface {
  readonly reviewed = { replace: 'the version before calls it in the same way, moves more with it, and brings that back as everything else: what is moved and brought back is asked of archive_part' };

  async up(runner: QueryRunner): Promise<void> {
    await runner.query(
      `CREATE OR REPLACE FUNCTION archive_page(first_block bigint, blocks int, older_than timestamptz) RETURNS int LANGUAGE sql AS $$
         SELECT archive_cases(array_agg(subject), older_than) FROM head
          WHERE ctid >= format('(%s,0)', first_block)::tid AND ctid < format('(%s,0)', first_block + blocks)::tid
            AND NOT archived AND NOT blocked AND (starts_with(subject, 'case:') OR starts_with(subject, 'webhook:'))
            AND (SELECT max(handled_at) FROM hop WHERE hop.subject = head.subject) < older_than $$`,
    );
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
