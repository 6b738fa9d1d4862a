import type { Policy } from './policy';
import { policy202611 } from './policy-2026-11';
import { withGoods } from './rules-of-goods';
import { withUnreceived } from './rules-of-unreceived';

/** The one before: decides exchanges, what is sent again, and refunds only of goods that the customer does not have, but no price differences. Decisions quote it: it never changes. */
export const policy202612: Policy = { ...withUnreceived(withGoods(policy202611)), version: '2026-12', activeFrom: '2026-11-28T00:00:00Z' };
