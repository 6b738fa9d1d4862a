import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import type { Server } from 'node:http';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';

const root = resolve(__dirname, '../../..');
const platform = resolve(__dirname, '..');

/** What a service does, in a process of its own: the exporter loads Node's http by a dynamic import, which Jest's sandbox can't do. */
const service = (library: string, endpoint: string, spans: number): string => `
  const { startTelemetry, startConsumerSpan } = require(${JSON.stringify(library)});
  const telemetry = startTelemetry({ service: 'refund', instance: 'refund-1', sampleRatio: 1, otlpEndpoint: ${JSON.stringify(endpoint)} });
  for (let i = 0; i < ${spans}; i++) startConsumerSpan(undefined, 'process', {}).end();
  telemetry.flush().then(() => { console.log(telemetry.dropped()); return telemetry.shutdown(); });
`;

function run(command: string, args: readonly string[]): Promise<string> {
  return new Promise((done, failed) => {
    const child = spawn(command, args, { cwd: platform, stdio: ['ignore', 'pipe', 'pipe'] });
    let out = '';
    let err = '';
    child.stdout.on('data', (chunk: Buffer) => (out += chunk.toString()));
    child.stderr.on('data', (chunk: Buffer) => (err += chunk.toString()));
    child.once('error', failed);
    child.once('close', (code) => (code === 0 ? done(out.trim()) : failed(new Error(err))));
  });
}

describe('spans for a collector', () => {
  let built: string;
  let collector: Server;
  let endpoint: string;
  let status: number;
  let posts: { path: string | undefined; bytes: number }[];

  beforeAll(async () => {
    await mkdir(join(root, '.cache'), { recursive: true });
    built = await mkdtemp(join(root, '.cache', 'platform-'));
    const swc = join(root, 'node_modules/@swc/cli/bin/swc.js');
    await run(process.execPath, [swc, 'src', '-d', built, '--strip-leading-paths', '--config-file', join(root, '.swcrc'), '--quiet']);
    collector = createServer((request, response) => {
      let bytes = 0;
      request.on('data', (chunk: Buffer) => (bytes += chunk.length));
      request.on('end', () => {
        posts.push({ path: request.url, bytes });
        response.writeHead(status).end();
      });
    });
    await new Promise<void>((listening) => collector.listen(0, '127.0.0.1', listening));
    endpoint = `http://127.0.0.1:${(collector.address() as AddressInfo).port}/`;
  }, 60_000);
  afterAll(async () => {
    collector.closeAllConnections();
    await new Promise((closed) => collector.close(closed));
    await rm(built, { recursive: true, force: true });
  });

  const send = (spans: number): Promise<string> => run(process.execPath, ['-e', service(join(built, 'index.js'), endpoint, spans)]);

  it('are posted to /v1/traces under its base URL by the time of the flush', async () => {
    [status, posts] = [200, []];
    expect(await send(1)).toBe('0');
    expect(posts).toEqual([{ path: '/v1/traces', bytes: expect.any(Number) }]);
    expect(posts[0]?.bytes).toBeGreaterThan(50);
  }, 30_000);

  it('that it refuses are counted', async () => {
    [status, posts] = [400, []];
    expect(await send(2)).toBe('2');
  }, 30_000);
});
