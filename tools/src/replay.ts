import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client, Pool } from 'pg';
import { departments, topicsHeardBy, type Department } from '@huiliu/contracts';
import { heldBackReason, type Bus } from '@huiliu/messaging';
import { freePorts, type Replay } from '@huiliu/testing';
import { Child } from './child';
import type { System } from './system';

export interface ReplayOptions {
  /** Of the checkout, where the departments are built. */
  readonly root: string;
  readonly logFolder: string;
  /** An administrator who may create databases. Holds a password: never logged. */
  readonly adminUrl: string;
  /** Settings that say where the bus is, as `HUILIU_BUS`. */
  readonly busEnv: Readonly<Record<string, string>>;
  readonly bus: Bus;
  /** All of them when left out. */
  readonly departments?: readonly Department[];
  /** Gives up when a department has not moved for so long. */
  readonly stallSeconds?: number;
}

const pollMs = 200;

/** Of a system whose services are stopped. */
export function replayOfSystem({ options, storage }: System, bus: Bus): Replay | undefined {
  const adminUrl = storage.server?.adminUrl ?? options.adminUrl;
  if (adminUrl === undefined) return undefined;
  const where = options.bus.kind === 'kafka' ? { KAFKA_BROKERS: options.bus.brokers } : { HUILIU_BUS_DATABASE_URL: storage.urls.bus };
  const busEnv = { HUILIU_BUS: options.bus.kind, HUILIU_PARTITIONS: String(options.partitions), ...where };
  return replayOf({ root: options.root, logFolder: join(options.dataFolder, 'logs'), adminUrl, busEnv, bus });
}

/** Runs departments as they are built, with HUILIU_REBUILD, each on an empty database of its own. The living ones have to be stopped: the two would share their groups. */
export function replayOf(options: ReplayOptions): Replay {
  return {
    departments: options.departments ?? departments,
    rebuilt: async (department, look) => {
      const name = `replay_${department}_${randomBytes(4).toString('hex')}`;
      await asAdmin(options.adminUrl, (admin) => admin.query(`CREATE DATABASE ${name}`));
      try {
        const url = new URL(options.adminUrl);
        url.pathname = `/${name}`;
        const pool = new Pool({ connectionString: url.href, max: 3 });
        pool.on('error', () => undefined);
        try {
          await rebuild(department, url.href, pool, options);
          await look(pool);
        } finally {
          await pool.end();
        }
      } finally {
        await asAdmin(options.adminUrl, (admin) => admin.query(`DROP DATABASE ${name} WITH (FORCE)`));
      }
    },
  };
}

async function rebuild(department: Department, url: string, pool: Pool, { root, logFolder, busEnv, bus, stallSeconds = 60 }: ReplayOptions): Promise<void> {
  const [opsPort = 0, grpcPort = 0] = await freePorts(2);
  const env = {
    NODE_ENV: 'production',
    HUILIU_LOG_LEVEL: 'warn',
    HUILIU_TRACE_SAMPLE_RATIO: '0',
    ...busEnv,
    DATABASE_URL: url,
    HUILIU_REBUILD: 'true',
    HUILIU_INSTANCE: `${department}-replay`,
    HUILIU_OPS_PORT: String(opsPort),
    HUILIU_GRPC_PORT: String(grpcPort),
    // Nobody is called, but it has to be set.
    ...(department === 'refund' && { HUILIU_PAYMENT_PROVIDER_URL: 'http://127.0.0.1:9' }),
  };
  const child = new Child({ name: `${department}-replay`, entry: `apps/${department}/dist/main.js`, opsPort, env }, { root, logFolder, onNews: () => undefined });
  child.start();
  try {
    let [behind, lastMove] = [Infinity, Date.now()];
    while (behind > 0) {
      await new Promise((resolve) => setTimeout(resolve, pollMs));
      const now = await eventsToGo(department, pool, bus);
      if (now < behind) [behind, lastMove] = [now, Date.now()];
      if (Date.now() - lastMove > stallSeconds * 1000) throw new Error(`${department} is still ${behind} events behind after ${stallSeconds} s: look at ${join(logFolder, `${department}-replay.log`)}`);
    }
  } finally {
    await child.stop();
  }
}

/** Infinity as long as there are no tables. */
async function eventsToGo(department: Department, pool: Pool, bus: Bus): Promise<number> {
  const { rows: tables } = await pool.query<{ there: boolean }>(`SELECT to_regclass('consumer_offset') IS NOT NULL AS there`);
  if (tables[0]?.there !== true) return Infinity;
  const { rows } = await pool.query<{ topic: string; partition: number; next: string }>('SELECT topic, partition, next FROM consumer_offset');
  const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
  const marks = await bus.watermarks(topicsHeardBy(department));
  // What is about what came over other topics before it is taken up when all of that is read.
  const heldBack = await pool.query<{ count: number }>('SELECT count(*)::int AS count FROM waiting WHERE reason = $1', [heldBackReason]);
  return marks.reduce((sum, { topic, partition, low, high }) => sum + high - (next.get(`${topic}/${partition}`) ?? low), heldBack.rows[0]?.count ?? 0);
}

async function asAdmin(url: string, work: (admin: Client) => Promise<unknown>): Promise<void> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    await work(admin);
  } finally {
    await admin.end();
  }
}
