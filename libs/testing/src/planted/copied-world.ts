import { Client, Pool } from 'pg';
import { createBus, type Bus } from '@huiliu/messaging';
import { departments, type Department } from '@huiliu/contracts';
import { checkInvariants, type InvariantReport } from '../invariants/check-invariants';
import type { Replay } from '../invariants/replay/replay';
import type { PoolName } from '../invariants/world';

/** A world to break. Rules that the databases keep themselves are off. */
export interface Breakable {
  /** A statement that changes nothing would plant no fault: it throws. */
  run(database: PoolName, sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** The bus of this world, to say something that nobody said. */
  bus(): Promise<Bus>;
}

/** An installation on the embedded bus whose services are stopped. */
export interface BreakableInstallation {
  /** An administrator who may create databases and put triggers aside: a server of one's own. Holds a password: never logged. */
  readonly adminUrl: string;
  /** Of the databases, before their names: `huiliu_`. */
  readonly databasePrefix?: string;
  /** Builds one department again from the bus of a broken world; without it, what only a replay could find is not looked for. */
  readonly replay?: (busUrl: string, bus: Bus, departments: readonly Department[]) => Replay;
}

const names: readonly PoolName[] = [...departments, 'bus', 'telemetry', 'sandbox'];

/**
 * A sound installation as a stock of worlds to break: what a fault breaks is copied first, and thrown away afterwards, so that the next one begins with a sound
 * world. Only databases that are broken are copied.
 */
export class CopiedWorld {
  constructor(private readonly installation: BreakableInstallation) {}

  /** What the invariants say of a world after it was broken. @param replayed departments that are built again from the topics */
  async verdictAfter(breakIt: (world: Breakable) => Promise<void>, replayed: readonly Department[] = []): Promise<InvariantReport> {
    const copied = new Set<PoolName>();
    const open: (() => Promise<void>)[] = [];
    const busOf = (): Bus => {
      const bus = createBus({ kind: 'embedded', database: { url: this.urlOf('bus', copied) }, instance: 'fault' });
      open.push(() => bus.close());
      return bus;
    };
    try {
      let said: Bus | undefined;
      await breakIt({
        run: async (database, sql, values = []) => {
          await this.copy(database, copied);
          return this.runUnguarded(database, copied, sql, values);
        },
        bus: async () => {
          await this.copy('bus', copied);
          return (said ??= busOf());
        },
      });
      const bus = said ?? busOf();
      const pools = Object.fromEntries(names.map((name) => [name, this.poolOf(name, copied)])) as Record<PoolName, Pool>;
      open.push(...Object.values(pools).map((pool) => () => pool.end()));
      const replay = replayed.length === 0 ? undefined : this.installation.replay?.(this.urlOf('bus', copied), bus, replayed);
      return await checkInvariants({ pools, bus, replay });
    } finally {
      for (const close of open) await close();
      await this.asAdmin(async (admin) => {
        for (const database of copied) await admin.query(`DROP DATABASE copy_${database} WITH (FORCE)`);
      });
    }
  }

  private poolOf(name: PoolName, copied: ReadonlySet<PoolName>): Pool {
    const pool = new Pool({ connectionString: this.urlOf(name, copied), max: 3 });
    pool.on('error', () => undefined);
    return pool;
  }

  private async copy(database: PoolName, copied: Set<PoolName>): Promise<void> {
    if (copied.has(database)) return;
    await this.asAdmin(async (admin) => {
      // Left behind by a run that was broken off.
      await admin.query(`DROP DATABASE IF EXISTS copy_${database} WITH (FORCE)`);
      await admin.query(`CREATE DATABASE copy_${database} TEMPLATE ${this.original(database)}`);
    });
    copied.add(database);
  }

  /** With all rights, past the triggers. The connection ends before anybody looks: only then are its changes in the statistics. */
  private async runUnguarded(database: PoolName, copied: ReadonlySet<PoolName>, sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
    const client = new Client({ connectionString: this.urlOf(database, copied) });
    await client.connect();
    try {
      await client.query(`SET session_replication_role = 'replica'`);
      const { rows, rowCount, command } = await client.query<Record<string, unknown>>(sql, [...values]);
      if (rowCount === 0) throw new Error(`${command} found nothing: ${sql}`);
      return rows;
    } finally {
      await client.end();
    }
  }

  private original(database: PoolName): string {
    return `${this.installation.databasePrefix ?? 'huiliu_'}${database}`;
  }

  private urlOf(database: PoolName, copied: ReadonlySet<PoolName>): string {
    const url = new URL(this.installation.adminUrl);
    url.pathname = `/${copied.has(database) ? `copy_${database}` : this.original(database)}`;
    return url.href;
  }

  private async asAdmin(work: (admin: Client) => Promise<void>): Promise<void> {
    const admin = new Client({ connectionString: this.installation.adminUrl });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }
}
