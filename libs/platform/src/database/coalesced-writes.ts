import { Socket } from 'node:net';
import type { Pool } from 'pg';

/**
 * What is sent in one turn of the event loop goes out in one piece. A transaction sends some ten statements at once, and to hand over each by itself costs the kernel, on both sides, more than most of
 * them cost the database.
 */
export function coalesceWrites(pool: Pool): void {
  pool.on('acquire', ({ connection: { stream } }) => {
    if (!(stream instanceof Socket) || coalesced.has(stream)) return;
    coalesced.add(stream);
    coalesce(stream);
  });
}

const coalesced = new WeakSet<Socket>();

function coalesce(stream: Socket): void {
  const write = stream.write.bind(stream) as (...args: unknown[]) => boolean;
  let corked = false;
  const letGo = (): void => {
    corked = false;
    stream.uncork();
  };
  stream.write = (...args: unknown[]): boolean => {
    if (!corked) {
      corked = true;
      stream.cork();
      process.nextTick(letGo);
    }
    return write(...args);
  };
}
