import { HealthImplementation } from 'grpc-health-check';
import { ReflectionService } from '@grpc/reflection';
import type { Server } from '@grpc/grpc-js';
import { fileDescriptors, grpcPackages, type ServiceContract } from '@huiliu/contracts';
import { ServerGrpc } from '@nestjs/microservices';

/**
 * Nest's gRPC server for these services, and beside them what tools and balancers ask any gRPC server: health (grpc.health.v1, with `watch`) and reflection (v1 and v1alpha).
 *
 * Its end loses no call: it says that it no longer serves, the port is closed, every client is told to go elsewhere (GOAWAY), and what is under way is answered. Nest's own either cuts everything off, or waits for
 * ever for a client that does not answer.
 */
export class DrainingGrpc extends ServerGrpc {
  private draining: Promise<void> | undefined;
  private readonly health: HealthImplementation;
  private readonly names: readonly string[];

  constructor({ url, services }: { readonly url: string; readonly services: readonly ServiceContract[] }) {
    // The empty name stands for the server as a whole.
    const names = ['', ...services.map(({ type }) => type)];
    const health = new HealthImplementation(Object.fromEntries(names.map((name) => [name, 'SERVING'])));
    super({
      url,
      ...grpcPackages(services),
      onLoadPackageDefinition: (_definition: unknown, server: Server) => {
        health.addToServer(server);
        reflectionOf(services).addToServer(server);
      },
    });
    this.health = health;
    this.names = names;
  }

  /** Who has not been answered after `graceMs` is cut off. May be called more than once. */
  drain(graceMs: number): Promise<void> {
    const server = this.grpcClient as Server | null | undefined;
    if (!server) return Promise.resolve();
    for (const name of this.names) this.health.setStatus(name, 'NOT_SERVING');
    this.draining ??= drained(server, graceMs);
    return this.draining;
  }
}

/** The library reads descriptors from a package definition as proto-loader makes it; of that it looks at nothing else. */
function reflectionOf(services: readonly ServiceContract[]): ReflectionService {
  const format = 'Protocol Buffer 3 DescriptorProto';
  return new ReflectionService({ huiliu: { format, type: {}, fileDescriptorProtos: fileDescriptors(services) } } as never, { services: services.map(({ type }) => type) });
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
