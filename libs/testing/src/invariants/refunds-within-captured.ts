import { sayBroken } from './databases/query';
import { everyRefund } from './databases/every-refund';
import type { Invariant } from './invariant';

/** What was declined holds nothing. */
const holding = `status NOT IN ('declined', 'exception', 'dropped')`;

/** Legs of refunds, one row each. */
const legs = `SELECT order_id, case_id, currency, leg->>'legId' AS leg_id, leg->>'paymentId' AS payment_id, (leg->>'amountMinor')::numeric AS amount, leg->>'status' AS status
  FROM ${everyRefund}, jsonb_array_elements(legs) AS leg WHERE ${holding}`;

/** Payments with what refunds say has settled and is on its way, beside what the order's balance says of them. */
const payments = `
  WITH leg AS (${legs}),
  given AS (
    SELECT order_id, payment_id, coalesce(sum(amount) FILTER (WHERE status = 'settled'), 0) AS settled, coalesce(sum(amount) FILTER (WHERE status <> 'settled'), 0) AS in_flight
    FROM leg GROUP BY order_id, payment_id),
  balance AS (
    SELECT order_id, payment->>'paymentId' AS payment_id, (payment->>'capturedMinor')::numeric AS captured,
      (payment->>'settledMinor')::numeric AS settled, (payment->>'inFlightMinor')::numeric AS in_flight
    FROM order_balance, jsonb_array_elements(payments) AS payment),
  allocation AS (
    SELECT order_id, payment->>'paymentId' AS payment_id, (payment->>'capturedMinor')::numeric AS captured FROM order_allocation, jsonb_array_elements(payments) AS payment
    UNION ALL SELECT order_id, top_up->'payment'->>'paymentId', (top_up->>'amountMinor')::numeric FROM refund WHERE top_up->>'status' = 'paid'),
  payment AS (
    SELECT order_id, payment_id, allocation.captured, balance.captured AS balance_captured, coalesce(given.settled, 0) AS settled, coalesce(given.in_flight, 0) AS in_flight,
      balance.settled AS balance_settled, balance.in_flight AS balance_in_flight
    FROM allocation FULL JOIN balance USING (order_id, payment_id) FULL JOIN given USING (order_id, payment_id))`;

const overCaptured = `${payments} SELECT * FROM payment WHERE captured IS NULL OR settled + in_flight > captured`;

const balanceDiffers = `${payments} SELECT * FROM payment
  WHERE captured IS DISTINCT FROM balance_captured OR settled IS DISTINCT FROM balance_settled OR in_flight IS DISTINCT FROM balance_in_flight`;

const ordersDiffer = `
  SELECT order_id, captured_minor, in_flight_minor, settled_minor FROM order_balance, LATERAL (
    SELECT coalesce(sum((payment->>'capturedMinor')::numeric), 0) AS captured, coalesce(sum((payment->>'inFlightMinor')::numeric), 0) AS in_flight, coalesce(sum((payment->>'settledMinor')::numeric), 0) AS settled
    FROM jsonb_array_elements(payments) AS payment) AS paid
  WHERE settled_minor + in_flight_minor > captured_minor OR captured_minor <> paid.captured OR in_flight_minor <> paid.in_flight OR settled_minor <> paid.settled`;

const refundsDiffer = `
  SELECT case_id, status, total_minor, of_lines, of_legs, open_legs FROM ${everyRefund},
    LATERAL (SELECT coalesce(sum((line->>'amountMinor')::numeric), 0) AS of_lines FROM jsonb_array_elements(lines) AS line) AS line,
    LATERAL (SELECT coalesce(sum((leg->>'amountMinor')::numeric), 0) AS of_legs, count(*) FILTER (WHERE leg->>'status' <> 'settled')::int AS open_legs FROM jsonb_array_elements(legs) AS leg) AS leg
  WHERE coalesce(total_minor, 0) <> of_lines OR of_lines <> of_legs OR (status = 'settled') <> (status NOT IN ('approved', 'called_off') AND open_legs = 0)`;

/** Units of an order's lines that refunds have spent, against the balance and what was bought. Those of which a difference was paid are not. */
const unitsDiffer = `
  WITH refunded AS (
    SELECT order_id, line->>'orderLineId' AS line_id, sum((line->>'quantity')::int) AS units FROM ${everyRefund}, jsonb_array_elements(lines) AS line
    WHERE line->'slices'->0->>'eachMinor' IS NULL AND ${holding} GROUP BY 1, 2),
  taken AS (SELECT order_id, pair->>0 AS line_id, (pair->>1)::int AS units FROM order_balance, jsonb_array_elements(taken) AS pair),
  bought AS (SELECT order_id, line->>'orderLineId' AS line_id, (line->>'quantity')::int AS units FROM order_allocation, jsonb_array_elements(lines) AS line)
  SELECT order_id, line_id, coalesce(refunded.units, 0) AS refunded, coalesce(taken.units, 0) AS taken, bought.units AS bought
  FROM bought FULL JOIN taken USING (order_id, line_id) FULL JOIN refunded USING (order_id, line_id)
  WHERE coalesce(refunded.units, 0) <> coalesce(taken.units, 0) OR coalesce(refunded.units, 0) > coalesce(bought.units, 0)`;

/** A deduction is what its rate makes of what was left of the unit, rounded down. */
const unitIsWrong = `cost IS NULL OR number >= quantity OR spent > 1 OR claimed > cost OR deducted <> CASE WHEN basis_points IS NULL THEN 0 ELSE div((cost - claimed) * basis_points, 10000) END`;

/**
 * Unit by unit, as the refunds say themselves: spent at most once, never more claimed than it is worth, and all amounts of a line explained by its units. Worth is what it cost, and what was paid on top of it: of which unit that was, the
 * balance alone knows; here it has to suffice for the line, and for each unit as the balance says. Not for lines of refunds of before that was kept.
 */
const unitsOverclaimed = `
  WITH line AS (SELECT order_id, line->>'orderLineId' AS line_id, (line->>'amountMinor')::numeric AS amount, line->'slices' AS slices, (line->>'deductBasisPoints')::numeric AS basis_points FROM ${everyRefund}, jsonb_array_elements(lines) AS line WHERE ${holding}),
  told AS (SELECT order_id, line_id, sum(amount) AS amount FROM line GROUP BY 1, 2 HAVING bool_and(slices IS NOT NULL)),
  slice AS (SELECT order_id, line_id, (slice->>'from')::int AS first, (slice->>'units')::int AS units, (slice->>'eachMinor')::numeric AS each, coalesce((slice->>'deductedMinor')::numeric, 0) AS deducted, (line.basis_points) AS basis_points FROM line, jsonb_array_elements(slices) AS slice WHERE slices IS NOT NULL),
  unit AS (SELECT order_id, line_id, number, count(*) FILTER (WHERE each IS NULL) AS spent, coalesce(sum(each), 0) AS claimed, coalesce(sum(deducted), 0) AS deducted, max(basis_points) AS basis_points FROM slice, generate_series(first, first + units - 1) AS number GROUP BY 1, 2, 3),
  bought AS (SELECT order_id, line->>'orderLineId' AS line_id, (line->>'quantity')::int AS quantity, (line->>'totalMinor')::numeric AS total FROM order_allocation, jsonb_array_elements(lines) AS line),
  run AS (
    SELECT order_id, pair->>0 AS line_id, coalesce((run->>'addedMinor')::numeric, 0) AS added, (run->>'units')::int AS units,
      sum((run->>'units')::int) OVER (PARTITION BY order_id, pair->>0 ORDER BY place) - (run->>'units')::int AS first
    FROM order_balance, jsonb_array_elements(coalesce(runs, '[]')) AS pair, jsonb_array_elements(pair->1) WITH ORDINALITY AS each_run(run, place)),
  priced AS (
    SELECT unit.*, quantity, div(total, quantity) + (number < mod(total, quantity))::int
      + coalesce((SELECT added FROM run WHERE run.order_id = unit.order_id AND run.line_id = unit.line_id AND number >= run.first AND number < run.first + run.units), 0) AS cost
    FROM unit LEFT JOIN bought USING (order_id, line_id))
  SELECT order_id, line_id, told.amount, sum(CASE WHEN spent > 0 THEN cost - deducted ELSE claimed END) AS explained, count(*) FILTER (WHERE ${unitIsWrong})::int AS wrong
  FROM told JOIN priced USING (order_id, line_id) GROUP BY order_id, line_id, told.amount
  HAVING bool_or(${unitIsWrong}) OR told.amount IS DISTINCT FROM sum(CASE WHEN spent > 0 THEN cost - deducted ELSE claimed END)`;

/** What customers have paid on top of a line, and what the balance says that its units are worth more. */
const addedOtherwise = `
  WITH paid AS (
    SELECT order_id, top_up->'line'->>'orderLineId' AS line_id, sum((top_up->>'amountMinor')::numeric) AS amount, bool_or((top_up->>'amountMinor')::numeric <> (top_up->'line'->>'eachMinor')::numeric * (top_up->'line'->>'quantity')::numeric) AS wrong
    FROM refund WHERE top_up->>'status' = 'paid' GROUP BY 1, 2),
  worth AS (
    SELECT order_id, pair->>0 AS line_id, sum((run->>'addedMinor')::numeric * (run->>'units')::int) AS amount FROM order_balance, jsonb_array_elements(coalesce(runs, '[]')) AS pair, jsonb_array_elements(pair->1) AS run
    WHERE run->>'addedMinor' IS NOT NULL GROUP BY 1, 2)
  SELECT order_id, line_id, paid.amount AS paid, worth.amount AS worth FROM paid FULL JOIN worth USING (order_id, line_id) WHERE paid.amount IS DISTINCT FROM worth.amount OR paid.wrong`;

/** Per payment and per order, by what the refunds themselves say, and the balances agree. */
export const refundsWithinCaptured: Invariant = {
  name: 'settled refunds are within what was captured, per payment',
  check: async ({ pools: { refund, sandbox } }, found) => {
    await sayBroken<Payment>(refund, found, overCaptured, (row) => `payment ${row.payment_id} of order ${row.order_id}: captured ${row.captured ?? 'nothing'}, settled ${row.settled}, in flight ${row.in_flight}`);
    await sayBroken<Payment>(
      refund,
      found,
      balanceDiffers,
      (row) =>
        `payment ${row.payment_id} of order ${row.order_id}: the refunds say settled ${row.settled}, in flight ${row.in_flight} of ${row.captured}; the balance says ${row.balance_settled}, ${row.balance_in_flight} of ${row.balance_captured}`,
    );
    await sayBroken<Record<string, string>>(refund, found, ordersDiffer, (row) => `order ${row['order_id']}: captured ${row['captured_minor']}, in flight ${row['in_flight_minor']}, settled ${row['settled_minor']} are not the sums of its payments, or too much`);
    await sayBroken<Record<string, string>>(
      refund,
      found,
      refundsDiffer,
      (row) => `refund of case ${row['case_id']}: total ${row['total_minor'] ?? 0}, lines ${row['of_lines']}, legs ${row['of_legs']}; ${row['status']} with ${row['open_legs']} legs that have not settled`,
    );
    await sayBroken<Record<string, string>>(refund, found, unitsDiffer, (row) => `line ${row['line_id']} of order ${row['order_id']}: ${row['refunded']} units refunded, ${row['taken']} taken from the balance, ${row['bought'] ?? 'none'} bought`);
    await sayBroken<Record<string, string>>(refund, found, unitsOverclaimed, (row) => `line ${row['line_id']} of order ${row['order_id']}: ${row['amount']} claimed, ${row['explained']} by its units, of which ${row['wrong']} gave more than they cost`);
    await sayBroken<Record<string, string>>(refund, found, addedOtherwise, (row) => `line ${row['line_id']} of order ${row['order_id']}: ${row['paid'] ?? 'nothing'} was paid on top, its units are worth ${row['worth'] ?? 'nothing'} more`);
    // What the provider took is known to it alone; the orders told refund of it.
    const { rows: captured } = await sandbox.query<{ payment_id: string; captured_minor: string }>('SELECT payment_id, captured_minor FROM provider_payment');
    const { rows: settled } = await refund.query<{ payment_id: string; settled: string }>(`SELECT payment_id, sum(amount)::text AS settled FROM (${legs}) AS leg WHERE status = 'settled' GROUP BY payment_id`);
    const known = new Map(captured.map((row) => [row.payment_id, BigInt(row.captured_minor)]));
    for (const { payment_id, settled: amount } of settled) {
      const limit = known.get(payment_id);
      if (limit === undefined || BigInt(amount) > limit) found.add(`payment ${payment_id}: settled ${amount}, but the provider captured ${limit ?? 'nothing'}`);
    }
  },
};

interface Payment {
  readonly order_id: string;
  readonly payment_id: string;
  readonly captured: string | null;
  readonly settled: string;
  readonly in_flight: string;
  readonly balance_captured: string | null;
  readonly balance_settled: string | null;
  readonly balance_in_flight: string | null;
}
