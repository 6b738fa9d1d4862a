import type { Pool } from 'pg';
import type { Invariant } from '../invariant';
import { pagesOf } from '../databases/query';
import type { Findings } from '../findings';
import type { FoldedLog } from './folded-log';

/** Counters of stock, entries of the ledger and finance's books against what was said on the topics: sums that agree with each other may agree on something that never was. */
export const sumsAreFolds: Invariant = {
  name: 'stock, ledger and books are the fold of what was said',
  check: async ({ pools: { warehouse, refund, sandbox }, folded }, found) => {
    await compareShelves(warehouse, folded, found);
    await compareTexts('move', warehouse, `SELECT move_id AS id, quantity || ' of ' || sku || ' from ' || from_condition || ' to ' || to_condition || ' for ' || case_id AS text FROM stock_move`, folded.moves, 'the warehouse', found);
    const entry = (id: string): string => `${id} AS id, case_id || ', ' || memo || ', ' || account || ': debit ' || debit_minor || ', credit ' || credit_minor || ' ' || currency AS text`;
    await compareTexts('posting', refund, `SELECT ${entry('entry_id')} FROM ledger_entry`, folded.postings, 'the ledger', found);
    await compareTexts('posting', sandbox, `SELECT ${entry(`transaction_id || '/' || number`)} FROM finance_entry`, folded.postings, 'finance', found);
    await compareTexts('refund', sandbox, paidByFinance, folded.paid, 'finance', found);
  },
};

/** One pass over the legs: looked up refund by refund, without an index, tens of thousands of them take minutes. */
const paidByFinance = `
  SELECT refund_id AS id, case_id || ': ' || total_minor || ' ' || currency || coalesce(legs.text, '') AS text
  FROM finance_refund LEFT JOIN (
    SELECT refund_id, string_agg('; ' || leg_id || ' ' || payment_id || ' ' || amount_minor, '' ORDER BY (leg_id || ' ' || payment_id || ' ' || amount_minor) COLLATE "C") AS text FROM finance_leg GROUP BY refund_id) AS legs USING (refund_id)`;

/** Page by page: what is kept is one line of text for each that was said. */
async function compareTexts(what: string, pool: Pool, select: string, said: ReadonlyMap<string, string>, keeper: string, found: Findings): Promise<void> {
  let kept = 0;
  const unsaid = new Set(said.keys());
  for await (const page of pagesOf<{ id: string; text: string }>(pool, select)) {
    for (const { id, text } of page) {
      kept++;
      unsaid.delete(id);
      const wanted = said.get(id);
      if (wanted === undefined) found.add(`${what} ${id}: ${keeper} has ${text}, nobody said so`);
      else if (wanted !== text) found.add(`${what} ${id}: ${keeper} has ${text}, said was ${wanted}`);
    }
  }
  for (const id of unsaid) found.add(`${what} ${id}: ${said.get(id)} was said, ${keeper} has none among ${kept}`);
}

/** `came` and `went` of every shelf; the opening was said by the WMS and is no move. */
async function compareShelves(warehouse: Pool, { stock }: FoldedLog, found: Findings): Promise<void> {
  type Row = { sku: string; place: string; came: string; went: string };
  const select = `
    SELECT sku, key AS place, value->>'in' AS came, value->>'out' AS went FROM stock, jsonb_each(shelves)
    UNION ALL SELECT sku, 'outside', total_out::text, total_in::text FROM stock`;
  const unseen = new Set([...stock].flatMap(([sku, shelves]) => [...shelves.keys()].map((place) => `${sku} ${place}`)));
  for await (const page of pagesOf<Row>(warehouse, select)) {
    for (const { sku, place, came, went } of page) {
      unseen.delete(`${sku} ${place}`);
      const shelf = stock.get(sku)?.get(place) ?? { came: 0n, went: 0n };
      if (BigInt(came) !== shelf.came || BigInt(went) !== shelf.went) found.add(`SKU ${sku}, ${place}: the warehouse counts ${came} in and ${went} out, said were ${shelf.came} and ${shelf.went}`);
    }
  }
  for (const place of unseen) found.add(`moves of ${place} were said, the warehouse has no such shelf`);
}
