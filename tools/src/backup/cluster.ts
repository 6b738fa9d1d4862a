import { appendFile, chown, open, readFile, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { Client } from 'pg';
import { copyFolder, syncFolder } from './copy-files';

/** Of no use in a copy, or of the running server alone (PostgreSQL's manual, "Making a Base Backup Using the Low Level API"). */
const leftOut = /^(postmaster\.(pid|opts)|huiliu\.owner|server\.log(\.1)?|pg_internal\.init|backup_label(\.old)?|tablespace_map(\.old)?|(pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_replslot)\/.*|.*\/pgsql_tmp.*)$/;

/**
 * A copy of a running server's data, of all its databases at one moment: the end of the copying. The server works on meanwhile.
 * @param adminUrl of a superuser. Holds a password: never logged
 */
export async function copyRunningCluster(adminUrl: string, dataDir: string, to: string): Promise<void> {
  const admin = new Client({ connectionString: adminUrl });
  await admin.connect();
  try {
    // Ends with this connection: keeps the log that the copy needs from being recycled.
    await admin.query('SELECT pg_create_physical_replication_slot($1, true, true)', [`huiliu_backup_${process.pid}`]);
    await admin.query('SELECT pg_backup_start($1, true)', ['huiliu']);
    await copyFolder(dataDir, to, (path) => leftOut.test(path) || path.startsWith('pg_wal/'));
    const { rows } = await admin.query<{ labelfile: string; spcmapfile: string }>('SELECT labelfile, spcmapfile FROM pg_backup_stop(false)');
    await admin.query('SELECT pg_switch_wal()');
    await copyFolder(join(dataDir, 'pg_wal'), join(to, 'pg_wal'), (path) => path.startsWith('summaries/'));
    const { labelfile = '', spcmapfile = '' } = rows[0] ?? {};
    await writeOwned(join(to, 'backup_label'), labelfile, dataDir);
    if (spcmapfile !== '') await writeOwned(join(to, 'tablespace_map'), spcmapfile, dataDir);
  } finally {
    await admin.end();
  }
}

/** Of a server that does not run. Rejects if one has run meanwhile: then the copy is of no moment. */
export async function copyStoppedCluster(dataDir: string, to: string): Promise<void> {
  const control = join(dataDir, 'global', 'pg_control');
  const before = await stat(control);
  await copyFolder(dataDir, to, (path) => leftOut.test(path));
  if ((await runningPort(dataDir)) !== undefined || (await stat(control)).mtimeMs !== before.mtimeMs) throw new Error('the installation was started while it was copied: copy it again into a new folder');
}

/**
 * Puts a copy in the place of a cluster that does not run. It comes up on a timeline of its own, whether or not the old one still lives somewhere: that is how
 * departments notice that they were set back, and raise their epoch.
 *
 * It is made aside and moved in place when it is whole: half a cluster would start too, and lack what it does not know of. Until then the old one stands.
 */
export async function restoreCluster(from: string, dataDir: string): Promise<void> {
  const workshop = join(dirname(dataDir), `.${basename(dataDir)}.restoring`);
  await rm(workshop, { recursive: true, force: true });
  await copyFolder(from, workshop);
  await appendFile(join(workshop, 'postgresql.auto.conf'), `restore_command = 'false'\n`);
  await writeOwned(join(workshop, 'recovery.signal'), '', workshop);
  await syncFolder(workshop);
  await rm(dataDir, { recursive: true, force: true });
  await rename(workshop, dataDir);
  await syncFolder(dirname(dataDir));
}

/** Port of the server that runs on a data folder; undefined: none runs. */
export async function runningPort(dataDir: string): Promise<number | undefined> {
  const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
  const [pid, port] = [Number(lines[0]), Number(lines[3])];
  try {
    if (pid > 0) process.kill(pid, 0);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ESRCH') return undefined;
  }
  return pid > 0 && port > 0 ? port : undefined;
}

async function writeOwned(file: string, text: string, like: string): Promise<void> {
  const handle = await open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  const { uid, gid } = await stat(like);
  await chown(file, uid, gid);
}
