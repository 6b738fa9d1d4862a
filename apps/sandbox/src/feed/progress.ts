import type { Database } from '../store/database';

export interface Progress {
  /** Steps before this one are done. */
  readonly nextStep: number;
  readonly finished: boolean;
}

/** Another plan was begun on this database: going on would mix the two. */
export class PlanChangedError extends Error {
  readonly code = 'PLAN_CHANGED';
  constructor() {
    super('this database was fed with another file, seed, mix, number of cases or gateway setting: go on with the same ones, or begin with a fresh database');
  }
}

/** Where the feed goes on. Throws PlanChangedError. */
export async function loadProgress(database: Database, fingerprint: string): Promise<Progress> {
  await database.query('INSERT INTO feed_progress (id, fingerprint, next_step) VALUES (1, $1, 0) ON CONFLICT DO NOTHING', [fingerprint]);
  const [row] = await database.query<{ fingerprint: string; next_step: string; finished_at: Date | null }>('SELECT fingerprint, next_step, finished_at FROM feed_progress');
  if (row?.fingerprint !== fingerprint) throw new PlanChangedError();
  return { nextStep: Number(row.next_step), finished: row.finished_at !== null };
}

/** Called when what came before `nextStep` is on the bus. */
export async function storeProgress(database: Database, nextStep: number, finished: boolean): Promise<void> {
  await database.query('UPDATE feed_progress SET next_step = greatest(next_step, $1), finished_at = CASE WHEN $2 THEN coalesce(finished_at, now()) ELSE finished_at END', [nextStep, finished]);
}
