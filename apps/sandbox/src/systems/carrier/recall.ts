import { TrackingReported, TrackingStatus, type OutboundRecallRequested } from '@huiliu/contracts';
import { say, type Say } from '../../feed/say';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import type { Mix } from '../../mix/mix';
import { isoTime } from '../../orders/shop-time';
import { randomOf, type Random } from '../../random/random';
import type { Answer } from '../../store/heard';
import { keep } from '../answering';
import type { Heard } from '../heard';

const hourMs = 3_600_000;

type Scan = 'in_transit' | 'intercepted' | 'refused' | 'returning' | 'delivered' | 'signed' | 'lost';

/** The carrier's scans of an outbound parcel that is to come back, by what becomes of it. */
const ways: Readonly<Record<BranchOf<'interception'> | BranchOf<'refusal'>, readonly Scan[]>> = {
  brought_back: ['in_transit', 'intercepted', 'returning', 'delivered'],
  refused_at_the_door: ['in_transit', 'refused', 'returning', 'delivered'],
  signed_all_the_same: ['in_transit', 'signed'],
  intercepted_and_signed: ['intercepted', 'signed'],
  comes_back: ['in_transit', 'refused', 'returning', 'delivered'],
  signed_after_all: ['in_transit', 'signed'],
  lost_and_found: ['returning', 'lost', 'delivered'],
  lost: ['in_transit', 'returning', 'lost'],
  silent: [],
};

export interface Circumstances {
  readonly mix: Mix;
  /** Whether the departments' clock goes on by itself, so that a parcel of which nothing is heard ends. */
  readonly mayBeSilent: boolean;
  /** The customer is going to think better of it, and should have the time. */
  readonly waits: boolean;
}

/** Brings an outbound parcel back, or can't; some scans come twice, some before an earlier one. */
export function answerToRecall(seed: string, { key: caseId, data }: Heard<OutboundRecallRequested>, businessAtMs: number, { mix, mayBeSilent, waits }: Circumstances): Answer {
  const { trackingNumber, intercept } = data;
  const random = randomOf(seed, 'carrier recall', trackingNumber);
  if (waits && mayBeSilent) return { says: [], businessAtMs: undefined, facts: ['recallWaits'] };
  const { way, branch } = fateOf(random, mix, intercept, mayBeSilent);
  let atMs = businessAtMs;
  const says = ways[way].map((scan, index) => {
    atMs += random.between(3, 30) * hourMs;
    return reported(caseId, trackingNumber, scan, index + 1, atMs);
  });
  const [first, second] = says;
  // Nobody may rely on the order: but who has the parcel in the end is told last, as it is known last.
  if (first && second && says.length > 2 && random.chance(0.12)) says.splice(0, 2, second, first);
  if (says.length > 0 && random.chance(0.12)) {
    const twice = random.pick(says);
    says.splice(random.between(says.indexOf(twice) + 1, says.length), 0, random.chance(0.5) ? twice : { ...twice, id: `${twice.id}-again` });
  }
  return { says: says.map(keep), businessAtMs: atMs, facts: [`recall_${way}`], branches: [branch] };
}

function fateOf(random: Random, mix: Mix, intercept: boolean, mayBeSilent: boolean): { readonly way: keyof typeof ways; readonly branch: BranchName } {
  if (intercept) {
    const drawn = random.weighted(mix.interception);
    const way = drawn === 'silent' && !mayBeSilent ? 'brought_back' : drawn;
    return { way, branch: named('interception', way) };
  }
  const drawn = random.weighted(mix.refusal);
  const way = drawn === 'silent' && !mayBeSilent ? 'comes_back' : drawn;
  return { way, branch: named('refusal', way) };
}

function reported(caseId: string, trackingNumber: string, scan: Scan, number: number, atMs: number): Say {
  // Beside those of a claim, which may follow.
  const scanId = `${trackingNumber}-r${number}`;
  return say<TrackingReported>(TrackingReported, `scan-${scanId}`, caseId, atMs, { caseId, trackingNumber, status: TrackingStatus.wire(scan), occurredAt: isoTime(atMs), scanId });
}
