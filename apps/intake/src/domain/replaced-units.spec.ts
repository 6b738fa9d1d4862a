import fc from 'fast-check';
import { aLine, anOrder } from '../../test/builders';
import { freeUnits, holdUnits, keepUnits, releaseUnits, replacedAt, type OrderUnits } from './units';

/** One unit that has taken the place of another: when the customer got it, and the case that holds it. */
interface Sent {
  readonly deliveredAt: string;
  readonly heldBy: string | undefined;
}

const quantity = 6;
const line = aLine({ quantity });
const order = anOrder({ lines: [line] });
const day = (number: number): string => `2026-11-0${number}T08:00:00Z`;
const only = (units: number) => new Map(units > 0 ? [[line.orderLineId, units]] : []);

const sentIn = (units: OrderUnits): Sent[] => (units[line.orderLineId]?.replaced ?? []).flatMap(({ units: count, deliveredAt, heldBy }) => Array.from({ length: count }, () => ({ deliveredAt, heldBy })));
const sorted = (sent: readonly Sent[]): string[] => sent.map(({ deliveredAt, heldBy = '' }) => `${deliveredAt} ${heldBy}`).sort();
/** The first so many of those that are meant are changed; whoever asks for some means what they got last. */
const change = (sent: readonly Sent[], count: number, meant: (one: Sent) => boolean, to: (one: Sent) => Sent | undefined): Sent[] => {
  const places = [...sent.keys()].filter((at) => meant(sent[at]!)).sort((a, b) => Date.parse(sent[b]!.deliveredAt) - Date.parse(sent[a]!.deliveredAt)).slice(0, count);
  return sent.flatMap((one, at) => (places.includes(at) ? (to(one) ?? []) : [one]));
};
const held = (units: OrderUnits, caseId: string): number => units[line.orderLineId]?.held[caseId] ?? 0;

describe('units that have taken the place of others', () => {
  it('are held, kept, given back and replaced again as if each were told apart', () => {
    const caseId = fc.constantFrom('a', 'b');
    const act = fc.oneof(
      fc.record({ kind: fc.constant('hold' as const), caseId, count: fc.integer({ min: 1, max: quantity }) }),
      fc.record({ kind: fc.constant('keep' as const), caseId, count: fc.integer({ min: 0, max: quantity }) }),
      fc.record({ kind: fc.constant('release' as const), caseId, count: fc.nat(2), sent: fc.option(fc.record({ count: fc.nat(quantity), at: fc.integer({ min: 1, max: 5 }) }), { nil: undefined }) }),
    );
    fc.assert(
      fc.property(fc.array(act, { maxLength: 12 }), (acts) => {
        let units: OrderUnits = {};
        let sent: Sent[] = [];
        for (const one of acts) {
          const mine = held(units, one.caseId);
          const isMine = ({ heldBy }: Sent): boolean => heldBy === one.caseId;
          const free = (each: Sent): Sent => (isMine(each) ? { ...each, heldBy: undefined } : each);
          const take = (from: readonly Sent[], count: number): Sent[] => change(from, count, ({ heldBy }) => heldBy === undefined, (each) => ({ ...each, heldBy: one.caseId }));
          const before = units;
          if (one.kind === 'hold' && one.count <= freeUnits(line, units)) {
            units = holdUnits(order, units, one.caseId, only(one.count));
            sent = take(sent, one.count);
            expect(held(units, one.caseId)).toBe(mine + one.count);
          } else if (one.kind === 'keep' && one.count <= mine) {
            units = keepUnits(units, one.caseId, only(one.count));
            if (one.count < mine) sent = take(sent.map(free), one.count);
            else expect(units).toBe(before);
            expect(held(units, one.caseId)).toBe(one.count);
          } else if (one.kind === 'release' && one.count <= mine) {
            units = releaseUnits(units, one.caseId, only(one.count), one.sent && { units: only(one.sent.count), deliveredAt: day(one.sent.at) });
            const renewed = Math.min(mine - one.count, one.sent?.count ?? 0);
            const left = change(sent, one.count + renewed, isMine, () => undefined).map(free);
            sent = [...left, ...Array.from({ length: renewed }, () => ({ deliveredAt: day(one.sent?.at ?? 1), heldBy: undefined }))];
            expect(held(units, one.caseId)).toBe(0);
          }
          expect(sorted(sentIn(units))).toEqual(sorted(sent));
          const mineNow = sent.filter(isMine).map(({ deliveredAt }) => deliveredAt).sort();
          expect(replacedAt(units, one.caseId, [line.orderLineId])).toBe(mineNow.length > 0 && mineNow.length >= held(units, one.caseId) ? mineNow[0] : undefined);
          const entries = units[line.orderLineId]?.replaced ?? [];
          expect(new Set(entries.map(({ deliveredAt, heldBy = '' }) => `${deliveredAt} ${heldBy}`)).size).toBe(entries.length);
        }
      }),
    );
  });

  it('of other lines stay as they are', () => {
    const elsewhere = { held: { z: 1 }, spent: 1, replaced: [{ units: 1, deliveredAt: day(1), heldBy: 'z' }] };
    const units = holdUnits(order, { other: elsewhere }, 'a', only(1));
    expect([units['other'], keepUnits(units, 'a', new Map())['other'], releaseUnits(units, 'a', new Map())['other']]).toEqual([elsewhere, elsewhere, elsewhere]);
  });
});
