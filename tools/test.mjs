// `npm test`: unit, integration (real Postgres, both buses) and the whole system end to end. Arguments go to jest.
import { spawnSync } from 'node:child_process';

const args = process.argv.slice(2);
const result = spawnSync('node', ['node_modules/jest/bin/jest.js', '--maxWorkers=2', ...args], { stdio: 'inherit', env: { ...process.env, NODE_OPTIONS: `${process.env.NODE_OPTIONS ?? ''} --no-deprecation`.trim() } });
process.exit(result.status ?? 1);
