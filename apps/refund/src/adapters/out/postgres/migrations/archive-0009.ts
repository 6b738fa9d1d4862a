import { archivable, idsFromCase } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Of a refund (`F-`), a hold (`H-`) and a payment on top (`P-`). */
const words = ['F-', 'H-', 'P-'];

/** What was asked and booked for holds and payments on top leaves with its case too: only what was for refunds was found. */
export class ArchiveHolds1805000000001 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(archivable({ table: 'ledger_entry', key: 'case_id', prefix: 'case:', find: idsFromCase('entry_id', words), appendOnly: true }));
    await runner.query(archivable({ table: 'intent', key: 'subject', prefix: '', find: idsFromCase('id', words), over: 'NOT t.open' }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
