import { existsSync, readFileSync, renameSync, writeFileSync } from 'node:fs';
import type { Databases } from './progress';
import { departments } from './storage';

/** Nothing has moved for so long: whoever wanted to act before the deadlines that come next has done so. */
const restMs = 3_000;
/** Deadlines that lie so close together are reached in one go. */
const windowMs = 6 * 60 * 60_000;

/** Plays in seconds the time that cases wait through: the departments' business clock (HUILIU_TEST_CLOCK_FILE). Never moves while anything is on its way. */
export class TestClock {
  private aheadMs: number;
  private quietSince = Date.now();

  constructor(readonly file: string) {
    this.aheadMs = existsSync(file) ? Number(readFileSync(file, 'utf8')) : 0;
    this.write();
  }

  /** Something has moved. */
  stir(): void {
    this.quietSince = Date.now();
  }

  /** Goes on to the next deadline of any department once nothing has moved for long enough. False: not now, or there is none to come. */
  async turn({ pools }: Databases): Promise<boolean> {
    if (Date.now() - this.quietSince < restMs) return false;
    const now = Date.now() + this.aheadMs;
    const dues = await Promise.all(departments.map((name) => pools[name].query<{ due: Date | null }>('SELECT min(due_at) AS due FROM timer WHERE due_at > $1', [new Date(now)])));
    const next = Math.min(...dues.map(({ rows }) => rows[0]?.due?.getTime() ?? Number.POSITIVE_INFINITY));
    if (next === Number.POSITIVE_INFINITY) return false;
    this.aheadMs += next - now + windowMs;
    this.write();
    this.stir();
    return true;
  }

  /** In one step, so that nobody reads half a number. */
  private write(): void {
    writeFileSync(`${this.file}.new`, String(Math.ceil(this.aheadMs)));
    renameSync(`${this.file}.new`, this.file);
  }
}
