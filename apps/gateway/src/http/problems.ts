import { STATUS_CODES } from 'node:http';
import { HttpException } from '@nestjs/common';
import { errorCode, ErrorKind, HuiliuError, isError, toProblem, type Problem, type ProblemContext } from '@huiliu/platform';

/** A refusal of HTTP's own, with a status that no kind of ours has. */
export class HttpRefusal extends HuiliuError {
  constructor(
    readonly status: number,
    code: string,
    message: string,
  ) {
    super(status >= 500 ? ErrorKind.UNAVAILABLE : ErrorKind.INVALID_ARGUMENT, code, message);
  }
}

/** What Fastify refuses before a route is reached, by its codes. */
const fastifyRefusals: Readonly<Record<string, readonly [status: number, code: string, message: string]>> = {
  FST_ERR_CTP_BODY_TOO_LARGE: [413, 'BODY_TOO_LARGE', 'The body is too large. Send less at once.'],
  FST_ERR_CTP_INVALID_MEDIA_TYPE: [415, 'CONTENT_TYPE_UNSUPPORTED', 'Send the body as JSON, with the header Content-Type: application/json.'],
  FST_ERR_CTP_INVALID_CONTENT_LENGTH: [400, 'CONTENT_LENGTH_WRONG', 'The body is not as long as the header Content-Length says.'],
  FST_ERR_CTP_EMPTY_JSON_BODY: [400, 'BODY_MISSING', 'The body is empty, though its type is JSON. Send an object, or leave the header Content-Type out.'],
  FST_ERR_CTP_INVALID_JSON_BODY: [400, 'MALFORMED_JSON', 'The body is not well-formed JSON.'],
  FST_ERR_BAD_URL: [400, 'MALFORMED_URL', 'The address is not well-formed. Check its percent signs.'],
  FST_ERR_MAX_PARAM_LENGTH: [414, 'URL_TOO_LONG', 'A part of the address is too long.'],
};

/** The problem for anything thrown on the way, with the status to answer. */
export function problemOf(thrown: unknown, context: ProblemContext): Problem {
  const error = translated(thrown);
  const problem = toProblem(error, context);
  if (!(error instanceof HttpRefusal)) return problem;
  return { ...problem, status: error.status, title: STATUS_CODES[error.status] ?? problem.title };
}

function translated(thrown: unknown): unknown {
  if (thrown instanceof HuiliuError) return thrown;
  const known = fastifyRefusals[errorCode(thrown) ?? ''];
  if (known) return new HttpRefusal(...known);
  const status = statusOf(thrown);
  // Fastify's JSON parser throws a SyntaxError, or one for forbidden keys, with this status and no code.
  if (isError(thrown) && thrown.name === 'SyntaxError' && status === 400) return new HttpRefusal(...malformedJson);
  if (status !== undefined && status >= 400 && status < 500) return new HttpRefusal(status, 'REQUEST_REFUSED', 'The request can\'t be served as it is. Check it against the documentation.');
  return thrown;
}

const malformedJson = [400, 'MALFORMED_JSON', 'The body is not well-formed JSON.'] as const;

function statusOf(thrown: unknown): number | undefined {
  if (thrown instanceof HttpException) return thrown.getStatus();
  const status = typeof thrown === 'object' && thrown !== null && 'statusCode' in thrown ? thrown.statusCode : undefined;
  return typeof status === 'number' ? status : undefined;
}

/** Seconds after which a try makes sense again; undefined where another try is as good as this one. */
export function retryAfterSeconds({ status, details }: Problem): number | undefined {
  const told = details?.['retryAfterSeconds'];
  return typeof told === 'number' ? told : { 429: 5, 503: 2 }[status];
}
