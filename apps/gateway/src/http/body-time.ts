import type { Socket } from 'node:net';
import type { FastifyInstance, FastifyRequest } from 'fastify';
import { stateOf } from './request-scope';

export interface BodyTime {
  /** Longest time for the body of this request to come in. */
  readonly limitMs: (request: FastifyRequest) => number;
  /** Tells whoever is late, over a connection on which nothing was answered yet, and ends it. */
  readonly late: (socket: Socket) => void;
}

/** Node knows one time limit for all requests, which has to be that of the longest. This is each one's own. */
export function limitBodyTime(server: FastifyInstance, { limitMs, late }: BodyTime): void {
  server.addHook('onRequest', (request, reply, done) => {
    const { raw } = request;
    if (hasBody(request)) {
      const timer = setTimeout(() => {
        if (raw.complete || raw.socket.destroyed) return;
        const state = stateOf(request);
        if (state) state.late = true;
        if (reply.raw.headersSent) raw.socket.destroy();
        else late(raw.socket);
      }, limitMs(request));
      reply.raw.once('close', () => clearTimeout(timer));
    }
    done();
  });
}

const hasBody = ({ headers }: FastifyRequest): boolean => headers['transfer-encoding'] !== undefined || (headers['content-length'] ?? '0') !== '0';
