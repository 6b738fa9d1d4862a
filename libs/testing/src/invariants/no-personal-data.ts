import type { Invariant } from './invariant';

/** Looked for while the log was read; here only the spans are still to be looked at. */
export const noPersonalData: Invariant = {
  name: 'no personal data is in any inner or outgoing event, or in any span',
  check: async ({ pools, personalDataSeen }, found) => {
    await personalDataSeen.lookAtSpans(pools.telemetry);
    found.take(personalDataSeen.found);
  },
};
