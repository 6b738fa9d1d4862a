import { VariantsCompared } from '@huiliu/contracts';
import { done, ignored, notYet, refused, type Outcome } from '@huiliu/messaging';
import { compareVariant, mayChooseVariant, type ComparedVariant } from '../domain/compare-variants';
import { invariant } from '../domain/invariant';
import type { CaseRef } from '../domain/refund';
import { refuse } from './refuse';
import { caseRefDiffers } from './refund-units';
import { subjectOfCase, type RefundWork } from './work';

export interface VariantQuote {
  readonly number: number;
  readonly variants: readonly Pick<ComparedVariant, 'sku' | 'unitPriceMinor'>[];
}

/** The shop has quoted what it can send in place of what is out of stock: the customer is told what each would come to. Refusals: CASE_REF_DIFFERS, SKU_TWICE, those of `decideRequest`. */
export function compareVariants(work: RefundWork, ref: CaseRef, { number, variants }: VariantQuote): Outcome {
  const refund = work.refunds.get(ref.caseId);
  if (!refund) return notYet('the approval of the case has not arrived from review');
  if (refund.ref.orderId !== ref.orderId) return caseRefDiffers(refund, ref);
  if (new Set(variants.map(({ sku }) => sku)).size < variants.length) return refused({ code: 'SKU_TWICE', kind: 'UNPROCESSABLE', message: 'A variant is quoted twice: name each SKU once, with one price.' });
  if (!mayChooseVariant(refund)) return ignored('no other variant can be sent any more');
  const [allocation, balance] = [work.allocations.get(ref.orderId), work.balances.get(ref.orderId)];
  invariant(allocation !== undefined && balance !== undefined, `case ${ref.caseNumber} was approved for order ${ref.orderId}, which is not there`);
  const compared: ComparedVariant[] = [];
  for (const variant of variants) {
    const next = compareVariant(refund, variant, allocation, balance);
    if (!next.ok) return refuse(next.error);
    compared.push(next.value);
  }
  const money = (amountMinor: bigint) => (amountMinor > 0n ? { amountMinor: amountMinor.toString(), currency: allocation.currency } : undefined);
  const told = compared.map(({ sku, unitPriceMinor, backMinor, onTopMinor }) => ({ sku, unitPriceMinor: unitPriceMinor.toString(), paidBack: money(backMinor), paidOnTop: money(onTopMinor) }));
  work.say(VariantsCompared, subjectOfCase(ref.caseId), { ref: refund.ref, number, variants: told });
  return done();
}
