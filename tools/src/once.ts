import 'reflect-metadata';
import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { checkInvariants, startKafka, type InvariantReport, type KafkaServer } from '@huiliu/testing';
import { memoryMb } from './memory';
import { onceHelp, onceOptions, UsageError, type OnceOptions } from './once-options';
import { Databases, type Progress } from './progress';
import { replayOfSystem } from './replay';
import type { Flows } from './flows/by-flow';
import { readFlows } from './flows/read-flows';
import { printReport, resultOf } from './once-report';
import { busOf, overHttpOf, System } from './system';
import { untilEnded, type SandboxStatus } from './until-ended';

const root = join(__dirname, '../..');
const readyLimitMs = 180_000;
/** Beyond it a replay of all topics would take longer than the run. */
const replayedAtMost = 5_000;

const say = (text: string): void => void process.stderr.write(`${text}\n`);

export interface Outcome {
  readonly options: OnceOptions;
  readonly status: SandboxStatus | undefined;
  readonly progress: Progress;
  readonly report: InvariantReport;
  /** What was intended with the cases, and how they ended. */
  readonly flows: Flows;
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
    say(`seed ${options.seed}, ${options.cases} cases, mix ${options.mix}, bus ${options.bus}, ${options.instances} of each department; data in ${dataFolder}`);
    system = await System.start(systemOptions(options, dataFolder, kafka?.brokers));
    const outcome = await Promise.race([work(options, system, started), interrupted]);
    printReport(outcome, options.json ? say : (text) => void process.stdout.write(`${text}\n`));
    if (options.json) process.stdout.write(`${JSON.stringify(resultOf(outcome))}\n`);
    return outcome.stalled === undefined && outcome.report.violations.length === 0 && outcome.flows.broken.length === 0 && outcome.progress.closed === outcome.progress.opened ? 0 : 1;
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
    opsPort: 0,
    testClock: true,
    sandboxOverHttp: options.doors === 'http',
    sampleRatio: 1,
    logLevel: 'warn',
    adminUrl: process.env['DATABASE_URL'],
    sandbox: {
      HUILIU_SANDBOX_CASES: String(options.cases),
      HUILIU_SANDBOX_SEED: String(options.seed),
      HUILIU_SANDBOX_MIX: options.mix,
      HUILIU_SANDBOX_RATE: '0',
      ...(options.orders !== undefined && { HUILIU_SANDBOX_ORDERS: options.orders }),
    },
    // Every span is looked at afterwards, so none may be pushed out.
    extra: { HUILIU_TELEMETRY_SPAN_LIMIT: String(Math.max(500_000, options.cases * 400)) },
    onNews: say,
  };
}

async function work(options: OnceOptions, system: System, started: number): Promise<Outcome> {
  await system.ready(readyLimitMs);
  const startSeconds = (Date.now() - started) / 1000;
  say(`ready after ${startSeconds.toFixed(1)} s; feeding`);
  const databases = new Databases(system.storage);
  const bus = busOf(system);
  try {
    const begun = Date.now();
    const { progress, status, stalled } = await untilEnded(system, databases, bus, { stallSeconds: options.stallSeconds, say });
    const seconds = (Date.now() - begun) / 1000;
    const memory = memoryMb([process.pid, ...system.children.flatMap(({ pid }) => pid ?? []), ...(system.storage.server ? [system.storage.server.pid] : [])]);
    say('stopping the services …');
    await system.stopServices();
    say('checking the invariants …');
    const replay = options.cases <= replayedAtMost ? replayOfSystem(system, bus) : undefined;
    const checking = Date.now();
    const report = await checkInvariants({ pools: databases.pools, bus, replay, webhooks: overHttpOf(system, databases) });
    const flows = await readFlows(databases.pools);
    say(`checked in ${((Date.now() - checking) / 1000).toFixed(1)} s`);
    const restarts = system.children.reduce((sum, child) => sum + child.restarts, 0);
    return { options, status, progress, report, flows, seconds, startSeconds, memoryMb: memory, restarts, stalled };
  } finally {
    await bus.close();
    await databases.close();
  }
}

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
