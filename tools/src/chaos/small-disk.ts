import { spawnSync } from 'node:child_process';
import { mkdirSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { startLifeline, until, type Lifeline } from '@huiliu/testing';

/** Runs when the owner is gone. $1: the folder. */
const unmountScript = 'sleep 3; umount -l "$1" && rmdir "$1"';

/** A file system of its own that can be filled without harm to anybody else. */
export class SmallDisk {
  private constructor(
    readonly folder: string,
    private readonly sizeMb: number,
    private readonly lifeline: Lifeline,
  ) {}

  /** Mounts one over a folder, or says why it can't. */
  static mount(folder: string, sizeMb: number): SmallDisk | { readonly unavailable: string } {
    if (process.getuid?.() !== 0) return { unavailable: 'disk-full is left out: only root may mount a small file system to be filled' };
    mkdirSync(folder, { recursive: true });
    const mounted = spawnSync('mount', ['-t', 'tmpfs', '-o', `size=${sizeMb}m,mode=0711`, 'huiliu-chaos', folder], { encoding: 'utf8' });
    if (mounted.status !== 0) return { unavailable: `disk-full is left out: a small file system could not be mounted (${(mounted.stderr || String(mounted.error)).trim()})` };
    return new SmallDisk(folder, sizeMb, startLifeline(unmountScript, [folder]));
  }

  /** Made as small as what is on it: nothing more goes there from this moment. Filling it up takes minutes on a busy machine. */
  async fill(): Promise<void> {
    // What is written meanwhile makes it too small: then it is tried again.
    await until('the disk to be full', async () => {
      const { blocks, bfree, bsize } = await statfs(this.folder);
      return this.resize(`${Math.ceil(((blocks - bfree) * bsize) / 1_024)}k`);
    });
  }

  empty(): void {
    if (!this.resize(`${this.sizeMb}m`)) throw new Error(`${this.folder} could not be made as large as it was`);
  }

  private resize(size: string): boolean {
    return spawnSync('mount', ['-o', `remount,size=${size}`, this.folder]).status === 0;
  }

  /** Everything on it is gone then. */
  unmount(): void {
    this.lifeline.cut();
    spawnSync('umount', ['-l', this.folder]);
  }
}
