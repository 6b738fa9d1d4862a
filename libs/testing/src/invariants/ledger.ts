import { sayBroken } from './databases/query';
import { everyRefund } from './databases/every-refund';
import type { Invariant } from './invariant';

const unbalanced = `
  SELECT transaction_id, currency, sum(debit_minor) AS debits, sum(credit_minor) AS credits FROM ledger_entry GROUP BY transaction_id, currency HAVING sum(debit_minor) <> sum(credit_minor)`;

const mixed = `
  SELECT transaction_id, count(DISTINCT currency)::int AS currencies, count(DISTINCT case_id)::int AS cases FROM ledger_entry
  GROUP BY transaction_id HAVING count(DISTINCT currency) > 1 OR count(DISTINCT case_id) > 1`;

/** What stays with the seller of goods that were rejected: they have come back at their worth, and only the rest is owed. */
const deducted = `(SELECT coalesce(sum((slice->>'units')::int * (slice->>'deductedMinor')::numeric), 0) FROM jsonb_array_elements(lines) AS line, jsonb_array_elements(coalesce(nullif(line->'slices', 'null'), '[]')) AS slice)`;

/** One transaction when a refund is asked for, one each time it is declined and taken up again, one for each leg that has settled, one for each payment on top, one for each hold that was captured, and no other. */
const postedOtherwise = `
  WITH expected AS (
    SELECT refund_id || '/requested' AS transaction_id, case_id, currency, coalesce(decline->'totalsMinor'->>0, total_minor::text)::numeric + ${deducted} AS amount FROM ${everyRefund} WHERE status <> 'approved' AND total_minor > 0
    UNION ALL
    SELECT refund_id || '/declined/' || number, case_id, currency, total::numeric + ${deducted} FROM ${everyRefund}, jsonb_array_elements_text(decline->'totalsMinor') WITH ORDINALITY AS each_time(total, number)
    UNION ALL
    SELECT refund_id || '/taken-up/' || number, case_id, currency, coalesce(decline->'totalsMinor'->>number::int, total_minor::text)::numeric + ${deducted}
    FROM ${everyRefund}, jsonb_array_elements_text(decline->'totalsMinor') WITH ORDINALITY AS each_time(total, number)
    WHERE number < jsonb_array_length(decline->'totalsMinor') OR decline->>'takenUpBy' IS NOT NULL
    UNION ALL
    SELECT (top_up->>'topUpId') || '/received', case_id, top_up->>'currency', (top_up->>'amountMinor')::numeric FROM refund WHERE top_up->>'status' = 'paid'
    UNION ALL
    SELECT (hold->>'holdId') || '/captured', case_id, hold->'money'->>'currency', (hold->'captured'->>'amountMinor')::numeric FROM refund WHERE hold->>'status' = 'captured'
    UNION ALL
    SELECT (leg->>'legId') || '/settled', case_id, currency, (leg->>'amountMinor')::numeric FROM ${everyRefund}, jsonb_array_elements(legs) AS leg WHERE leg->>'status' = 'settled'),
  posted AS (SELECT transaction_id, min(case_id) AS case_id, min(currency) AS currency, sum(debit_minor) AS amount FROM ledger_entry GROUP BY transaction_id)
  SELECT transaction_id, expected.amount AS due, expected.currency AS due_currency, posted.amount AS posted, posted.currency AS posted_currency
  FROM expected FULL JOIN posted USING (transaction_id)
  WHERE (expected.amount, expected.currency, expected.case_id) IS DISTINCT FROM (posted.amount, posted.currency, posted.case_id)`;

/** What left through payments, and by hand, is what the legs say has settled so. */
const totalsDiffer = `
  WITH paid AS (
    SELECT currency, account = 'manual_transfers' AS by_hand, sum(credit_minor) AS amount FROM ledger_entry WHERE account LIKE 'payment:%' OR account = 'manual_transfers' GROUP BY 1, 2),
  settled AS (
    SELECT currency, leg->>'byHand' IS NOT NULL AS by_hand, sum((leg->>'amountMinor')::numeric) AS amount FROM ${everyRefund}, jsonb_array_elements(legs) AS leg WHERE leg->>'status' = 'settled' GROUP BY 1, 2)
  SELECT currency, CASE WHEN by_hand THEN 'by hand' ELSE 'through payments' END AS way, coalesce(paid.amount, 0) AS paid, coalesce(settled.amount, 0) AS settled FROM paid FULL JOIN settled USING (currency, by_hand)
  WHERE coalesce(paid.amount, 0) <> coalesce(settled.amount, 0)`;

export const ledgerBalances: Invariant = {
  name: 'debits equal credits, per transaction and currency',
  check: async ({ pools: { refund } }, found) => {
    await sayBroken<Record<string, string>>(refund, found, unbalanced, (row) => `transaction ${row['transaction_id']}: debits ${row['debits']}, credits ${row['credits']} ${row['currency']}`);
    await sayBroken<Record<string, string>>(refund, found, mixed, (row) => `transaction ${row['transaction_id']} is in ${row['currencies']} currencies and about ${row['cases']} cases`);
    await sayBroken<Record<string, string>>(
      refund,
      found,
      postedOtherwise,
      (row) => `transaction ${row['transaction_id']}: ${row['posted'] ?? 'nothing'} ${row['posted_currency'] ?? ''} posted, ${row['due'] ?? 'nothing'} ${row['due_currency'] ?? ''} due by the refunds`,
    );
    await sayBroken<Record<string, string>>(refund, found, totalsDiffer, (row) => `${row['currency']}: the ledger says ${row['paid']} went out ${row['way']}, the legs say ${row['settled']} has settled`);
  },
};
