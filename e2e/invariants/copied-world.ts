import { Client, Pool } from 'pg';
import { createBus, type Bus } from '@huiliu/messaging';
import { checkInvariants, type InvariantReport, type PostgresServer } from '@huiliu/testing';
import { databaseNames, type DatabaseName } from '../../tools/src/storage';

/** A world to break. Rules that the databases keep themselves are off. */
export interface Breakable {
  /** A statement that changes nothing would plant no fault: it throws. */
  run(database: DatabaseName, sql: string, values?: readonly unknown[]): Promise<Record<string, unknown>[]>;
  /** The bus of this world, to say something that nobody said. */
  bus(): Promise<Bus>;
}

/**
 * An installation whose services are stopped. What a test breaks is copied first, and thrown away afterwards: the next fault begins with a sound world.
 * Only databases that are broken are copied.
 */
export class CopiedWorld {
  constructor(private readonly server: PostgresServer) {}

  async verdictAfter(breakIt: (world: Breakable) => Promise<void>): Promise<InvariantReport> {
    const copied = new Set<DatabaseName>();
    const open: (() => Promise<void>)[] = [];
    const busOf = (): Bus => {
      const bus = createBus({ kind: 'embedded', database: { url: this.urlOf('bus', copied) }, instance: 'fault' });
      open.push(() => bus.close());
      return bus;
    };
    try {
      let bus: Bus | undefined;
      await breakIt({
        run: async (database, sql, values = []) => {
          await this.copy(database, copied);
          return this.runUnguarded(database, copied, sql, values);
        },
        bus: async () => {
          await this.copy('bus', copied);
          return (bus ??= busOf());
        },
      });
      const pools = Object.fromEntries(databaseNames.map((name) => [name, new Pool({ connectionString: this.urlOf(name, copied), max: 3 })])) as Record<DatabaseName, Pool>;
      open.push(...Object.values(pools).map((pool) => () => pool.end()));
      return await checkInvariants({ pools, bus: bus ?? busOf() });
    } finally {
      for (const close of open) await close();
      await this.asAdmin(async (admin) => {
        for (const database of copied) await admin.query(`DROP DATABASE copy_${database} WITH (FORCE)`);
      });
    }
  }

  private async copy(database: DatabaseName, copied: Set<DatabaseName>): Promise<void> {
    if (copied.has(database)) return;
    await this.asAdmin(async (admin) => void (await admin.query(`CREATE DATABASE copy_${database} TEMPLATE huiliu_${database}`)));
    copied.add(database);
  }

  /** With all rights, past the triggers. */
  private async runUnguarded(database: DatabaseName, copied: ReadonlySet<DatabaseName>, sql: string, values: readonly unknown[]): Promise<Record<string, unknown>[]> {
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

  private urlOf(database: DatabaseName, copied: ReadonlySet<DatabaseName>): string {
    const url = new URL(this.server.adminUrl);
    url.pathname = `/${copied.has(database) ? 'copy' : 'huiliu'}_${database}`;
    return url.href;
  }

  private async asAdmin(work: (admin: Client) => Promise<void>): Promise<void> {
    const admin = new Client({ connectionString: this.server.adminUrl });
    await admin.connect();
    try {
      await work(admin);
    } finally {
      await admin.end();
    }
  }
}
