/**
 * Tells a database that is away or busy from data that it refuses (architecture, section 4, poison).
 * data: the same statement would fail again (SQLSTATE 22, 23). transient: try the whole batch again. bug: neither.
 */
export type SqlFailure = 'data' | 'transient' | 'bug';

const transientClasses = new Set(['08', '40', '53', '55', '57', '58', 'XX']);
const connectionErrors = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOENT', 'EHOSTUNREACH', 'ENOTFOUND', 'VERSION_CONFLICT']);

export function sqlFailure(error: unknown): SqlFailure {
  const code = codeOf(error);
  if (code !== undefined && connectionErrors.has(code)) return 'transient';
  if (code !== undefined && /^[0-9A-Z]{5}$/.test(code)) {
    const sqlClass = code.slice(0, 2);
    if (sqlClass === '22' || sqlClass === '23') return 'data';
    return transientClasses.has(sqlClass) ? 'transient' : 'bug';
  }
  // pg throws plain errors when a connection ends under a query.
  return error instanceof Error && /connection (terminated|ended|timeout)|not queryable|timeout exceeded when trying to connect|pool .*end/i.test(error.message) ? 'transient' : 'bug';
}

export function codeOf(error: unknown): string | undefined {
  return typeof error === 'object' && error !== null && 'code' in error && typeof error.code === 'string' ? error.code : undefined;
}
