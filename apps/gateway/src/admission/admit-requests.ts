import { outsideSystems } from '@huiliu/contracts';
import { Role, type Principal, type TokenVerifier } from '@huiliu/platform';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { isOpen, isSigned } from '../http/access';
import { stateOf } from '../http/request-scope';
import type { GatewaySettings } from '../settings';
import { Admission } from './admission';
import { RateLimit } from './rate-limit';

export interface AdmissionParts {
  readonly settings: GatewaySettings;
  readonly tokens: TokenVerifier;
  /** Answers with the problem. */
  readonly refuse: (thrown: unknown, request: FastifyRequest, reply: FastifyReply) => void;
}

/**
 * Before anything dear is done, and before the body is read: who is asking, whether he asks too fast, and whether there is room. A request that is refused here has cost a
 * look-up of its token. Health, readiness and metrics are on a port of their own and are never refused.
 */
export function admitRequests(server: FastifyInstance, { settings, tokens, refuse }: AdmissionParts): Admission {
  const admission = new Admission({ atATime: settings.requestsAtATime, perCaller: settings.requestsPerCaller, waiting: settings.requestsWaiting, waitMs: settings.requestWaitMs });
  const rates = rateLimitsOf(settings);
  server.addHook('onRequest', async (request, reply) => {
    const state = stateOf(request);
    if (!state || !isForDepartments(request)) return;
    try {
      const principal = isSigned(request.routeOptions.config) ? senderOf(request) : await tokens.verify(request.headers.authorization);
      state.principal = principal;
      rates(principal);
      state.release = await admission.enter(principal.subject);
    } catch (error) {
      refuse(error, request, reply);
      return reply;
    }
    if (reply.raw.destroyed) state.release();
    // Who hangs up while he is still sending never comes to an answer.
    else reply.raw.once('close', () => state.begun || state.release?.());
    return;
  });
  server.addHook('preHandler', (request, _reply, done) => {
    const state = stateOf(request);
    if (state) state.begun = true;
    done();
  });
  // With the answer, not with the end of the connection: what a department does for somebody who has hung up counts until it is done.
  server.addHook('onSend', (request, _reply, _payload, done) => {
    stateOf(request)?.release?.();
    done();
  });
  return admission;
}

/** An outside system, by the name in the path; whether it is the one is found out when the body is there. All that say they are one share its rate. */
function senderOf({ params }: FastifyRequest): Principal {
  const { system } = params as { readonly system: string };
  return { subject: `outside:${outsideSystems.find((each) => each === system) ?? 'unknown'}`, roles: [Role.system] };
}

/** What no department is asked for costs less than looking who asks. Downloads by signed links, which are public too, have places of their own. */
const isForDepartments = (request: FastifyRequest): boolean => !request.is404 && (request.routeOptions.url ?? '').startsWith('/api/') && !isOpen(request.routeOptions.config);

/** Customers click; staff and systems work through lists. */
function rateLimitsOf({ rateCustomerPerSecond, rateStaffPerSecond, rateBurstSeconds: burstSeconds, rateCallers: callers }: GatewaySettings): (principal: Principal) => void {
  const customers = new RateLimit({ perSecond: rateCustomerPerSecond, burstSeconds, callers });
  const staff = new RateLimit({ perSecond: rateStaffPerSecond, burstSeconds, callers });
  return ({ subject, roles }) => (roles.every((role) => role === Role.customer) ? customers : staff).take(subject);
}
