import { mkdtemp, open, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { percentile } from '../world/cases';

const blockBytes = 8_192;

/** Milliseconds to write 8 KB and have it on the disk, one after another, in this folder. */
export async function fsyncMs(folder: string, seconds: number): Promise<{ readonly p50: number; readonly p99: number }> {
  const aside = await mkdtemp(join(folder, 'fsync-'));
  const file = await open(join(aside, 'block'), 'w');
  try {
    const block = Buffer.alloc(blockBytes, 1);
    const took: number[] = [];
    for (const endMs = performance.now() + seconds * 1_000; performance.now() < endMs; ) {
      const before = performance.now();
      await file.write(block);
      await file.datasync();
      took.push(performance.now() - before);
    }
    const sorted = Float64Array.from(took).sort();
    return { p50: Number(percentile(sorted, 0.5).toFixed(2)), p99: Number(percentile(sorted, 0.99).toFixed(2)) };
  } finally {
    await file.close();
    await rm(aside, { recursive: true, force: true });
  }
}
