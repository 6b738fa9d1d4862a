import { isTransientDatabaseError } from '@huiliu/platform';
import { VersionConflictError } from './store/store';

/** The database is away or busy, or another transaction stood in the way: the same again may well work. Never a reason to park. */
export const isTransient = (error: unknown): boolean => error instanceof VersionConflictError || isTransientDatabaseError(error);
