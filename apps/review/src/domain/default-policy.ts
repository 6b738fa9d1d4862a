import type { Policy } from './policy';
import { policy2026123 } from './policy-2026-12-3';

/**
 * What a new installation starts with, a template to be checked by the shop's counsel: what we have to answer for is exchanged in advance, up to a price. It is seeded by a migration: a change is a new version,
 * seeded by a new one.
 */
export const defaultPolicy: Policy = {
  ...policy2026123,
  version: '2026-12.4',
  activeFrom: '2026-11-28T00:00:00Z',
  advance: { reasons: ['damaged', 'faulty', 'wrong_item'], atMostMinor: { CNY: 50_000, GBP: 50_000, EUR: 50_000, USD: 50_000, JPY: 50_000 }, holdForDays: 30 },
};
