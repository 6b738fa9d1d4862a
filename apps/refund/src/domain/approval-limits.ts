/** Largest amount, in minor units by ISO currency, that is paid back without a second person. */
export type ApprovalLimits = Readonly<Partial<Record<string, number>>>;

/** A template, as review's limits are: to be set by whoever answers for the money. */
export const defaultApprovalLimits = { CNY: 40_000, GBP: 40_000, EUR: 40_000, USD: 40_000, JPY: 40_000 } as const satisfies ApprovalLimits;

/** The limit of a currency; undefined where nobody has set one, and then a person approves whatever is due. */
export function limitOf(limits: ApprovalLimits, currency: string): bigint | undefined {
  const limit = Object.hasOwn(limits, currency) ? limits[currency] : undefined;
  return limit === undefined ? undefined : BigInt(limit);
}
