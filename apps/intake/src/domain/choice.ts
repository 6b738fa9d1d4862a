import { domainError, err, ok, type DomainError, type Result } from '@huiliu/kernel';
import { upheldDisputes } from './exceptions';
import type { IntakeCase } from './intake-case';
import { rejectionOpen } from './rejection';
import { variantsOffered, withVariant } from './variants';

/** Something that only the customer can decide. Intake asks, records the answer, and lets the default come when nobody answers. */
export interface Choice {
  /** Which choice of the case it is, from 1. */
  readonly number: number;
  readonly kind: ChoiceKind;
  /** ISO, intake's own clock. */
  readonly dueAt: string;
  readonly answer: ChoiceAnswer | undefined;
}

export type ChoiceKind = 'out_of_stock' | 'rejected_units';
export type ChoiceOption = 'wait' | 'refund' | 'other_variant' | 'deduction' | 'goods_back' | 'dispute';

export interface ChoiceAnswer {
  readonly option: ChoiceOption;
  /** Of another variant: which. */
  readonly sku?: string | undefined;
  /** `customer`, the staff id of who chose for them, or `deadline`. */
  readonly by: string;
  readonly at: string;
}

/** What may be chosen, and what happens otherwise. */
export const choiceTerms: Readonly<Record<ChoiceKind, { readonly options: readonly ChoiceOption[]; readonly byDefault: ChoiceOption; readonly days: number }>> = {
  out_of_stock: { options: ['wait', 'other_variant', 'refund'], byDefault: 'refund', days: 7 },
  rejected_units: { options: ['deduction', 'goods_back', 'dispute'], byDefault: 'deduction', days: 7 },
};

/** Disputed once, it can't be again. Another variant may be had where the shop has quoted one. */
export const optionsOf = (it: IntakeCase, { kind, number }: Pick<Choice, 'kind' | 'number'>): readonly ChoiceOption[] =>
  choiceTerms[kind].options.filter((option) => (option !== 'dispute' || number === 1) && (option !== 'other_variant' || variantsOffered(it, number).length > 0));

const dayMs = 86_400_000;

export const offer = (kind: ChoiceKind, number: number, now: Date): Choice => ({ number, kind, dueAt: new Date(now.getTime() + choiceTerms[kind].days * dayMs).toISOString(), answer: undefined });

/** What the customer has to be asked, and has not been: one answer for all that is out of stock, or was rejected. */
export function choiceDue({ choice, replacement, closing, ...it }: IntakeCase): { readonly kind: ChoiceKind; readonly number: number } | undefined {
  const asked = choice?.number ?? 0;
  const stock = replacement?.stock;
  if (closing) return undefined;
  if (stock?.state === 'out_of_stock' && stock.choices > asked) return { kind: 'out_of_stock', number: stock.choices };
  // Once refund has said what a deduction comes to.
  const number = upheldDisputes(it) + 1;
  return it.inspected && rejectionOpen(it) && it.rejection?.quote && number > asked ? { kind: 'rejected_units', number } : undefined;
}

/** The choice that the customer still has; undefined when there is none, or something has happened that leaves nothing to choose. */
export function choicePending({ choice, replacement, calledOff, closing, ...it }: IntakeCase): Choice | undefined {
  if (!choice || choice.answer || closing || calledOff || replacement?.calledOff) return undefined;
  if (choice.kind === 'rejected_units') return rejectionOpen(it) ? choice : undefined;
  return replacement?.stock?.state === 'out_of_stock' && replacement.stock.choices === choice.number ? choice : undefined;
}

export const optionNotOffered: DomainError = { code: 'OPTION_NOT_OFFERED', message: 'choose one of the options that the case offers' };

/** The same case when the same was chosen before. Errors: NOTHING_TO_CHOOSE, CHOICE_ANSWERED, OPTION_NOT_OFFERED, and those of `withVariant`. */
export function choose(it: IntakeCase, answer: ChoiceAnswer): Result<IntakeCase, DomainError> {
  const { choice } = it;
  const pending = choicePending(it);
  if (choice?.answer && !pending) {
    if (choice.answer.option === answer.option && choice.answer.sku === answer.sku) return ok(it);
    return domainError('CHOICE_ANSWERED', `case ${it.caseNumber}: ${choice.answer.option} was chosen before; what comes of it is seen in the case`);
  }
  if (!choice || !pending) return domainError('NOTHING_TO_CHOOSE', `case ${it.caseNumber} has nothing to choose at the moment: look at its status`);
  if (!optionsOf(it, choice).includes(answer.option)) return err(optionNotOffered);
  const chosen = withVariant(it, choice.number, answer.option, answer.sku);
  return chosen.ok ? ok({ ...chosen.value, choice: { ...choice, answer } }) : chosen;
}
