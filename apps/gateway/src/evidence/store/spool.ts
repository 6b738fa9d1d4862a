import { createHash, randomUUID, type Hash } from 'node:crypto';
import { mkdir, open, readdir, rm, stat, type FileHandle } from 'node:fs/promises';
import { join } from 'node:path';

/** A whole file on its way into the store. */
export interface Spooled {
  readonly path: string;
  readonly sha256: string;
  readonly sizeBytes: number;
}

/** Small pieces are gathered, as each write costs the same. */
const blockBytes = 65_536;

/** Where uploads lie until they are whole, under names that mean nothing. Several gateways may share the folder. */
export class Spool {
  constructor(private readonly folder: string) {}

  /** Writes all pieces to a file, down to the disk. Of what breaks off nothing is left. */
  async take(pieces: AsyncIterable<Buffer>): Promise<Spooled> {
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const path = join(this.folder, randomUUID());
    const handle = await open(path, 'wx', 0o600);
    try {
      return { path, ...(await write(handle, pieces)) };
    } catch (error) {
      await this.drop(path);
      throw error;
    } finally {
      await handle.close();
    }
  }

  /** Without effect when the store has moved it away. */
  drop(path: string): Promise<void> {
    return rm(path, { force: true });
  }

  /** Removes what a process that ended in the middle has left. @param restedMs longer than any upload pauses between two writes */
  async removeLeftovers(restedMs: number): Promise<number> {
    let removed = 0;
    for (const name of await readdir(this.folder).catch(() => [])) {
      const path = join(this.folder, name);
      const about = await stat(path).catch(() => undefined);
      if (!about?.isFile() || Date.now() - about.mtimeMs < restedMs) continue;
      await this.drop(path);
      removed++;
    }
    return removed;
  }
}

async function write(handle: FileHandle, pieces: AsyncIterable<Buffer>): Promise<{ sha256: string; sizeBytes: number }> {
  const hash = createHash('sha256');
  let sizeBytes = 0;
  let [gathered, bytes]: [Buffer[], number] = [[], 0];
  for await (const piece of pieces) {
    gathered.push(piece);
    bytes += piece.length;
    if (bytes < blockBytes) continue;
    sizeBytes += await writeBlock(handle, hash, gathered);
    [gathered, bytes] = [[], 0];
  }
  sizeBytes += await writeBlock(handle, hash, gathered);
  await handle.sync();
  return { sha256: hash.digest('hex'), sizeBytes };
}

async function writeBlock(handle: FileHandle, hash: Hash, pieces: readonly Buffer[]): Promise<number> {
  const block = Buffer.concat(pieces);
  hash.update(block);
  await handle.appendFile(block);
  return block.length;
}
