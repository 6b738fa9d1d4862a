import type { Policy } from './policy';
import { policy202612 } from './policy-2026-12';
import { withPriceDifferences } from './rules-of-prices';

/** The third policy: price differences as well. A migration has seeded it, and decisions quote it: it never changes. */
export const policy2026122: Policy = { ...withPriceDifferences(policy202612), version: '2026-12.2', activeFrom: '2026-11-28T00:00:00Z' };
