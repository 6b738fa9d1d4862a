import { createRequire } from 'node:module';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(dirname(fileURLToPath(import.meta.url))));

export const departments = ['intake', 'review', 'logistics', 'warehouse', 'refund', 'feedback'];

const require = createRequire(join(root, 'package.json'));
// Nest's decorators need it before any of our modules is loaded.
require('reflect-metadata');

/** A compiled module, by its path from the root. */
export function load(path) {
  if (!existsSync(join(root, path))) throw new Error(`${path} is missing: build first, with \`npm run build\``);
  return require(join(root, path));
}
