import { setTimeout as sleep } from 'node:timers/promises';
import { batchSizes, readMetrics } from '../measure/metrics';
import { cpuBetween, readCpu, readMemory, type ByPart } from '../measure/parts';
import { readWritten } from '../measure/written';
import { percentile } from '../world/cases';
import { Arrivals } from './arrivals';
import type { Stand } from './stand';
import { allEnded, idle, ordersReady } from './until';

export interface WindowOptions {
  readonly rate: number;
  readonly seconds: number;
  /** At the same rate before, so that batches and caches are as they will be. */
  readonly rampSeconds: number;
  /** Told before the load begins and when the window ends, as to take a profile. */
  readonly onWindow?: (state: 'begins' | 'ends') => Promise<void>;
}

export interface Latency {
  readonly p50: number;
  readonly p90: number;
  readonly p99: number;
  readonly max: number;
}

/** What was seen in one window. Times in milliseconds. */
export interface WindowResult {
  readonly rate: number;
  readonly seconds: number;
  readonly cases: number;
  readonly casesPerSecond: number;
  /** Open cases did not grow: see `keepsUp`. */
  readonly keptUp: boolean;
  readonly openCases: { readonly begin: number; readonly end: number; readonly growthPerSecond: number };
  /** From the scheduled moment until the outside world has heard that the case is closed. */
  readonly latency: Latency;
  /** The same until intake decided it: the time on the event. */
  readonly decided: Latency;
  readonly cpuMsPerCase: ByPart & { readonly total: number };
  /** Cores that others on the machine kept busy meanwhile. */
  readonly otherCores: number;
  readonly batch: Readonly<Record<string, number>>;
  readonly outboxAgeMs: number;
  readonly memoryMb: ByPart & { readonly total: number };
  readonly walBytesPerCase: number;
  readonly busBytesPerCase: number | undefined;
  /** Longest that the load itself was behind its schedule: latencies hold it too. */
  readonly loadLateMs: number;
}

/** Growth that is taken for noise: a fiftieth of what is asked for. */
const growthShare = 0.02;
const sampleMs = 250;
const tickMs = 4;
const tailMs = 500;

/** One window of open load: cases are asked for by the clock, whatever is answered. Waits afterwards until all of them have ended. */
export async function measureWindow(stand: Stand, options: WindowOptions): Promise<WindowResult> {
  const { world } = stand;
  const { rate, seconds, rampSeconds, onWindow } = options;
  await ordersReady(stand, Math.ceil(rate * (seconds + rampSeconds) * 1.1 + 100));
  await idle(stand);
  await onWindow?.('begins');
  const load = new OpenLoad(stand, rate, performance.now());
  // It goes on beside the readings and a little longer than the window: what is read at its ends is read under load.
  const loading = load.run((rampSeconds + seconds) * 1_000 + tailMs);
  await sleep(rampSeconds * 1_000);
  const before = await readAll(stand);
  await sleep(Math.max(0, before.atMs + seconds * 1_000 - performance.now()));
  const after = await readAll(stand);
  await onWindow?.('ends');
  await loading;
  const memory = readMemory(stand.system);
  const { atMs: fromMs } = before;
  const { atMs: toMs } = after;
  const openCases = load.openCases(fromMs, toMs);
  await world.flushed();
  await allEnded(stand);
  const cases = world.cases.endedBetween(fromMs, toMs);
  const cpu = cpuBetween(before.cpu, after.cpu);
  const { heardMs, saidMs } = world.cases.latencies(fromMs, toMs);
  const busBytes = after.written.busBytes === undefined || before.written.busBytes === undefined ? undefined : after.written.busBytes - before.written.busBytes;
  return {
    rate,
    seconds,
    cases,
    casesPerSecond: tenth(cases / ((toMs - fromMs) / 1_000)),
    keptUp: keepsUp(rate, openCases.growthPerSecond),
    openCases,
    latency: latencyOf(heardMs),
    decided: latencyOf(saidMs),
    cpuMsPerCase: { total: perCase(cpu.totalMs, cases), ...Object.fromEntries(Object.entries(cpu.parts).map(([name, ms]) => [name, perCase(ms, cases)])) },
    otherCores: Number((cpu.othersMs / (toMs - fromMs)).toFixed(2)),
    batch: batchSizes(before.metrics, after.metrics),
    outboxAgeMs: Math.round(after.metrics.outboxAgeSeconds * 1_000),
    memoryMb: { total: Object.values(memory).reduce((sum, mb) => sum + mb, 0), ...memory },
    walBytesPerCase: Math.round((after.written.walBytes - before.written.walBytes) / Math.max(1, cases)),
    busBytesPerCase: busBytes === undefined ? undefined : Math.round(busBytes / Math.max(1, cases)),
    loadLateMs: Math.round(load.lateMs),
  };
}

/** The system keeps up when the number of open cases does not grow beyond noise over the window. */
export const keepsUp = (rate: number, growthPerSecond: number): boolean => growthPerSecond <= rate * growthShare;

/** CPU first, at one moment; the rest takes a little. */
async function readAll({ system }: Stand) {
  const atMs = performance.now();
  const cpu = readCpu(system);
  const [metrics, written] = await Promise.all([readMetrics(system), readWritten(system)]);
  return { atMs, cpu, metrics, written };
}

class OpenLoad {
  private readonly arrivals: Arrivals;
  private readonly samples: (readonly [atMs: number, open: number])[] = [];
  lateMs = 0;

  constructor(
    private readonly stand: Stand,
    rate: number,
    private readonly startMs: number,
  ) {
    this.arrivals = new Arrivals(rate, startMs, stand.options.seed);
  }

  async run(lengthMs: number): Promise<void> {
    const { world } = this.stand;
    const endMs = this.startMs + lengthMs;
    for (let nextSampleMs = this.startMs; ; await sleep(tickMs)) {
      const nowMs = performance.now();
      for (const dueAtMs of this.arrivals.until(Math.min(nowMs, endMs))) {
        world.request(dueAtMs);
        this.lateMs = Math.max(this.lateMs, nowMs - dueAtMs);
      }
      if (nowMs >= nextSampleMs) {
        this.samples.push([nowMs, world.cases.open]);
        nextSampleMs = nowMs + sampleMs;
      }
      if (nowMs >= endMs) return;
    }
  }

  openCases(fromMs: number, toMs: number): WindowResult['openCases'] {
    const samples = this.samples.filter(([atMs]) => atMs >= fromMs && atMs <= toMs);
    return { begin: samples[0]?.[1] ?? 0, end: samples.at(-1)?.[1] ?? 0, growthPerSecond: tenth(slopePerMs(samples) * 1_000) };
  }
}

/** Of the line that fits best (least squares). */
export function slopePerMs(points: readonly (readonly [number, number])[]): number {
  if (points.length === 0) return 0;
  const meanX = points.reduce((sum, [x]) => sum + x, 0) / points.length;
  const meanY = points.reduce((sum, [, y]) => sum + y, 0) / points.length;
  const spread = points.reduce((sum, [x]) => sum + (x - meanX) ** 2, 0);
  return spread === 0 ? 0 : points.reduce((sum, [x, y]) => sum + (x - meanX) * (y - meanY), 0) / spread;
}

const latencyOf = (sorted: Float64Array): Latency => ({ p50: tenth(percentile(sorted, 0.5)), p90: tenth(percentile(sorted, 0.9)), p99: tenth(percentile(sorted, 0.99)), max: tenth(sorted.at(-1) ?? 0) });
const tenth = (value: number): number => Number(value.toFixed(1));
const perCase = (ms: number, cases: number): number => Number((ms / Math.max(1, cases)).toFixed(3));
