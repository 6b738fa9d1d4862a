// Generates everything that is derived from proto/. `--check` writes nothing and fails when a committed file is out of date.
import { existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { writeAsyncapi } from './asyncapi.mjs';
import { writeEventsTable } from './events-table.mjs';
import { writeGrpcDocs } from './grpc-docs.mjs';
import { buf, readModel, root } from './model.mjs';
import { writeRegistry, writeServices } from './registry.mjs';
import { buildSchemas, writeSchemas } from './schemas.mjs';
import { writeIndex, writeMessages, writeTypes } from './types.mjs';

const codeFolder = 'libs/contracts/src/generated';
const bufFolder = 'libs/contracts/src/gen';
const docsFolder = 'docs/generated';

/** Path from the repository's root → text. */
function generate() {
  const model = readModel();
  const schemas = buildSchemas(model);
  const files = new Map();
  const code = (name, text) => files.set(`${codeFolder}/${name}.ts`, text);
  for (const [name, text] of writeTypes(model)) code(name, text);
  code('messages', writeMessages(model));
  code('schemas', writeSchemas(schemas));
  code('registry', writeRegistry(model));
  code('services', writeServices(model));
  code('index', writeIndex(model, ['messages', 'registry', 'schemas', 'services']));
  files.set(`${docsFolder}/asyncapi.yaml`, writeAsyncapi(model, schemas));
  files.set(`${docsFolder}/events.md`, writeEventsTable(model));
  files.set(`${docsFolder}/grpc.md`, writeGrpcDocs(model));
  return files;
}

/** What buf generates from proto/ now, read from a folder of its own so that a check changes nothing. */
function generateDescriptors() {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-buf-'));
  try {
    buf('generate', '-o', folder);
    return new Map(listFiles(join(folder, bufFolder)).map((path) => [relative(folder, path), readFileSync(path, 'utf8')]));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function listFiles(folder) {
  if (!existsSync(folder)) return [];
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name));
}

const expected = new Map([...generate(), ...generateDescriptors()]);
// Not docs/generated: other generators write there too.
const present = [codeFolder, bufFolder].flatMap((folder) => listFiles(join(root, folder))).map((path) => relative(root, path));
const superfluous = present.filter((path) => !expected.has(path));
const stale = [...expected].filter(([path, text]) => !existsSync(join(root, path)) || readFileSync(join(root, path), 'utf8') !== text).map(([path]) => path);

if (process.argv.includes('--check')) {
  for (const path of stale) console.error(`${path} is not what proto/ says`);
  for (const path of superfluous) console.error(`${path} has no source in proto/ any more`);
  if (stale.length + superfluous.length > 0) {
    console.error('Run `node tools/generate/index.mjs` and commit what it writes.');
    process.exit(1);
  }
  console.log(`${expected.size} generated files are up to date`);
} else {
  for (const path of superfluous) rmSync(join(root, path));
  for (const path of stale) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), expected.get(path));
  }
  console.log(`${stale.length} of ${expected.size} generated files written, ${superfluous.length} removed`);
}
