import { connect, createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { Pipe } from './pipe';

/** What becomes of the bytes between a client and a server. */
export type Weather =
  | { readonly kind: 'fair' }
  | { readonly kind: 'delay'; readonly delayMs: number }
  /** Nothing gets through in this direction; it is not lost, as TCP would send it again, and comes when the weather is fair. */
  | { readonly kind: 'cut'; readonly towards: 'server' | 'client' }
  /** Every connection is broken off by a reset, and new ones too. */
  | { readonly kind: 'reset' };

export const fair: Weather = { kind: 'fair' };

export interface ProxySettings {
  readonly host: string;
  readonly port: number;
  /** Where to listen on 127.0.0.1. Default: any free port. */
  readonly listenPort?: number;
  /** Who the client is, told from its first bytes; undefined when they don't say. Where left out, all clients are one. */
  readonly clientOf?: (firstBytes: Buffer) => string | undefined;
}

interface Connection {
  readonly client: Socket;
  readonly server: Socket;
  readonly there: Pipe;
  readonly back: Pipe;
  name: string | undefined;
}

/** TCP on 127.0.0.1, passed on to a server, with bad weather on demand: for one of its clients, or for all. */
export class Proxy {
  private readonly connections = new Set<Connection>();
  private readonly weathers = new Map<string | undefined, Weather>();

  private constructor(
    private readonly server: Server,
    private readonly settings: ProxySettings,
  ) {}

  static async start(settings: ProxySettings): Promise<Proxy> {
    const server = createServer({ allowHalfOpen: true, noDelay: true });
    await new Promise<void>((resolve, reject) => server.once('error', reject).listen(settings.listenPort ?? 0, '127.0.0.1', resolve));
    const proxy = new Proxy(server, settings);
    server.on('connection', (client) => proxy.accept(client));
    return proxy;
  }

  get port(): number {
    return (this.server.address() as AddressInfo).port;
  }

  /** Connections that are open on the client's side. */
  get open(): number {
    return this.connections.size;
  }

  /** Of one client, or of all when it is left out. */
  setWeather(weather: Weather, client?: string): void {
    this.weathers.set(client, weather);
    for (const connection of this.connections) this.apply(connection);
  }

  /** Half open: the connections that are there now lead nowhere from here on, and nobody is told. New ones are as good as ever. */
  forget(client?: string): void {
    for (const connection of this.connections) {
      if (client !== undefined && connection.name !== client) continue;
      connection.there.silence();
      connection.back.silence();
      connection.server.destroy();
    }
  }

  async close(): Promise<void> {
    const closed = new Promise<void>((resolve) => this.server.close(() => resolve()));
    for (const connection of this.connections) this.end(connection);
    await closed;
  }

  private accept(client: Socket): void {
    const server = connect({ host: this.settings.host, port: this.settings.port, allowHalfOpen: true, noDelay: true });
    const connection: Connection = { client, server, there: new Pipe(client, server), back: new Pipe(server, client), name: undefined };
    this.connections.add(connection);
    const { clientOf } = this.settings;
    if (clientOf) {
      client.once('data', (first: Buffer) => {
        connection.name = clientOf(first);
        this.apply(connection);
      });
    }
    for (const [socket, pipe] of [[client, connection.back], [server, connection.there]] as const) {
      // Whatever went wrong, 'close' follows.
      socket.on('error', () => undefined);
      socket.on('close', () => {
        if (socket === client) return this.end(connection);
        // What the server said last is still passed on, and where nothing gets through, neither does its going away.
        void pipe.drained().then(() => connection.back.drained()).then(() => !connection.back.silent && this.end(connection));
      });
    }
    connection.there.start();
    connection.back.start();
    this.apply(connection);
  }

  private apply(connection: Connection): void {
    const weather = this.weatherOf(connection);
    if (weather.kind === 'reset') {
      connection.client.resetAndDestroy();
      connection.server.resetAndDestroy();
      return;
    }
    const delayMs = weather.kind === 'delay' ? weather.delayMs : 0;
    connection.there.set({ delayMs, held: weather.kind === 'cut' && weather.towards === 'server' });
    connection.back.set({ delayMs, held: weather.kind === 'cut' && weather.towards === 'client' });
  }

  private weatherOf({ name }: Connection): Weather {
    const own = name === undefined ? undefined : this.weathers.get(name);
    return own && own.kind !== 'fair' ? own : (this.weathers.get(undefined) ?? fair);
  }

  private end(connection: Connection): void {
    this.connections.delete(connection);
    connection.there.stop();
    connection.back.stop();
    connection.client.destroy();
    connection.server.destroy();
  }
}
