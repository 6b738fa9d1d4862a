import { mkdir, readdir, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { errorCode } from '@huiliu/platform';
import { storeAway } from '../refusals';
import type { Shelf, ShelfEntry } from './shelf';

/** In the folder of evidence: files in `kept/ab/`, the rest under its own name. */
export class FileShelf implements Shelf {
  constructor(private readonly folder: string) {}

  has(key: string): Promise<boolean> {
    return this.unlessMissing(async () => (await stat(this.placeOf(key)), true), false);
  }

  async put(key: string): Promise<void> {
    const place = this.placeOf(key);
    try {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await writeFile(place, '', { mode: 0o600, flush: true });
      await utimes(place, new Date(), new Date());
    } catch (error) {
      throw storeAway(error);
    }
  }

  async *list(prefix: string): AsyncIterable<ShelfEntry> {
    const [kind = '', sha256 = ''] = prefix.split('/');
    for (const name of await this.unlessMissing(() => readdir(join(this.folder, kind)), [])) {
      const dot = name.indexOf('.');
      if (dot < 0 || !name.startsWith(sha256)) continue;
      const key = `${kind}/${name.slice(0, dot)}/${name.slice(dot + 1)}`;
      const at = await this.unlessMissing(async () => (await stat(this.placeOf(key))).mtime, undefined);
      if (at) yield { key, at };
    }
  }

  async move(from: string, to: string): Promise<boolean> {
    const place = this.placeOf(to);
    return this.unlessMissing(async () => {
      await mkdir(dirname(place), { recursive: true, mode: 0o700 });
      await rename(this.placeOf(from), place);
      // It lies there from now on, however old it is.
      if (to.startsWith('aside/')) await utimes(place, new Date(), new Date());
      return true;
    }, false);
  }

  async drop(key: string): Promise<void> {
    await this.unlessMissing(() => rm(this.placeOf(key), { force: true }), undefined);
  }

  /** No folder of its own for a file's notes: one that is removed while it becomes empty would take a new note with it. */
  private placeOf(key: string): string {
    const [kind = '', sha256, rest] = key.split('/');
    if (sha256 === undefined) return join(this.folder, 'kept', kind.slice(0, 2), kind);
    return rest === undefined ? join(this.folder, kind, sha256.slice(0, 2), sha256) : join(this.folder, kind, `${sha256}.${rest}`);
  }

  private async unlessMissing<T>(run: () => Promise<T>, missing: T): Promise<T> {
    try {
      return await run();
    } catch (error) {
      if (errorCode(error) === 'ENOENT') return missing;
      throw storeAway(error);
    }
  }
}
