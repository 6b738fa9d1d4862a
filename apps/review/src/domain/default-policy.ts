import type { Policy } from './policy';
import { policy202612 } from './policy-2026-12';
import { withPriceDifferences } from './rules-of-prices';

/**
 * What a new installation starts with, a template to be checked by the shop's counsel. It is seeded by a migration: a change is a new version,
 * seeded by a new one.
 */
export const defaultPolicy: Policy = { ...withPriceDifferences(policy202612), version: '2026-12.2', activeFrom: '2026-11-28T00:00:00Z' };
