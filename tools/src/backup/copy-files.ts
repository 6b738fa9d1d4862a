import { chown, copyFile, lstat, mkdir, open, readdir, symlink, readlink } from 'node:fs/promises';
import { join } from 'node:path';

/** Copies a folder with owners and rights, down to the disk: a copy that a power cut takes away is none. What vanishes meanwhile is left out: a server at work makes and removes files all the time. */
export async function copyFolder(from: string, to: string, leaveOut: (path: string) => boolean = () => false, path = ''): Promise<void> {
  const source = join(from, path);
  const about = await lstat(source).catch(unlessGone);
  if (!about) return;
  const target = join(to, path);
  if (about.isDirectory()) {
    await mkdir(target, { recursive: true, mode: about.mode & 0o777 });
    await chown(target, about.uid, about.gid);
    for (const name of (await readdir(source).catch(unlessGone)) ?? []) {
      const inside = path === '' ? name : `${path}/${name}`;
      if (!leaveOut(inside)) await copyFolder(from, to, leaveOut, inside);
    }
    await syncFolder(target);
  } else if (about.isSymbolicLink()) {
    await symlink(await readlink(source), target);
  } else if (about.isFile()) {
    const copied = await copyFile(source, target).then(() => true, unlessGone);
    if (copied !== true) return;
    await chown(target, about.uid, about.gid);
    await sync(target);
  }
}

/** The names in it: what was moved there is there after a power cut too. */
export const syncFolder = (path: string): Promise<void> => sync(path);

async function sync(path: string): Promise<void> {
  const handle = await open(path, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

function unlessGone(error: NodeJS.ErrnoException): undefined {
  if (error.code !== 'ENOENT') throw error;
}
