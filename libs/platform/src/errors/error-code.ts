import { types } from 'node:util';

/** As `instanceof Error`, but also true for errors of another realm: those of Node's own modules inside a test runner's sandbox. */
export const isError = (thrown: unknown): thrown is Error => types.isNativeError(thrown) || thrown instanceof Error;

/** The code of a system error (ENOENT), of Postgres (SQLSTATE), or of ours. */
export function errorCode(thrown: unknown): string | undefined {
  if (typeof thrown !== 'object' || thrown === null || !('code' in thrown)) return undefined;
  const { code } = thrown;
  return typeof code === 'string' ? code : typeof code === 'number' ? String(code) : undefined;
}

/** What to tell an operator. Not for callers: it may speak of inner things. */
export function errorMessage(thrown: unknown): string {
  if (!isError(thrown)) return String(thrown);
  // A connection tried at several addresses fails with an AggregateError, which has no message of its own.
  if (thrown.message === '' && thrown instanceof AggregateError) return thrown.errors.map(errorMessage).join('; ');
  return thrown.message === '' ? (errorCode(thrown) ?? thrown.name) : thrown.message;
}
