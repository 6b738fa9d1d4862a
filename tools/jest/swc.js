// The build's swc settings, minus its exclusion of specs.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const config = JSON.parse(readFileSync(join(__dirname, '../../.swcrc'), 'utf8'));
delete config.exclude;
delete config.$schema;
// Jest has to see dynamic imports as requires: its modules are all CommonJS.
module.exports = { ...config, swcrc: false, module: { ...config.module, ignoreDynamic: false } };
