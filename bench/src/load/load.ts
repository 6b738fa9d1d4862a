import { oneEventPerTransaction, quietFloors, type Floors } from '../floors/floors';
import { loadNow, machine, type Load, type Machine } from '../measure/machine';
import { Profiler } from '../profile/profiler';
import { Rows } from '../profile/rows';
import { Statements } from '../profile/statements';
import { check, type Verdict } from './check';
import { backlogRate, findLimit, warmUp } from './limit';
import type { LoadOptions } from './options';
import { openStand, type Stand } from './stand';
import { measureWindow, type WindowOptions, type WindowResult } from './window';

export interface LoadResult {
  readonly bench: 'load';
  readonly bus: string;
  readonly options: Pick<LoadOptions, 'seconds' | 'mix' | 'seed' | 'partitions' | 'environment'> & { readonly sampleRatio: number | 'default' };
  readonly machine: Machine;
  readonly load: Load;
  readonly at: string;
  readonly readySeconds: number;
  /** Asked for by --rate, or found. */
  readonly rate: number;
  readonly casesPerSecond: number;
  readonly keptUp: boolean;
  /** By rate: the limit, half of it, and the goals that can be reached. */
  readonly latency: readonly { readonly rate: number; readonly p50: number; readonly p99: number }[];
  /** These three at the limit. */
  readonly cpuMsPerCase: WindowResult['cpuMsPerCase'];
  readonly batch: WindowResult['batch'];
  readonly memoryMb: number;
  /** The whole of it, the limit first. */
  readonly windows: readonly WindowResult[];
  readonly floors: Floors | undefined;
  readonly verdict: Verdict | undefined;
}

/** Rates of the goals, in cases per second. */
const goalRates = [100, 500] as const;
const rampSeconds = 5;
const latencySeconds = 30;

export async function runLoad(options: LoadOptions, say: (text: string) => void): Promise<LoadResult> {
  const load = await loadNow();
  say(`bus ${options.bus}, seed ${options.seed}; ${load.busyCores} cores of the machine are busy with other things`);
  const stand = await openStand(options, say);
  let floors: Omit<Floors, 'oneEventPerTransactionCasesPerSecond'> | undefined;
  let found: Pick<LoadResult, 'windows' | 'verdict'>;
  try {
    say(`ready after ${stand.readySeconds.toFixed(1)} s; warming up`);
    const windows = await measure(stand, say);
    found = { windows, verdict: options.check ? await check(stand, say) : undefined };
    await stand.system.stopServices();
    if (options.floors) floors = await quietFloors(stand, say);
  } finally {
    await stand.close();
  }
  const [main] = found.windows as [WindowResult];
  return {
    bench: 'load',
    bus: options.bus,
    options: { seconds: options.seconds, mix: options.mix, seed: options.seed, partitions: options.partitions, sampleRatio: options.sampleRatio ?? 'default', environment: options.environment },
    machine: machine(),
    load,
    at: new Date().toISOString(),
    readySeconds: Number(stand.readySeconds.toFixed(1)),
    rate: Number(main.rate.toFixed(1)),
    casesPerSecond: main.casesPerSecond,
    keptUp: main.keptUp,
    latency: found.windows.map(({ rate, latency: { p50, p99 } }) => ({ rate: Math.round(rate), p50, p99 })),
    cpuMsPerCase: main.cpuMsPerCase,
    batch: main.batch,
    memoryMb: main.memoryMb.total,
    ...found,
    floors: floors && { ...floors, oneEventPerTransactionCasesPerSecond: await oneEventPerTransaction(options, say) },
  };
}

/** The window at the rate asked for or found comes first; those for the latencies at other rates follow. */
async function measure(stand: Stand, say: (text: string) => void): Promise<readonly WindowResult[]> {
  const { seconds, rate, profile } = stand.options;
  await warmUp(stand);
  const profiled = profile === undefined ? {} : { onWindow: profiling(profile, stand) };
  if (rate !== undefined) return [await measureWindow(stand, { rate, seconds, rampSeconds, ...profiled })];
  const around = await backlogRate(stand, say);
  const main = await sustained(stand, await findLimit(stand, around, say), { seconds, rampSeconds, ...profiled }, say);
  const windows = [main];
  const rates = [...new Set([Math.round(main.rate / 2), ...goalRates.filter((goal) => goal <= main.rate)])];
  for (const one of rates) {
    say(`latency at ${one}/s`);
    windows.push(await measureWindow(stand, { rate: one, seconds: Math.min(seconds, latencySeconds), rampSeconds }));
  }
  return windows;
}

/** The whole window has to be kept up with, not only a short trial: else a little less. */
async function sustained(stand: Stand, found: number, options: Omit<WindowOptions, 'rate'>, say: (text: string) => void): Promise<WindowResult> {
  let rate = found;
  for (let attempt = 1; ; attempt++) {
    say(`measuring ${options.seconds} s at ${rate.toFixed(0)}/s`);
    const window = await measureWindow(stand, { ...options, rate });
    if (window.keptUp || attempt === 3) return window;
    say(`fell behind over ${options.seconds} s: a little less`);
    rate *= 0.93;
  }
}

function profiling(folder: string, { system }: Stand): (state: 'begins' | 'ends') => Promise<void> {
  const profiler = new Profiler(folder, system);
  const statements = new Statements(folder, system);
  const rows = new Rows(folder, system);
  return async (state) => {
    if (state === 'begins') {
      await rows.begin();
      await statements.begin();
      profiler.begin();
    } else {
      await profiler.end();
      await statements.end();
      await rows.end();
    }
  };
}
