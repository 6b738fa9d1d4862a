import 'reflect-metadata';
import { spawn, spawnSync } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { Role } from '@huiliu/platform';
import { System } from './system';

const root = join(__dirname, '../..');
/** Not in the repository's dependencies: it is of another language, and only tried against what runs. */
const version = '4.32.5';
const readyLimitMs = 180_000;
const fedLimitMs = 120_000;

const help = `npm run schemathesis [-- options]: requests from the OpenAPI document, good and bad, by somebody else's tool, against the whole system as it runs: no answer may be a fault, or one that the document does not have
  --examples N   requests for each operation in each way (default 25)
  --seed N       everything that is drawn follows from it (default 1)
  --cases N      cases in the system (default 40)
Needs python3 with venv; installs schemathesis ${version} from PyPI into .cache/schemathesis.
`;

/** Routes that never end their answer are tried by tests of ours. */
const endless = 'events$';
const checks = ['not_a_server_error', 'status_code_conformance', 'content_type_conformance', 'response_headers_conformance', 'response_schema_conformance', 'unsupported_method', 'allow_header_conformance', 'ignored_auth', 'missing_required_header'];

const say = (text: string): void => void process.stderr.write(`${text}\n`);

async function main(): Promise<number> {
  const { values } = parseArgs({ options: { examples: { type: 'string', default: '25' }, seed: { type: 'string', default: '1' }, cases: { type: 'string', default: '40' }, help: { type: 'boolean', short: 'h' } } });
  if (values.help === true) {
    process.stdout.write(help);
    return 0;
  }
  const program = installed();
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-schemathesis-'));
  // As root, PostgreSQL runs as nobody and has to get through to its folder inside.
  chmodSync(folder, 0o711);
  let system: System | undefined;
  try {
    system = await System.start({
      root,
      dataFolder: folder,
      bus: { kind: 'embedded' },
      instances: 1,
      partitions: 1,
      gatewayPort: 0,
      opsPort: 0,
      sampleRatio: undefined,
      logLevel: 'warn',
      sandbox: { HUILIU_SANDBOX_CASES: values.cases, HUILIU_SANDBOX_SEED: values.seed, HUILIU_SANDBOX_RATE: '0' },
      onNews: say,
    });
    await system.ready(readyLimitMs);
    const number = await someCase(system);
    const token = await system.issuer.issue({ subject: 'tester-1', roles: Object.values(Role).filter((role) => role !== Role.customer) });
    // Drawn at random, a case number is never one of a case.
    const config = join(folder, 'schemathesis.toml');
    writeFileSync(config, `parameters = { "path.number" = "${number}" }\n`);
    const run = (more: readonly string[]): Promise<number> => runOf(program, `http://127.0.0.1:${system?.gatewayPort}`, token, { examples: values.examples, seed: values.seed }, more, folder);
    say(`about case ${number} …`);
    const about = await run(['--config-file', config]);
    say('about anything …');
    const anything = await run([]);
    return about === 0 && anything === 0 ? 0 : 1;
  } finally {
    await system?.close();
    rmSync(folder, { recursive: true, force: true });
  }
}

function installed(): string {
  const venv = join(root, '.cache', 'schemathesis', version);
  const program = join(venv, 'bin', 'schemathesis');
  if (existsSync(program)) return program;
  say(`installing schemathesis ${version} into .cache …`);
  mkdirSync(venv, { recursive: true });
  for (const [name, args] of [['python3', ['-m', 'venv', venv]], [join(venv, 'bin', 'pip'), ['install', '--quiet', `schemathesis==${version}`]]] as const) {
    if (spawnSync(name, args, { stdio: ['ignore', 'inherit', 'inherit'] }).status === 0) continue;
    rmSync(venv, { recursive: true, force: true });
    throw new Error(`${name} did not work: python3 with venv and pip is needed for this`);
  }
  return program;
}

async function someCase(system: System): Promise<string> {
  for (const deadline = Date.now() + fedLimitMs; Date.now() < deadline; await sleep(500)) {
    const number = await system.anyCaseNumber();
    if (number !== undefined) return number;
  }
  throw new Error('the sandbox has fed no case');
}

function runOf(program: string, url: string, token: string, { examples, seed }: { readonly examples: string; readonly seed: string }, more: readonly string[], folder: string): Promise<number> {
  const args = [
    ...more,
    'run',
    `${url}/api/v1/openapi.json`,
    '--header', `Authorization: Bearer ${token}`,
    '--checks', checks.join(','),
    '--exclude-path-regex', endless,
    '--phases', 'examples,coverage,fuzzing',
    '--max-examples', examples,
    '--seed', seed,
    '--continue-on-failure',
    '--warnings', 'off',
    '--suppress-health-check', 'all',
    '--request-timeout', '30',
  ];
  return new Promise((resolve, reject) => {
    const child = spawn(program, args, { cwd: folder, stdio: ['ignore', 'inherit', 'inherit'] });
    child.once('error', reject).once('exit', (code) => resolve(code ?? 1));
  });
}

main().then(
  (code) => process.exit(code),
  (error: unknown) => {
    say(`schemathesis failed: ${error instanceof Error ? error.message : String(error)}`);
    process.exit(1);
  },
);
