import type { ArgumentsHost, RpcExceptionFilter } from '@nestjs/common';
import { Catch } from '@nestjs/common';
import type { Observable } from 'rxjs';
import { throwError } from 'rxjs';
import { toGrpcError } from './grpc';
import type { ErrorLog } from './huiliu-error';

/** Nest's way to answer a failed gRPC call: `app.useGlobalFilters(new GrpcExceptionFilter(logger))`. */
@Catch()
export class GrpcExceptionFilter implements RpcExceptionFilter<unknown> {
  constructor(private readonly log: ErrorLog) {}

  catch(thrown: unknown, _host: ArgumentsHost): Observable<never> {
    return throwError(() => toGrpcError(thrown, this.log));
  }
}
