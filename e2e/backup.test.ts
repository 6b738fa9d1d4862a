import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvariants, startPostgres, until, type InvariantReport, type PostgresServer } from '@huiliu/testing';
import { copyRunningCluster, restoreCluster } from '../tools/src/backup/cluster';
import { Databases } from '../tools/src/progress';
import { busOf, System, type SystemOptions } from '../tools/src/system';
import { untilEnded } from '../tools/src/until-ended';

jest.setTimeout(600_000);

const root = join(__dirname, '..');
const chain = 'the chain of causes is complete from first to last hop';
const books = `finance's books are ours`;
const answered = 'what was answered ok is there exactly once';
const folds = 'stock, ledger and books are the fold of what was said';
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'huiliu-backup-'));
  chmodSync(made, 0o711);
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

const options = (dataFolder: string, cases: number, more: Partial<SystemOptions> = {}): SystemOptions => ({
  root,
  dataFolder,
  bus: { kind: 'embedded' },
  instances: 1,
  partitions: 2,
  gatewayPort: 0,
  opsPort: 0,
  sampleRatio: 1,
  logLevel: 'warn',
  sandbox: { HUILIU_SANDBOX_CASES: String(cases), HUILIU_SANDBOX_SEED: '11', HUILIU_SANDBOX_RATE: '4' },
  onNews: () => undefined,
  ...more,
});

const start = async (chosen: SystemOptions): Promise<System> => {
  const system = await System.start(chosen);
  await system.ready(180_000).catch(async (error: unknown) => {
    await system.close();
    throw error;
  });
  return system;
};

const closedCases = async ({ pools }: Databases): Promise<number> => Number((await pools.intake.query<{ count: string }>(`SELECT count(*) FROM intake_case WHERE status = 'closed'`)).rows[0]?.count);

/** To its end, stopped, checked. */
async function verdictOf(system: System, databases: Databases): Promise<InvariantReport> {
  const bus = busOf(system);
  try {
    const { stalled, progress } = await untilEnded(system, databases, bus, { stallSeconds: 60, say: () => undefined });
    if (stalled !== undefined) throw new Error(`${stalled}: ${JSON.stringify(progress)}`);
    await system.stopServices();
    return await checkInvariants({ pools: databases.pools, bus });
  } finally {
    await bus.close();
  }
}

describe('a backup', () => {
  it('of all databases, taken at work, brings back one moment: it goes on from there and every invariant holds', async () => {
    const data = folder();
    const copy = join(folder(), 'postgres');
    const first = await start(options(data, 120));
    const before = new Databases(first.storage);
    await until('some cases are closed', async () => (await closedCases(before)) > 5, 180_000);
    const { server } = first.storage;
    if (!server) throw new Error('no server of our own');
    await copyRunningCluster(server.adminUrl, server.dataDir, copy);
    await until('everything has gone on to its end, which the restore takes back', async () => (await closedCases(before)) === 120, 240_000);
    await before.close();
    await first.close();

    await restoreCluster(copy, server.dataDir);
    const second = await start(options(data, 120));
    const after = new Databases(second.storage);
    try {
      expect((await after.pools.refund.query<{ source_epoch: number }>('SELECT source_epoch FROM relay')).rows).toEqual([{ source_epoch: 2 }]);
      const report = await verdictOf(second, after);
      expect(report.violations).toEqual([]);
      expect(report.cases.open).toBe(0);
    } finally {
      await after.close();
      await second.close();
    }
  });

  it.each([
    // Its state follows from events alone: what it heard again led to the same. Its hops are new, with spans of their own.
    ['logistics', [chain]],
    // The outside is told again, under new ids: finance notices that it has these refunds and transactions already.
    // Two cases of one order may come to it the other way round, and get each other's cent: the provider refuses the key with another amount.
    ['refund', [chain, books, answered, folds]],
  ] as const)('of %s alone, restored alone: it hears again what it has lost, every case comes to its end, and what differs is what the operations page says', async (department, differs) => {
    const [data, own, copy] = [folder(), join(folder(), 'own'), join(folder(), 'own')];
    let server: PostgresServer = await startPostgres({ dataDir: own, durable: true });
    const url = await server.createDatabase(department, { role: department, password: 'of-its-own' });
    const system = await start(options(data, 120, { adjust: (spec) => Promise.resolve(spec.name === department ? { ...spec, env: { ...spec.env, DATABASE_URL: url } } : spec) }));
    const databases = new Databases({ urls: { ...system.storage.urls, [department]: url } });
    try {
      await until('some cases are closed', async () => (await closedCases(databases)) > 5, 180_000);
      await copyRunningCluster(server.adminUrl, server.dataDir, copy);
      await until('it has gone on since', async () => (await closedCases(databases)) > 60, 240_000);

      const child = system.children.find(({ spec }) => spec.name === department);
      child?.signal('SIGKILL');
      const { port } = server;
      await server.stop();
      await restoreCluster(copy, own);
      server = await startPostgres({ dataDir: own, durable: true, port });

      const report = await verdictOf(system, databases);
      expect(report.violations.filter(({ invariant }) => !differs.some((each) => each === invariant))).toEqual([]);
      const known: Readonly<Record<string, RegExp>> = { [books]: /ALREADY_BOOKED|more/, [answered]: /^payments\.Refund .*(IDEMPOTENCY_KEY_REUSED|different requests)/, [folds]: /finance has .* said was/ };
      for (const { invariant, detail } of report.violations) expect(detail).toMatch(known[invariant] ?? /./);
      expect(report.cases.open).toBe(0);
    } finally {
      await databases.close();
      await system.close();
      await server.stop();
    }
  });
});
