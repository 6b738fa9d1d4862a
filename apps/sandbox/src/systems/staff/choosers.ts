import type { ChoiceKindWord } from '@huiliu/contracts';
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
}

const pollMs = 300;
const atOnce = 8;
const batch = 200;

/** Customers who have to choose: they wait, want their money, or let the time pass. Each wish is written down before it is made, and made under one key until the answer is clear. */
export class Choosers {
  constructor(private readonly options: ChoosersOptions) {}

  /** The shop has told the customer. */
  async add(offers: readonly Offer[]): Promise<void> {
    const { database } = this.options;
    for (const offer of offers) {
      const { caseNumber, number } = offer;
      const wish = this.wishOf(offer);
      await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: branchOf(wish, offer.kind), status: wish === 'says_nothing' ? 'taken' : 'intended' }]);
      await database.query('INSERT INTO customer_choice (case_number, number, wish, status) VALUES ($1, $2, $3, $4) ON CONFLICT DO NOTHING', [caseNumber, number, wish, wish === 'says_nothing' ? 'silent' : 'pending']);
    }
  }

  async run(signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        const pending = await this.options.database.query<Chosen>("SELECT case_number, number, wish FROM customer_choice WHERE status = 'pending' ORDER BY case_number, number LIMIT $1", [batch]);
        await eachOf(pending, atOnce, (chosen) => this.choose(chosen, signal));
      } catch (error) {
        this.options.onError(error);
      }
      await pause(pollMs, signal);
    }
  }

  private wishOf({ caseNumber, number, kind }: Offer): Wish {
    const { seed, mix = everyday, maySayNothing } = this.options;
    if (kind === 'rejected_units') {
      const wish = randomOf(seed, 'rejected', caseNumber, number).weighted(mix.rejected);
      // A dispute that was turned down can't be made again.
      if (wish === 'dispute' && number > 1) return 'goods_back';
      return wish === 'says_nothing' && !maySayNothing ? 'deduction' : wish;
    }
    const wish = randomOf(seed, 'choice', caseNumber, number).weighted(mix.choice);
    return wish === 'says_nothing' && !maySayNothing ? 'refund' : wish;
  }

  private async choose({ case_number: caseNumber, number, wish }: Chosen, signal: AbortSignal): Promise<void> {
    const path = `/api/v1/cases/${encodeURIComponent(caseNumber)}/choice`;
    const answer = await callForCommand(this.options, { operation: 'intake.ChooseResolution', path, idempotencyKey: `sandbox-choice-${caseNumber}-${number}`, body: { option: wish } }, signal);
    const done = answer.status >= 200 && answer.status < 300;
    if (!done && !([400, 404, 409, 422].includes(answer.status) && answer.code !== '' && !/IDEMPOTENCY|IN_PROGRESS|BLOCKED/.test(answer.code))) return;
    const { database } = this.options;
    await noteIntentions(database, [{ of: ofNumber(caseNumber), branch: branchOf(wish), status: done ? 'taken' : 'refused', code: done ? undefined : answer.code }]);
    await database.query('UPDATE customer_choice SET status = $3, code = $4 WHERE case_number = $1 AND number = $2', [caseNumber, number, done ? 'done' : 'refused', done ? null : answer.code]);
  }
}

interface Chosen {
  readonly case_number: string;
  readonly number: number;
  readonly wish: Wish;
}

type Wish = BranchOf<'choice'> | BranchOf<'rejected'>;

/** Only who says nothing says it of either. */
const branchOf = (wish: Wish, kind: ChoiceKindWord = wish === 'wait' || wish === 'refund' ? 'out_of_stock' : 'rejected_units'): BranchName =>
  kind === 'out_of_stock' ? named('choice', wish as BranchOf<'choice'>) : named('rejected', wish as BranchOf<'rejected'>);
