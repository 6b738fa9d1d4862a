import { existsSync } from 'node:fs';
import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { dataFolderOf } from '@huiliu/testing';
import { UsageError } from '../once-options';
import { copyFolder, syncFolder } from './copy-files';
import { copyRunningCluster, copyStoppedCluster, restoreCluster, runningPort } from './cluster';

const root = join(__dirname, '../../..');

const help = `npm run backup -- --to FOLDER [--data .data]       copies an installation of \`npm start\`, running or not: all databases at one moment
npm run backup -- --restore FOLDER [--data .data]  puts such a copy in the place of an installation that does not run

The copy holds passwords and personal data: keep it as you keep the original.
`;

/** Beside the databases: passwords of their roles, keys that sign tokens and links, files of evidence. These after the databases: each that a case refers to there is there by then. */
const beside = ['database-roles.json', 'issuer', join('evidence', 'kept')] as const;

/** Written last: a copy without it was broken off. */
const madeFile = 'backup.json';

async function main(): Promise<void> {
  const { values } = parseArgs({ options: { to: { type: 'string' }, restore: { type: 'string' }, data: { type: 'string', default: '.data' }, help: { type: 'boolean', short: 'h', default: false } } });
  if (values.help) return void process.stdout.write(help);
  const data = resolve(root, values.data);
  if (values.to !== undefined) return backup(data, resolve(values.to));
  if (values.restore !== undefined) return restore(resolve(values.restore), data);
  throw new UsageError('say --to FOLDER or --restore FOLDER');
}

async function backup(data: string, to: string): Promise<void> {
  const cluster = await dataFolderOf(join(data, 'postgres'));
  if (!existsSync(join(cluster, 'PG_VERSION'))) throw new UsageError(`there is no installation in ${data}: name its folder with --data`);
  if (existsSync(to) && (await readdir(to)).length > 0) throw new UsageError(`${to} is not empty: name a new folder`);
  await mkdir(to, { recursive: true, mode: 0o700 });
  const began = Date.now();
  const port = await runningPort(cluster);
  if (port === undefined) await copyStoppedCluster(cluster, join(to, 'postgres'));
  else await copyRunningCluster(await adminUrlOf(cluster, port), cluster, join(to, 'postgres'));
  await mkdir(join(to, 'evidence'), { mode: 0o700 });
  for (const name of beside) await copyFolder(data, to, undefined, name);
  await writeFile(join(to, madeFile), `${JSON.stringify({ madeAt: new Date().toISOString(), running: port !== undefined })}\n`, { mode: 0o600, flush: true });
  await syncFolder(to);
  process.stdout.write(`huiliu: ${data} is copied to ${to}, ${port === undefined ? 'as it was stopped' : 'while it runs'}, in ${((Date.now() - began) / 1_000).toFixed(1)} s\n`);
}

async function restore(from: string, data: string): Promise<void> {
  if (!existsSync(join(from, 'postgres', 'PG_VERSION'))) throw new UsageError(`${from} is no backup of an installation`);
  if (!existsSync(join(from, madeFile))) throw new UsageError(`${from} was broken off before it was whole: it can't be restored`);
  await mkdir(data, { recursive: true, mode: 0o711 });
  const cluster = await dataFolderOf(join(data, 'postgres'));
  if ((await runningPort(cluster)) !== undefined) throw new UsageError(`the installation in ${data} runs: stop it first`);
  await restoreCluster(join(from, 'postgres'), cluster);
  await mkdir(join(data, 'evidence'), { recursive: true, mode: 0o700 });
  for (const name of beside) await copyFolder(from, data, undefined, name);
  process.stdout.write(`huiliu: ${from} is restored to ${data}; npm start goes on from that moment\n`);
}

async function adminUrlOf(cluster: string, port: number): Promise<string> {
  const password = (await readFile(join(cluster, 'huiliu.password'), 'utf8')).trim();
  return `postgres://huiliu_admin:${encodeURIComponent(password)}@127.0.0.1:${port}/postgres`;
}

main().catch((error: unknown) => {
  process.stderr.write(`${error instanceof UsageError ? `${error.message}\n\n${help}` : `backup failed: ${error instanceof Error ? error.message : String(error)}`}\n`);
  process.exit(error instanceof UsageError ? 2 : 1);
});
