// Writes the documents that follow from the code: state machines, rules, settings, metrics, routes, rights, the gateway's OpenAPI. Reads what the build compiled: `npm run docs`.
// `--check` writes nothing and fails when a committed file is out of date.
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { writeMetrics } from './docs/metrics.mjs';
import { writeOpenapi } from './docs/openapi.mjs';
import { writePolicy } from './docs/policy.mjs';
import { root } from './docs/load.mjs';
import { writeRights } from './docs/rights.mjs';
import { writeRoutes } from './docs/routes.mjs';
import { writeSettings } from './docs/settings.mjs';
import { writeStateMachines } from './docs/state-machines.mjs';

const folder = 'docs/generated';

/** Path from the repository's root → text. */
const files = new Map(
  Object.entries({
    'state-machines.md': writeStateMachines(),
    'policy.md': writePolicy(),
    'settings.md': writeSettings(),
    'metrics.md': writeMetrics(),
    'routes.md': writeRoutes(),
    'rights.md': writeRights(),
    'openapi.json': writeOpenapi(),
  }).map(([name, text]) => [`${folder}/${name}`, text]),
);
const stale = [...files].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what the code says`);
  if (stale.length > 0) {
    console.error('Run `npm run docs` and commit what it writes.');
    process.exit(1);
  }
  console.log(`${files.size} generated documents are up to date`);
} else {
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), files.get(path));
  }
  console.log(`${stale.length} of ${files.size} generated documents written`);
}
