import { SetMetadata, type CustomDecorator } from '@nestjs/common';
import { Role } from '@huiliu/platform';

/** Who may use a route: some roles, or everybody without a token. */
export type Access = { readonly roles: readonly [Role, ...Role[]] } | 'public';

export const accessKey = 'huiliu:access';

/** Names the roles of a route; one of them is enough. A route that names none, and is not public, answers nobody. */
export const Roles = (...roles: [Role, ...Role[]]): CustomDecorator => SetMetadata(accessKey, { roles } satisfies Access);

/** Opens a route to everybody, without a token. */
export const Public = (): CustomDecorator => SetMetadata(accessKey, 'public' satisfies Access);

/** Everybody who works here, other systems included: not the customers. */
export const staff = [Role.agent, Role.reviewer, Role.warehouse, Role.logistics, Role.finance, Role.ops, Role.admin, Role.system] as const;
