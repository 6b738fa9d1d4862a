import { spawnSync } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { startLifeline, type Lifeline } from '@huiliu/testing';

const blockBytes = 1_048_576;

/** Runs when the owner is gone. $1: the folder. */
const unmountScript = 'sleep 3; umount -l "$1" && rmdir "$1"';

/** A file system of its own that can be filled without harm to anybody else. */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly lifeline: Lifeline,
  ) {}

  /** Mounts one over a folder, or says why it can't. */
  static mount(folder: string, sizeMb: number): SmallDisk | { readonly unavailable: string } {
    if (process.getuid?.() !== 0) return { unavailable: 'disk-full is left out: only root may mount a small file system to be filled' };
    mkdirSync(folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0711`, 'huiliu-chaos', folder], { encoding: 'utf8' });
    if (mounted.status !== 0) return { unavailable: `disk-full is left out: a small file system could not be mounted (${(mounted.stderr || String(mounted.error)).trim()})` };
    return new SmallDisk(folder, startLifeline(unmountScript, [folder]));
  }

  /** Until nothing more goes on it. */
  async fill(): Promise<void> {
    const file = await open(this.filler, 'a');
    try {
      // First in large pieces, then what is left.
      for (const size of [blockBytes, 4_096]) {
        const block = Buffer.alloc(size);
        try {
          for (;;) await file.write(block);
        } catch (error) {
          if ((error as NodeJS.ErrnoException).code !== 'ENOSPC') throw error;
        }
      }
    } finally {
      await file.close();
    }
  }

  empty(): void {
    rmSync(this.filler, { force: true });
  }

  /** Everything on it is gone then. */
  unmount(): void {
    this.lifeline.cut();
    spawnSync('umount', ['-l', this.folder]);
  }

  private get filler(): string {
    return join(this.folder, 'filler');
  }
}
