import type { Pool } from 'pg';
import { topicsHeardBy } from '@huiliu/contracts';
import { columnOf } from './databases/query';
import type { Findings } from './findings';
import { everyRefund } from './databases/every-refund';
import type { Invariant } from './invariant';
import type { World } from './world';

/** Key of an entry → all that has to agree, as text. */
type Book = ReadonlyMap<string, string>;

/** Books that others keep of the same money: finance by the events it hears, the payment provider by what it was told to pay. */
export const financeBooksAgree: Invariant = {
  name: "finance's books are ours",
  check: async (world, found) => {
    const { refund, sandbox } = world.pools;
    await checkRead(world, found);
    for (const { what, ours, theirs } of books) compareBooks(what, await bookOf(refund, ours), await bookOf(sandbox, theirs), found);
    compareBooks("the provider's payment on top", await bookOf(refund, toppedUp), await bookOf(sandbox, providersRequests), found);
    compareBooks("the provider's hold", await bookOf(refund, heldMoney), await releasedOrDeclined(await bookOf(sandbox, providersHolds), refund), found);
    const twice = await sandbox.query<{ idempotency_key: string; captures: number; releases: number }>('SELECT idempotency_key, captures, releases FROM provider_hold WHERE captures + releases > 1');
    for (const { idempotency_key, captures, releases } of twice.rows) found.add(`the provider's hold ${idempotency_key} was captured ${captures} times and released ${releases} times`);
    compareBooks("the provider's refund", await bookOf(refund, settledLegs), await withoutUnknown(await bookOf(sandbox, providersRefunds), refund), found);
    const faults = await sandbox.query<{ code: string; detail: string }>('SELECT code, detail FROM finance_fault ORDER BY code, detail');
    for (const { code, detail } of faults.rows) found.add(`finance found ${code}: ${detail}`);
    const sums = await sandbox.query<{ payment_id: string; refunded: string; given: string }>(
      `SELECT payment_id, refunded_minor AS refunded, coalesce(sum(amount_minor), 0) AS given
       FROM provider_payment LEFT JOIN (SELECT payment_id, amount_minor FROM provider_refund WHERE status = 'settled') AS refund USING (payment_id)
       GROUP BY payment_id, refunded_minor HAVING refunded_minor <> coalesce(sum(amount_minor), 0)`,
    );
    for (const { payment_id, refunded, given } of sums.rows) found.add(`the provider's book of payment ${payment_id}: ${refunded} refunded in all, but its refunds add up to ${given}`);
  },
};

/** `theirs` in the words of `ours`: rows of [key, text]. */
const books: readonly { readonly what: string; readonly ours: string; readonly theirs: string }[] = [
  {
    what: 'refund',
    ours: `SELECT refund_id, case_id || ': ' || total_minor || ' ' || currency FROM ${everyRefund} WHERE status = 'settled' AND total_minor > 0`,
    theirs: `SELECT refund_id, case_id || ': ' || total_minor || ' ' || currency FROM finance_refund`,
  },
  {
    what: 'leg',
    ours: `SELECT leg->>'legId', refund_id || ' through ' || (leg->>'paymentId') || ': ' || (leg->>'amountMinor') || coalesce(' by hand as ' || (leg->'byHand'->>'bankReference'), '') FROM ${everyRefund}, jsonb_array_elements(legs) AS leg WHERE status = 'settled' AND total_minor > 0`,
    theirs: `SELECT leg_id, refund_id || ' through ' || payment_id || ': ' || amount_minor || CASE WHEN bank_reference <> '' THEN ' by hand as ' || bank_reference ELSE '' END FROM finance_leg`,
  },
  {
    what: 'posting',
    ours: `SELECT entry_id, case_id || ', ' || memo || ', ' || account || ': debit ' || debit_minor || ', credit ' || credit_minor || ' ' || currency FROM ledger_entry`,
    theirs: `SELECT transaction_id || '/' || number, case_id || ', ' || memo || ', ' || account || ': debit ' || debit_minor || ', credit ' || credit_minor || ' ' || currency FROM finance_entry`,
  },
];

/** What was paid by hand is in none of the provider's books. */
const settledLegs = `SELECT leg->>'legId', (leg->>'paymentId') || ': ' || (leg->>'amountMinor') || ' ' || currency || ', ' || (leg->>'providerReference') FROM ${everyRefund}, jsonb_array_elements(legs) AS leg
  WHERE leg->>'status' = 'settled' AND leg->>'byHand' IS NULL`;

const providersRefunds = `SELECT idempotency_key, payment_id || ': ' || amount_minor || ' ' || currency || ', ' || provider_reference FROM provider_refund WHERE status = 'settled'`;

/** What customers were asked for, and whether they have paid: the provider may know of more that is not paid, as where a refund was restored. */
const toppedUp = `SELECT top_up->>'topUpId', (top_up->>'amountMinor') || ' ' || (top_up->>'currency') || ', ' || coalesce(top_up->'payment'->>'paymentId', 'not paid') FROM refund WHERE top_up->>'status' IN ('paid', 'closed')`;

const providersRequests = `SELECT idempotency_key, amount_minor || ' ' || currency || ', ' || coalesce(payment_id, 'not paid') FROM provider_request WHERE status <> 'open'`;

/** What the provider was to hold, and what became of that: while it is asked, it may know more. */
const heldMoney = `SELECT hold->>'holdId', (hold->'money'->>'amountMinor') || ' ' || (hold->'money'->>'currency') || ', ' || (hold->>'status') || coalesce(' ' || (hold->'captured'->>'amountMinor') || ' as ' || (hold->'captured'->>'paymentId'), '') FROM refund
  WHERE jsonb_typeof(hold->'money') = 'object' AND hold->>'status' NOT IN ('asked', 'releasing', 'capturing')`;

const providersHolds = `SELECT idempotency_key, amount_minor || ' ' || currency || ', ' || status || coalesce(' ' || captured_minor || ' as ' || capture_id, '') FROM provider_hold`;

/** A hold that was given up before its answer came is released to us once the provider says that it has none, whether it had one for a while or has declined it. */
async function releasedOrDeclined(theirs: Book, refund: Pool): Promise<Book> {
  const neverHeld = new Set(await columnOf(refund, `SELECT hold->>'holdId' FROM refund WHERE hold->>'status' = 'released' AND hold->>'captureAt' IS NULL`));
  return new Map([...theirs].map(([holdId, text]) => [holdId, neverHeld.has(holdId) ? text.replace(/, declined$/, ', released') : text]));
}

/** Of a leg whose answer never came we say that we don't know; that is no contradiction. */
async function withoutUnknown(theirs: Book, refund: Pool): Promise<Book> {
  const unknown = new Set(await columnOf(refund, `SELECT leg->>'legId' FROM ${everyRefund}, jsonb_array_elements(legs) AS leg WHERE leg->>'status' = 'unknown'`));
  return new Map([...theirs].filter(([legId]) => !unknown.has(legId)));
}

async function bookOf(pool: Pool, select: string): Promise<Book> {
  const { rows } = await pool.query<[string, string]>({ text: select, rowMode: 'array' });
  return new Map(rows);
}

export function compareBooks(what: string, ours: Book, theirs: Book, found: Findings): void {
  for (const [key, text] of ours) {
    const other = theirs.get(key);
    if (other === undefined) found.add(`${what} ${key} (${text}) is in our books alone`);
    else if (other !== text) found.add(`${what} ${key}: we have ${text}; they have ${other}`);
  }
  for (const [key, text] of theirs) if (!ours.has(key)) found.add(`${what} ${key} (${text}) is in their books alone`);
}

/** Otherwise a difference would only say that finance had no time to read. */
async function checkRead({ pools, bus }: World, found: Findings): Promise<void> {
  const { rows } = await pools.sandbox.query<{ topic: string; partition: number; next: string }>(`SELECT topic, partition, next FROM bus_position WHERE party = 'finance'`);
  const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
  for (const { topic, partition, low, high } of await bus.watermarks(topicsHeardBy('finance'))) {
    const unread = high - (next.get(`${topic}/${partition}`) ?? low);
    if (unread > 0) found.add(`finance has not read the last ${unread} of ${topic}/${partition}`);
  }
}
