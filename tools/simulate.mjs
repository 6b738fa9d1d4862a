// `npm run simulate -- --schedules N --seed X [--path P]`: the simulation of crashes, straight from its sources.
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = dirname(dirname(fileURLToPath(import.meta.url)));
const require = createRequire(import.meta.url);
const Module = require('node:module');
const { transformFileSync } = require('@swc/core');
const settings = { ...require('./jest/swc.js'), sourceMaps: 'inline' };

Module._extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, settings).code, file);
const resolve = Module._resolveFilename;
Module._resolveFilename = (request, ...more) => resolve(request.replace(/^@huiliu\/([a-z]+)$/, (_, name) => join(root, 'libs', name, 'src', 'index.ts')), ...more);

require(join(root, 'libs/messaging/simulation/main.ts'));
