import type { CallHandler, ExecutionContext, NestInterceptor } from '@nestjs/common';
import type { Pool } from 'pg';
import type { Observable } from 'rxjs';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { grpcPatternOf } from './grpc-pattern';

/**
 * Refuses calls while too many wait for a connection to the database already: events and those who wait would only wait longer. Operations may always ask.
 */
export class Shedding implements NestInterceptor {
  constructor(
    private readonly pool: Pick<Pool, 'waitingCount'>,
    private readonly waitingAtMost: number,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const pattern = grpcPatternOf(context.getHandler());
    if (pattern && pattern.service !== 'OpsService' && this.pool.waitingCount >= this.waitingAtMost) throw busy();
    return next.handle();
  }
}

const busy = (): HuiliuError =>
  new HuiliuError(ErrorKind.RATE_LIMITED, 'DEPARTMENT_BUSY', 'The department has more to do now than it can. Nothing was begun: wait as long as Retry-After says, then send the same again.', {
    details: { retryAfterSeconds: 2 },
  });
