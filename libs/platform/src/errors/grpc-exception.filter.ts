import type { ArgumentsHost, RpcExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { throwError } from 'rxjs';
import { isTransientDatabaseError } from '../database/database-errors';
import { toGrpcError } from './grpc';
import { HuiliuError, type ErrorLog } from './huiliu-error';
import { ErrorKind } from './kinds';

/** Nest's way to answer a failed gRPC call: `app.useGlobalFilters(new GrpcExceptionFilter(logger))`. */
@Catch()
export class GrpcExceptionFilter implements RpcExceptionFilter<unknown> {
  constructor(private readonly log: ErrorLog) {}

  catch(thrown: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => toGrpcError(explained(thrown), this.log));
  }
}

/** A question changes nothing, so a database that is away or too busy is no fault of ours, but a matter of asking again. Commands say so themselves. */
function explained(thrown: unknown): unknown {
  if (thrown instanceof HuiliuError || !isTransientDatabaseError(thrown)) return thrown;
  return new HuiliuError(ErrorKind.UNAVAILABLE, 'DATABASE_AWAY', 'The department can\'t reach its database now. Try again in a moment.', { cause: thrown });
}
