import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { System } from '@huiliu/tools/system';
import { ask } from '../measure/ask';

const shown = 400;

/** What PostgreSQL counts of every statement (pg_stat_statements), over one window. */
export class Statements {
  private readonly url: string;

  constructor(
    private readonly folder: string,
    system: System,
  ) {
    const { server } = system.storage;
    if (!server) throw new Error('statements are counted in our own PostgreSQL only');
    this.url = server.adminUrl;
  }

  async begin(): Promise<void> {
    await ask(this.url, 'CREATE EXTENSION IF NOT EXISTS pg_stat_statements');
    await ask(this.url, 'SELECT pg_stat_statements_reset()');
  }

  /** Writes `statements.tsv`: the dearest first. */
  async end(): Promise<void> {
    const rows = await ask<Record<string, unknown>>(
      this.url,
      `SELECT datname AS database, calls, round(total_exec_time::numeric, 1) AS total_ms, round(mean_exec_time::numeric, 3) AS mean_ms, rows,
         shared_blks_hit AS hit, shared_blks_read AS read, wal_records, wal_bytes, regexp_replace(query, '\\s+', ' ', 'g') AS statement
       FROM pg_stat_statements LEFT JOIN pg_database ON pg_database.oid = dbid ORDER BY total_exec_time DESC LIMIT ${shown}`,
    );
    const names = Object.keys(rows[0] ?? {});
    writeFileSync(join(this.folder, 'statements.tsv'), [names.join('\t'), ...rows.map((row) => names.map((name) => String(row[name])).join('\t'))].join('\n') + '\n');
  }
}
