import { readFileSync } from 'node:fs';
import { cpus, loadavg, release, totalmem } from 'node:os';
import { setTimeout as sleep } from 'node:timers/promises';
import { machineBusyMs } from './processes';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGb: number;
  readonly kernel: string;
  readonly node: string;
}

export const machine = (): Machine => ({
  cpu: cpus()[0]?.model ?? modelFromProc(),
  cores: cpus().length,
  memoryGb: Math.round(totalmem() / 2 ** 30),
  kernel: release(),
  node: process.versions.node,
});

const modelFromProc = (): string => /^model name\s*:\s*(.+)$/m.exec(readFileSync('/proc/cpuinfo', 'utf8'))?.[1] ?? 'unknown';

/** What the machine does beside us, before we begin. */
export interface Load {
  /** Averages of 1, 5 and 15 minutes. */
  readonly average: readonly number[];
  /** CPUs that others keep busy, looked at for a second. */
  readonly busyCores: number;
}

export async function loadNow(): Promise<Load> {
  const before = machineBusyMs();
  const started = performance.now();
  await sleep(1_000);
  const busyCores = (machineBusyMs() - before) / (performance.now() - started);
  return { average: loadavg().map((one) => Number(one.toFixed(2))), busyCores: Number(busyCores.toFixed(2)) };
}
