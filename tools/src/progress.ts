import { Pool } from 'pg';
import type { Bus } from '@huiliu/messaging';
import { outsideSystems, topicsHeardBy } from '@huiliu/contracts';
import { databaseNames, departments, type DatabaseName, type Storage } from './storage';

/** Pools on every database, as the launcher of the installation: services never look into each other's. */
export class Databases {
  readonly pools: Readonly<Record<DatabaseName, Pool>>;
  /** Of the service that stands in for outside systems, where it runs. */
  readonly webhooks: Pool | undefined;

  /** `archive`: tables are seen with what was archived of them, as the checker of the invariants has to where cases have left. */
  constructor(storage: Pick<Storage, 'urls'>, { archive = false } = {}) {
    const pool = (connectionString: string): Pool => {
      const made = new Pool({ connectionString, max: 3, application_name: 'huiliu tools', ...(archive && { options: '-c search_path=whole,public' }) });
      made.on('error', () => undefined);
      return made;
    };
    this.pools = Object.fromEntries(databaseNames.map((name) => [name, pool(storage.urls[name])])) as Record<DatabaseName, Pool>;
    this.webhooks = storage.urls.webhooks === undefined ? undefined : pool(storage.urls.webhooks);
  }

  async close(): Promise<void> {
    await Promise.all([...Object.values(this.pools), ...(this.webhooks ? [this.webhooks] : [])].map((pool) => pool.end()));
  }
}

export interface Progress {
  /** Cases by status, as intake has them. */
  readonly cases: Readonly<Record<string, number>>;
  readonly opened: number;
  readonly closed: number;
  /** Events not handled yet, by any department or any outside system of the sandbox. */
  readonly behind: number;
  /** Rows of an outbox that are not on the bus yet. */
  readonly unpublished: number;
  readonly waiting: number;
  readonly parked: number;
  /** Calls to the outside that are still to be made. */
  readonly openIntents: number;
  /** Cases of which the WMS has not said yet where their goods are, and is asked again: they may have ended before. */
  readonly putAways: number;
}

/** Where everything stands. `overHttp`: outside systems for which somebody else reads the bus. */
export async function readProgress({ pools, webhooks }: Databases, bus: Bus, overHttp: readonly string[] = []): Promise<Progress> {
  const { rows } = await pools.intake.query<{ status: string; count: number }>('SELECT status, count(*)::int AS count FROM intake_case GROUP BY status');
  const cases = Object.fromEntries(rows.map(({ status, count }) => [status, count]));
  const opened = rows.reduce((sum, { count }) => sum + count, 0);
  const parts = await Promise.all([...departments.map((name) => backlogOf(pools[name], topicsHeardBy(name), bus)), ...(webhooks ? [backlogOf(webhooks, overHttp.flatMap(topicsHeardBy), bus)] : [])]);
  const outside = await sandboxBehind(pools.sandbox, overHttp, bus);
  const putAways = await pools.warehouse.query<{ count: number }>(openPutAways);
  const sum = (key: keyof (typeof parts)[number]): number => parts.reduce((total, part) => total + part[key], 0);
  return { cases, opened, closed: cases['closed'] ?? 0, behind: sum('behind') + outside, unpublished: sum('unpublished'), waiting: sum('waiting'), parked: sum('parked'), openIntents: sum('openIntents'), putAways: putAways.rows[0]?.count ?? 0 };
}

/** Not those that stand still for another reason. */
const openPutAways = `SELECT count(*)::int AS count FROM put_away WHERE status = 'issued' AND NOT EXISTS (SELECT 1 FROM head WHERE head.subject = 'case:' || case_id AND blocked)`;

async function backlogOf(pool: Pool, topics: readonly string[], bus: Bus): Promise<{ behind: number; unpublished: number; waiting: number; parked: number; openIntents: number }> {
  const { rows } = await pool.query<{ unpublished: number; waiting: number; parked: number; intents: number }>(
    `SELECT (SELECT count(*)::int FROM outbox, relay WHERE (xid >= pg_snapshot_xmax(published) OR xid = ANY(ARRAY(SELECT pg_snapshot_xip(published)))) AND (target IS NULL OR id > last_id)) AS unpublished,
       (SELECT count(*)::int FROM waiting) AS waiting, (SELECT count(*)::int FROM parked) AS parked, (SELECT count(*)::int FROM intent WHERE open) AS intents`,
  );
  const positions = await pool.query<Position>('SELECT topic, partition, next FROM consumer_offset');
  const behind = await lag(bus, topics, positions.rows);
  const row = rows[0];
  return { behind, unpublished: row?.unpublished ?? 0, waiting: row?.waiting ?? 0, parked: row?.parked ?? 0, openIntents: row?.intents ?? 0 };
}

async function sandboxBehind(pool: Pool, overHttp: readonly string[], bus: Bus): Promise<number> {
  const { rows } = await pool.query<Position & { party: string }>('SELECT party, topic, partition, next FROM bus_position');
  const lags = await Promise.all(outsideSystems.filter((party) => !overHttp.includes(party)).map((party) => lag(bus, topicsHeardBy(party), rows.filter((row) => row.party === party))));
  return lags.reduce((sum, one) => sum + one, 0);
}

interface Position {
  topic: string;
  partition: number;
  next: string;
}

/** Messages on the topics that somebody hears and has not handled yet. */
async function lag(bus: Bus, topics: readonly string[], positions: readonly Position[]): Promise<number> {
  const next = new Map(positions.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
  const marks = await bus.watermarks(topics);
  return marks.reduce((sum, { topic, partition, low, high }) => sum + high - (next.get(`${topic}/${partition}`) ?? low), 0);
}
