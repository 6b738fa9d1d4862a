import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createBus, type Bus } from '@huiliu/messaging';
import { checkInvariants, startKafka, type InvariantReport, type KafkaServer } from '@huiliu/testing';
import { memoryMb } from './memory';
import { onceHelp, onceOptions, UsageError, type OnceOptions } from './once-options';
import { Databases, readProgress, type Progress } from './progress';
import { printReport, resultOf } from './once-report';
import { System } from './system';

const root = join(__dirname, '../..');
const readyLimitMs = 180_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

/** What the sandbox tells of itself, as far as it matters here. */
export interface SandboxStatus {
  readonly feed: { readonly done: boolean; readonly uniqueCases: number } & Readonly<Record<string, unknown>>;
}

export interface Outcome {
  readonly options: OnceOptions;
  readonly status: SandboxStatus | undefined;
  readonly progress: Progress;
  readonly report: InvariantReport;
  readonly seconds: number;
  readonly startSeconds: number;
  readonly memoryMb: number;
  readonly restarts: number;
  /** Why it did not come to its end; undefined when it did. */
  readonly stalled: string | undefined;
}

async function main(): Promise<number> {
  const options = onceOptions(process.argv.slice(2));
  if (options === 'help') {
    process.stdout.write(onceHelp);
    return 0;
  }
  const kafka = options.bus === 'kafka' ? await ownKafka() : undefined;
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-once-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(dataFolder, 0o711);
  let system: System | undefined;
  const interrupted = new Promise<never>((_, reject) => {
    for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => reject(new Error(`stopped by ${signal}`)));
  });
  interrupted.catch(() => undefined);
  try {
    const started = Date.now();
    say(`seed ${options.seed}, ${options.cases} cases, bus ${options.bus}, ${options.instances} of each department; data in ${dataFolder}`);
    system = await System.start(systemOptions(options, dataFolder, kafka?.brokers));
    const outcome = await Promise.race([work(options, system, kafka?.brokers, started), interrupted]);
    printReport(outcome, options.json ? say : (text) => void process.stdout.write(`${text}\n`));
    if (options.json) process.stdout.write(`${JSON.stringify(resultOf(outcome))}\n`);
    return outcome.stalled === undefined && outcome.report.violations.length === 0 && outcome.progress.closed === outcome.progress.opened ? 0 : 1;
  } finally {
    await system?.close();
    await kafka?.server?.stop();
    if (!options.keep) rmSync(dataFolder, { recursive: true, force: true });
  }
}

function systemOptions(options: OnceOptions, dataFolder: string, brokers: string | undefined): Parameters<typeof System.start>[0] {
  return {
    root,
    dataFolder,
    bus: brokers === undefined ? { kind: 'embedded' } : { kind: 'kafka', brokers },
    instances: options.instances,
    partitions: options.instances,
    gatewayPort: 0,
    sampleRatio: 1,
    logLevel: 'warn',
    adminUrl: process.env['DATABASE_URL'],
    sandbox: {
      HUILIU_SANDBOX_CASES: String(options.cases),
      HUILIU_SANDBOX_SEED: String(options.seed),
      HUILIU_SANDBOX_RATE: '0',
      ...(options.orders !== undefined && { HUILIU_SANDBOX_ORDERS: options.orders }),
    },
    // Every span is looked at afterwards, so none may be pushed out.
    extra: { HUILIU_TELEMETRY_SPAN_LIMIT: String(Math.max(500_000, options.cases * 400)) },
    onNews: say,
  };
}

async function work(options: OnceOptions, system: System, brokers: string | undefined, started: number): Promise<Outcome> {
  await system.ready(readyLimitMs);
  const startSeconds = (Date.now() - started) / 1000;
  say(`ready after ${startSeconds.toFixed(1)} s; feeding`);
  const databases = new Databases(system.storage);
  const bus = busOf(system, brokers);
  try {
    const begun = Date.now();
    const { progress, status, stalled } = await untilEnded(options, system, databases, bus);
    const seconds = (Date.now() - begun) / 1000;
    const memory = memoryMb([process.pid, ...system.children.flatMap(({ pid }) => pid ?? []), ...(system.storage.server ? [system.storage.server.pid] : [])]);
    say('stopping the services …');
    await system.stopServices();
    say('checking the invariants …');
    const report = await checkInvariants({ pools: databases.pools, bus });
    const restarts = system.children.reduce((sum, child) => sum + child.restarts, 0);
    return { options, status, progress, report, seconds, startSeconds, memoryMb: memory, restarts, stalled };
  } finally {
    await bus.close();
    await databases.close();
  }
}

function busOf(system: System, brokers: string | undefined): Bus {
  return brokers === undefined
    ? createBus({ kind: 'embedded', database: { url: system.storage.urls.bus }, instance: 'tools' })
    : createBus({ kind: 'kafka', brokers: brokers.split(','), clientId: 'huiliu-tools' });
}

/** Until every case has ended and nothing is on its way any more, or nothing has moved for too long. */
async function untilEnded(options: OnceOptions, system: System, databases: Databases, bus: Bus): Promise<{ progress: Progress; status: SandboxStatus | undefined; stalled: string | undefined }> {
  let last = '';
  let lastChange = Date.now();
  let lastSaid = 0;
  let quiet = 0;
  let progress: Progress | undefined;
  let status: SandboxStatus | undefined;
  for (;;) {
    try {
      progress = await readProgress(databases, bus);
      status = ((await system.sandboxStatus()) as SandboxStatus | undefined) ?? status;
    } catch (error) {
      say(`can't look at the moment: ${error instanceof Error ? error.message : String(error)}`);
    }
    const seen = JSON.stringify([progress, status]);
    if (seen !== last) lastChange = Date.now();
    last = seen;
    if (progress && Date.now() - lastSaid > 5_000) {
      lastSaid = Date.now();
      say(`opened ${progress.opened}, closed ${progress.closed}; behind ${progress.behind}, waiting ${progress.waiting}, parked ${progress.parked}, calls to make ${progress.openIntents}`);
    }
    const ended = progress !== undefined && isEnded(progress, status);
    quiet = ended ? quiet + 1 : 0;
    if (progress && quiet >= 3) return { progress, status, stalled: undefined };
    if (Date.now() - lastChange > options.stallSeconds * 1000) {
      if (!progress) throw new Error('the databases could not be read');
      return { progress, status, stalled: `nothing has moved for ${options.stallSeconds} s` };
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

const isEnded = (progress: Progress, status: SandboxStatus | undefined): boolean =>
  status?.feed.done === true && progress.opened === status.feed.uniqueCases && progress.closed === progress.opened && progress.behind + progress.unpublished + progress.waiting + progress.openIntents === 0;

async function ownKafka(): Promise<{ brokers: string; server: KafkaServer | undefined }> {
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined && given !== '') return { brokers: given, server: undefined };
  say('starting Kafka …');
  const server = await startKafka();
  if ('unavailable' in server) throw new UsageError(`${server.unavailable}; or name a broker in KAFKA_BROKERS`);
  return { brokers: server.brokers, server };
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(error instanceof UsageError ? `${error.message}\n\n${onceHelp}` : `once failed: ${error instanceof Error ? (error.stack ?? error.message) : String(error)}`);
    process.exit(error instanceof UsageError ? 2 : 1);
  },
);
