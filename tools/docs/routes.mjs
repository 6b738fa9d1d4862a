import { RequestMethod } from '@nestjs/common';
import { load } from './load.mjs';
import { code, page, table } from './markdown.mjs';

// Where Nest keeps path and method of a controller and of its handlers (its PATH_METADATA and METHOD_METADATA).
const pathKey = 'path';
const methodKey = 'method';

/** Every route of the gateway with the roles that may use it, read from the decorators that the guard goes by. */
export function writeRoutes() {
  const { GatewayModule } = load('apps/gateway/dist/gateway.module.js');
  const { accessKey } = load('apps/gateway/dist/http/access.js');
  const { controllers } = GatewayModule.of({});
  const routes = controllers.flatMap((controller) => routesOf(controller, accessKey));
  return page(
    'Routes of the gateway',
    'Errors are `application/problem+json` with a stable `code`. Every POST with a token needs an `Idempotency-Key` of its own. Without a token: 401; without one of the roles: 403.',
    table(['route', 'roles, one of'], routes.map(({ method, path, access }) => [code(`${method} ${path}`), access === 'public' ? 'everybody' : access === 'signed' ? 'outside systems, by signature' : access.roles.join(', ')])),
  );
}

function routesOf(controller, accessKey) {
  const handlers = Object.entries(Object.getOwnPropertyDescriptors(controller.prototype)).flatMap(([name, { value }]) => (name === 'constructor' || typeof value !== 'function' ? [] : [value]));
  return handlers
    .filter((handler) => Reflect.hasMetadata(pathKey, handler))
    .map((handler) => ({
      method: RequestMethod[Reflect.getMetadata(methodKey, handler)],
      path: `/${[controller, handler].map((part) => Reflect.getMetadata(pathKey, part)).filter((part) => part !== '/' && part !== '').join('/')}`,
      access: Reflect.getMetadata(accessKey, handler) ?? Reflect.getMetadata(accessKey, controller),
    }));
}
