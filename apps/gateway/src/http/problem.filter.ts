import { Catch, NotFoundException, type ArgumentsHost, type ExceptionFilter } from '@nestjs/common';
import { errorCode, problemContentType, type ErrorLog, type Problem } from '@huiliu/platform';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { HttpRefusal, problemOf, retryAfterSeconds } from './problems';
import { inChinese, prefersChinese } from './problems-zh';
import { stateOf } from './request-scope';
import type { RouteTable } from './route-table';

/** Every error answer of the gateway: problem+json as of RFC 9457. */
@Catch()
export class ProblemFilter implements ExceptionFilter {
  constructor(
    private readonly routes: RouteTable,
    private readonly log: ErrorLog,
  ) {}

  catch(thrown: unknown, host: ArgumentsHost): void {
    const http = host.switchToHttp();
    const [request, reply] = [http.getRequest<FastifyRequest>(), http.getResponse<FastifyReply>()];
    this.answer(request.is404 && isOfNoRoute(thrown) ? this.noRoute(pathOf(request), reply) : thrown, request, reply);
  }

  /** For what Fastify refuses before any route or hook. */
  answer(thrown: unknown, request: FastifyRequest, reply: FastifyReply): void {
    const state = stateOf(request);
    const problem = problemOf(thrown, { instance: pathOf(request), traceId: state?.span.spanContext().traceId, log: this.log });
    if (state) state.problemCode = problem.code;
    const zh = prefersChinese(request.headers['accept-language']);
    sendProblem(reply.headers({ 'content-language': zh ? 'zh-CN' : 'en', vary: 'accept-language' }), zh ? inChinese(problem) : problem);
  }

  private noRoute(path: string, reply: FastifyReply): HttpRefusal {
    const methods = this.routes.methodsOf(path);
    if (methods.length === 0) return new HttpRefusal(404, 'ROUTE_NOT_FOUND', 'There is nothing at this address. Check it against the documentation.');
    reply.header('allow', methods.join(', '));
    return new HttpRefusal(405, 'METHOD_NOT_ALLOWED', `This address answers to ${methods.join(', ')} only.`);
  }
}

/** What is wrong with a body Fastify says first, whether there is such a route or not. */
const isOfNoRoute = (thrown: unknown): boolean => thrown instanceof NotFoundException || errorCode(thrown)?.startsWith('FST_ERR_') === true;

/** How to say who one is: by a token, or, where outside systems send, by a signature. */
function challengeOf(code: string): string {
  if (code.startsWith('WEBHOOK_')) return 'Webhook realm="huiliu"';
  return code === 'TOKEN_MISSING' ? 'Bearer realm="huiliu"' : 'Bearer realm="huiliu", error="invalid_token"';
}

/** Without the query: it may hold personal data. */
const pathOf = (request: FastifyRequest): string => (request.raw.url ?? '/').split('?', 1)[0]?.slice(0, 500) ?? '/';

function sendProblem(reply: FastifyReply, problem: Problem): void {
  const { status, code } = problem;
  const retryAfter = retryAfterSeconds(problem);
  if (retryAfter !== undefined) reply.header('retry-after', String(retryAfter));
  if (status === 401) reply.header('www-authenticate', challengeOf(code));
  // As bytes: to text Fastify would add a charset, which JSON types do not have.
  void reply.status(status).header('content-type', problemContentType).send(Buffer.from(JSON.stringify(problem)));
}
