import { readFileSync } from 'node:fs';
import type { System } from '@huiliu/tools/system';

const lookMs = 250;

export interface MemorySeen {
  /** Megabytes of the largest service at each moment, and which one it was at the peak. */
  readonly beforeMb: number;
  readonly peakMb: number;
  readonly afterMb: number;
  readonly largest: string;
}

/** Resident memory of the services while something happens. */
export class MemoryWatch {
  private readonly before: ReadonlyMap<string, number>;
  private readonly peaks = new Map<string, number>();
  private readonly timer: NodeJS.Timeout;

  constructor(private readonly system: System) {
    this.before = this.look();
    this.timer = setInterval(() => this.look(), lookMs);
  }

  end(): MemorySeen {
    clearInterval(this.timer);
    const after = this.look();
    const [largest, peakMb] = [...this.peaks].reduce((most, one) => (one[1] > most[1] ? one : most), ['', 0]);
    return { beforeMb: Math.max(0, ...this.before.values()), peakMb, afterMb: Math.max(0, ...after.values()), largest };
  }

  private look(): ReadonlyMap<string, number> {
    const now = new Map(this.system.children.map(({ spec, pid }) => [spec.name, residentMb(pid)]));
    for (const [name, mb] of now) this.peaks.set(name, Math.max(mb, this.peaks.get(name) ?? 0));
    return now;
  }
}

function residentMb(pid: number | undefined): number {
  if (pid === undefined) return 0;
  try {
    return Math.round(Number(/^VmRSS:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1] ?? 0) / 1_024);
  } catch {
    // Stopped, as a scenario wants it.
    return 0;
  }
}
