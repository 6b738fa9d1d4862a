import { type ChildProcess, spawn } from 'node:child_process';

const loader = `
const { transformFileSync } = require(${JSON.stringify(require.resolve('@swc/core'))});
const Module = require('node:module');
Module._extensions['.ts'] = (module, file) => module._compile(transformFileSync(file, {
  swcrc: false, jsc: { parser: { syntax: 'typescript', decorators: true }, target: 'es2023' }, module: { type: 'commonjs' } }).code, file);
`;

/**
 * A Node process of its own that runs `code` (CommonJS, may require our .ts files by absolute path): what has to be killed in a test can't live in Jest's
 * own process. Whoever starts one kills it.
 */
export function spawnTypescript(code: string): { readonly child: ChildProcess; firstLine(): Promise<string> } {
  const child = spawn(process.execPath, ['-e', loader + code], { stdio: ['ignore', 'pipe', 'inherit'] });
  let said = '';
  const line = new Promise<string>((resolve, reject) => {
    child.stdout.on('data', (chunk: Buffer) => {
      said += chunk.toString();
      if (said.includes('\n')) resolve(said.slice(0, said.indexOf('\n')));
    });
    child.once('exit', (status) => reject(new Error(`the process ended with ${status} before it said anything`)));
  });
  line.catch(() => undefined);
  return { child, firstLine: () => line };
}
