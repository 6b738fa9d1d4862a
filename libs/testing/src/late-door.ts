import { connect, createServer, type Socket } from 'node:net';
import { freePort } from './servers/process-facts';

/** An address that nobody answers at first, and that leads to a server once it is opened. */
export interface LateDoor {
  readonly host: string;
  readonly port: number;
  open(): Promise<void>;
  close(): Promise<void>;
}

export async function lateDoor(to: { readonly host: string; readonly port: number }): Promise<LateDoor> {
  const port = await freePort();
  const sockets = new Set<Socket>();
  const server = createServer((inside) => {
    const outside = connect(to.port, to.host);
    for (const socket of [inside, outside]) {
      sockets.add(socket);
      socket.on('error', () => undefined).on('close', () => sockets.delete(socket));
    }
    inside.pipe(outside).pipe(inside);
  });
  return {
    host: '127.0.0.1',
    port,
    open: () => new Promise((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve)),
    close: async () => {
      for (const socket of sockets) socket.destroy();
      await new Promise<void>((resolve) => server.close(() => resolve()));
    },
  };
}
