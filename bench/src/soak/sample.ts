import { readdirSync, readFileSync } from 'node:fs';
import type { Pool } from 'pg';
import { databaseNames, type DatabaseName } from '@huiliu/tools/storage';
import type { Stand } from '../load/stand';
import { brokerPids, treeOf } from '../measure/processes';

/** What is looked at again and again, by name: `memory refund`, `bytes intake.hop`. */
export type Readings = Readonly<Record<string, number>>;

export interface Sample {
  /** Since the load began. */
  readonly atSeconds: number;
  readonly cases: number;
  readonly readings: Readings;
}

/** Cheap enough to be done under load: nothing here reads a table of Huiliu's, or holds a process up. */
export async function readSample({ system, world, databases }: Stand, beganMs: number): Promise<Sample> {
  const readings: Record<string, number> = { 'open cases': world.cases.open };
  for (const [name, pids] of Object.entries(processesOf(system))) {
    readings[`memory ${name}`] = Math.round(sum(pids.map(ownKb)) / 1_024);
    readings[`handles ${name}`] = sum(pids.map(handles));
  }
  for (const { database, connections } of await connectionsOf(databases.pools.bus)) readings[`connections ${database}`] = connections;
  const perDatabase = await Promise.all(databaseNames.filter((name) => name !== 'sandbox').map((name) => tablesOf(name, databases.pools[name])));
  for (const one of perDatabase) Object.assign(readings, one);
  return { atSeconds: (performance.now() - beganMs) / 1_000, cases: world.cases.endedCount, readings };
}

function processesOf(system: Stand['system']): Record<string, readonly number[]> {
  const services = system.children.map(({ spec, pid }): [string, number[]] => [spec.name, pid === undefined ? [] : [pid]]);
  const brokers = brokerPids();
  return { ...Object.fromEntries(services), ...(system.storage.server && { postgres: treeOf(system.storage.server.pid) }), ...(brokers.length > 0 && { broker: brokers }) };
}

async function connectionsOf(pool: Pool): Promise<readonly { readonly database: string; readonly connections: number }[]> {
  const { rows } = await pool.query<{ database: string; connections: number }>(
    `SELECT replace(datname, 'huiliu_', '') AS database, count(*)::int AS connections FROM pg_stat_activity WHERE datname LIKE 'huiliu\\_%' AND application_name <> 'huiliu tools' GROUP BY datname`,
  );
  return rows;
}

/** Partitions, slots and segments are counted together: one of them grows while another one is emptied. */
async function tablesOf(database: DatabaseName, pool: Pool): Promise<Readings> {
  const { rows } = await pool.query<{ name: string; bytes: string; dead: string }>(
    `SELECT regexp_replace(relname, '_[0-9_]+$', '') AS name, sum(pg_total_relation_size(relid)) AS bytes, sum(n_dead_tup) AS dead FROM pg_stat_user_tables GROUP BY 1`,
  );
  return Object.fromEntries(rows.flatMap(({ name, bytes, dead }) => [[`bytes ${database}.${name}`, Number(bytes)], [`dead rows ${database}.${name}`, Number(dead)]]));
}

/** Memory that is the process's own; what it shares with others, as PostgreSQL's buffers, does not grow. */
const ownKb = (pid: number): number => Number(/^RssAnon:\s+(\d+)/m.exec(read(`/proc/${pid}/status`))?.[1] ?? 0);

function handles(pid: number): number {
  try {
    return readdirSync(`/proc/${pid}/fd`).length;
  } catch {
    return 0;
  }
}

function read(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch {
    return '';
  }
}

const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
