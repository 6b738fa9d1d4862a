/** Refunds, and beside them what was paid of exchanges whose other variant is cheaper: a refund of its own each, which has settled. To stand after FROM. */
export const everyRefund = `(
    SELECT case_id, order_id, status, refund_id, currency, total_minor, lines, legs, decline FROM refund
    UNION ALL SELECT case_id, order_id, 'settled', difference->>'refundId', difference->>'currency', (difference->>'totalMinor')::bigint, difference->'lines', difference->'legs', nullif(difference->'decline', 'null')
    FROM refund WHERE difference IS NOT NULL) AS refund`;

/** The legs of both, to be taken apart. */
export const everyLeg = `legs || coalesce(difference->'legs', '[]')`;
