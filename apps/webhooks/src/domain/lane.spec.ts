import fc from 'fast-check';
import { afterTry, begin, emptyLane, type Answer, type Lane, type Patience, type Sending } from './lane';

const now = new Date('2026-11-20T10:00:00Z');
const event = { source: 'urn:huiliu:warehouse', id: 'e-1', type: 'T' };
const patience: Patience = { firstPauseMs: 1_000, longestPauseMs: 900_000, giveUpAfterMs: 3 * 86_400_000 };
const sending = (): Lane & { readonly sending: Sending } => {
  const lane = begin(emptyLane('wms'), event, now);
  if (!lane?.sending) throw new Error('it was to begin');
  return { ...lane, sending: lane.sending };
};
const failed: Answer = { kind: 'failed', reason: 'the endpoint answers 503' };
const later = (ms: number): Date => new Date(now.getTime() + ms);

describe('a lane', () => {
  it('has one event on its way at a time', () => {
    expect(begin(sending(), { ...event, id: 'e-2' }, now)).toBeUndefined();
  });

  it('is free again when the event was taken, and counts it', () => {
    const next = afterTry(sending(), { kind: 'taken' }, now, patience);
    expect(next).toEqual({ kind: 'delivered', lane: { system: 'wms', sending: undefined, delivered: 1 } });
    expect(begin(next.lane, { ...event, id: 'e-2' }, now)?.sending?.id).toBe('e-2');
  });

  it('tries again after pauses that double, up to the longest', () => {
    const pauses: number[] = [];
    let lane = sending();
    for (let index = 0; index < 14; index++) {
      const next = afterTry(lane, failed, now, patience);
      if (next.kind !== 'again' || !next.lane.sending) throw new Error('it was to be tried again');
      pauses.push(next.pauseMs);
      lane = { ...next.lane, sending: next.lane.sending };
    }
    expect(pauses.slice(0, 4)).toEqual([1_000, 2_000, 4_000, 8_000]);
    expect(pauses.slice(-3)).toEqual([900_000, 900_000, 900_000]);
  });

  it.each([
    [undefined, 1_000],
    [500, 1_000],
    [60_000, 60_000],
    [86_400_000, 900_000],
  ])('leaves the other side alone as long as it asks, %s ms, but no longer than the longest pause', (retryAfterMs, pauseMs) => {
    expect(afterTry(sending(), { kind: 'failed', reason: 'the endpoint answers 429', retryAfterMs }, now, patience)).toMatchObject({ kind: 'again', pauseMs });
  });

  it('gives an event up after so long, and says what was tried last', () => {
    expect(afterTry(sending(), failed, later(patience.giveUpAfterMs - 1), patience).kind).toBe('again');
    expect(afterTry(sending(), failed, later(patience.giveUpAfterMs), patience)).toEqual({
      kind: 'givenUp',
      lane: emptyLane('wms'),
      reason: 'WEBHOOK_UNDELIVERED: 1 tries since 2026-11-20T10:00:00.000Z, the last one: the endpoint answers 503',
    });
  });

  it('gives an event up at once that is refused for good', () => {
    expect(afterTry(sending(), { kind: 'refused', reason: '410' }, now, patience)).toEqual({ kind: 'givenUp', lane: emptyLane('wms'), reason: 'WEBHOOK_REFUSED: 410' });
  });

  it('waits no longer than the longest pause, however often it was tried', () => {
    fc.assert(
      fc.property(fc.nat({ max: 1_000_000 }), (tries) => {
        const next = afterTry({ ...sending(), sending: { ...sending().sending, failed: tries } }, failed, now, patience);
        expect(next.kind === 'again' && next.pauseMs >= 1_000 && next.pauseMs <= 900_000).toBe(true);
      }),
    );
  });
});
