import { errorCode, isError } from '../errors/error-code';

const networkCodes = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', 'EAI_AGAIN', 'ETIMEDOUT', 'EPIPE', 'EHOSTUNREACH', 'ENETUNREACH', 'ECONNABORTED']);

/** What pg says, without a code, of connections that are gone or did not come about in time. */
const lostConnection = /Connection terminated|timeout exceeded when trying to connect|Client has encountered a connection error|Connection ended unexpectedly|Client was closed/i;

/** The database can't be reached, or is starting or stopping: the same again later may well work. */
export function isDatabaseAway(error: unknown): boolean {
  const code = errorCode(error);
  if (code !== undefined) return networkCodes.has(code) || /^(08...|57P0[1-5]|53300)$/.test(code);
  return isError(error) && lostConnection.test(error.message);
}

/**
 * Not a matter of the data: the whole transaction again, with backoff. SQLSTATE classes 08 connection, 40 rollback (deadlock, serialisation),
 * 53 resources, 55 not in the right state (locks), 57 operator intervention and time-outs, 58 system, XX internal; and lost connections.
 */
export function isTransientDatabaseError(error: unknown): boolean {
  return isDatabaseAway(error) || /^(08|40|53|55|57|58|XX)...$/.test(errorCode(error) ?? '');
}

/** SQLSTATE classes 22 (data exception) and 23 (integrity constraint): it will never work with this data. */
export const isDataError = (error: unknown): boolean => /^2[23]...$/.test(errorCode(error) ?? '');
