/** What a row of a segment holds. */
export const Format = {
  /** One message: `off`, `key`, `headers`, `value`. Read, no longer written. */
  messages: 1,
  /** Consecutive messages, as many as fit into a page. `last`: offset of the last one. */
  records: 2,
} as const;
export type Format = (typeof Format)[keyof typeof Format];
