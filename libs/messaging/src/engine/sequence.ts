/**
 * Deduplication by sequence, per subject and source (architecture, section 4).
 *
 * A source counts 1, 2, 3 … for each subject. The epoch is the one in force when the event was written. A source that was
 * restored from an older copy raises its epoch: what it writes from then on may reuse numbers that its consumers have
 * already seen under the old epoch, and those are new events, not duplicates.
 */
export interface Seen {
  readonly epoch: number;
  readonly sequence: number;
}

export type Verdict = 'next' | 'duplicate' | 'gap';

export const nothingSeen: Seen = { epoch: 0, sequence: 0 };

/**
 * next: handle it and advance. duplicate: handled before, or a leftover of an older epoch. gap: an earlier one is missing, so this one waits.
 */
export function judge(seen: Seen, epoch: number, sequence: number): Verdict {
  if (epoch < seen.epoch) return 'duplicate';
  if (epoch === seen.epoch && sequence <= seen.sequence) return 'duplicate';
  return sequence > seen.sequence + 1 ? 'gap' : 'next';
}
