import { ErrorKind } from '../errors/kinds';
import { HuiliuError } from '../errors/huiliu-error';

/** Who may do what is said per operation; these are the words for it. */
export const Role = {
  customer: 'customer',
  agent: 'agent',
  reviewer: 'reviewer',
  warehouse: 'warehouse',
  logistics: 'logistics',
  finance: 'finance',
  ops: 'ops',
  admin: 'admin',
  /** Another service of ours, or an outside system with an account of its own. */
  system: 'system',
} as const;
export type Role = (typeof Role)[keyof typeof Role];

export const isRole = (text: unknown): text is Role => typeof text === 'string' && Object.hasOwn(Role, text);

/** Who is asking, as the token says. */
export interface Principal {
  readonly subject: string;
  readonly roles: readonly Role[];
  /** Set for whoever has the role customer: whose cases they may see. */
  readonly customerId?: string;
}

/** Throws FORBIDDEN unless the principal has one of the roles. */
export function requireRole(principal: Principal, anyOf: readonly Role[]): void {
  if (principal.roles.some((role) => anyOf.includes(role))) return;
  throw new HuiliuError(ErrorKind.FORBIDDEN, 'ROLE_MISSING', `This needs one of the roles ${anyOf.join(', ')}. Ask an administrator for it.`);
}
