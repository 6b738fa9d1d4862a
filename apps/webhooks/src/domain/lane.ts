/**
 * What one outside system is told about one subject, in order: one event at a time. Those behind it wait for its end.
 * A lane's id is also the subject of its head: `webhook:wms/case:…`.
 */
export interface Lane {
  readonly system: string;
  readonly sending: Sending | undefined;
  /** Events that have arrived there. */
  readonly delivered: number;
}

/** An event on its way. */
export interface Sending {
  readonly source: string;
  readonly id: string;
  readonly type: string;
  readonly since: Date;
  /** Tries that have failed. */
  readonly failed: number;
}

/** What came of one try. */
export type Answer =
  | { readonly kind: 'taken' }
  /** The other side wants no more of it, whatever is tried. */
  | { readonly kind: 'refused'; readonly reason: string }
  /** `retryAfterMs`: how long the other side asks to be left alone; undefined where it says nothing of it. */
  | { readonly kind: 'failed'; readonly reason: string; readonly retryAfterMs?: number | undefined };

export interface Patience {
  readonly firstPauseMs: number;
  readonly longestPauseMs: number;
  readonly giveUpAfterMs: number;
}

export type Next =
  | { readonly kind: 'delivered'; readonly lane: Lane }
  | { readonly kind: 'again'; readonly lane: Lane; readonly pauseMs: number }
  | { readonly kind: 'givenUp'; readonly lane: Lane; readonly reason: string };

export const laneIdOf = (system: string, subject: string): string => `webhook:${system}/${subject}`;

export const emptyLane = (system: string): Lane => ({ system, sending: undefined, delivered: 0 });

/** Undefined while another event is on its way there. */
export function begin(lane: Lane, event: Pick<Sending, 'source' | 'id' | 'type'>, now: Date): Lane | undefined {
  const { source, id, type } = event;
  return lane.sending ? undefined : { ...lane, sending: { source, id, type, since: now, failed: 0 } };
}

/** What a try leads to. The pauses double up to the longest one; so long the other side may ask for more. */
export function afterTry(lane: Lane & { readonly sending: Sending }, answer: Answer, now: Date, { firstPauseMs, longestPauseMs, giveUpAfterMs }: Patience): Next {
  const { sending } = lane;
  const failed = sending.failed + 1;
  const idle: Lane = { ...lane, sending: undefined };
  if (answer.kind === 'taken') return { kind: 'delivered', lane: { ...idle, delivered: lane.delivered + 1 } };
  if (answer.kind === 'refused') return { kind: 'givenUp', lane: idle, reason: `WEBHOOK_REFUSED: ${answer.reason}` };
  if (now.getTime() - sending.since.getTime() >= giveUpAfterMs) return { kind: 'givenUp', lane: idle, reason: `WEBHOOK_UNDELIVERED: ${failed} tries since ${sending.since.toISOString()}, the last one: ${answer.reason}` };
  return { kind: 'again', lane: { ...lane, sending: { ...sending, failed } }, pauseMs: Math.min(longestPauseMs, Math.max(answer.retryAfterMs ?? 0, firstPauseMs * 2 ** Math.min(30, failed - 1))) };
}
