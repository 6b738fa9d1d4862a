import { copyOf, one, sentence, sql, type Fault } from './fault';

const { finance, fold, timeline, sums, order, append, replay } = sentence;

/** Sent and delivered, and no clock, person or wish had a say in it: all of it is compared. */
const plainReturn = `status = 'delivered' AND doc->'further' IS NULL AND doc->'carries' IS NULL AND NOT EXISTS (SELECT 1 FROM replacement_shipment AS sent WHERE sent.case_id = return_shipment.case_id)
  AND NOT EXISTS (SELECT 1 FROM hop WHERE subject = 'case:' || return_shipment.case_id AND (source = 'timer' OR type LIKE '%.CancellationPassedOn' OR type LIKE '%.ParcelMatched' OR type LIKE '%.ParcelNotReceived'))`;

/** What is written once, or follows from what was: views, sums, order, records. */
export const recordFaults: readonly Fault[] = [
  sql('intake has another reason than was applied with', [fold], 'intake', `UPDATE intake_case SET doc = jsonb_set(doc, '{lines,0,reason}', '"planted"') WHERE ${one('intake_case', `doc->'lines' <> '[]'`)}`),
  sql('a line of a timeline was never heard', [timeline], 'intake', copyOf('timeline_entry', { entry_id: 'planted', event_id: 'planted', position: 999_999_999 })),
  sql('a timeline tells the same thing twice', [timeline], 'intake', copyOf('timeline_entry', { entry_id: 'planted', position: 999_999_999 })),
  sql('a line of a timeline is missing', [timeline, append], 'intake', `DELETE FROM timeline_entry WHERE ${one('timeline_entry', `type LIKE '%CaseApproved'`)}`),
  sql(
    'a timeline tells things in another order than they happened',
    [timeline, append],
    'intake',
    `UPDATE timeline_entry SET position = -1 WHERE ${one('timeline_entry', `type LIKE '%CaseClosed'`)}`,
  ),
  sql('a move of stock was changed, and its balance with it', [sums, append], 'warehouse', `UPDATE stock_move SET case_id = 'planted' WHERE ${one('stock_move', `from_condition <> 'outside' AND to_condition = 'outside' AND disposition <> 'replacement'`)}`),
  sql('a posting of the ledger was edited', [finance, sums, append], 'refund', `UPDATE ledger_entry SET memo = 'planted' WHERE ${one('ledger_entry', 'true')}`),
  {
    name: 'ledger and finance agree on what nobody has said',
    breaks: [sums, append],
    plant: async ({ run }) => {
      const [row] = await run('refund', 'SELECT transaction_id FROM ledger_entry LIMIT 1');
      for (const [database, table] of [['refund', 'ledger_entry'], ['sandbox', 'finance_entry']] as const) await run(database, `UPDATE ${table} SET memo = 'planted' WHERE transaction_id = $1`, [row?.['transaction_id']]);
    },
  },
  {
    name: 'two events of a case were handled in the other order',
    breaks: [order, append],
    plant: async ({ run }) => {
      // ReturnAuthorised and ParcelDelivered change places in the line of what was handled.
      const [pair] = await run(
        'warehouse',
        `SELECT first.subject, first.id AS first_id, first.follows AS before, second.id AS second_id FROM hop AS first JOIN hop AS second ON second.subject = first.subject AND second.follows = first.id
         WHERE first.source = second.source AND first.source = 'urn:huiliu:logistics' LIMIT 1`,
      );
      await run(
        'warehouse',
        `UPDATE hop SET follows = CASE WHEN id = $2 THEN $4 WHEN id = $4 THEN $3 ELSE $2 END WHERE subject = $1 AND (id IN ($2, $4) OR follows = $4)`,
        [pair?.['subject'], pair?.['first_id'], pair?.['before'], pair?.['second_id']],
      );
    },
  },
  sql('a hop was taken out of the line', [order, append], 'warehouse', `UPDATE hop SET follows = 'planted' WHERE ${one('hop', `type LIKE '%ParcelDelivered'`)}`),
  sql('the ledger takes changes', [append], 'refund', 'DROP TRIGGER append_only_guard ON ledger_entry'),
  sql('the chain of causes can be emptied', [append], 'feedback', 'ALTER TABLE hop DISABLE TRIGGER append_only_guard'),
  sql('a record was edited by somebody with all rights', [append], 'review', `UPDATE hop SET duration_ms = duration_ms + 1 WHERE ${one('hop', 'true')}`),
  {
    ...sql('a department holds what its events do not make', [replay], 'logistics', `UPDATE return_shipment SET doc = jsonb_set(doc, '{scans}', '[]') WHERE ${one('return_shipment', plainReturn)}`),
    replayed: ['logistics'],
  },
];
