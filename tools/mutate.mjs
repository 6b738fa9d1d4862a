// `npm run mutate -- [area …] [--concurrency N]`: changes the pure code in hundreds of small ways, one at a time, and sees whether a spec notices. Prints
// every change that none did. Ends with 1 where fewer than 85% of an area's were noticed. docs/mutation.md says how to read it.
import { spawnSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { parseArgs } from 'node:util';
import { areas } from './mutation/areas.mjs';

const strykerVersion = '10.0.0';
const wantedPercent = 85;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const home = join(root, '.cache', 'stryker');

const { values, positionals } = parseArgs({ allowPositionals: true, options: { concurrency: { type: 'string' } } });
const unknown = positionals.filter((name) => !(name in areas));
if (unknown.length > 0) end(`there is no area ${unknown.join(', ')}; there are: ${Object.keys(areas).join(', ')}`);
const concurrency = Number(values.concurrency ?? Math.max(1, Math.min(4, availableParallelism() - 1)));
if (!Number.isSafeInteger(concurrency) || concurrency < 1) end('--concurrency is a number of processes, 1 or more');

install();
const { Stryker } = await import(pathToFileURL(join(home, 'node_modules/@stryker-mutator/core/dist/src/index.js')).href);
const scores = [];
for (const name of positionals.length > 0 ? positionals : Object.keys(areas)) scores.push(await tryArea(name));
process.stdout.write(`\n${table(scores)}\n`);
process.exitCode = scores.every(({ percent }) => percent >= wantedPercent) ? 0 : 1;

/** Not one of our dependencies: only this command needs it, and it brings more than a hundred packages. */
function install() {
  const installed = join(home, 'node_modules/@stryker-mutator/core/package.json');
  if (existsSync(installed) && JSON.parse(readFileSync(installed, 'utf8')).version === strykerVersion) return;
  process.stderr.write(`mutate: fetching Stryker ${strykerVersion} from npm into .cache/stryker …\n`);
  mkdirSync(home, { recursive: true });
  writeFileSync(join(home, 'package.json'), '{ "private": true }\n');
  const { status } = spawnSync('npm', ['install', '--no-audit', '--no-fund', '--loglevel=error', '--save-exact', `@stryker-mutator/core@${strykerVersion}`], { cwd: home, stdio: 'inherit' });
  if (status !== 0) end('fetching Stryker did not work: see above, and try again');
}

async function tryArea(name) {
  const started = Date.now();
  const results = await new Stryker(optionsOf(name)).runMutationTest();
  // Left out: prose, and what can't even be loaded.
  const tried = results.filter(({ status }) => !['Ignored', 'RuntimeError', 'CompileError', 'Pending'].includes(status));
  const missed = tried.filter(({ status }) => status === 'Survived' || status === 'NoCoverage');
  for (const { fileName, location, mutatorName, status, replacement } of missed.sort(byPlace)) {
    process.stdout.write(`${fileName.replace(`${root}/`, '')}:${location.start.line}:${location.start.column}-${location.end.line}:${location.end.column} ${status === 'NoCoverage' ? 'not reached' : 'survived'} (${mutatorName}): ${replacement.replaceAll(/\s+/g, ' ').slice(0, 160)}\n`);
  }
  const percent = tried.length === 0 ? 100 : ((tried.length - missed.length) / tried.length) * 100;
  return { name, tried: tried.length, leftOut: results.length - tried.length, missed: missed.length, percent, seconds: Math.round((Date.now() - started) / 1000) };
}

function optionsOf(name) {
  const { mutate, specs, coverage = 'perTest' } = areas[name];
  return {
    mutate: [...mutate, '!**/*.spec.ts'],
    specs,
    testRunner: 'specs',
    plugins: [join(root, 'tools/mutation/runner.mjs'), join(root, 'tools/mutation/prose.mjs')],
    ignorers: ['prose'],
    coverageAnalysis: coverage,
    concurrency,
    reporters: ['json'],
    jsonReporter: { fileName: join(home, 'reports', `${name}.json`) },
    tempDirName: join('.cache', 'stryker', 'sandboxes'),
    ignorePatterns: ['dist', '.data', '.cache', '.nx', '.runtime', 'bench', 'deploy', 'docs', 'e2e', 'tools/src', '*.log'],
    disableTypeChecks: '{apps,libs}/**/src/**/*.ts',
    timeoutMS: 20_000,
    cleanTempDir: 'always',
    allowEmpty: true,
    logLevel: 'warn',
    warnings: { unknownOptions: false },
  };
}

function byPlace(a, b) {
  return a.fileName.localeCompare(b.fileName) || a.location.start.line - b.location.start.line || a.location.start.column - b.location.start.column;
}

function table(rows) {
  const line = (name, ...cells) => name.padEnd(12) + cells.map((cell) => String(cell).padStart(10)).join('');
  const lines = rows.map(({ name, tried, leftOut, missed, percent, seconds }) => line(name, tried, leftOut, missed, `${percent.toFixed(1)}%`, `${seconds} s`));
  return [line('area', 'tried', 'left out', 'missed', 'noticed', 'time'), ...lines].join('\n');
}

function end(message) {
  process.stderr.write(`mutate: ${message}\n`);
  process.exit(1);
}
