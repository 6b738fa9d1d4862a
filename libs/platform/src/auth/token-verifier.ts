import { errors, jwtVerify } from 'jose';
import { ErrorKind } from '../errors/kinds';
import { HuiliuError } from '../errors/huiliu-error';
import type { KeySource } from './key-source';
import { keysFrom } from './key-source';
import type { Principal } from './principal';
import { isRole, Role } from './principal';

export interface TokenVerifierOptions {
  readonly keys: KeySource;
  readonly issuer: string;
  readonly audience: string;
  readonly clockToleranceSeconds?: number;
  /** So long a token that was good is taken without looking at its signature again, if it does not expire before. 0 or undefined: never. */
  readonly cacheMs?: number;
}

interface Verified {
  readonly principal: Principal;
  readonly untilMs: number;
}

export interface TokenVerifier {
  /** Takes the whole Authorization header. Rejects with TOKEN_MISSING, TOKEN_INVALID, TOKEN_EXPIRED (401) or TOKEN_KEYS_UNAVAILABLE (503). */
  verify(authorization: string | undefined): Promise<Principal>;
}

/** Asymmetric ones only: with a symmetric algorithm the public key itself could sign. */
const algorithms = ['EdDSA', 'ES256', 'RS256'] as const;
const tokenLengthLimit = 8_192;
const cachedTokens = 10_000;

/** Verifies bearer tokens: signature, issuer, audience, expiry; roles in `roles`, the customer in `customer_id`. Unknown roles count for nothing. */
export function createTokenVerifier(options: TokenVerifierOptions): TokenVerifier {
  const keys = keysFrom(options.keys);
  const { cacheMs = 0, clockToleranceSeconds = 5 } = options;
  const cache = new Map<string, Verified>();
  const keep = (token: string, principal: Principal, expiresAtSeconds: number): void => {
    const untilMs = Math.min(Date.now() + cacheMs, (expiresAtSeconds + clockToleranceSeconds) * 1_000);
    const [oldest] = cache.keys();
    if (cache.size >= cachedTokens && oldest !== undefined) cache.delete(oldest);
    cache.set(token, { principal, untilMs });
  };
  return {
    async verify(authorization) {
      const token = bearer(authorization);
      const known = cache.get(token);
      if (known && Date.now() < known.untilMs) return known.principal;
      cache.delete(token);
      try {
        const { payload } = await jwtVerify(token, keys, {
          issuer: options.issuer,
          audience: options.audience,
          algorithms: [...algorithms],
          clockTolerance: clockToleranceSeconds,
          requiredClaims: ['sub', 'exp'],
        });
        const principal = principalOf(payload.sub, payload['roles'], payload['customer_id']);
        if (cacheMs > 0) keep(token, principal, payload.exp ?? 0);
        return principal;
      } catch (error) {
        if (error instanceof HuiliuError) throw error;
        if (error instanceof errors.JWTExpired) throw unauthenticated('TOKEN_EXPIRED', 'The token has expired. Sign in again.', error);
        if (error instanceof errors.JOSEError) throw unauthenticated('TOKEN_INVALID', 'The token is not valid here. Sign in again.', error);
        throw error;
      }
    },
  };
}

/** The one of file and URL that is set. Throws when it is not exactly one. */
export function keySourceOf(settings: { readonly jwksFile: string | undefined; readonly jwksUrl: string | undefined }): KeySource {
  const { jwksFile, jwksUrl } = settings;
  if (jwksFile !== undefined && jwksUrl === undefined) return { file: jwksFile };
  if (jwksUrl !== undefined && jwksFile === undefined) return { url: jwksUrl };
  throw new Error('set exactly one of HUILIU_JWKS_FILE and HUILIU_JWKS_URL: tokens are verified against it');
}

function bearer(authorization: string | undefined): string {
  if (authorization === undefined || authorization.trim() === '') {
    throw unauthenticated('TOKEN_MISSING', 'Sign in first: send the header Authorization with "Bearer" and a token.');
  }
  const token = /^Bearer +([\w.~+/=-]+)$/i.exec(authorization.trim())?.[1];
  if (token === undefined || token.length > tokenLengthLimit) throw unauthenticated('TOKEN_INVALID', 'The header Authorization is not "Bearer" and a token.');
  return token;
}

function principalOf(subject: string | undefined, roles: unknown, customerId: unknown): Principal {
  if (subject === undefined || subject === '') throw unauthenticated('TOKEN_INVALID', 'The token does not say for whom it is.');
  const known = Array.isArray(roles) ? roles.filter(isRole) : [];
  const customer = typeof customerId === 'string' && customerId !== '' ? customerId : undefined;
  if (known.includes(Role.customer) && customer === undefined) throw unauthenticated('TOKEN_INVALID', 'The token does not say which customer it is for.');
  return { subject, roles: known, ...(customer !== undefined && { customerId: customer }) };
}

const unauthenticated = (code: string, message: string, cause?: unknown): HuiliuError => new HuiliuError(ErrorKind.UNAUTHENTICATED, code, message, { cause });
