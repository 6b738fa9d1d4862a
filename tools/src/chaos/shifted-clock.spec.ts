import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { transformFileSync } from '@swc/core';

const minutesBackMs = 10 * 60_000;
/** What a service does with time. */
const probe = `const near = (a, b) => Math.abs(a - b) < 5000;
const real = performance.timeOrigin + performance.now();
console.log(JSON.stringify({
  back: near(Date.now(), real - ${minutesBackMs}), made: near(new Date().getTime(), real - ${minutesBackMs}), called: near(Date.parse(Date()), real - ${minutesBackMs}),
  given: new Date(5).getTime(), parts: new Date(2026, 0, 2).getDate(), utc: Date.UTC(1970, 0, 1), parsed: Date.parse('1970-01-01T00:00:01Z'),
  is: new Date() instanceof Date, own: new Date().constructor === Date, sub: new (class Day extends Date { day() { return 'x'; } })(7).day(), iso: new Date(0).toISOString(),
}))`;

describe('a clock that is wrong', () => {
  const folder = mkdtempSync(join(tmpdir(), 'huiliu-clock-'));
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  async function run(file: string): Promise<Record<string, unknown>> {
    const preload = join(folder, 'shifted-clock.cjs');
    writeFileSync(preload, transformFileSync(join(__dirname, 'shifted-clock.ts'), { module: { type: 'commonjs' }, jsc: { parser: { syntax: 'typescript' }, target: 'es2022' } }).code);
    const { stdout } = await promisify(execFile)(process.execPath, ['--require', preload, '-e', probe], { env: { ...process.env, CHAOS_CLOCK_FILE: file } });
    return JSON.parse(stdout) as Record<string, unknown>;
  }

  const sound = { given: 5, parts: 2, utc: 0, parsed: 1000, is: true, own: true, sub: 'x', iso: '1970-01-01T00:00:00.000Z' };

  it('is as much back as its file says, and does all else as a clock should', async () => {
    const file = join(folder, 'shift');
    writeFileSync(file, String(-minutesBackMs));
    expect(await run(file)).toEqual({ back: true, made: true, called: true, ...sound });
  });

  it('is right while there is no file', async () => {
    expect(await run(join(folder, 'none'))).toEqual({ back: false, made: false, called: false, ...sound });
  });
});
