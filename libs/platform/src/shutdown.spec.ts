import { EventEmitter } from 'node:events';
import { Shutdown } from './shutdown';

class Target extends EventEmitter {
  readonly exits: number[] = [];
  readonly connected = true;
  readonly ended = new Promise<number>((resolve) => this.once('ended', resolve));
  exit(code: number): void {
    this.exits.push(code);
    this.emit('ended', code);
  }
}

function setUp(timeoutMs?: number) {
  const target = new Target();
  const logged: string[] = [];
  const write = (_fields: Record<string, unknown>, message: string): void => void logged.push(message);
  const shutdown = new Shutdown({ log: { info: write, warn: write, fatal: write }, target, ...(timeoutMs !== undefined && { timeoutMs }) });
  return { target, logged, shutdown, order: [] as string[] };
}

describe('shutdown', () => {
  it('stops the last started first, one after the other, and ends with 0', async () => {
    const { target, shutdown, order } = setUp();
    for (const name of ['database', 'bus', 'server']) {
      shutdown.add(name, async () => {
        await Promise.resolve();
        order.push(name);
      });
    }
    expect(shutdown.signal.aborted).toBe(false);
    target.emit('SIGTERM');
    expect(shutdown.signal.aborted).toBe(true);
    expect(await target.ended).toBe(0);
    expect(order).toEqual(['server', 'bus', 'database']);
  });

  it('goes on after a step that failed or hangs, and then ends with 1', async () => {
    const { target, shutdown, order } = setUp();
    shutdown.add('database', () => void order.push('database'));
    shutdown.add('hangs', () => new Promise(() => undefined), 20);
    shutdown.add('fails', () => Promise.reject(new Error('no')));
    target.emit('SIGINT');
    expect(await target.ended).toBe(1);
    expect(order).toEqual(['database']);
  });

  it('keeps its whole time even when every step would use up its own', async () => {
    const { target, shutdown } = setUp(50);
    for (let i = 0; i < 20; i++) shutdown.add(`hangs ${i}`, () => new Promise(() => undefined), 10_000);
    const begin = Date.now();
    target.emit('SIGTERM');
    expect(await target.ended).toBe(1);
    expect(Date.now() - begin).toBeLessThan(2_000);
  });

  it('ends at once at the second signal, and runs no step twice', async () => {
    const { target, shutdown, order } = setUp();
    let release: () => void = () => undefined;
    shutdown.add('slow', () => {
      order.push('slow');
      return new Promise<void>((resolve) => (release = resolve));
    });
    target.emit('SIGINT');
    target.emit('SIGINT');
    expect(target.exits).toEqual([130]);
    release();
    await shutdown.stop('again');
    expect(order).toEqual(['slow']);
  });

  it('begins when the supervisor is gone', async () => {
    const { target } = setUp();
    target.emit('disconnect');
    expect(await target.ended).toBe(0);
  });

  it('is not tried after an error that nobody caught: logged, ended with 1', () => {
    const { target, logged, shutdown, order } = setUp();
    shutdown.add('database', () => void order.push('database'));
    target.emit('unhandledRejection', new Error('bug'));
    expect(target.exits).toEqual([1]);
    expect(logged).toEqual(['an error that nobody caught: ending']);
    expect(order).toEqual([]);
  });
});
