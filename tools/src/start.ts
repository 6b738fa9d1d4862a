import 'reflect-metadata';
import { existsSync, rmSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { outsideSystems, type OutsideSystem } from '@huiliu/contracts';
import { mixes, mixText, UsageError, whole } from './once-options';
import { liveCounts, screen } from './screen';
import { System } from './system';

const root = join(__dirname, '../..');
const readyLimitMs = 240_000;

const help = `npm start [-- options]: the whole system on this machine, from an empty folder

  --orders FILE   real orders for the sandbox to feed (comma or semicolon separated); without it orders are made up
  --cases N       how many cases the sandbox feeds (default 10000)
  --rate R        cases a second that it feeds (default 1; 0: as fast as it goes)
  --seed S        everything that is drawn follows from it (default 1)
  --mix MIX       how often each flow, branch and fault is drawn: everyday (default), all, or shares (below)
  --port P        where the gateway listens (default 7100)
  --instances K   processes of each department (default 1)
  --webhook SYSTEM=URL  crm, wms, carrier or finance is a program of yours that takes its events at this URL, over HTTP, and sends its own to
                  the gateway; the sandbox no longer plays it. Again for each system; without a URL (SYSTEM=) it only sends
  --data FOLDER   where everything is kept (default .data); start again with the same folder to go on
  --fresh         empties that folder first

Settings (environment): HUILIU_BUS=kafka with KAFKA_BROKERS=host:port,…; DATABASE_URL, an administrator's URL of a PostgreSQL from outside;
OTEL_EXPORTER_OTLP_ENDPOINT, a collector; HUILIU_TRACE_SAMPLE_RATIO; HUILIU_LOG_LEVEL; HUILIU_PARTITIONS (chosen once per installation);
HUILIU_OPS_PORT, the first of the ports for health and metrics (default: any free ones).
\`docker compose --env-file deploy/compose.env up -d --wait\` brings all of these; \`set -a; . deploy/compose.env; set +a; npm start\` uses them.

${mixes}`;

const say = (text: string): void => void process.stderr.write(`huiliu: ${text}\n`);

function options(): Parameters<typeof System.start>[0] | 'help' {
  let values;
  try {
    ({ values } = parseArgs({
      options: {
        orders: { type: 'string' },
        cases: { type: 'string', default: '10000' },
        rate: { type: 'string', default: '1' },
        seed: { type: 'string', default: '1' },
        mix: { type: 'string', default: 'everyday' },
        port: { type: 'string', default: '7100' },
        instances: { type: 'string', default: '1' },
        webhook: { type: 'string', multiple: true, default: [] },
        data: { type: 'string', default: '.data' },
        fresh: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }));
  } catch (error) {
    throw new UsageError(error instanceof Error ? error.message : String(error));
  }
  if (values.help) return 'help';
  const env = process.env;
  const bus = env['HUILIU_BUS'] ?? 'embedded';
  const brokers = env['KAFKA_BROKERS'];
  if (bus !== 'embedded' && bus !== 'kafka') throw new UsageError(`HUILIU_BUS is embedded or kafka, not ${bus}`);
  if (bus === 'kafka' && (brokers === undefined || brokers === '')) throw new UsageError('HUILIU_BUS=kafka needs KAFKA_BROKERS=host:port,…');
  const orders = values.orders === undefined ? undefined : resolve(values.orders);
  if (orders !== undefined && !existsSync(orders)) throw new UsageError(`--orders ${orders}: there is no such file`);
  const dataFolder = resolve(root, values.data);
  if (values.fresh) rmSync(dataFolder, { recursive: true, force: true });
  return {
    root,
    dataFolder,
    bus: bus === 'kafka' ? { kind: 'kafka', brokers: brokers ?? '' } : { kind: 'embedded' },
    instances: whole('--instances', values.instances, 1, 16),
    partitions: whole('HUILIU_PARTITIONS', env['HUILIU_PARTITIONS'] ?? '4', 1, 1_000),
    overHttp: overHttpOf(values.webhook),
    opsPort: whole('HUILIU_OPS_PORT', env['HUILIU_OPS_PORT'] ?? '0', 0, 65_000),
    gatewayPort: whole('--port', values.port, 1, 65_535),
    adminUrl: env['DATABASE_URL'],
    otlpEndpoint: env['OTEL_EXPORTER_OTLP_ENDPOINT'],
    sampleRatio: Number(env['HUILIU_TRACE_SAMPLE_RATIO'] ?? '1'),
    logLevel: env['HUILIU_LOG_LEVEL'] ?? 'info',
    sandbox: {
      HUILIU_SANDBOX_CASES: String(whole('--cases', values.cases, 0, 10_000_000)),
      HUILIU_SANDBOX_RATE: String(whole('--rate', values.rate, 0, 10_000)),
      HUILIU_SANDBOX_SEED: String(whole('--seed', values.seed, 0, 2 ** 31 - 1)),
      HUILIU_SANDBOX_MIX: mixText(values.mix),
      ...(orders !== undefined && { HUILIU_SANDBOX_ORDERS: orders }),
    },
    onNews: say,
  };
}

/** `wms=http://…` */
function overHttpOf(texts: readonly string[]): Partial<Record<OutsideSystem, string>> {
  const pairs = texts.map((text) => {
    const [name = '', url = ''] = [text.slice(0, text.indexOf('=')), text.slice(text.indexOf('=') + 1)];
    const system = outsideSystems.find((each) => each === name);
    if (!system || (url !== '' && !/^https?:\/\//.test(url))) throw new UsageError(`--webhook ${text}: as wms=http://127.0.0.1:9000/, for ${outsideSystems.join(', ')}`);
    return [system, url] as const;
  });
  return Object.fromEntries(pairs);
}

async function main(): Promise<number> {
  const chosen = options();
  if (chosen === 'help') {
    process.stdout.write(help);
    return 0;
  }
  const started = Date.now();
  const stop = new Promise<string>((resolveStop) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => resolveStop(signal));
  });
  const system = await System.start(chosen);
  try {
    const early = await Promise.race([system.ready(readyLimitMs).then(() => undefined), stop]);
    if (early === undefined) {
      process.stdout.write(`${await screen(system, (Date.now() - started) / 1000)}\n`);
      const counts = liveCounts(system);
      await stop;
      counts.stop();
    }
    process.once('SIGINT', () => process.exit(130));
    say('stopping: every service finishes what it has begun …');
    return 0;
  } finally {
    await system.close();
    say('stopped; started again with the same data folder, it goes on where it was');
  }
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof UsageError ? `${error.message}\n\n${help}` : error instanceof Error ? error.message : String(error));
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
