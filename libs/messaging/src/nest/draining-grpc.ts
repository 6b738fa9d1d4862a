import type { Server } from '@grpc/grpc-js';
import { ServerGrpc } from '@nestjs/microservices';

/**
 * Nest's gRPC server, with an end that loses no call: the port is closed, every client is told to go elsewhere (GOAWAY), and what is under way is answered. Nest's own
 * either cuts everything off, or waits for ever for a client that does not answer.
 */
export class DrainingGrpc extends ServerGrpc {
  private draining: Promise<void> | undefined;

  /** Who has not been answered after `graceMs` is cut off. May be called more than once. */
  drain(graceMs: number): Promise<void> {
    const server = this.grpcClient as Server | null | undefined;
    if (!server) return Promise.resolve();
    this.draining ??= drained(server, graceMs);
    return this.draining;
  }
}

function drained(server: Server, graceMs: number): Promise<void> {
  return new Promise((resolve) => {
    const late = setTimeout(() => {
      server.forceShutdown();
      resolve();
    }, graceMs);
    server.tryShutdown(() => {
      clearTimeout(late);
      resolve();
    });
  });
}
