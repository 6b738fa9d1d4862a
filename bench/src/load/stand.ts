import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { createBus, type Bus } from '@huiliu/messaging';
import { startKafka, type KafkaServer } from '@huiliu/testing';
import { Databases } from '@huiliu/tools/progress';
import { busOf, System, type SystemOptions } from '@huiliu/tools/system';
import { profilerEnvironment } from '../profile/profiler';
import { Recorder } from '../world/record';
import { Reviewers } from '../world/reviewers';
import { World } from '../world/world';
import { UsageError } from '../usage';
import type { LoadOptions } from './options';

const root = resolve(__dirname, '../../..');
const readyLimitMs = 180_000;

/** The whole system, freshly installed, and the outside world that loads it. */
export interface Stand {
  readonly options: LoadOptions;
  readonly system: System;
  readonly world: World;
  readonly databases: Databases;
  /** To look at the bus from beside. */
  readonly bus: Bus;
  /** From the first process to the last one ready. */
  readonly readySeconds: number;
  readonly say: (text: string) => void;
  close(): Promise<void>;
}

/** `postgres`: further settings of its own PostgreSQL. */
export async function openStand(options: LoadOptions, say: (text: string) => void, postgres: Readonly<Record<string, string>> = {}): Promise<Stand> {
  const kafka = options.bus === 'kafka' ? await ownKafka(say) : undefined;
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-bench-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(dataFolder, 0o711);
  const closing: (() => Promise<void> | void)[] = [
    ...(kafka?.server ? [() => kafka.server?.stop()] : []),
    () => (options.keep ? say(`data in ${dataFolder}`) : rmSync(dataFolder, { recursive: true, force: true })),
  ];
  const close = async (): Promise<void> => {
    for (let last = closing.pop(); last; last = closing.pop()) await last();
  };
  try {
    const started = performance.now();
    const system = await System.start(systemOptions(options, dataFolder, kafka?.brokers, postgres, say));
    closing.push(() => system.close());
    const databases = new Databases(system.storage);
    closing.push(() => databases.close());
    const bus = busOf(system);
    closing.push(() => bus.close());
    const world = await worldOf(options, system, say);
    closing.push(() => world.close());
    await system.ready(readyLimitMs);
    const readySeconds = (performance.now() - started) / 1000;
    await world.open();
    return { options, system, world, databases, bus, readySeconds, say, close };
  } catch (error) {
    await close();
    throw error;
  }
}

function systemOptions(options: LoadOptions, dataFolder: string, brokers: string | undefined, postgres: Readonly<Record<string, string>>, say: (text: string) => void): SystemOptions {
  return {
    root,
    dataFolder,
    bus: brokers === undefined ? { kind: 'embedded' } : { kind: 'kafka', brokers },
    instances: 1,
    partitions: options.partitions,
    gatewayPort: 0,
    opsPort: 0,
    sampleRatio: options.sampleRatio,
    logLevel: 'warn',
    adminUrl: undefined,
    sandbox: undefined,
    environment: { ...options.environment, ...(options.profile !== undefined && profilerEnvironment(options.profile)) },
    postgres: { ...postgres, ...(options.profile !== undefined && { shared_preload_libraries: 'pg_stat_statements', 'pg_stat_statements.max': '5000', track_io_timing: 'on' }) },
    onNews: say,
  };
}

async function worldOf(options: LoadOptions, system: System, say: (text: string) => void): Promise<World> {
  const { seed, mix, partitions, bus } = options;
  const { reviewer } = await system.tokens();
  const brokers = system.options.bus.kind === 'kafka' ? system.options.bus.brokers.split(',') : [];
  const recorder = new Recorder();
  return new World({
    seed,
    mix,
    partitions,
    paymentsPort: system.paymentsPort,
    tag: String(seed),
    busFor: (name) => (bus === 'kafka' ? createBus({ kind: 'kafka', brokers, clientId: name }) : createBus({ kind: 'embedded', database: { url: system.storage.urls.bus }, instance: name })),
    reviewers: mix.manual > 0 ? new Reviewers(`http://127.0.0.1:${system.gatewayPort}`, reviewer, 'reviewer-1', recorder, say) : undefined,
    recorder,
    onNotice: say,
  });
}

async function ownKafka(say: (text: string) => void): Promise<{ brokers: string; server: KafkaServer | undefined }> {
  const given = process.env['KAFKA_BROKERS'];
  if (given !== undefined && given !== '') return { brokers: given, server: undefined };
  say('starting Kafka …');
  const server = await startKafka({ forLoad: true });
  if ('unavailable' in server) throw new UsageError(`${server.unavailable}; or name a broker in KAFKA_BROKERS`);
  return { brokers: server.brokers, server };
}
