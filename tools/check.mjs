// Everything that can be said of the code without running it: contracts, generated files, lint, types, borders. `npm run check`.
import { spawnSync } from 'node:child_process';

const checks = [
  ['contracts are in good style', 'npx', ['buf', 'lint']],
  ['generated code and documents are up to date', 'node', ['tools/generate/index.mjs', '--check']],
  ['contracts break nobody', 'node', ['tools/generate/breaking.mjs', '--check']],
  ['every event has a golden as it is now', 'node', ['tools/generate/golden.mjs', '--check']],
  ['migrations can run beside the version before', 'node', ['tools/dist/migrations/main.js']],
  ['state machines in the documents are up to date', 'node', ['tools/docs.mjs', '--check']],
  ['types', 'npx', ['tsc', '-p', 'tsconfig.json']],
  ['lint', 'npx', ['eslint', '.', '--max-warnings', '0']],
  ['borders between projects and layers', 'npx', ['depcruise', 'apps', 'libs', 'tools/src', '--config', '.dependency-cruiser.cjs', '--output-type', 'err']],
];

let failed = 0;
for (const [what, program, args] of checks) {
  const started = Date.now();
  const result = spawnSync(program, args, { encoding: 'utf8' });
  const ok = result.status === 0;
  process.stdout.write(`${ok ? '✓' : '✗'} ${what} (${((Date.now() - started) / 1000).toFixed(1)} s)\n`);
  if (ok) continue;
  failed++;
  process.stdout.write(`${result.stdout}${result.stderr}\n`);
}
process.stdout.write(`check: ${checks.length - failed} passed, ${failed} failed\n`);
process.exit(failed === 0 ? 0 : 1);
