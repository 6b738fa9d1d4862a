import type { ChoiceKindWord, OfferedVariant } from '@huiliu/contracts';
import { callForCommand, type Door } from '../../history/call';
import { named, type BranchName, type BranchOf } from '../../mix/branches';
import { noteIntentions, ofNumber } from '../../mix/intentions';
import { everyday, type Mix } from '../../mix/mix';
import { randomOf } from '../../random/random';
import type { Database } from '../../store/database';
import { eachOf, pause } from './workers';

/** The token may speak for any customer. */
export interface ChoosersOptions extends Door {
  readonly database: Database;
  readonly seed: string;
  readonly mix?: Mix;
  /** Whether the departments' clock goes on by itself, so that what nobody chooses ends. */
  readonly maySayNothing: boolean;
  onError(error: unknown): void;
}

/** What CRM was told that a customer has to choose. */
export interface Offer {
  readonly caseNumber: string;
  readonly number: number;
  readonly kind: ChoiceKindWord;
  /** Whether the shop quotes other variants for it: then it is told once more, with them. */
  readonly isQuoted: boolean;
  readonly variants: readonly OfferedVariant[];
}

const pollMs = 300;
const atOnce = 8;
const batch = 200;

/** Customers who have to choose: they wait, want something else or their money, or let the time pass. Who wants something else waits until it is quoted. Each wish is written down before it is made, and made under one key until the answer is clear. */
export class Choosers {
  constructor(private readonly options: ChoosersOptions) {}

  /** The shop has told the customer. */
  async add(offers: readonly Offer[]): Promise<void> {
    const { database } = this.options;
    for (const offer of offers) {
      const { caseNumber, number } = offer;
      const wish = this.wishOf(offer);
      const variant = wish === 'other_variant' ? this.variantOf(offer) : undefined;
      const status = wish === 'says_nothing' ? 'silent' : wish === 'other_variant' && !variant ? 'quoting' : 'pending';
      // Nothing is intended yet with what nobody has quoted.
      if (status !== 'quoting') await noteIntentions(database, branchesOf(wish, offer.kind, variant && differenceOf(variant)).map((branch) => ({ of: ofNumber(caseNumber), branch, status: status === 'silent' ? 'taken' : 'intended' })));
      await database.query(
        `INSERT INTO customer_choice (case_number, number, wish, status, sku, difference) VALUES ($1, $2, $3, $4, $5, $6)
         ON CONFLICT (case_number, number) DO UPDATE SET status = excluded.status, sku = excluded.sku, difference = excluded.difference WHERE customer_choice.status = 'quoting' AND excluded.status = 'pending'`,
        [caseNumber, number, wish, status, variant?.sku ?? null, variant ? differenceOf(variant) : null],
      );
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const pending = await this.options.database.query<Chosen>("SELECT case_number, number, wish, sku, difference FROM customer_choice WHERE status = 'pending' ORDER BY case_number, number LIMIT $1", [batch]);
        await eachOf(pending, atOnce, (chosen) => this.choose(chosen, signal));
      } catch (error) {
        this.options.onError(error);
      }
      await pause(pollMs, signal);
    }
  }

  /** Of those that cost what the customer has in mind, if there are any. Undefined: none is quoted yet. */
  private variantOf({ caseNumber, number, variants }: Offer): OfferedVariant | undefined {
    const { seed, mix = everyday } = this.options;
    if (variants.length === 0) return undefined;
    const random = randomOf(seed, 'other-variant', caseNumber, number);
    const wish = random.weighted(mix.other_variant);
    const fitting = variants.filter((variant) => differenceOf(variant) === wish);
    return random.pick(fitting.length > 0 ? fitting : variants);
  }

  private wishOf({ caseNumber, number, kind, isQuoted }: Offer): Wish {
    const { seed, mix = everyday, maySayNothing } = this.options;
    if (kind === 'rejected_units') {
      const wish = randomOf(seed, 'rejected', caseNumber, number).weighted(mix.rejected);
      // A dispute that was turned down can't be made again.
      if (wish === 'dispute' && number > 1) return 'goods_back';
      return wish === 'says_nothing' && !maySayNothing ? 'deduction' : wish;
    }
    const wish = randomOf(seed, 'choice', caseNumber, number).weighted(mix.choice);
    if (wish === 'other_variant' && !isQuoted) return 'wait';
    return wish === 'says_nothing' && !maySayNothing ? 'refund' : wish;
  }

  private async choose({ case_number: caseNumber, number, wish, sku, difference }: Chosen, signal: AbortSignal): Promise<void> {
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/choice`;
    const answer = await callForCommand(this.options, { operation: 'intake.ChooseResolution', path, idempotencyKey: `sandbox-choice-${caseNumber}-${number}`, body: { option: wish, ...(sku !== null && { sku }) } }, signal);
    const done = answer.status >= 200 && answer.status < 300;
    if (!done && !([400, 404, 409, 422].includes(answer.status) && answer.code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code))) return;
    const { database } = this.options;
    await noteIntentions(database, branchesOf(wish, undefined, difference ?? undefined).map((branch) => ({ of: ofNumber(caseNumber), branch, status: done ? 'taken' : 'refused', code: done ? undefined : answer.code })));
    await database.query('UPDATE customer_choice SET status = $3, code = $4 WHERE case_number = $1 AND number = $2', [caseNumber, number, done ? 'done' : 'refused', done ? null : answer.code]);
  }
}

interface Chosen {
  readonly case_number: string;
  readonly number: number;
  readonly wish: Wish;
  /** Of another variant. */
  readonly sku: string | null;
  readonly difference: BranchOf<'other_variant'> | null;
}

type Wish = BranchOf<'choice'> | BranchOf<'rejected'>;

const differenceOf = ({ paidBack, paidOnTop }: OfferedVariant): BranchOf<'other_variant'> => (paidBack ? 'paid_back' : paidOnTop ? 'paid_on_top' : 'no_difference');

/** Only who says nothing says it of either. */
const branchOf = (wish: Wish, kind: ChoiceKindWord = wish === 'wait' || wish === 'refund' || wish === 'other_variant' ? 'out_of_stock' : 'rejected_units'): BranchName =>
  kind === 'out_of_stock' ? named('choice', wish as BranchOf<'choice'>) : named('rejected', wish as BranchOf<'rejected'>);

const branchesOf = (wish: Wish, kind: ChoiceKindWord | undefined, difference: BranchOf<'other_variant'> | undefined): BranchName[] => [branchOf(wish, kind), ...(difference ? [named('other_variant', difference)] : [])];
