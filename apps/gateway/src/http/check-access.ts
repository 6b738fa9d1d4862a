import type { INestApplication, Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';
import { accessKey } from './access';

// Where Nest keeps the path of a route handler (its PATH_METADATA).
const pathMetadata = 'path';

/** Ends the start when a route names no roles and is not public: it would answer nobody, and somebody meant it to. */
export function checkAccess(app: INestApplication): void {
  const controllers = app.get(DiscoveryService).getControllers();
  const undeclared = routesWithoutAccess(controllers.flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Type] : [])));
  if (undeclared.length > 0) throw new Error(`these routes name no roles: ${undeclared.join(', ')}; add @Roles or @Public`);
}

/** `Controller.method` of each. */
export function routesWithoutAccess(controllers: readonly Type[]): readonly string[] {
  const scanner = new MetadataScanner();
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    const handlers = scanner.getAllMethodNames(prototype).filter((name) => Reflect.hasMetadata(pathMetadata, prototype[name] ?? {}));
    return handlers.filter((name) => !Reflect.hasMetadata(accessKey, prototype[name] ?? {}) && !Reflect.hasMetadata(accessKey, controller)).map((name) => `${controller.name}.${name}`);
  });
}
