import { mkdir, open, rename, type FileHandle } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode, type Logger } from '@huiliu/platform';
import { sniff, sniffBytes, type MediaType } from '../media-types';
import { storeAway } from '../refusals';
import { placed, type ByteRange } from './byte-range';
import { FileShelf } from './file-shelf';
import type { EvidenceStore, OpenedFile } from './evidence-store';
import type { Spooled } from './spool';

/** Files in a folder, `kept/ab/abcd…`: by two digits, as folders of a million names are slow. On one file system with the spool, from where they are moved. */
export class FileStore implements EvidenceStore {
  readonly shelf: FileShelf;
  private readonly folder: string;

  constructor(
    folder: string,
    private readonly log: Logger,
  ) {
    this.shelf = new FileShelf(folder);
    this.folder = join(folder, 'kept');
  }

  async keep({ path, sha256 }: Spooled): Promise<void> {
    const place = this.placeOf(sha256);
    try {
      // A folder that is new is a name in the one above it.
      if ((await mkdir(dirname(place), { recursive: true, mode: 0o700 })) !== undefined) await syncFolder(this.folder);
      await rename(path, place);
      await syncFolder(dirname(place));
    } catch (error) {
      throw this.away(error);
    }
  }

  async open(sha256: string, range: ByteRange | undefined): Promise<OpenedFile | undefined> {
    const handle = await this.handleOf(sha256);
    if (!handle) return undefined;
    try {
      const { size } = await handle.stat();
      const { first, last } = placed(range, size);
      const type = await typeOf(handle);
      return { type, totalBytes: size, first, last, stream: handle.createReadStream({ start: first, end: last }) };
    } catch (error) {
      await handle.close();
      throw error;
    }
  }

  close(): void {
    // Nothing is held open.
  }

  private async handleOf(sha256: string): Promise<FileHandle | undefined> {
    try {
      return await open(this.placeOf(sha256), 'r');
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return undefined;
      throw this.away(error);
    }
  }

  private placeOf(sha256: string): string {
    if (!/^[0-9a-f]{64}$/.test(sha256)) throw new Error('a file is named by its sha256 alone');
    return join(this.folder, sha256.slice(0, 2), sha256);
  }

  private away(error: unknown): Error {
    this.log.error({ err: error }, 'the folder of evidence can\'t be used');
    return storeAway(error);
  }
}

async function typeOf(handle: FileHandle): Promise<MediaType> {
  const head = Buffer.alloc(sniffBytes);
  const { bytesRead } = await handle.read(head, 0, sniffBytes, 0);
  const type = sniff(head.subarray(0, bytesRead));
  if (type === undefined) throw new Error('a file in the folder of evidence is none that was put there: restore it from a backup');
  return type;
}

async function syncFolder(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
