import { applyDecorators, SetMetadata, type CustomDecorator } from '@nestjs/common';
import { RouteConfig } from '@nestjs/platform-fastify';
import { Role } from '@huiliu/platform';

/** Who may use a route: some roles, everybody without a token, or an outside system that signs what it sends. */
export type Access = { readonly roles: readonly [Role, ...Role[]] } | 'public' | 'signed';

export const accessKey = 'huiliu:access';

/** Names the roles of a route; one of them is enough. A route that names none, and is not public, answers nobody. */
export const Roles = (...roles: [Role, ...Role[]]): CustomDecorator => SetMetadata(accessKey, { roles } satisfies Access);

/** Opens a route to everybody, without a token. Fastify's hooks see it in the route's config. */
export const Public = () => applyDecorators(SetMetadata(accessKey, 'public' satisfies Access), RouteConfig({ open: true }));

/** Opens a route to the outside system that its path names: the signature over the body is looked at where the secrets are. */
export const Signed = () => applyDecorators(SetMetadata(accessKey, 'signed' satisfies Access), RouteConfig({ signed: true }));

export const isSigned = (config: object): boolean => 'signed' in config && config.signed === true;

/** Whether a route's config, as Fastify keeps it, says that it is public. */
export const isOpen = (config: object): boolean => 'open' in config && config.open === true;

/** Everybody who works here, other systems included: not the customers. */
export const staff = [Role.agent, Role.reviewer, Role.warehouse, Role.logistics, Role.finance, Role.ops, Role.admin, Role.system] as const;
