import type { BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';

/** Whether the carrier falls silent about a parcel that would arrive. Only where the departments' clock goes on by itself: else nobody counts it as lost. */
export const silenceOf = (seed: string, trackingNumber: string, mix: Mix, mayBeSilent: boolean): BranchOf<'silence'> => (mayBeSilent ? randomOf(seed, 'silence', trackingNumber).weighted(mix.silence) : 'speaks');

/** The same of one to a customer, and whether the WMS gives it to the carrier in time. Carrier and WMS each ask this, and are told the same. */
export const outboundSilenceOf = (seed: string, trackingNumber: string, mix: Mix, mayBeSilent: boolean): BranchOf<'outbound_silence'> =>
  mayBeSilent ? randomOf(seed, 'outbound silence', trackingNumber).weighted(mix.outbound_silence) : 'speaks';
