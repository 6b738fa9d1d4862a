import { mkdirSync, rmSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import type { System } from '@huiliu/tools/system';
import { profileToggle } from './in-process';

/** For NODE_OPTIONS of every service. */
export const profilerOptions = (): string => `--require ${JSON.stringify(join(__dirname, 'in-process.js'))}`;

/** Environment of every service that may be profiled. */
export const profilerEnvironment = (folder: string): Record<string, string> => ({ NODE_OPTIONS: profilerOptions(), HUILIU_BENCH_PROFILE: folder });

const writeLimitMs = 60_000;

/** Takes CPU profiles of all services and of the load, over one window. */
export class Profiler {
  private readonly own: () => void;

  constructor(
    private readonly folder: string,
    private readonly system: System,
  ) {
    mkdirSync(folder, { recursive: true });
    this.own = profileToggle(folder, 'load');
  }

  get files(): readonly string[] {
    return [...this.system.children.map(({ spec }) => spec.name), 'load'].map((name) => join(this.folder, `${name}.cpuprofile`));
  }

  begin(): void {
    for (const file of this.files) rmSync(file, { force: true });
    this.toggle();
  }

  /** Resolves when all files are written. */
  async end(): Promise<void> {
    this.toggle();
    const deadline = performance.now() + writeLimitMs;
    for (const file of this.files) {
      while ((statSync(file, { throwIfNoEntry: false })?.size ?? 0) === 0) {
        if (performance.now() > deadline) throw new Error(`no profile came at ${file} within ${writeLimitMs / 1000} s`);
        await sleep(100);
      }
    }
  }

  private toggle(): void {
    for (const { pid } of this.system.children) if (pid !== undefined) process.kill(pid, 'SIGUSR2');
    this.own();
  }
}
