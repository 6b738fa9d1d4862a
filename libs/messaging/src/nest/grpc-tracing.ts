import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Metadata } from '@grpc/grpc-js';
import { Observable, tap } from 'rxjs';
import { Attribute, extractTrace, inSpan, markFailed, startSpan } from '@huiliu/platform';
import { grpcPatternOf } from './grpc-pattern';

/** A span for every gRPC call that is served, under the caller's. */
export class GrpcTracing implements NestInterceptor {
  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const pattern = grpcPatternOf(context.getHandler());
    if (!pattern) return next.handle();
    const metadata = context.switchToRpc().getContext<Metadata>();
    const span = startSpan(`serve ${pattern.service}/${pattern.rpc}`, { [Attribute.rpcService]: pattern.service, [Attribute.rpcMethod]: pattern.rpc }, { role: 'server', parent: extractTrace(metadata) });
    // Nest ties the handler to what is active when `handle` is called, not when its answer is subscribed to.
    return new Observable((subscriber) =>
      inSpan(span, () => next.handle().pipe(tap({ error: (error: unknown) => markFailed(span, error), finalize: () => span.end() })).subscribe(subscriber)),
    );
  }
}
