import { spawn } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { chown, mkdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { postgresBinaries, serverUser } from './postgres-binaries';
import { commandOf, holdsWithin, isAlive, processIdentity } from './process-facts';

export const adminRole = 'huiliu_admin';
/** In the data folder: the administrator's password, readable by the server's user alone. */
export const passwordFile = 'huiliu.password';
/** In the data folder: the process whose server this is. */
export const ownerFile = 'huiliu.owner';
export const stopTimeoutMs = 15_000;

/** Makes the cluster aside and moves it in place when it is whole: a crash in the middle leaves nothing half made. */
export async function makeCluster(dataDir: string): Promise<void> {
  if (await stat(join(dataDir, passwordFile)).then(() => true, () => false)) return;
  const { initdb } = await postgresBinaries();
  const user = serverUser();
  await mkdir(dirname(dataDir), { recursive: true });
  const workshop = join(dirname(dataDir), `.${basename(dataDir)}.${process.pid}`);
  await rm(workshop, { recursive: true, force: true });
  const cluster = join(workshop, 'data');
  await mkdir(cluster, { recursive: true });
  const secret = join(workshop, 'password');
  const password = randomBytes(24).toString('base64url');
  await writeFile(secret, password, { mode: 0o600 });
  if (user) for (const path of [workshop, cluster, secret]) await chown(path, user.uid, user.gid);
  try {
    await run(initdb, [
      `--pgdata=${cluster}`,
      `--username=${adminRole}`,
      `--pwfile=${secret}`,
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C',
      '--locale-provider=builtin',
      '--builtin-locale=C.UTF-8',
      '--no-instructions',
      '--no-sync',
    ]);
    await rename(secret, join(cluster, passwordFile));
    await rename(cluster, dataDir).catch(async (error: NodeJS.ErrnoException) => {
      // Somebody else made it at the same time: theirs is as good.
      if (error.code !== 'ENOTEMPTY' && error.code !== 'EEXIST') throw error;
      if (!(await stat(join(dataDir, passwordFile)).then(() => true, () => false))) {
        throw new Error(`${dataDir} is not empty and is no database of Huiliu: name another folder`);
      }
    });
  } finally {
    await rm(workshop, { recursive: true, force: true });
  }
}

/** Shuts down a server on this folder whose owner died; rejects if the owner lives. */
export async function endOrphan(dataDir: string): Promise<void> {
  const owner = (await readFile(join(dataDir, ownerFile), 'utf8').catch(() => '')).split(' ')[0] ?? '';
  const ownerPid = Number(owner.split('@')[0]);
  if (owner !== '' && ownerPid !== process.pid && processIdentity(ownerPid) === owner) {
    throw new Error(`the data folder ${dataDir} is in use by the running process ${ownerPid}: stop that one first, or name another folder`);
  }
  const pid = Number((await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n')[0]);
  if (!pid || !isAlive(pid) || !/postgres/.test(commandOf(pid))) return;
  for (const signal of ['SIGINT', 'SIGQUIT', 'SIGKILL'] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    if (await holdsWithin(stopTimeoutMs, () => !isAlive(pid))) return;
  }
}

async function run(command: string, args: readonly string[]): Promise<void> {
  const child = spawn(command, args, { ...serverUser(), cwd: '/', stdio: ['ignore', 'pipe', 'pipe'], env: { ...process.env, LC_ALL: 'C' } });
  const said: string[] = [];
  child.stdout.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  child.stderr.on('data', (chunk: Buffer) => said.push(chunk.toString()));
  const code = await new Promise<number | null>((done, failed) => child.once('error', failed).once('close', done));
  if (code !== 0) throw new Error(`${basename(command)} ended with ${code}:\n${said.join('').slice(-2000)}`);
}
