import { Inject, Injectable, type CanActivate, type ExecutionContext } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { requireRole, type TokenVerifier } from '@huiliu/platform';
import type { FastifyRequest } from 'fastify';
import { accessKey, type Access } from './access';
import { stateOf } from './request-scope';

export const tokenVerifierToken = Symbol('huiliu.gateway.tokens');

/** Lets a request through when its token has one of the route's roles. A route that names none answers nobody: that is a fault of ours. */
@Injectable()
export class AccessGuard implements CanActivate {
  constructor(
    @Inject(Reflector) private readonly reflector: Reflector,
    @Inject(tokenVerifierToken) private readonly tokens: TokenVerifier,
  ) {}

  async canActivate(context: ExecutionContext): Promise<boolean> {
    const access = this.reflector.getAllAndOverride<Access | undefined>(accessKey, [context.getHandler(), context.getClass()]);
    if (access === 'public' || access === 'signed') return true;
    const request = context.switchToHttp().getRequest<FastifyRequest>();
    const state = stateOf(request);
    // Verified already, before the body was read; not so a route that is no department's.
    const principal = state?.principal ?? (await this.tokens.verify(request.headers.authorization));
    if (access === undefined) throw new Error(`${context.getClass().name}.${context.getHandler().name} names no roles: add @Roles or @Public`);
    requireRole(principal, access.roles);
    if (state) state.principal = principal;
    return true;
  }
}
