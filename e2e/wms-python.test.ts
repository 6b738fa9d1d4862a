import { spawn, spawnSync, type ChildProcess } from 'node:child_process';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { freePort } from '@huiliu/testing';
import { Client } from 'pg';
import { webhookSecrets } from '../tools/src/webhooks-env';
import { Huiliu } from './huiliu';

jest.setTimeout(400_000);

const program = join(__dirname, '../docs/outside/examples/wms.py');
const cases = 30;

/** The pages for outside systems, put to the test: a program in another language, made from them alone, is the WMS. */
describe('a WMS in Python, over HTTP, made from the pages alone', () => {
  let huiliu: Huiliu | undefined;
  let wms: ChildProcess | undefined;
  let book = '';
  const said: string[] = [];

  /** Not skipped where Python is missing: who has none is told. */
  beforeAll(() => {
    const { status, error } = spawnSync('python3', ['--version']);
    if (error || status !== 0) throw new Error('python3 is missing on this machine, so it was NOT TESTED whether a client in another language works: install it and run this test again');
  });

  const startWms = async (port: number): Promise<void> => {
    if (!huiliu) throw new Error('the system does not run');
    const { secret, senderSecret } = webhookSecrets(huiliu.dataFolder).wms;
    const env = { ...process.env, HUILIU_URL: `http://127.0.0.1:${huiliu.system.gatewayPort}`, HUILIU_SECRET: secret, HUILIU_SENDER_SECRET: senderSecret, PORT: String(port), BOOK: book };
    const child = spawn('python3', [program], { env, stdio: ['ignore', 'pipe', 'pipe'] });
    wms = child;
    child.stderr.on('data', (bytes: Buffer) => void said.push(bytes.toString()));
    await new Promise<void>((resolve, reject) => {
      child.stdout.once('data', () => resolve());
      child.once('error', reject);
      child.once('exit', () => reject(new Error(`the WMS did not start: ${said.join('')}`)));
    });
  };

  const stopWms = async (signal: NodeJS.Signals): Promise<void> => {
    const child = wms;
    if (!child || child.exitCode !== null || child.signalCode !== null) return;
    const gone = new Promise((resolve) => child.once('exit', resolve));
    child.kill(signal);
    await gone;
  };

  afterAll(async () => {
    await stopWms('SIGKILL');
    await huiliu?.close();
  });

  it('inspects what comes back, is killed in between, and every case comes to its end', async () => {
    const port = await freePort();
    huiliu = await Huiliu.start({ cases, instances: 2, seed: 11, overHttp: { wms: `http://127.0.0.1:${port}/` }, extra: { HUILIU_WEBHOOK_LONGEST_PAUSE_MS: '2000' } });
    book = join(huiliu.dataFolder, 'wms.sqlite');
    // Not there yet, then there, then killed, then there again: nothing is lost.
    await new Promise((resolve) => setTimeout(resolve, 3_000));
    await startWms(port);
    await new Promise((resolve) => setTimeout(resolve, 2_000));
    await stopWms('SIGKILL');
    await startWms(port);
    const { progress, stalled } = await huiliu.ended();
    expect({ stalled, said }).toEqual({ stalled: undefined, said: said.filter((line) => line.startsWith('not sent')) });
    expect(progress.closed).toBe(progress.opened);
    expect(progress.parked).toBe(0);
    await stopWms('SIGTERM');
    const kept = new DatabaseSync(book, { readOnly: true });
    const { reports, unsent, tasks } = kept.prepare('SELECT count(*) AS reports, count(*) FILTER (WHERE sent = 0) AS unsent, (SELECT count(*) FROM heard) AS tasks FROM to_send').get() as Record<string, number>;
    kept.close();
    expect(tasks).toBeGreaterThan(5);
    expect(reports).toBeGreaterThanOrEqual(tasks ?? 0);
    expect(unsent).toBe(0);
    const { violations } = await huiliu.verdict();
    expect(violations).toEqual([]);
    await expectLostDeliveryIsFound(huiliu);
  });
});

/** What the checker says of deliveries is worth something only if it sees one that was lost. */
async function expectLostDeliveryIsFound(huiliu: Huiliu): Promise<void> {
  const client = new Client({ connectionString: huiliu.system.storage.urls.webhooks });
  await client.connect();
  try {
    const { rows } = await client.query<{ lane_id: string; count: string }>(
      `WITH one AS (SELECT lane_id, delivered FROM lane WHERE delivered > 0 ORDER BY lane_id LIMIT 1)
       UPDATE lane SET delivered = 0 FROM one WHERE lane.lane_id = one.lane_id RETURNING lane.lane_id, one.delivered::text AS count`,
    );
    const { violations } = await huiliu.verdict();
    expect(violations).toEqual([{ invariant: 'what is for an outside system over HTTP has arrived there', detail: `${rows[0]?.lane_id}: ${rows[0]?.count} events are on the bus for it, 0 have arrived, and 0 are held` }]);
  } finally {
    await client.end();
  }
}
