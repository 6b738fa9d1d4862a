import { randomBytes } from 'node:crypto';
import { Client } from 'pg';
import type { PostgresServer } from '@huiliu/testing';
import { pause, repeated, type Inject, type World } from '../world';

function serverOf({ system }: World): PostgresServer {
  const { server } = system.storage;
  if (!server) throw new Error('this PostgreSQL is not ours to break: run without DATABASE_URL');
  return server;
}

/** As the administrator, who may come in when nobody else may. Its connection may be lost at any time. */
async function connectAdmin(world: World, database = 'postgres'): Promise<Client> {
  const url = new URL(serverOf(world).adminUrl);
  url.pathname = `/${database}`;
  const client = new Client({ connectionString: url.href, application_name: 'huiliu chaos', connectionTimeoutMillis: 5_000 });
  client.on('error', () => undefined);
  await client.connect();
  return client;
}

async function asAdmin<T>(world: World, work: (client: Client) => Promise<T>): Promise<T> {
  const client = await connectAdmin(world);
  try {
    return await work(client);
  } finally {
    await client.end().catch(() => undefined);
  }
}

const roleOf = (name: string): string => `huiliu_${name}`;

const terminate = (client: Client, role: string): Promise<unknown> =>
  client.query("SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename LIKE $1 AND application_name NOT LIKE 'huiliu tools%'", [role]);

/** What `pg_ctl stop -m immediate` sends; the launcher starts it again. */
export const stopImmediately: Inject = (world) => {
  process.kill(serverOf(world).pid, 'SIGQUIT');
  return Promise.resolve({});
};

export const killPostgres: Inject = (world) => {
  serverOf(world).kill9();
  return Promise.resolve({});
};

export const terminateSessions: Inject = (world, { target }, random) => {
  const role = target === 'everything' ? 'huiliu\\_%' : roleOf(target);
  return Promise.resolve(repeated(() => asAdmin(world, async (client) => void (await terminate(client, role))), () => random.between(100, 900)));
};

const foreignRole = 'chaos_foreign';

export const fillConnections: Inject = async (world, { target }) => {
  const password = randomBytes(12).toString('base64url');
  await asAdmin(world, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [foreignRole]);
    await client.query(`${rowCount === 0 ? 'CREATE' : 'ALTER'} ROLE ${foreignRole} LOGIN PASSWORD ${client.escapeLiteral(password)}`);
  });
  const url = new URL(serverOf(world).adminUrl);
  url.username = foreignRole;
  url.password = password;
  const taken: Client[] = [];
  const takeAll = async (signal: AbortSignal): Promise<void> => {
    while (!signal.aborted) {
      const client = new Client({ connectionString: url.href, application_name: 'somebody else' });
      client.on('error', () => undefined);
      await client.connect();
      taken.push(client);
    }
  };
  const greedy = repeated(takeAll, () => 50);
  // It has to be full before those whom it keeps out look for a new connection.
  for (let before = -1; taken.length !== before; await pause(300)) before = taken.length;
  world.say(`  ${taken.length} foreign connections`);
  await asAdmin(world, (client) => terminate(client, roleOf(target)));
  return {
    end: async () => {
      await greedy.end();
      await Promise.all(taken.map((client) => client.end().catch(() => undefined)));
    },
  };
};

/** In a transaction of its own connection, which then stays open. */
async function held(world: World, database: string, statements: readonly string[]): Promise<{ end: () => Promise<void> }> {
  const client = await connectAdmin(world, database);
  for (const statement of ['BEGIN', ...statements]) await client.query(statement);
  return { end: () => client.end().catch(() => undefined) };
}

export const longTransaction: Inject = (world, { target }) => held(world, roleOf(target), ['SELECT pg_current_xact_id()']);

export const holdLock: Inject = (world, { target }) => {
  const [department = '', table = ''] = target.split('.');
  return held(world, roleOf(department), [`LOCK TABLE ${table} IN ACCESS EXCLUSIVE MODE`]);
};

export const fillDisk: Inject = async (world) => {
  const { disk } = world;
  if (!disk) throw new Error('there is no small disk to be filled');
  await disk.fill();
  // A new segment of the log can't be written either: PostgreSQL gives up, and can't come back before there is room.
  const filling = repeated(async () => {
    await disk.fill();
    await asAdmin(world, (client) => client.query('SELECT pg_logical_emit_message(true, $1, $1), pg_switch_wal()', ['chaos']));
  }, () => 200);
  return {
    end: async () => {
      await filling.end();
      disk.empty();
    },
  };
};
