import { aCase, anAppliedLine, caseIds, said } from '../../test/builders';
import { choiceDue, choicePending, choose, offer, optionsOf, type ChoiceAnswer } from './choice';
import { customerStatusOf } from './customer-status';
import type { Fact } from './facts';
import type { IntakeCase } from './intake-case';
import { recordFact } from './record-fact';
import { variantsAtMost, variantsOffered } from './variants';
import { waitingFor } from './waiting-for';

const now = '2026-11-06T08:00:00.000Z';
const money = (amountMinor: bigint) => ({ amountMinor, currency: 'GBP' });
const out = (number: number, attempt = 1): Fact => ({ kind: 'out_of_stock', attempt, number });
const offered = [
  { sku: 'CUP', unitPrice: money(900n), paidBack: money(200n) },
  { sku: 'JAR', unitPrice: money(1200n), paidOnTop: money(400n) },
  { sku: 'MUG', unitPrice: money(1000n) },
];
const compared = (number: number): Fact => ({ kind: 'variants_compared', number, offered });

const after = (it: IntakeCase, ...facts: readonly Fact[]): IntakeCase =>
  facts.reduce((before, fact) => {
    const recorded = recordFact(before, fact);
    if (!recorded.ok) throw new Error(recorded.error.message);
    return recorded.value;
  }, it);

/** Out of stock, and asked what to do. */
const asked = (it: IntakeCase, number = 1): IntakeCase => ({ ...after(it, out(number)), choice: offer('out_of_stock', number, new Date(now)) });
const exchange = (): IntakeCase => after(aCase({ type: 'exchange' }), said.approved);
const answer = (over: Partial<ChoiceAnswer> = {}): ChoiceAnswer => ({ option: 'other_variant', sku: 'CUP', by: 'customer', at: now, ...over });

function chosen(it: IntakeCase, over: Partial<ChoiceAnswer> = {}): IntakeCase {
  const made = choose(it, answer(over));
  if (!made.ok) throw new Error(made.error.code);
  return made.value;
}

describe('another variant in place of what is out of stock', () => {
  it('is offered where the shop has quoted one for this choice, whichever is heard first, but not the one that is missing', () => {
    const it1 = after(asked(exchange()), compared(1));
    const early = asked(after(exchange(), compared(1)));
    for (const it of [it1, early]) {
      expect(optionsOf(it, it.choice as never)).toEqual(['wait', 'other_variant', 'refund']);
      expect(variantsOffered(it, 1).map(({ sku }) => sku)).toEqual(['CUP', 'JAR']);
    }
    expect(optionsOf(asked(exchange()), { kind: 'out_of_stock', number: 1 })).toEqual(['wait', 'refund']);
    expect(customerStatusOf(it1)).toMatchObject({ code: 'choice_needed', who: { zh: '您' }, by: '2026-11-13T08:00:00.000Z', otherwise: { zh: expect.stringContaining('换其他款') as string } });
    expect(waitingFor(it1)).toBe('customer: chooses to wait or another variant or to be paid back by 2026-11-13T08:00:00.000Z; then they are paid back');
  });

  it('is quoted once for a choice: a second quote, or one for a choice before, changes nothing', () => {
    const it = after(asked(exchange()), compared(1));
    const dearer: Fact = { kind: 'variants_compared', number: 1, offered: [{ sku: 'CUP', unitPrice: money(9_000n) }] };
    expect(recordFact(it, dearer)).toEqual({ ok: true, value: it });
    const again = asked(after(it, compared(2)), 2);
    expect(recordFact(again, compared(1))).toEqual({ ok: true, value: again });
    // What was quoted for the choice before is not offered in this one.
    expect(variantsOffered(asked(it, 2), 2)).toEqual([]);
  });

  it.each<[string, IntakeCase]>([
    ['that is sent again', after(aCase({ type: 'resend' }), said.approved)],
    ['of two lines', after(aCase({ type: 'exchange', lines: [anAppliedLine(), anAppliedLine({ orderLineId: 'ol2', sku: 'BOWL' })] }), said.approved)],
  ])('is not offered in a case %s', (_what, it) => {
    expect(variantsOffered(after(asked(it), compared(1)), 1)).toEqual([]);
  });

  it('is not offered for what is sent a second time: that was settled', () => {
    expect(variantsOffered(after(exchange(), out(1, 2), compared(1)), 1)).toEqual([]);
  });

  it('once chosen is what is wanted, at the price that was quoted; the same again is the same, and anything else comes too late', () => {
    const it = chosen(after(asked(exchange()), compared(1)));
    expect(it).toMatchObject({ lines: [{ caseLineId: `${caseIds.a}-1`, sku: 'MUG', wantedSku: 'CUP', wantedUnitPriceMinor: 900n }], variantsChosen: 1, choice: { answer: { option: 'other_variant', sku: 'CUP' } } });
    expect([choicePending(it), waitingFor(it)]).toEqual([undefined, expect.not.stringMatching(/^customer: chooses/)]);
    expect(choose(it, answer({ by: 'staff-1' }))).toEqual({ ok: true, value: it });
    for (const late of [answer({ sku: 'JAR' }), answer({ option: 'wait', sku: undefined }), answer({ option: 'refund', sku: undefined, by: 'deadline' })]) expect(choose(it, late)).toMatchObject({ error: { code: 'CHOICE_ANSWERED' } });
  });

  it.each<[string, Partial<ChoiceAnswer>]>([
    ['VARIANT_NOT_OFFERED', { sku: 'BOWL' }],
    ['VARIANT_NOT_OFFERED', { sku: undefined }],
    ['VARIANT_NOT_OFFERED', { sku: 'MUG' }],
    ['SKU_NOT_ASKED', { option: 'wait' }],
    ['OPTION_NOT_OFFERED', { option: 'dispute', sku: undefined }],
  ])('is refused with %s: %j', (code, over) => {
    expect(choose(after(asked(exchange()), compared(1)), answer(over))).toMatchObject({ ok: false, error: { code } });
  });

  it('is not to be had where none was quoted, or something has been set aside meanwhile', () => {
    expect(choose(asked(exchange()), answer())).toMatchObject({ error: { code: 'OPTION_NOT_OFFERED' } });
    expect(choose(after(asked(exchange()), compared(1), { kind: 'units_reserved', attempt: 1 }), answer())).toMatchObject({ error: { code: 'NOTHING_TO_CHOOSE' } });
  });

  it('may be out of stock too: the customer is asked again, and after so many variants waits or is paid back', () => {
    let it = exchange();
    for (let number = 1; number <= variantsAtMost; number++) {
      it = after(it, out(number));
      expect(choiceDue(it)).toEqual({ kind: 'out_of_stock', number });
      it = chosen(after(asked(it, number), compared(number)), { sku: number % 2 === 1 ? 'CUP' : 'JAR' });
    }
    it = after(asked(it, variantsAtMost + 1), compared(variantsAtMost + 1));
    expect([it.variantsChosen, optionsOf(it, it.choice as never)]).toEqual([variantsAtMost, ['wait', 'refund']]);
  });
});
