import fc from 'fast-check';
import { askToStop, beginRecall, fallSilent, recallParcel, stopped, writeOffRecall, type OutboundRecall } from './outbound-recall';
import { recallPolicy } from './recall-policy';
import { idleScansKept, type ScanReport } from './track-parcel';
import { trackRecall } from './track-recall';

const now = new Date('2026-11-10T00:00:00Z');
const ref = { caseId: 'c1', caseNumber: 'HL-1', orderId: 'o1' };
const begun = beginRecall(ref, 'on_the_way', [{ caseLineId: 'l1', orderLineId: 'ol1', sku: 'MUG', quantity: 1, reason: 'other' }]);
const recalled = valueOf(recallParcel(begun, { trackingNumber: 'W1', carrierCode: 'ground' }, now, recallPolicy));

function valueOf<T>(result: { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: { readonly code: string } }): T {
  if (!result.ok) throw new Error(result.error.code);
  return result.value;
}

const scan = (status: ScanReport['status'], number: number): ScanReport => ({ trackingNumber: 'W1', scanId: `s${number}`, status, occurredAt: new Date(Date.UTC(2026, 10, 2, number)).toISOString() });

/** In the order of their arrival. */
function track(scans: readonly ScanReport[]): { readonly recall: OutboundRecall; readonly moves: readonly (string | undefined)[] } {
  const moves: (string | undefined)[] = [];
  const recall = scans.reduce((state, report) => {
    const tracked = valueOf(trackRecall(state, report, now, recallPolicy));
    moves.push(tracked?.movedTo);
    return tracked?.recall ?? state;
  }, recalled);
  return { recall, moves: moves.filter((move) => move !== undefined) };
}

describe('tracking an outbound parcel that is to come back', () => {
  it('follows it from the interception to the dock; what it did on its way to the customer moves nothing', () => {
    expect(track([scan('in_transit', 1), scan('intercepted', 2), scan('returning', 3), scan('delivered', 4)]).moves).toEqual(['coming_back', 'delivered']);
  });

  it('takes a refusal at the door as the same', () => {
    expect(track([scan('refused', 1), scan('delivered', 2)]).moves).toEqual(['coming_back', 'delivered']);
  });

  it('ends where the customer has signed, intercepted or not, with the reason', () => {
    for (const scans of [[scan('signed', 3)], [scan('intercepted', 1), scan('signed', 3)], [scan('lost', 1), scan('signed', 3)]]) {
      expect(track(scans).recall).toMatchObject({ status: 'not_possible', end: { reason: 'not_possible', reasonCode: 'SIGNED_BY_CUSTOMER' }, reportBy: undefined, writeOffAt: undefined });
    }
  });

  it('runs the clock that can still end it', () => {
    expect(recalled.reportBy).toBe('2026-11-17T00:00:00.000Z');
    expect(track([scan('intercepted', 1)]).recall).toMatchObject({ reportBy: '2026-11-17T00:00:00.000Z', writeOffAt: undefined });
    expect(track([scan('lost', 1)]).recall).toMatchObject({ reportBy: undefined, writeOffAt: '2026-11-20T00:00:00.000Z' });
    expect(track([scan('delivered', 1)]).recall).toMatchObject({ reportBy: undefined, writeOffAt: undefined });
  });

  it('counts one of which nothing is heard as lost, which may turn up, and then writes it off with a claim from our own clock', () => {
    const lost = fallSilent(recalled, now, recallPolicy) ?? recalled;
    expect(lost).toMatchObject({ status: 'lost', writeOffAt: '2026-11-20T00:00:00.000Z' });
    expect(valueOf(trackRecall(lost, scan('delivered', 1), now, recallPolicy))?.movedTo).toBe('delivered');
    expect(writeOffRecall(lost, now)).toMatchObject({ claim: { claimId: 'CLM-HL1', lostAt: now.toISOString() }, recall: { status: 'written_off', writeOffAt: undefined } });
    expect(fallSilent(lost, now, recallPolicy)).toBeUndefined();
    expect(writeOffRecall(recalled, now)).toBeUndefined();
  });

  it('leads to the same state in whatever order scans arrive, unless the parcel is said to be both with the customer and with us', () => {
    const words = fc.array(fc.constantFrom<ScanReport['status']>('picked_up', 'in_transit', 'intercepted', 'refused', 'returning', 'lost'), { maxLength: 5 });
    fc.assert(
      fc.property(words, fc.constantFrom<ScanReport['status'] | undefined>('delivered', 'signed', undefined), fc.integer(), (some, last, turn) => {
        const scans = [...some, ...(last ? [last] : [])].map((status, index) => scan(status, index + 1));
        const turned = scans.map((_, index) => scans[(((index * 7 + turn) % scans.length) + scans.length) % scans.length] as ScanReport);
        const shuffled = new Set(turned).size === scans.length ? turned : scans.toReversed();
        expect(track(shuffled).recall.status).toBe(track(scans).recall.status);
        expect(track(shuffled).recall.scans.map(({ scanId }) => scanId)).toEqual(track(scans).recall.scans.map(({ scanId }) => scanId));
      }),
    );
  });

  it('takes the same scan once, another under its id never, and a flood of idle ones only so far', () => {
    const { recall } = track([scan('intercepted', 1)]);
    expect(trackRecall(recall, scan('intercepted', 1), now, recallPolicy)).toEqual({ ok: true, value: undefined });
    expect(trackRecall(recall, scan('lost', 1), now, recallPolicy)).toMatchObject({ ok: false, error: { code: 'SCAN_CONTRADICTS' } });
    expect(trackRecall(recall, { ...scan('lost', 2), trackingNumber: 'W2' }, now, recallPolicy)).toMatchObject({ ok: false, error: { code: 'PARCEL_UNKNOWN' } });
    expect(trackRecall(begun, scan('lost', 2), now, recallPolicy)).toMatchObject({ ok: false, error: { code: 'PARCEL_UNKNOWN' } });
    const flooded = { ...recall, scans: Array.from({ length: idleScansKept }, (_, index) => ({ scanId: `x${index}`, status: 'in_transit' as const, occurredAt: '2026-11-01T00:00:00Z', effective: false })) };
    expect(trackRecall(flooded, scan('in_transit', 2), now, recallPolicy)).toMatchObject({ ok: false, error: { code: 'TOO_MANY_SCANS' } });
    expect(valueOf(trackRecall(flooded, scan('delivered', 3), now, recallPolicy))?.movedTo).toBe('delivered');
  });
});

describe('the scans of a recalled parcel', () => {
  it('are kept with whether they moved it, and date its loss', () => {
    const { recall } = track([scan('in_transit', 1), scan('intercepted', 2), scan('lost', 3), scan('lost', 4)]);
    expect(recall.scans.map(({ scanId, effective }) => [scanId, effective])).toEqual([['s1', false], ['s2', true], ['s3', true], ['s4', false]]);
    expect(writeOffRecall(recall, now)?.claim.lostAt).toBe(scan('lost', 3).occurredAt);
  });

  it('that move it take no room from those that do not', () => {
    const idle = Array.from({ length: idleScansKept - 1 }, (_, index) => ({ ...scan('in_transit', 1), scanId: `i${index}`, effective: false }));
    const full = { ...track([scan('intercepted', 2)]).recall, scans: [...idle, { ...scan('intercepted', 2), effective: true }] };
    expect(trackRecall(full, scan('in_transit', 3), now, recallPolicy)).toMatchObject({ ok: true });
  });

  it('are none of goods that never left, nor is anything else waited for', () => {
    expect(beginRecall(ref, 'refused', [])).toMatchObject({ scans: [], stopAttempts: 0, answerBy: undefined });
    expect(valueOf(stopped(valueOf(askToStop(begun, now, recallPolicy))))).toMatchObject({ status: 'stopped', answerBy: undefined });
    expect(askToStop(recalled, now, recallPolicy)).toMatchObject({ ok: false, error: { code: 'ILLEGAL_MOVE' } });
  });
});
