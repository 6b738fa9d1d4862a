import { readFile } from 'node:fs/promises';
import type { JWTVerifyGetKey } from 'jose';
import { createLocalJWKSet, createRemoteJWKSet, errors } from 'jose';
import { ErrorKind } from '../errors/kinds';
import { HuiliuError } from '../errors/huiliu-error';

/** Where the keys are that tokens are verified with: a JWKS document in a file or behind a URL. */
export type KeySource = { readonly file: string } | { readonly url: string };

const maxAgeMs = 60_000;
const cooldownMs = 2_000;

/** Looks keys up, also ones that were added after the start. Keys that can't be had are UNAVAILABLE, not a fault of the token. */
export function keysFrom(source: KeySource): JWTVerifyGetKey {
  const lookUp = 'file' in source ? fileKeys(source.file) : createRemoteJWKSet(new URL(source.url), { timeoutDuration: 5_000, cooldownDuration: 10_000 });
  return async (header, token) => {
    try {
      return await lookUp(header, token);
    } catch (error) {
      if (error instanceof errors.JWKSNoMatchingKey || error instanceof errors.JWKSMultipleMatchingKeys) throw error;
      throw new HuiliuError(ErrorKind.UNAVAILABLE, 'TOKEN_KEYS_UNAVAILABLE', 'Tokens can\'t be verified now. Try again in a moment.', { cause: error });
    }
  };
}

function fileKeys(path: string): JWTVerifyGetKey {
  let keys: JWTVerifyGetKey | undefined;
  let loadedAtMs = 0;
  const load = async (): Promise<JWTVerifyGetKey> => {
    const fresh = createLocalJWKSet(JSON.parse(await readFile(path, 'utf8')));
    loadedAtMs = Date.now();
    keys = fresh;
    return fresh;
  };
  return async (header, token) => {
    const ageMs = Date.now() - loadedAtMs;
    const current = keys && ageMs < maxAgeMs ? keys : await load();
    try {
      return await current(header, token);
    } catch (error) {
      // Perhaps the issuer has a new key; but a flood of foreign tokens must not become a flood of reads.
      if (!(error instanceof errors.JWKSNoMatchingKey) || Date.now() - loadedAtMs < cooldownMs) throw error;
      return (await load())(header, token);
    }
  };
}
