import type { INestApplication, Type } from '@nestjs/common';
import { accessKey } from './access';
import { controllersOf, declared, nameOf, routeHandlers } from './route-handlers';

/** Ends the start when a route names no roles and is not public: it would answer nobody, and somebody meant it to. */
export function checkAccess(app: INestApplication): void {
  const undeclared = routesWithoutAccess(controllersOf(app));
  if (undeclared.length > 0) throw new Error(`these routes name no roles: ${undeclared.join(', ')}; add @Roles or @Public`);
}

/** `Controller.method` of each. */
export const routesWithoutAccess = (controllers: readonly Type[]): readonly string[] =>
  routeHandlers(controllers)
    .filter((route) => declared(route, accessKey) === undefined)
    .map(nameOf);
