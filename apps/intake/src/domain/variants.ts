import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { CaseLine, IntakeCase, Money } from './intake-case';

/** What may be sent in place of what is out of stock, and what it costs the customer: for all units, if all that were approved come back. */
export interface OfferedVariant {
  readonly sku: string;
  /** As the shop has quoted it. */
  readonly unitPrice: Money;
  /** Undefined: nothing is. */
  readonly paidBack?: Money | undefined;
  readonly paidOnTop?: Money | undefined;
}

/** What refund has said that other variants come to. */
export interface Variants {
  /** Of the choice that they were quoted for. */
  readonly number: number;
  readonly offered: readonly OfferedVariant[];
}

/** So often a case may go on to another variant; then it is waited for, or paid. */
export const variantsAtMost = 3;

/** SKU that is to be sent, as far as is known. */
export const skuWanted = ({ sku, wantedSku }: Pick<CaseLine, 'sku' | 'wantedSku'>): string => wantedSku ?? sku;

/** Of an exchange of one line, so that there is one difference, that is out of stock for the first shipment: what is sent a second time was settled before. */
export function missingLine(it: Pick<IntakeCase, 'type' | 'lines' | 'replacement' | 'variantsChosen'>): CaseLine | undefined {
  const [line, ...others] = it.lines;
  const stock = it.replacement?.stock;
  return it.type === 'exchange' && others.length === 0 && stock?.state === 'out_of_stock' && stock.attempt === 1 && (it.variantsChosen ?? 0) < variantsAtMost ? line : undefined;
}

/** Among which the customer may choose now; empty where none was quoted. */
export function variantsOffered(it: Pick<IntakeCase, 'type' | 'lines' | 'replacement' | 'variants' | 'variantsChosen'>, number: number): readonly OfferedVariant[] {
  const line = missingLine(it);
  return line && it.variants?.number === number ? it.variants.offered.filter(({ sku }) => sku !== skuWanted(line)) : [];
}

/** What is quoted first for a choice holds, and only what is quoted for the newest counts. */
export const withVariants = (before: IntakeCase, { number, offered }: Variants): IntakeCase => (before.variants && before.variants.number >= number ? before : { ...before, variants: { number, offered } });

/** What is wanted from now on. Errors: VARIANT_NOT_OFFERED, SKU_NOT_ASKED. */
export function withVariant(it: IntakeCase, number: number, option: string, sku: string | undefined): Result<IntakeCase, DomainError> {
  if (option !== 'other_variant') return sku === undefined ? ok(it) : domainError('SKU_NOT_ASKED', 'a SKU belongs to other_variant alone: leave it out, or choose other_variant');
  const offered = variantsOffered(it, number);
  const variant = offered.find((each) => each.sku === sku);
  if (!variant) return domainError('VARIANT_NOT_OFFERED', `choose one of the variants that case ${it.caseNumber} offers: ${offered.map((each) => each.sku).join(', ')}`);
  const lines = it.lines.map((line): CaseLine => ({ ...line, wantedSku: variant.sku, wantedUnitPriceMinor: variant.unitPrice.amountMinor }));
  return ok({ ...it, lines, variantsChosen: (it.variantsChosen ?? 0) + 1 });
}
