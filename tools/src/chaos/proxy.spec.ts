import { once } from 'node:events';
import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { setTimeout as sleep } from 'node:timers/promises';
import { fair, Proxy, type ProxySettings } from './proxy';

/** Answers every line with the same line. */
async function echoServer(): Promise<{ server: Server; port: number; sockets: Socket[]; heard: string[] }> {
  const sockets: Socket[] = [];
  const heard: string[] = [];
  const server = createServer((socket) => {
    sockets.push(socket);
    socket.on('error', () => undefined);
    socket.on('data', (bytes: Buffer) => {
      heard.push(bytes.toString());
      socket.write(bytes);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return { server, port: (server.address() as AddressInfo).port, sockets, heard };
}

describe('a proxy with bad weather', () => {
  const closing: (() => Promise<unknown>)[] = [];
  let echo: Awaited<ReturnType<typeof echoServer>>;
  let proxy: Proxy;

  async function start(settings: Partial<ProxySettings> = {}): Promise<void> {
    echo = await echoServer();
    proxy = await Proxy.start({ host: '127.0.0.1', port: echo.port, ...settings });
    closing.push(() => proxy.close(), () => new Promise((resolve) => echo.server.close(resolve)));
  }

  async function client(): Promise<{ socket: Socket; got: () => string; says: (text: string) => Promise<void>; closed: Promise<string> }> {
    const socket = connect({ host: '127.0.0.1', port: proxy.port });
    let got = '';
    let failed = '';
    socket.on('data', (bytes: Buffer) => (got += bytes.toString()));
    socket.on('error', (error: NodeJS.ErrnoException) => (failed = error.code ?? error.message));
    const closed = new Promise<string>((resolve) => socket.once('close', () => resolve(failed)));
    await once(socket, 'connect');
    closing.unshift(() => Promise.resolve(socket.destroy()));
    return { socket, got: () => got, says: (text) => new Promise((resolve) => socket.write(text, () => resolve())), closed };
  }

  const until = async (holds: () => boolean): Promise<void> => {
    for (const deadline = Date.now() + 5_000; !holds(); await sleep(5)) if (Date.now() > deadline) throw new Error('did not come about within 5 s');
  };

  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
  });

  it('passes bytes both ways when it is fair, and the end of a connection', async () => {
    await start();
    const one = await client();
    await one.says('a');
    await until(() => one.got() === 'a');
    one.socket.end();
    await one.closed;
    await until(() => proxy.open === 0 && echo.sockets[0]?.destroyed === true);
  });

  it('keeps the order when bytes are late, and passes more than it holds', async () => {
    await start();
    const one = await client();
    const begun = performance.now();
    proxy.setWeather({ kind: 'delay', delayMs: 80 });
    const text = 'x'.repeat(3_000_000);
    await one.says('first');
    await one.says(text);
    await until(() => one.got().length === text.length + 5);
    expect(performance.now() - begun).toBeGreaterThan(150);
    expect(one.got().startsWith('first')).toBe(true);
  });

  it('cut towards the server, nothing arrives there until it is fair again', async () => {
    await start();
    const one = await client();
    proxy.setWeather({ kind: 'cut', towards: 'server' });
    await one.says('late');
    await sleep(50);
    expect(echo.heard).toEqual([]);
    proxy.setWeather(fair);
    await until(() => one.got() === 'late');
  });

  it('cut towards the client, the server has heard and its answer is on the way', async () => {
    await start();
    const one = await client();
    proxy.setWeather({ kind: 'cut', towards: 'client' });
    await one.says('paid?');
    await until(() => echo.heard.length === 1);
    // Not even that the server went away gets through.
    echo.sockets[0]?.destroy();
    await sleep(50);
    expect(one.got()).toBe('');
    expect(one.socket.destroyed).toBe(false);
    proxy.setWeather(fair);
    await one.closed;
    expect(one.got()).toBe('paid?');
  });

  it('half open, the old connection leads nowhere and a new one is as good as ever', async () => {
    await start();
    const old = await client();
    await old.says('a');
    await until(() => old.got() === 'a');
    proxy.forget();
    await old.says('b');
    await sleep(50);
    expect(old.got()).toBe('a');
    expect(old.socket.destroyed).toBe(false);
    const fresh = await client();
    await fresh.says('c');
    await until(() => fresh.got() === 'c');
    expect(echo.heard).toEqual(['a', 'c']);
  });

  it('resets what is open and what is opened, until it is fair again', async () => {
    await start();
    const one = await client();
    await one.says('a');
    await until(() => one.got() === 'a');
    proxy.setWeather({ kind: 'reset' });
    expect(await one.closed).toBe('ECONNRESET');
    proxy.setWeather(fair);
    const next = await client();
    await next.says('b');
    await until(() => next.got() === 'b');
  });

  it('has weather for one client alone, told from its first bytes', async () => {
    await start({ clientOf: (first) => first.toString().split(' ')[0] });
    proxy.setWeather({ kind: 'cut', towards: 'client' }, 'ann');
    const [ann, bob] = [await client(), await client()];
    await ann.says('ann 1');
    await bob.says('bob 1');
    await until(() => bob.got() === 'bob 1' && echo.heard.length === 2);
    expect(ann.got()).toBe('');
    proxy.setWeather(fair, 'ann');
    await until(() => ann.got() === 'ann 1');
  });
});
