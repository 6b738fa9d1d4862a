import type { Database } from '../store/database';
import type { BranchName } from './branches';

/** How a case is named by whoever has to do with it. */
export type CaseRef =
  | { readonly kind: 'case' | 'number' | 'request'; readonly ref: string }
  /** By a leg of its refund, which is all that the payment provider sees. */
  | { readonly kind: 'leg'; readonly ref: string };

/** `intended` until Huiliu has answered; `taken`: done; `refused`: it could not be done, for the reason of the code. */
export type IntentionStatus = 'intended' | 'taken' | 'refused';

export interface Intention {
  readonly of: CaseRef;
  readonly branch: BranchName;
  readonly status: IntentionStatus;
  readonly code?: string | undefined;
}

export const ofCase = (ref: string): CaseRef => ({ kind: 'case', ref });
export const ofNumber = (ref: string): CaseRef => ({ kind: 'number', ref });
export const ofRequest = (ref: string): CaseRef => ({ kind: 'request', ref });
export const ofLeg = (ref: string): CaseRef => ({ kind: 'leg', ref });

/**
 * Writes down what somebody of the outside world is going to do with a case, or has done: a branch counts once a case, however often it is taken, and what was done stays done. What the systems on the bus do
 * stands with their answers (`Answer.branches`).
 */
export async function noteIntentions(database: Database, intentions: readonly Intention[]): Promise<void> {
  // One statement can't meet a row twice; of several words about one thing the last one counts.
  const list = [...new Map(intentions.map((each) => [`${each.of.kind} ${each.of.ref} ${each.branch}`, each])).values()];
  if (list.length === 0) return;
  await database.query(
    `INSERT INTO intention (kind, ref, branch, status, code) SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[])
     ON CONFLICT (ref, kind, branch) DO UPDATE SET status = excluded.status, code = excluded.code WHERE intention.status <> 'taken' AND excluded.status <> 'intended'`,
    [list.map(({ of }) => of.kind), list.map(({ of }) => of.ref), list.map(({ branch }) => branch), list.map(({ status }) => status), list.map(({ code }) => code ?? null)],
  );
}

/** The answer has come to all that was intended with a case under this name. */
export async function settleIntentions(database: Database, of: CaseRef, status: 'taken' | 'refused', code?: string): Promise<void> {
  await database.query("UPDATE intention SET status = $3, code = $4 WHERE kind = $1 AND ref = $2 AND status = 'intended'", [of.kind, of.ref, status, code ?? null]);
}
