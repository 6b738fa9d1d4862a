// The build's swc settings, minus its exclusion of specs.
const { readFileSync } = require('node:fs');
const { join } = require('node:path');
const { exclude: _exclude, $schema: _schema, ...config } = JSON.parse(readFileSync(join(__dirname, '../../.swcrc'), 'utf8'));
// Jest has to see dynamic imports as requires: its modules are all CommonJS.
module.exports = { ...config, swcrc: false, module: { ...config.module, ignoreDynamic: false } };
