/** Longer than this, and a bus counts as not reachable when asked for its health. */
export const pingTimeoutMs = 3_000;
