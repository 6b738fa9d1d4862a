import { RequestMethod, type INestApplication, type Type } from '@nestjs/common';
import { DiscoveryService, MetadataScanner } from '@nestjs/core';

// Where Nest keeps path and method of controllers and of their handlers (its PATH_METADATA and METHOD_METADATA).
const pathMetadata = 'path';
const methodMetadata = 'method';

/** A method of a controller that answers a route. */
export interface RouteHandler {
  readonly controller: Type;
  /** Of the controller's method. */
  readonly name: string;
  /** What decorators of the method have written upon. */
  readonly handler: object;
  /** `GET` */
  readonly method: string;
  /** With placeholders, as `/api/v1/cases/:number`. */
  readonly path: string;
}

/** Those of the running application. */
export const controllersOf = (app: INestApplication): readonly Type[] =>
  app
    .get(DiscoveryService)
    .getControllers()
    .flatMap(({ metatype }) => (typeof metatype === 'function' ? [metatype as Type] : []));

/** Every route that these controllers declare, in the order in which they do. */
export function routeHandlers(controllers: readonly Type[]): readonly RouteHandler[] {
  const scanner = new MetadataScanner();
  return controllers.flatMap((controller) => {
    const prototype = controller.prototype as Readonly<Record<string, object>>;
    return scanner.getAllMethodNames(prototype).flatMap((name): RouteHandler[] => {
      const handler = prototype[name];
      if (!handler || !Reflect.hasMetadata(pathMetadata, handler)) return [];
      const method = RequestMethod[Reflect.getMetadata(methodMetadata, handler) as RequestMethod];
      return [{ controller, name, handler, method, path: pathOf(controller, handler) }];
    });
  });
}

/** What a decorator has written on the method, or else on the controller; undefined when it is on neither. */
export const declared = ({ controller, handler }: RouteHandler, key: string): unknown => Reflect.getMetadata(key, handler) ?? Reflect.getMetadata(key, controller);

/** `Controller.method` */
export const nameOf = ({ controller, name }: RouteHandler): string => `${controller.name}.${name}`;

function pathOf(controller: Type, handler: object): string {
  const parts = [controller, handler].map((part) => String(Reflect.getMetadata(pathMetadata, part)));
  return `/${parts.filter((part) => part !== '/' && part !== '').join('/')}`;
}
