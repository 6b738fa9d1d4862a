import { appendOnlyGuard } from '@huiliu/messaging';
import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The balances in stock are the sums of the moves: a correction is a move of its own. */
export class AppendOnlyMoves1763769600003 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(appendOnlyGuard('stock_move'));
  }

  /** Forward only: what went wrong is put right by a new migration. */
  async down(): Promise<void> {
    throw new Error('migrations go forward only: write a new one');
  }
}
