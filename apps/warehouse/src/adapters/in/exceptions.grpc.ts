import type { Metadata } from '@grpc/grpc-js';
import { ExceptionKind, type ClaimExceptionRequest, type ClaimExceptionResponse, type ListExceptionsRequest, type ListExceptionsResponse, type ResolveExceptionRequest, type ResolveExceptionResponse } from '@huiliu/contracts';
import { Commands, readCursor, writeCursor } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { Controller, Inject } from '@nestjs/common';
import { GrpcMethod } from '@nestjs/microservices';
import { ExceptionQueries } from '../out/postgres/exception-queries';
import { claimExceptionCommand, resolveExceptionCommand } from './exception-commands';
import { exceptionView } from './exception-view';

/** Exceptions on a page when the caller does not say. */
const defaultPage = 50;

@Controller()
export class ExceptionsGrpc {
  constructor(
    @Inject(Commands) private readonly commands: Commands,
    @Inject(ExceptionQueries) private readonly exceptions: ExceptionQueries,
  ) {}

  @GrpcMethod('WarehouseService', 'ListExceptions')
  async listExceptions({ kind, dueBy, limit: asked, cursor }: ListExceptionsRequest): Promise<ListExceptionsResponse> {
    const after = cursor === '' ? undefined : readCursor(cursor);
    if (cursor !== '' && !after) throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CURSOR_INVALID', 'this is no cursor of a list of exceptions: pass on nextCursor as it came, or begin without one');
    const limit = asked === 0 ? defaultPage : asked;
    const word = ExceptionKind.word(kind);
    const open = await this.exceptions.open({ kind: word === 'unspecified' ? undefined : word, dueBy: dueBy === undefined ? undefined : new Date(dueBy) }, after, limit + 1);
    const page = open.slice(0, limit);
    const last = open.length > limit ? page.at(-1) : undefined;
    return { exceptions: page.map(exceptionView), nextCursor: last ? writeCursor({ at: new Date(last.dueAt), id: last.exceptionId }) : '' };
  }

  @GrpcMethod('WarehouseService', 'ClaimException')
  claimException(request: ClaimExceptionRequest, metadata: Metadata): Promise<ClaimExceptionResponse> {
    return this.commands.run(claimExceptionCommand, request, metadata);
  }

  @GrpcMethod('WarehouseService', 'ResolveException')
  resolveException(request: ResolveExceptionRequest, metadata: Metadata): Promise<ResolveExceptionResponse> {
    return this.commands.run(resolveExceptionCommand, request, metadata);
  }
}
