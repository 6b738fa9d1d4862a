import type { Policy } from './policy';
import { policy2026122 } from './policy-2026-12-2';
import { withRepairs } from './rules-of-repair';

/** The fourth policy: repairs as well. A migration has seeded it, and decisions quote it: it never changes. */
export const policy2026123: Policy = { ...withRepairs(policy2026122), version: '2026-12.3', activeFrom: '2026-11-28T00:00:00Z' };
