import { inTransaction, type EngineOptions } from './unit-of-work';

const pageSubjects = 500;

/**
 * Tries again what waits of outside systems, and what waited for the end of the reading again, each subject in a transaction of its own: after a restore has been caught up with, what was refused meanwhile waits for an
 * event of its case that may never come. It takes effect now, waits for what it has always waited for, or becomes a dead letter.
 */
export const tryWaitingAgain = (options: EngineOptions): Promise<void> => tryEach(options, 'sequence IS NULL OR type = ANY($3)');

/** Of these only what waited for the end of the reading again. At a start: a rebuild may have left some, or an instance that died before it came to them. */
export const tryHeldBackAgain = (options: EngineOptions): Promise<void> => tryEach(options, 'type = ANY($3)');

async function tryEach(options: EngineOptions, which: string): Promise<void> {
  const heldBack = [...options.routes.values()].flatMap(({ contract, waitsWhileReadingAgain }) => (waitsWhileReadingAgain ? [contract.type] : []));
  for (let after = ''; ; ) {
    const { rows } = await options.pool.query<{ waits_for: string }>(`SELECT DISTINCT waits_for FROM waiting WHERE (${which}) AND waits_for > $1 ORDER BY waits_for LIMIT $2`, [after, pageSubjects, heldBack]);
    for (const { waits_for: subject } of rows) {
      await inTransaction(options, async ({ transaction, inbox }) => {
        await transaction.lock([subject]);
        await inbox.open([]);
        await inbox.release(subject);
      });
    }
    const last = rows.at(-1);
    if (!last || rows.length < pageSubjects) return;
    after = last.waits_for;
  }
}
