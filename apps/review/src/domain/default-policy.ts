import type { Policy } from './policy';
import { policy2026122 } from './policy-2026-12-2';
import { withRepairs } from './rules-of-repair';

/**
 * What a new installation starts with, a template to be checked by the shop's counsel. It is seeded by a migration: a change is a new version,
 * seeded by a new one.
 */
export const defaultPolicy: Policy = { ...withRepairs(policy2026122), version: '2026-12.3', activeFrom: '2026-11-28T00:00:00Z' };
