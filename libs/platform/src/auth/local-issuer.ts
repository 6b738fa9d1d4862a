import { chmod, link, mkdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { randomBytes } from 'node:crypto';
import { calculateJwkThumbprint, exportJWK, exportPKCS8, generateKeyPair, importPKCS8, SignJWT } from 'jose';
import { errorCode } from '../errors/error-code';
import type { Role } from './principal';

export interface IssueRequest {
  readonly subject: string;
  readonly roles: readonly Role[];
  readonly customerId?: string;
  readonly ttlSeconds?: number;
}

export interface LocalIssuer {
  readonly issuer: string;
  readonly audience: string;
  /** The public keys, for HUILIU_JWKS_FILE. */
  readonly jwksFile: string;
  issue(request: IssueRequest): Promise<string>;
}

export interface LocalIssuerOptions {
  readonly issuer?: string;
  readonly audience?: string;
}

const algorithm = 'EdDSA';

/**
 * Issues tokens for one machine: for `npm start`, demonstrations and tests, never in production. Keeps its key in `folder` (for its owner's eyes
 * alone), so that tokens outlive a restart; several processes may start at once and share it.
 */
export async function createLocalIssuer(folder: string, options: LocalIssuerOptions = {}): Promise<LocalIssuer> {
  const { issuer = 'huiliu-local', audience = 'huiliu' } = options;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const keyFile = join(folder, 'issuer-key.pem');
  const privateKey = await importPKCS8(await keyText(keyFile), algorithm, { extractable: true });
  const { kty, crv, x } = await exportJWK(privateKey);
  const publicKey = { kty: kty ?? '', crv: crv ?? '', x: x ?? '' };
  const kid = await calculateJwkThumbprint(publicKey);
  const jwksFile = join(folder, 'jwks.json');
  await writeWhole(jwksFile, `${JSON.stringify({ keys: [{ ...publicKey, kid, alg: algorithm, use: 'sig' }] }, null, 2)}\n`, 0o644);
  return {
    issuer,
    audience,
    jwksFile,
    issue: ({ subject, roles, customerId, ttlSeconds = 86_400 }) =>
      new SignJWT({ roles: [...roles], ...(customerId !== undefined && { customer_id: customerId }) })
        .setProtectedHeader({ alg: algorithm, kid, typ: 'JWT' })
        .setIssuer(issuer)
        .setAudience(audience)
        .setSubject(subject)
        .setIssuedAt()
        .setExpirationTime(Math.floor(Date.now() / 1_000) + ttlSeconds)
        .sign(privateKey),
  };
}

/** The key that is there, or a new one; the first of several processes wins. */
async function keyText(path: string): Promise<string> {
  const existing = await readFile(path, 'utf8').catch(absent);
  if (existing !== undefined) {
    await chmod(path, 0o600);
    return existing;
  }
  const { privateKey } = await generateKeyPair(algorithm, { extractable: true });
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, await exportPKCS8(privateKey), { mode: 0o600 });
  try {
    // Not rename: that would replace the key of a process that was faster.
    await link(draft, path);
  } catch (error) {
    if (errorCode(error) !== 'EEXIST') throw error;
  } finally {
    await rm(draft, { force: true });
  }
  return readFile(path, 'utf8');
}

/** Readers see the old file or the new one, never half of it. */
async function writeWhole(path: string, text: string, mode: number): Promise<void> {
  const draft = `${path}.${randomBytes(6).toString('hex')}`;
  await writeFile(draft, text, { mode });
  await rename(draft, path);
}

function absent(error: unknown): undefined {
  if (errorCode(error) === 'ENOENT') return undefined;
  throw error;
}
