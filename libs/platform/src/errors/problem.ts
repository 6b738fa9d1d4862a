import type { ErrorDetails, ErrorLog, FieldProblem } from './huiliu-error';
import { accountFor, publicMessage } from './huiliu-error';
import { errorStatuses } from './kinds';

export const problemContentType = 'application/problem+json';

/** The body of an error answer over HTTP, as of RFC 9457, with our own members after `detail`. */
export interface Problem {
  /** A URI that names the code; not meant to be fetched. */
  readonly type: string;
  readonly title: string;
  readonly status: number;
  readonly detail: string;
  readonly instance?: string;
  readonly code: string;
  readonly errors?: readonly FieldProblem[];
  readonly details?: ErrorDetails;
  readonly traceId?: string;
  readonly errorId?: string;
}

export interface ProblemContext {
  /** Path of the request, without its query: that may hold personal data. */
  readonly instance?: string | undefined;
  readonly traceId?: string | undefined;
  readonly log: ErrorLog;
}

/** The problem document for anything thrown. Faults of ours are logged under the `errorId` that the caller sees; nothing inner leaks. */
export function toProblem(thrown: unknown, context: ProblemContext): Problem {
  const error = accountFor(thrown, context.log);
  const { http, title } = errorStatuses[error.kind];
  const internal = error.kind === 'INTERNAL';
  return {
    type: `urn:huiliu:problem:${error.code.toLowerCase().replaceAll('_', '-')}`,
    title,
    status: http,
    detail: publicMessage(error),
    ...(context.instance !== undefined && { instance: context.instance }),
    code: error.code,
    ...(!internal && error.fields && error.fields.length > 0 && { errors: error.fields }),
    ...(!internal && error.details && { details: error.details }),
    ...(context.traceId !== undefined && { traceId: context.traceId }),
    ...(error.errorId !== undefined && { errorId: error.errorId }),
  };
}
