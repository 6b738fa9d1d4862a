import type { Type } from '@nestjs/common';
import { Role } from '@huiliu/platform';
import { accessKey, type Access } from './access';
import { answerKey, type RouteAnswer } from './answers';
import { declared, nameOf, routeHandlers } from './route-handlers';

/** How far a route reaches for somebody: whoever's it is, their own cases alone, or nowhere. */
export type Reach = 'all' | 'own' | 'none';

export interface RouteRights {
  /** `GET /api/v1/cases/:number` */
  readonly route: string;
  /** Without a token: for everybody as it is, by a link that a case shows, or for an outside system by its signature. */
  readonly open: 'public' | 'by link' | 'by signature' | undefined;
  readonly reach: Readonly<Record<Role, Reach>>;
}

/** What every route says that it lets do whom, from the decorators that the guard goes by. Customers act for themselves, whatever the route: `findCase`, and what lists and takes in cases, hold them to it. */
export function rightsOf(controllers: readonly Type[]): readonly RouteRights[] {
  return routeHandlers(controllers).map((handler) => {
    const access = declared(handler, accessKey) as Access | undefined;
    if (!access) throw new Error(`${nameOf(handler)} names no roles: add @Roles or @Public`);
    const byLink = (declared(handler, answerKey) as RouteAnswer | undefined)?.fileTypes !== undefined;
    return {
      route: `${handler.method} ${handler.path}`,
      open: access === 'signed' ? 'by signature' : access !== 'public' ? undefined : byLink ? 'by link' : 'public',
      reach: Object.fromEntries(Object.values(Role).map((role) => [role, reachOf(access, role)])) as Record<Role, Reach>,
    };
  });
}

function reachOf(access: Access, role: Role): Reach {
  if (access === 'public') return 'all';
  // A token helps nobody there.
  if (access === 'signed') return 'none';
  if (!access.roles.includes(role)) return 'none';
  return role === Role.customer ? 'own' : 'all';
}
