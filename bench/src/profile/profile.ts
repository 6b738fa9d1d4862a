import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { numberOf } from '../usage';
import { describeProfile } from './table';

export const profileHelp = `usage: npm run bench -- profile FILE_OR_FOLDER… [--top N]
  sums CPU profiles (.cpuprofile, as --profile writes them) by package and by function: own time, without what is called from there
`;

/** Prints the tables of profiles, each file by itself. */
export function profile(args: readonly string[]): Promise<number> {
  const at = args.indexOf('--top');
  const rows = at < 0 ? 15 : numberOf('--top', args[at + 1] ?? '', 1, 1_000);
  const paths = at < 0 ? args : args.toSpliced(at, 2);
  const files = paths.flatMap((path) => (statSync(path).isDirectory() ? readdirSync(path).filter((name) => name.endsWith('.cpuprofile')).map((name) => join(path, name)) : [path]));
  process.stdout.write(files.length === 0 ? profileHelp : `${files.map((file) => describeProfile(file, rows)).join('\n\n')}\n`);
  return Promise.resolve(files.length === 0 ? 2 : 0);
}
