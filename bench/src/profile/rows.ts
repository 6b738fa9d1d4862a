import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '@huiliu/tools/system';
import { ask } from '../measure/ask';

/** What PostgreSQL counts of a table; an index entry is written for every row that is added, and for every change that is not HOT. */
interface Counted {
  readonly table: string;
  readonly indexes: number;
  readonly inserted: number;
  readonly updated: number;
  readonly hot: number;
  readonly deleted: number;
  /** By reading the whole table, which is fine for a table of a few rows only. */
  readonly scanned: number;
}

const counts = ['inserted', 'updated', 'hot', 'deleted', 'scanned'] as const;
/** PostgreSQL's sessions tell of what they have done once a second. */
const toldMs = 1_500;

const question = `SELECT CASE WHEN schemaname = 'public' THEN '' ELSE schemaname || '.' END || relname AS "table", (SELECT count(*)::int FROM pg_index WHERE indrelid = relid) AS indexes,
    n_tup_ins::float8 AS inserted, n_tup_upd::float8 AS updated, n_tup_hot_upd::float8 AS hot, n_tup_del::float8 AS deleted, seq_tup_read::float8 AS scanned FROM pg_stat_user_tables`;

/** Rows that were written, by table and case, over one window. The same at any load: where the machine is noisy, these tell what has become less. */
export class Rows {
  private before = new Map<string, Counted>();

  constructor(
    private readonly folder: string,
    private readonly system: System,
  ) {}

  async begin(): Promise<void> {
    await sleep(toldMs);
    this.before = await this.read();
  }

  /** Writes `rows.tsv`: the most written first. `cases`: opened since the beginning. */
  async end(): Promise<void> {
    await sleep(toldMs);
    const after = await this.read();
    const cases = this.since('intake intake_case', after.get('intake intake_case')).inserted || 1;
    const lines = [...after].map(([name, now]) => ({ name, ...this.since(name, now) })).map((row) => ({ ...row, entries: row.indexes * (row.inserted + row.updated - row.hot), written: row.inserted + row.updated + row.deleted }));
    const shown = lines.filter(({ written, scanned }) => written >= cases / 100 || scanned >= cases).sort((a, b) => b.written - a.written);
    const sum = { name: 'all tables', indexes: '', ...Object.fromEntries([...counts, 'entries' as const, 'written' as const].map((count) => [count, lines.reduce((total, line) => total + line[count], 0)])) } as unknown as (typeof lines)[number];
    const perCase = (value: number): string => (value / cases).toFixed(2);
    const text = [['database', 'table', 'indexes', ...counts, 'index entries', 'rows written'].join('\t'), ...[sum, ...shown].map((row) => [row.name.replace(' ', '\t'), row.indexes, ...counts.map((count) => perCase(row[count])), perCase(row.entries), perCase(row.written)].join('\t'))];
    writeFileSync(join(this.folder, 'rows.tsv'), `${text.join('\n')}\n`);
  }

  private since(name: string, now: Counted | undefined): Counted {
    const before = this.before.get(name);
    const between = counts.map((count) => [count, (now?.[count] ?? 0) - (before?.[count] ?? 0)]);
    return { table: name, indexes: now?.indexes ?? 0, ...Object.fromEntries(between) } as unknown as Counted;
  }

  private async read(): Promise<Map<string, Counted>> {
    const found = await Promise.all(Object.entries(this.system.storage.urls).map(async ([database, url]) => (await ask<Counted>(url, question)).map((row): [string, Counted] => [`${database} ${row.table}`, row])));
    return new Map(found.flat());
  }
}
