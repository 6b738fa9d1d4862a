import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { parseMessage, type ServiceContract } from '@huiliu/contracts';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { grpcPatternOf, type GrpcPattern } from './grpc-pattern';

/** Checks every gRPC request against its contract before the method sees it. */
export class RequestValidation implements NestInterceptor {
  private readonly requests: ReadonlyMap<string, Parameters<typeof parseMessage>[0]>;

  constructor(services: readonly ServiceContract[]) {
    this.requests = new Map(services.flatMap((service) => Object.values(service.methods).map((method) => [`${service.name}/${method.protoName}`, method.request] as const)));
  }

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const pattern = grpcPatternOf(context.getHandler());
    if (pattern) this.check(pattern, context.switchToRpc().getData());
    return next.handle();
  }

  private check({ service, rpc }: GrpcPattern, data: unknown): void {
    const name = this.requests.get(`${service}/${rpc}`);
    if (!name) return;
    const parsed = parseMessage(name, data);
    if (parsed.ok) return;
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'INVALID_REQUEST', 'the request is not as its contract says; see the fields', {
      fields: parsed.errors.map(({ path, message }) => ({ field: path, message })),
    });
  }
}
