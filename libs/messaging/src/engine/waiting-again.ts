import { inTransaction, type EngineOptions } from './unit-of-work';

const pageSubjects = 500;

/**
 * Tries again what waits of outside systems, each subject in a transaction of its own: after a restore has been caught up with, what was refused meanwhile waits for an event of its case
 * that may never come. It takes effect now, waits for what it has always waited for, or becomes a dead letter.
 */
export async function tryWaitingAgain(options: EngineOptions): Promise<void> {
  for (let after = ''; ; ) {
    const { rows } = await options.pool.query<{ waits_for: string }>('SELECT DISTINCT waits_for FROM waiting WHERE sequence IS NULL AND waits_for > $1 ORDER BY waits_for LIMIT $2', [after, pageSubjects]);
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
