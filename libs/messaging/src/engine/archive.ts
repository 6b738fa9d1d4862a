import type { EngineOptions } from './unit-of-work';

/** Blocks of `head` in one transaction: some hundreds of cases. */
const pageBlocks = 16;
const blockBytes = 8_192;

/**
 * Moves cases that are over, and that nothing has happened to for long, out of the tables that are worked with. Walks the heads in the order in which they lie
 * on the disk, a bounded time at each turn, and begins again when the last round is long enough ago.
 */
export class Archivist {
  private nextBlock = 0;
  private roundBeganMs = Number.NEGATIVE_INFINITY;

  constructor(private readonly options: Pick<EngineOptions, 'pool' | 'limits' | 'clock'>) {}

  /** Cases that were moved. */
  async turn(): Promise<number> {
    const { pool, limits, clock } = this.options;
    const beganMs = performance.now();
    if (this.nextBlock === 0) {
      if (beganMs - this.roundBeganMs < limits.archiveRoundMs) return 0;
      this.roundBeganMs = beganMs;
    }
    const olderThan = new Date(clock().getTime() - limits.archiveAfterMs);
    let moved = 0;
    do {
      const { rows } = await pool.query<{ moved: number | null; blocks: string }>(`SELECT archive_page($1, $2, $3) AS moved, pg_relation_size('head') / $4 AS blocks`, [this.nextBlock, pageBlocks, olderThan, blockBytes]);
      moved += rows[0]?.moved ?? 0;
      this.nextBlock += pageBlocks;
      if (this.nextBlock >= Number(rows[0]?.blocks ?? 0)) this.nextBlock = 0;
    } while (this.nextBlock > 0 && performance.now() - beganMs < limits.archiveTurnMs);
    return moved;
  }
}
