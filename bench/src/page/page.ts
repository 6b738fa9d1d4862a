import { existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { packageTable } from '../profile/table';
import { UsageError } from '../usage';
import { figures } from './markdown';
import { readResults } from './results';

const help = `usage: npm run bench -- page FILE… [--profile BUS=FOLDER …]
  draws the figures of docs/performance.md from results of benches (their --json lines, one a file; of several runs the middle one is shown)
  and from CPU profiles; what people have written around the figures stays
`;
const file = resolve(__dirname, '../../../docs/performance.md');
const begin = '<!-- figures: drawn by npm run bench -- page; do not edit -->';
const end = '<!-- end of figures -->';
const packagesShown = 8;

export function page(args: readonly string[]): Promise<number> {
  const { values, positionals } = parseArgs({ args: [...args], allowPositionals: true, options: { profile: { type: 'string', multiple: true }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true || positionals.length === 0) {
    process.stdout.write(help);
    return Promise.resolve(values.help === true ? 0 : 2);
  }
  const drawn = figures(readResults(positionals), (values.profile ?? []).map(profileOf).join('\n\n'));
  writeFileSync(file, withFigures(existsSync(file) ? readFileSync(file, 'utf8') : `# Performance\n\n${begin}\n${end}\n`, drawn));
  process.stderr.write(`${file} is drawn\n`);
  return Promise.resolve(0);
}

function profileOf(text: string): string {
  const [bus = '', folder = ''] = text.split('=');
  if (!existsSync(folder)) throw new UsageError(`--profile is like kafka=FOLDER with the profiles of --profile, not ${text}`);
  const files = readdirSync(folder).filter((name) => name.endsWith('.cpuprofile')).sort();
  return [`**${bus}**`, files.map((name) => packageTable(join(folder, name), packagesShown)).join('\n')].join('\n\n');
}

function withFigures(text: string, drawn: string): string {
  const from = text.indexOf(begin);
  const to = text.indexOf(end);
  if (from < 0 || to < from) throw new UsageError(`${file} has no place for the figures: put these two lines where they are to be:\n${begin}\n${end}`);
  return `${text.slice(0, from)}${begin}\n\n${drawn}\n\n${text.slice(to)}`;
}
