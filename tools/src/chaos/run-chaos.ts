import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startKafka, type KafkaServer } from '@huiliu/testing';
import { Databases } from '../progress';
import type { ByFlow } from '../flows/by-flow';
import { readFlows } from '../flows/read-flows';
import { busOf, System, type SystemOptions } from '../system';
import { Clocks } from './clocks';
import { Nemesis, type FaultRecord } from './nemesis';
import { Network } from './network';
import type { ChaosOptions } from './options';
import { describeRound, drawPlan } from './plan';
import { parkedGroups, poisonedSubjects, poisonOutboxes, type ParkedGroup } from './poison';
import { SmallDisk } from './small-disk';
import { untilQuiet, type Quiet } from './until-quiet';
import { verdictOf, type Verdict } from './verdict';
import type { World } from './world';

export interface ChaosOutcome extends Verdict, Pick<Quiet, 'progress' | 'status'> {
  readonly options: ChaosOptions;
  readonly faults: readonly FaultRecord[];
  readonly parked: readonly ParkedGroup[];
  readonly poisonedCases: number;
  readonly byFlow: ByFlow;
  readonly restarts: number;
  /** What did not come to its end, could not be done, or did not recover; empty when all is well. */
  readonly failures: readonly string[];
}

export class ChaosUnavailableError extends Error {}

const root = join(__dirname, '../../..');
const readyLimitMs = 180_000;

/** Shorter than by default, so that pauses outlive sessions, and a connection that leads nowhere is given up soon. Everything else is as in any installation. */
const shortTimes = { HUILIU_BUS_SESSION_TIMEOUT_MS: '5000', HUILIU_BUS_HEARTBEAT_MS: '1000', HUILIU_DATABASE_STATEMENT_TIMEOUT_MS: '5000' } as const;

/**
 * The whole system under a steady load, with faults drawn from the seed, to its end; then everything is checked. Makes and removes all that it needs.
 * Throws ChaosUnavailableError where what it needs can't be had here.
 */
export async function runChaos(options: ChaosOptions, say: (text: string) => void, signal?: AbortSignal): Promise<ChaosOutcome> {
  const dataFolder = mkdtempSync(join(tmpdir(), 'huiliu-chaos-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(dataFolder, 0o711);
  const closing: (() => Promise<void> | void)[] = [() => (options.keep ? say(`the data is in ${dataFolder}`) : rmSync(dataFolder, { recursive: true, force: true }))];
  const stopped = new Promise<never>((_, reject) => signal?.addEventListener('abort', () => reject(new Error('stopped')), { once: true }));
  stopped.catch(() => undefined);
  try {
    return await Promise.race([within(options, dataFolder, say, closing), stopped]);
  } finally {
    for (const close of closing.reverse()) await close();
  }
}

async function within(options: ChaosOptions, dataFolder: string, say: (text: string) => void, closing: (() => Promise<void> | void)[]): Promise<ChaosOutcome> {
  const { bus, instances, doors, seed, seconds, poison } = options;
  say(`seed ${seed}, ${options.cases} cases in ${seconds} s, bus ${bus}, ${instances} of each department; data in ${dataFolder}`);
  const disk = options.faults.includes('disk-full') ? smallDisk(dataFolder, options, say, closing) : undefined;
  const faults = options.faults.filter((name) => name !== 'disk-full' || disk !== undefined);
  const rounds = drawPlan({ bus, instances, doors, seed, seconds, faults });
  say(`the plan${poison ? ', beside poison all the time' : ''}:`);
  for (const round of rounds) say(describeRound(round));

  const network = new Network(faults.some((name) => name.startsWith('net-')));
  closing.push(() => network.close());
  const kafka = bus === 'kafka' ? await threeBrokers(network, say) : undefined;
  if (kafka) closing.push(() => kafka.stop());
  const clocks = new Clocks(root, join(dataFolder, 'clocks'), faults.includes('clock-back'));
  const system = await System.start(systemOptions(options, dataFolder, kafka, { network, clocks }, say));
  closing.push(() => system.close());
  const databases = new Databases(system.storage);
  closing.push(() => databases.close());
  const toolsBus = busOf(system);
  closing.push(() => toolsBus.close());
  const world: World = { setup: { bus, instances, doors }, system, bus: toolsBus, databases, kafka, network, clocks, disk, say };
  await system.ready(readyLimitMs);
  if (poison) await poisonOutboxes(world, seed);
  say('ready; the load is on');
  return work(world, options, rounds);
}

async function work(world: World, options: ChaosOptions, rounds: ReturnType<typeof drawPlan>): Promise<ChaosOutcome> {
  const { say, system } = world;
  const poisoned = (): Promise<ReadonlySet<string>> => (options.poison ? poisonedSubjects(world) : Promise.resolve(new Set()));
  const nemesis = await new Nemesis(world, poisoned).carryOut(rounds, options.seconds);
  if (nemesis.leftOut > 0) say(`${nemesis.leftOut} rounds of the plan are left out: the time was over`);
  say('no more faults; waiting until all is done');
  const { progress, status, stalled } = await untilQuiet(world, options.poison, options.stallSeconds);
  say('stopping the services …');
  await system.stopServices();
  say('checking …');
  const verdict = await verdictOf(world, options.poison);
  return {
    options,
    ...verdict,
    faults: nemesis.faults,
    parked: await parkedGroups(world),
    // Not judged: what is parked has not ended as intended, and what was discarded never will.
    byFlow: (await readFlows(world.databases.pools)).byFlow,
    poisonedCases: (await poisoned()).size,
    restarts: system.children.reduce((sum, child) => sum + child.restarts, 0),
    failures: [...nemesis.failures, ...(stalled === undefined ? [] : [stalled])],
    progress,
    status,
  };
}

const diskMb = (cases: number): number => 3_000 + Math.ceil(cases / 5);

function smallDisk(folder: string, { cases }: ChaosOptions, say: (text: string) => void, closing: (() => void)[]): SmallDisk | undefined {
  const disk = SmallDisk.mount(folder, diskMb(cases));
  if ('unavailable' in disk) {
    say(disk.unavailable);
    return undefined;
  }
  closing.push(() => disk.unmount());
  return disk;
}

async function threeBrokers(network: Network, say: (text: string) => void): Promise<KafkaServer> {
  say('starting three brokers of Kafka …');
  const server = await startKafka({ brokers: 3, advertise: (broker, address) => network.beforeBroker(broker, address) });
  if ('unavailable' in server) throw new ChaosUnavailableError(server.unavailable);
  return server;
}

function systemOptions(
  { cases, seed, mix, seconds, instances, doors }: ChaosOptions,
  dataFolder: string,
  kafka: KafkaServer | undefined,
  { network, clocks }: Pick<World, 'network' | 'clocks'>,
  say: (text: string) => void,
): SystemOptions {
  return {
    root,
    dataFolder,
    bus: kafka ? { kind: 'kafka', brokers: kafka.brokers } : { kind: 'embedded' },
    instances,
    partitions: Math.max(2, instances),
    gatewayPort: 0,
    opsPort: 0,
    testClock: true,
    sandboxOverHttp: doors === 'http',
    sampleRatio: 1,
    logLevel: 'info',
    sandbox: {
      ...shortTimes,
      HUILIU_SANDBOX_CASES: String(cases),
      HUILIU_SANDBOX_SEED: String(seed),
      HUILIU_SANDBOX_MIX: mix,
      // The load lasts at least as long as the faults may, where there are enough cases for one a second.
      HUILIU_SANDBOX_RATE: String(Math.max(1, Math.floor(cases / seconds))),
    },
    // Every span is looked at afterwards, so none may be pushed out.
    extra: { ...shortTimes, HUILIU_TELEMETRY_SPAN_LIMIT: String(Math.max(500_000, cases * 500)) },
    adjust: async (spec) => clocks.adjust(await network.adjust(spec)),
    onNews: (text) => say(`  | ${text}`),
  };
}
