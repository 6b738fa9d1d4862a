import { EventEmitter } from 'node:events';
import { processSettings } from '../src/config/groups';
import { defineSettings } from '../src/config/settings';
import { startRuntime } from '../src/runtime';

class Target extends EventEmitter {
  readonly ended = new Promise<number>((resolve) => this.once('ended', resolve));
  exit(code: number): void {
    this.emit('ended', code);
  }
}

describe('the runtime of a process', () => {
  it('answers operators from the start, is ready when its parts are, not ready while it stops, and stops what came later first', async () => {
    const settings = defineSettings(processSettings('refund')).read({ HUILIU_LOG_LEVEL: 'silent' });
    const target = new Target();
    const { readiness, shutdown, opsPort } = await startRuntime({ service: 'refund', settings, parts: ['database'], target });
    const ready = async (): Promise<number> => (await fetch(`http://127.0.0.1:${opsPort}/readyz`)).status;

    expect(await ready()).toBe(503);
    readiness.set('database', { ready: true });
    expect(await ready()).toBe(200);

    let whileStopping = 0;
    shutdown.add('work', async () => {
      whileStopping = await ready();
    });
    target.emit('SIGTERM');
    expect(await target.ended).toBe(0);
    expect(whileStopping).toBe(503);
    await expect(fetch(`http://127.0.0.1:${opsPort}/livez`)).rejects.toThrow();
  });
});
