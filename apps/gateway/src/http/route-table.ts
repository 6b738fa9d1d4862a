import type { FastifyInstance } from 'fastify';

export interface RegisteredRoute {
  readonly method: string;
  /** With placeholders, as `/api/v1/cases/:number`. */
  readonly path: string;
}

/** Every route of the running server, also such as came past Nest. */
export class RouteTable {
  private readonly routes: RegisteredRoute[] = [];

  /** Before any route is registered. */
  watch(server: FastifyInstance): void {
    server.addHook('onRoute', ({ method, path }) => {
      for (const each of [method].flat()) this.routes.push({ method: each, path });
    });
  }

  all(): readonly RegisteredRoute[] {
    return this.routes;
  }

  /** Methods that this path answers to; none when there is no such path. */
  methodsOf(path: string): readonly string[] {
    const parts = path.split('/');
    return [...new Set(this.routes.filter((route) => matches(route.path.split('/'), parts)).map(({ method }) => method))].sort();
  }
}

const matches = (pattern: readonly string[], parts: readonly string[]): boolean =>
  pattern.length === parts.length && pattern.every((piece, index) => (piece.startsWith(':') ? parts[index] !== '' : piece === parts[index]));
