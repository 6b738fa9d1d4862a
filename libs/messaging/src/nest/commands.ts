import type { Metadata } from '@grpc/grpc-js';
import { activeTraceparent, ErrorKind, HuiliuError } from '@huiliu/platform';
import type { Caller, Command, CommandBus } from '../engine/commands';

const keyLimit = 200;

/** For gRPC controllers: runs a command as the caller that the metadata names. */
export class Commands {
  constructor(private readonly bus: CommandBus) {}

  run<Definitions, Request extends object, Response extends object>(definition: Command<Definitions, Request, Response>, request: Request, metadata: Metadata): Promise<Response> {
    return this.bus.execute(definition, request, callerOf(metadata));
  }
}

/** Metadata `principal`, `idempotency-key`, `traceparent`. */
export function callerOf(metadata: Metadata): Caller {
  const text = (name: string): string | undefined => metadata.get(name)[0]?.toString();
  const idempotencyKey = text('idempotency-key');
  if (idempotencyKey !== undefined && (idempotencyKey.length === 0 || idempotencyKey.length > keyLimit)) {
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'IDEMPOTENCY_KEY_INVALID', `the idempotency key has to have 1 to ${keyLimit} characters`);
  }
  return { principal: text('principal') ?? 'anonymous', idempotencyKey, traceparent: activeTraceparent() ?? text('traceparent') };
}
