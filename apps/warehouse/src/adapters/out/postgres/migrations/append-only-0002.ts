import { appendOnlyGuard, archivable, idsOfCase } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The balances in stock are the sums of the moves: a correction is a move of its own. */
export class AppendOnlyMoves1763769600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendOnlyGuard('stock_move'));
    await runner.query(archivable({ table: 'stock_move', key: 'case_id', prefix: 'case:', find: idsOfCase('move_id'), appendOnly: true }));
    await runner.query(archivable({ table: 'arrival', key: 'case_id', prefix: 'case:', over: `t.status = 'inspected'` }));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
