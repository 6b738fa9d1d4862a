// The first thing that `npm start`, `npm test` and the others run. Needs nothing but Node 20 and npm: gets Node 24, the dependencies and the
// build in order, says what it is doing, and hands over.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, statSync, writeFileSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const wantedMajor = 24;
const root = dirname(dirname(fileURLToPath(import.meta.url)));
const runtimeBin = join(root, '.runtime', 'node_modules', 'node', 'bin');
const stamps = join(root, '.cache', 'stamps');

const commands = {
  start: { program: ['tools/dist/start.js'], built: true },
  once: { program: ['tools/dist/once.js'], built: true },
  ops: { program: ['tools/dist/ops.js'], built: true },
  bench: { program: ['bench/dist/main.js'], built: true },
  backup: { program: ['tools/dist/backup/main.js'], built: true },
  schemathesis: { program: ['tools/dist/schemathesis.js'], built: true },
  chaos: { program: ['tools/dist/chaos/main.js'], built: true },
  simulate: { program: ['tools/simulate.mjs'], built: false },
  mutate: { program: ['tools/mutate.mjs'], built: false },
  test: { program: ['tools/test.mjs'], built: true },
  check: { program: ['tools/check.mjs'], built: true },
  docs: { program: ['tools/docs.mjs'], built: true },
  build: { program: undefined, built: true },
};

const [name, ...args] = process.argv.slice(2);
const command = commands[name];
if (!command) fail(`unknown command ${name ?? ''}; there are: ${Object.keys(commands).join(', ')}`);

const env = { ...process.env };
useRuntime();
installDependencies();
if (command.built) build();
if (command.program) handOver(command.program);

function useRuntime() {
  const major = Number(process.versions.node.split('.')[0]);
  if (major < 20) fail(`Node ${process.versions.node} is too old: Node 20 or later is needed`);
  if (major >= wantedMajor) return;
  const node = join(runtimeBin, process.platform === 'win32' ? 'node.exe' : 'node');
  if (!existsSync(node)) {
    say(`Node ${process.versions.node} is here, Node ${wantedMajor} is needed: fetching it from npm into .runtime (about 10 s) …`);
    // The package `node` carries the real binary; it stays out of package.json, where the next install would lose it.
    run('npm', ['install', '--prefix', '.runtime', `node@${wantedMajor}`, '--no-audit', '--no-fund', '--no-save', '--loglevel=error']);
    if (!existsSync(node)) fail(`fetching Node ${wantedMajor} did not work: install Node ${wantedMajor} or later and try again`);
  }
  env.PATH = `${runtimeBin}${delimiter}${env.PATH}`;
}

function installDependencies() {
  const lock = hashOf([join(root, 'package-lock.json')]);
  if (existsSync(join(root, 'node_modules')) && readStamp('install') === lock) return;
  say('installing dependencies from the npm registry (a minute or two the first time) …');
  run('npm', ['ci', '--no-audit', '--no-fund', '--loglevel=error']);
  writeStamp('install', lock);
}

function build() {
  const sources = hashOf(['apps', 'libs', 'tools', 'bench'].flatMap((folder) => sourcesIn(join(root, folder))).concat(join(root, '.swcrc'), join(root, 'package-lock.json')));
  if (readStamp('build') === sources) return;
  say('building …');
  run('npx', ['nx', 'run-many', '-t', 'build', '--output-style=static'], { quiet: true });
  writeStamp('build', sources);
}

function handOver([file, ...more]) {
  const child = spawn('node', [join(root, file), ...more, ...args], { cwd: root, env, stdio: 'inherit' });
  // Signals reach the whole foreground group; this one only waits for its child to end in good order.
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => child.kill(signal === 'SIGHUP' ? 'SIGTERM' : signal));
  child.on('exit', (code, signal) => process.exit(code ?? (signal === 'SIGINT' ? 130 : 143)));
}

function run(program, programArgs, { quiet = false } = {}) {
  const result = spawnSync(program, programArgs, { cwd: root, env, stdio: quiet ? 'pipe' : 'inherit', encoding: 'utf8' });
  if (result.status === 0) return;
  if (quiet) process.stderr.write(`${result.stdout}\n${result.stderr}\n`);
  fail(`${program} ${programArgs.join(' ')} failed`);
}

function sourcesIn(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    if (entry.name === 'node_modules' || entry.name === 'dist' || entry.name.startsWith('.')) return [];
    const path = join(folder, entry.name);
    if (entry.isDirectory()) return sourcesIn(path);
    return /\.(ts|json)$/.test(entry.name) ? [path] : [];
  });
}

function hashOf(files) {
  const hash = createHash('sha256').update(process.platform);
  for (const file of files.sort()) {
    hash.update(file).update('\0');
    if (existsSync(file) && statSync(file).isFile()) hash.update(readFileSync(file));
  }
  return hash.digest('hex');
}

function readStamp(stamp) {
  const file = join(stamps, stamp);
  return existsSync(file) ? readFileSync(file, 'utf8') : undefined;
}

function writeStamp(stamp, value) {
  mkdirSync(stamps, { recursive: true });
  writeFileSync(join(stamps, stamp), value);
}

function say(text) {
  process.stderr.write(`huiliu: ${text}\n`);
}

function fail(text) {
  process.stderr.write(`huiliu: ${text}\n`);
  process.exit(1);
}
