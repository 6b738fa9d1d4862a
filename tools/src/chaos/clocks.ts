import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ChildSpec } from '../child';

/** Clocks of the processes, each of which can be set wrong while it runs. The process reads its own error from a file, see shifted-clock.ts. */
export class Clocks {
  constructor(
    private readonly root: string,
    private readonly folder: string,
    private readonly enabled: boolean,
  ) {
    if (enabled) mkdirSync(folder, { recursive: true });
  }

  adjust(spec: ChildSpec): ChildSpec {
    if (!this.enabled) return spec;
    const preload = `--require ${join(this.root, 'tools/dist/chaos/shifted-clock.js')}`;
    const inherited = spec.env['NODE_OPTIONS'] ?? process.env['NODE_OPTIONS'] ?? '';
    return { ...spec, env: { ...spec.env, CHAOS_CLOCK_FILE: this.fileOf(spec.name), NODE_OPTIONS: `${inherited} ${preload}`.trim() } };
  }

  /** Negative: back. */
  shift(name: string, byMs: number): void {
    writeFileSync(this.fileOf(name), String(byMs));
  }

  right(name: string): void {
    rmSync(this.fileOf(name), { force: true });
  }

  private fileOf(name: string): string {
    return join(this.folder, name);
  }
}
