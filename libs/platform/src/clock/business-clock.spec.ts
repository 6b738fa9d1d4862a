import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { businessClock } from './business-clock';

const dayMs = 86_400_000;
const folder = mkdtempSync(join(tmpdir(), 'huiliu-clock-'));
const file = join(folder, 'clock');
afterAll(() => rmSync(folder, { recursive: true }));

const ahead = (now: Date): number => Math.round((now.getTime() - Date.now()) / 1000) * 1000;

async function until(holds: () => boolean): Promise<void> {
  while (!holds()) await sleep(5);
}

describe('the business clock', () => {
  it('is the machine\'s without a file, and with a file that is not there', () => {
    expect(ahead(businessClock(undefined).now())).toBe(0);
    const clock = businessClock(join(folder, 'missing'));
    expect(ahead(clock.now())).toBe(0);
    clock.stop();
  });

  it('is ahead by what the file says, at once and whenever it says more', async () => {
    writeFileSync(file, `${dayMs}\n`);
    const clock = businessClock(file);
    expect(ahead(clock.now())).toBe(dayMs);
    writeFileSync(file, String(14 * dayMs));
    await until(() => ahead(clock.now()) === 14 * dayMs);
    clock.stop();
  });

  it('never goes back, and takes no notice of what is no number', async () => {
    writeFileSync(file, String(2 * dayMs));
    const clock = businessClock(file);
    for (const text of [String(dayMs), 'tomorrow', '', '-5']) {
      writeFileSync(file, text);
      await sleep(120);
      expect(ahead(clock.now())).toBe(2 * dayMs);
    }
    clock.stop();
  });
});
