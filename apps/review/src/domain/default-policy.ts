import type { Policy } from './policy';
import { policy202611 } from './policy-2026-11';
import { withGoods } from './rules-of-goods';
import { withUnreceived } from './rules-of-unreceived';

/**
 * What a new installation starts with, a template to be checked by the shop's counsel. It is seeded by a migration: a change is a new version,
 * seeded by a new one.
 */
export const defaultPolicy: Policy = { ...withUnreceived(withGoods(policy202611)), version: '2026-12', activeFrom: '2026-11-28T00:00:00Z' };
