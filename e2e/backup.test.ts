import { execFile } from 'node:child_process';
import { chmodSync, existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { startKafka, startPostgres, until, type InvariantReport, type PostgresServer, type Violation } from '@huiliu/testing';
import type { Pool } from 'pg';
import { copyRunningCluster, restoreCluster } from '../tools/src/backup/cluster';
import { Databases } from '../tools/src/progress';
import { departments, openStorage, type DatabaseName } from '../tools/src/storage';
import { Huiliu } from './huiliu';

jest.setTimeout(900_000);

const root = join(__dirname, '..');
const chain = 'the chain of causes is complete from first to last hop';
const books = `finance's books are ours`;
const answered = 'what was answered ok is there exactly once';
const timeline = 'the timeline of each case is what intake heard and said, in order';
const folds = 'stock, ledger and books are the fold of what was said';
const keyReused = /^payments\.Refund .*(IDEMPOTENCY_KEY_REUSED|different requests)/;
const unknown = ({ violations }: InvariantReport, known: Readonly<Record<string, RegExp>>): readonly Violation[] => violations.filter(({ invariant, detail }) => !known[invariant]?.test(detail));
const folders: string[] = [];
const folder = (): string => {
  const made = mkdtempSync(join(tmpdir(), 'huiliu-backup-'));
  chmodSync(made, 0o711);
  folders.push(made);
  return made;
};
afterAll(() => folders.forEach((each) => rmSync(each, { recursive: true, force: true })));

/** `npm run backup -- …` as an operator runs it: a process of its own. */
const backup = async (...args: string[]): Promise<string> => (await promisify(execFile)(process.execPath, [join(root, 'tools/dist/backup/main.js'), ...args])).stdout;

const count = async (pool: Pool, what: string): Promise<number> => Number((await pool.query<{ count: string }>(`SELECT count(*) FROM ${what}`)).rows[0]?.count);
const closedCases = ({ pools }: Databases): Promise<number> => count(pools.intake, `intake_case WHERE status = 'closed'`);

async function withDatabases<T>(storage: ConstructorParameters<typeof Databases>[0], look: (databases: Databases) => Promise<T>): Promise<T> {
  const databases = new Databases(storage);
  try {
    return await look(databases);
  } finally {
    await databases.close();
  }
}

interface ProviderRows {
  readonly payments: readonly object[];
  readonly refunds: readonly object[];
}

/** The payment provider's own book, which nobody sets back: it is not ours. */
const providersBook = async ({ pools: { sandbox } }: Databases): Promise<ProviderRows> => ({
  payments: (await sandbox.query<object>('SELECT * FROM provider_payment')).rows,
  refunds: (await sandbox.query<object>('SELECT * FROM provider_refund')).rows,
});

async function keepProvidersBook({ pools: { sandbox } }: Databases, { payments, refunds }: ProviderRows): Promise<void> {
  await sandbox.query('TRUNCATE provider_payment, provider_refund');
  await sandbox.query('INSERT INTO provider_payment SELECT * FROM json_populate_recordset(NULL::provider_payment, $1)', [JSON.stringify(payments)]);
  await sandbox.query('INSERT INTO provider_refund SELECT * FROM json_populate_recordset(NULL::provider_refund, $1)', [JSON.stringify(refunds)]);
}

/** As if its machine were gone: every process ended without a chance to finish anything, and the data with them. */
async function destroy({ system, dataFolder }: Huiliu): Promise<void> {
  await Promise.all(system.children.map((child) => child.stop(0)));
  await system.storage.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

/** The feed keeps the pace of a clock: on a busy machine it would be over before the backup is. What is left of it waits until then. */
async function whileFed<T>({ system }: Huiliu, { pools }: Databases, work: () => Promise<T>): Promise<T> {
  const sandbox = system.children.find(({ spec }) => spec.name === 'sandbox');
  let over = false;
  const holding = (async () => {
    await until('the work is over, or there would be no load after it', async () => over || (await count(pools.intake, 'intake_case')) > cases / 2, 600_000);
    if (!over) sandbox?.signal('SIGSTOP');
  })();
  try {
    return await work();
  } finally {
    over = true;
    await holding;
    sandbox?.signal('SIGCONT');
  }
}

/** To its end, stopped, checked. */
async function ended(huiliu: Huiliu, urls: Partial<Record<DatabaseName, string>> = {}): Promise<InvariantReport> {
  const { stalled } = await huiliu.ended({ urls });
  const left = await withDatabases({ urls: { ...huiliu.system.storage.urls, ...urls } }, leftBehind);
  expect({ stalled, left }).toEqual({ stalled: undefined, left: [] });
  return huiliu.verdict({ urls });
}

/** What waits or is parked, and why. */
async function leftBehind({ pools }: Databases): Promise<string[]> {
  const left = departments.map(async (name) => {
    const { rows } = await pools[name].query<{ line: string }>(
      `SELECT 'parked: ' || subject || ' ' || event_id || ' ' || type || ': ' || reason AS line FROM parked UNION ALL SELECT 'waiting for ' || waits_for || ': ' || event_id || ' ' || type || ': ' || reason FROM waiting ORDER BY line`,
    );
    return rows.map(({ line }) => `${name} ${line}`);
  });
  return (await Promise.all(left)).flat();
}

/** Two of these take minutes, and what they compare is by its nature a little different each time: by command, as a drill is. */
const long = process.env['HUILIU_LONG'] === '1';
const inLength = long ? it : it.skip;
if (!long) process.stdout.write('backup: a provider and a Kafka that are not set back are left out: HUILIU_LONG=1 npm test -- e2e/backup.test.ts\n');

const cases = 300;
const load = { cases, rate: 4 };

describe('a backup of all databases, taken by the command while cases are at work', () => {
  /** Starts, works, is backed up, works on, and is destroyed; then what was backed up stands in its place. Gives how many closed cases were open then. */
  async function lostAndRestored(dataFolder: string, copy: string, { providerToo, brokers }: { providerToo: boolean; brokers?: string }): Promise<number> {
    const first = await Huiliu.start({ ...load, dataFolder, brokers });
    const last = await withDatabases(first.system.storage, async (databases) => {
      await until('some cases are closed', async () => (await closedCases(databases)) > 10, 240_000);
      expect(await whileFed(first, databases, () => backup('--to', copy, '--data', dataFolder))).toMatch(/while it runs/);
      const then = await closedCases(databases);
      await until('it has gone on since', async () => (await closedCases(databases)) > then + 20, 240_000);
      return { closed: await closedCases(databases), provider: await providersBook(databases) };
    }).finally(() => destroy(first));
    expect(existsSync(dataFolder)).toBe(false);
    await backup('--restore', copy, '--data', dataFolder);
    const closed = await pointOf(dataFolder, last.provider, providerToo);
    expect(closed).toBeGreaterThan(10);
    return last.closed - closed;
  }

  /** Looks at the restored databases before anything runs on them, and puts the provider's book beside them as it is. */
  async function pointOf(dataFolder: string, provider: ProviderRows, providerToo: boolean): Promise<number> {
    const storage = await openStorage({ dataFolder, adminUrl: undefined, onNews: () => undefined });
    try {
      return await withDatabases(storage, async (databases) => {
        expect(await count(databases.pools.sandbox, 'provider_refund')).toBeLessThan(provider.refunds.length);
        if (!providerToo) await keepProvidersBook(databases, provider);
        return await closedCases(databases);
      });
    } finally {
      await storage.stop();
    }
  }

  it('bus and outside world included, brings back one moment: the system goes on from there to the end of every case, and every invariant holds', async () => {
    const [dataFolder, copy] = [folder(), join(folder(), 'copy')];
    expect(await lostAndRestored(dataFolder, copy, { providerToo: true })).toBeGreaterThan(0);
    const second = await Huiliu.start({ ...load, rate: 0, dataFolder });
    try {
      const report = await ended(second);
      expect(report.violations).toEqual([]);
      expect(report.cases.open).toBe(0);
    } finally {
      await second.close();
    }
  });

  inLength('bus included, the payment provider as it was: what it has paid since is asked for again under the same keys and not paid twice; what nobody asks for again is in its book alone', async () => {
    const [dataFolder, copy] = [folder(), join(folder(), 'copy')];
    expect(await lostAndRestored(dataFolder, copy, { providerToo: false })).toBeGreaterThan(0);
    const second = await Huiliu.start({ ...load, rate: 0, dataFolder });
    try {
      const { report } = await endedButForContended(second);
      // Two applications for the same units may come the other way round, or two cases of an order get each other's cent.
      expect(unknown(report, { [books]: /^the provider's refund /, [answered]: keyReused })).toEqual([]);
    } finally {
      await second.close();
    }
  });

  inLength('Kafka and the provider left as they are: what did not depend on who came first ends as before; a case that got its units from another is stopped, with a reason, before money or stock go twice', async () => {
    const kafka = await startKafka();
    if ('unavailable' in kafka) {
      if (process.env['HUILIU_REQUIRE_KAFKA'] === '1') throw new Error(kafka.unavailable);
      process.stdout.write(`${kafka.unavailable}\n`);
      return;
    }
    const [dataFolder, copy] = [folder(), join(folder(), 'copy')];
    try {
      expect(await lostAndRestored(dataFolder, copy, { providerToo: false, brokers: kafka.brokers })).toBeGreaterThan(0);
      const second = await Huiliu.start({ ...load, rate: 0, dataFolder, brokers: kafka.brokers });
      try {
        const { report, contended } = await endedButForContended(second);
        const ofContended = ({ detail }: Violation): boolean => (detail.match(caseIds) ?? []).some((id) => contended.has(id));
        const known = (violation: Violation): boolean =>
          differs.includes(violation.invariant) || /moves were said, \d+ are kept$/.test(violation.detail) || (!always.includes(violation.invariant) && (ofContended(violation) || /^… and \d+ more/.test(violation.detail)));
        expect(report.violations.filter((violation) => !known(violation))).toEqual([]);
      } finally {
        await second.close();
      }
    } finally {
      await kafka.stop();
    }
  });

  /**
   * Of what was handled again the spans are new; the outside is told again; what was promised in the time that is gone may not be there; and what was said in it is on the bus beside what
   * was said instead, so that sums over the bus count it twice.
   */
  const differs: readonly string[] = [chain, books, answered, folds, timeline];
  /** Holds for contended cases too. */
  const always: readonly string[] = [
    'settled refunds are within what was captured, per payment',
    'debits equal credits, per transaction and currency',
    'stock is conserved: opening + in = on hand + out, per SKU and per condition',
    'no unit is in two live cases',
    'no department has handled events of a case out of order',
    'audit, ledger and timeline are append-only',
    'no personal data is in any inner or outgoing event, or in any span',
  ];
  const caseIds = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;

  /** What is left waits for a person, and only where units or money of an order were given to another case in the time that is gone. */
  async function endedButForContended(huiliu: Huiliu): Promise<{ report: InvariantReport; contended: ReadonlySet<string> }> {
    await huiliu.ended();
    const contended = await withDatabases(huiliu.system.storage, async (databases) => {
      const open = (await databases.pools.intake.query<{ line: string }>(`SELECT 'intake open: case:' || case_id || ' ' || status AS line FROM intake_case WHERE status <> 'closed'`)).rows.map(({ line }) => line);
      const left = [...open, ...(await leftBehind(databases))];
      const shared = new Set([...(await casesByOrder(databases)).values()].flatMap((ids) => (ids.size > 1 ? [...ids] : [])));
      expect(left.filter((line) => !shared.has(/case:([0-9a-f-]{36})/.exec(line)?.[1] ?? ''))).toEqual([]);
      expect(open.length).toBeLessThan(cases / 20);
      return shared;
    });
    return { report: await huiliu.verdict(), contended };
  }

  /** As anybody knows of them: a case that intake refuses now may be known to refund from a bus that was left as it is, or to the provider. */
  async function casesByOrder({ pools }: Databases): Promise<Map<string, Set<string>>> {
    const orders = new Map<string, Set<string>>();
    const known = [
      [pools.intake, 'SELECT case_id, order_id FROM intake_case'],
      [pools.review, `SELECT case_id, doc->'application'->'ref'->>'orderId' AS order_id FROM review_case`],
      [pools.refund, 'SELECT case_id, order_id FROM refund'],
      [pools.sandbox, `SELECT substring(idempotency_key FROM '^F-(.*)/') AS case_id, substring(payment_id FROM '^pay-(.*)-[0-9]+$') AS order_id FROM provider_refund`],
    ] as const;
    for (const [pool, sql] of known) {
      for (const { case_id, order_id } of (await pool.query<{ case_id: string; order_id: string }>(sql)).rows) orders.set(order_id, (orders.get(order_id) ?? new Set()).add(case_id));
    }
    return orders;
  }
});

describe('a backup of one department with a cluster of its own, restored alone while the others go on', () => {
  // Its state follows from events, but for what it is told by customers: what it heard again led to the same. Its hops are new, with spans of their own.
  it('logistics hears again what it has lost, every case comes to its end, and what differs is what the operations page says', async () => {
    const department = 'logistics';
    // What customers and its people have told logistics is on no topic: it is lost, and what has followed from it at intake stays there. Who had to agree to a cancellation in transit is asked again where the parcel is still on its way.
    const known = {
      [chain]: /./,
      'what was answered ok is there exactly once': /^logistics\.(AddReturnParcel|ShareReturnParcel|AnswerCancellation) /,
      "intake's view of each case is what the departments hold": /: (further parcels|to be agreed by|agreed to cancel by|why it is not cancelled): /,
    };
    const [own, copy] = [join(folder(), 'own'), join(folder(), 'own')];
    let server: PostgresServer = await startPostgres({ dataDir: own, durable: true });
    const url = await server.createDatabase(department, { role: department, password: 'of-its-own' });
    const urls = { [department]: url };
    const huiliu = await Huiliu.start({ ...load, dataFolder: folder(), adjust: (spec) => Promise.resolve(spec.name === department ? { ...spec, env: { ...spec.env, DATABASE_URL: url } } : spec) });
    try {
      const { storage, children } = huiliu.system;
      await withDatabases({ urls: { ...storage.urls, ...urls } }, async (databases) => {
        await until('some cases are closed', async () => (await closedCases(databases)) > 10, 240_000);
        await whileFed(huiliu, databases, () => copyRunningCluster(server.adminUrl, server.dataDir, copy));
        const then = await closedCases(databases);
        await until('it has gone on since', async () => (await closedCases(databases)) > then + 20, 240_000);
      });
      children.find(({ spec }) => spec.name === department)?.signal('SIGKILL');
      const { port } = server;
      await server.stop();
      rmSync(own, { recursive: true, force: true });
      await restoreCluster(copy, own);
      server = await startPostgres({ dataDir: own, durable: true, port });

      const report = await ended(huiliu, urls);
      expect(unknown(report, known)).toEqual([]);
      expect(report.cases.open).toBe(0);
    } finally {
      await huiliu.close();
      await server.stop();
    }
  });
});
