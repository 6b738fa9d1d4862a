import { CaseOutcomeReported, CaseRejected, ReturnRequested } from '@huiliu/contracts';
import { sourceOf } from '@huiliu/messaging';
import { copyOf, one, say, sentence, sql, type Fault } from './fault';

const { cases, open, events, sequences, captured, ledger, finance, stock, units, reopened, view, calledOff, owes, exceptions, unannounced, putAway, heardOf, shared, chain, left, personal } = sentence;
const { answered, unasked, fold, timeline, sums, order, append } = sentence;

const approvedReturn = `type = 'return' AND doc->'decision'->>'verdict' = 'approved'`;

/** What departments keep, what they say, and what stands between them. */
export const departmentFaults: readonly Fault[] = [
  sql('an application was accepted as a case that is not there', [cases], 'sandbox', `INSERT INTO application (request_id, status, case_id, business_at) VALUES ('planted', 'accepted', 'nowhere', now())`),
  {
    name: 'a request on the bus became no case',
    breaks: [cases, events, unasked],
    plant: (world) =>
      say(world, ReturnRequested, 'urn:huiliu:sandbox:crm', {
        subject: 'request:planted',
        value: JSON.stringify({ requestId: 'planted', type: 'CASE_TYPE_RETURN', lines: [{ sku: 'X', quantity: 1, reason: 'RETURN_REASON_OTHER' }], requestedAt: '2026-01-01T00:00:00Z' }),
      }),
  },
  {
    name: 'a request became two cases',
    breaks: [cases, view, chain, fold],
    plant: async (world) =>
      void (await world.run(
        'intake',
        copyOf('intake_case', { case_id: 'planted', case_number: 'planted' }, `request_id <> '' AND doc->'decision'->>'verdict' = 'rejected' AND doc->'reopenedAs' IS NULL`),
      )),
  },
  sql(
    'a case is open though everybody is done',
    [open, units, view, fold],
    'intake',
    `UPDATE intake_case SET status = 'refunded', closed_at = NULL, doc = doc - 'closing' WHERE ${one('intake_case', `${approvedReturn} AND doc->'lines'->0->>'accepted' <> '0' AND doc->'reopenedAs' IS NULL`)}`,
  ),
  sql('a department has lost an event', [events, chain, order, append], 'review', `DELETE FROM hop WHERE ${one('hop', `type LIKE '%CaseSubmitted'`)}`),
  sql('an event took effect twice', [events, order], 'logistics', copyOf('hop', { subject: 'stock:planted' }, `type LIKE '%TrackingReported'`)),
  sql('an outside event was lost', [events, chain, order, append], 'feedback', `DELETE FROM hop WHERE ${one('hop', `type LIKE '%SurveyReplied'`)}`),
  sql('a department has skipped a sequence', [sequences], 'refund', `UPDATE head SET seen = seen || '{"urn:huiliu:review": [1, 9]}' WHERE ${one('head', `seen ? 'urn:huiliu:review'`)}`),
  sql('a sequence was given out and never said', [sequences], 'review', `UPDATE head SET out_seq = out_seq + 1 WHERE ${one('head', 'out_seq > 0')}`),
  sql(
    'a row of the outbox never reached the bus',
    [sequences],
    'warehouse',
    `INSERT INTO outbox (slot, topic, subject, event_id, type, said_at, value) VALUES (0, 'huiliu.warehouse.v1', 'case:planted', 'planted', 'huiliu.warehouse.v1.ItemsReceived', now(), '{}')`,
  ),
  {
    name: 'there is a gap on the bus',
    breaks: [events, sequences, chain, fold],
    plant: async (world) => {
      const [row] = await world.run('review', `SELECT subject, out_seq FROM head WHERE out_seq > 0 LIMIT 1`);
      await say(world, CaseRejected, sourceOf('review'), { subject: String(row?.['subject']), value: '{}', sequence: Number(row?.['out_seq']) + 2, epoch: 1 });
    },
  },
  sql(
    'a deduction was made at another rate than the grade has',
    [captured, view],
    'refund',
    `UPDATE refund SET lines = replace(replace(lines::text, '"deductBasisPoints": 3000', '"deductBasisPoints": 3100'), '"deductBasisPoints": 7000', '"deductBasisPoints": 7100')::jsonb WHERE ${one('refund', `lines::text LIKE '%deductedMinor%'`)}`,
  ),
  sql(
    'more was refunded than was captured',
    [captured, ledger, finance],
    'refund',
    `UPDATE refund SET legs = jsonb_set(legs, '{0,amountMinor}', '"99999999"') WHERE ${one('refund', `status = 'settled' AND total_minor > 0`)}`,
  ),
  sql("an order's balance is not what its refunds say", [captured], 'refund', `UPDATE order_balance SET payments = jsonb_set(payments, '{0,settledMinor}', '"0"') WHERE ${one('order_balance', 'settled_minor > 0')}`),
  sql('a unit was refunded that was not taken from its order', [captured], 'refund', `UPDATE order_balance SET taken = '[]' WHERE ${one('order_balance', `taken::text ~ ', [1-9]'`)}`),
  sql('of a unit more was claimed than it cost', [captured], 'refund', `UPDATE refund SET lines = jsonb_set(lines, '{0,slices,0,eachMinor}', '"99999999"') WHERE ${one('refund', `lines->0->'slices'->0->>'eachMinor' IS NULL AND lines->0->'slices'->0->>'from' IS NOT NULL`)}`),
  sql('the ledger is out of balance', [ledger, finance, sums, append], 'refund', `UPDATE ledger_entry SET debit_minor = debit_minor + 1 WHERE ${one('ledger_entry', 'debit_minor > 0')}`),
  sql('a leg has settled that was never posted', [ledger, finance, sums, append], 'refund', `DELETE FROM ledger_entry WHERE transaction_id = (SELECT transaction_id FROM ledger_entry WHERE memo = 'refund leg settled' LIMIT 1)`),
  sql('finance has booked another amount', [finance, sums], 'sandbox', `UPDATE finance_refund SET total_minor = total_minor + 1 WHERE ${one('finance_refund', 'true')}`),
  sql('finance has a posting that is not ours', [finance, sums], 'sandbox', `INSERT INTO finance_entry SELECT 'planted', number, case_id, currency, memo, account, debit_minor, credit_minor FROM finance_entry LIMIT 1`),
  sql('the provider has paid a leg twice', [finance], 'sandbox', `INSERT INTO provider_refund SELECT 'planted', payment_id, amount_minor, currency, status, provider_reference, code, final, attempts, unanswered FROM provider_refund WHERE status = 'settled' LIMIT 1`),
  sql(
    'a leg that the provider has paid was paid by hand as well',
    [ledger, finance, answered],
    'refund',
    `UPDATE refund SET legs = jsonb_set(legs, '{0,byHand}', '{"settledBy": "planted", "bankReference": "TRF-0"}') WHERE ${one('refund', `status = 'settled' AND legs->0->>'providerReference' IS NOT NULL`)}`,
  ),
  sql('a refund was approved by who decided the case', [view], 'refund', `UPDATE refund SET approved_by = decided_by, approved_at = now() WHERE ${one('refund', `status = 'settled'`)}`),
  sql('a difference was paid back of which intake knows nothing', [view, fold], 'intake', `UPDATE intake_case SET doc = doc #- '{difference,settled}' WHERE ${one('intake_case', `doc->'difference'->'settled' IS NOT NULL`)}`),
  sql('of a difference a leg settled with another amount', [captured, ledger, finance], 'refund', `UPDATE refund SET difference = jsonb_set(difference, '{legs,0,amountMinor}', '"99999999"') WHERE ${one('refund', 'difference IS NOT NULL')}`),
  sql('what was paid on top was never booked', [ledger, finance, sums, append], 'refund', `DELETE FROM ledger_entry WHERE transaction_id = (SELECT transaction_id FROM ledger_entry WHERE transaction_id LIKE '%/received' LIMIT 1)`),
  sql('a dearer variant has left that nobody has paid on top for', [captured, ledger, finance, view, owes], 'refund', `UPDATE refund SET top_up = jsonb_set(top_up, '{status}', '"asked"') WHERE ${one('refund', `top_up->>'status' = 'paid'`)}`),
  sql('the provider has captured a hold twice', [finance], 'sandbox', `UPDATE provider_hold SET captures = 2 WHERE ${one('provider_hold', `status = 'captured'`)}`),
  sql('what was held was never released', [finance, view, owes], 'refund', `UPDATE refund SET hold = jsonb_set(hold, '{status}', '"releasing"') WHERE ${one('refund', `hold->>'status' = 'released' AND hold->>'captureAt' IS NOT NULL`)}`),
  sql('what was captured was never booked', [ledger, finance, sums, append], 'refund', `DELETE FROM ledger_entry WHERE transaction_id = (SELECT transaction_id FROM ledger_entry WHERE transaction_id LIKE '%/captured' LIMIT 1)`),
  sql('goods were let go in advance, and nothing was ever held for them', [finance, view], 'refund', `UPDATE refund SET hold = NULL WHERE ${one('refund', `hold->>'status' = 'released' AND hold->>'captureAt' IS NOT NULL`)}`),
  sql('intake has forgotten what was held', [view, fold], 'intake', `UPDATE intake_case SET doc = doc - 'hold' WHERE ${one('intake_case', `doc->'hold'->>'amount' IS NOT NULL`)}`),
  sql('intake has forgotten what was paid on top', [view, fold], 'intake', `UPDATE intake_case SET doc = doc - 'topUp' WHERE ${one('intake_case', `doc ? 'topUp'`)}`),
  sql('a refund was approved by who took it up again', [view], 'refund', `UPDATE refund SET decline = jsonb_build_object('reasonCode', 'X', 'totalsMinor', '[]'::jsonb, 'takenUpBy', approved_by) WHERE ${one('refund', `status = 'settled' AND approved_by IS NOT NULL AND decline IS NULL`)}`),
  sql('what was written off was taken in all the same', [stock, view, exceptions], 'warehouse', `UPDATE arrival SET status = 'written_off' WHERE ${one('arrival', `status = 'inspected' AND (doc->'lines'->0->>'accepted')::int > 0 AND case_id NOT IN (SELECT case_id FROM goods_exception)`)}`),
  sql('a shelf has a unit too many', [stock], 'warehouse', `UPDATE stock SET shelves = jsonb_set(shelves, '{b,onHand}', to_jsonb(((shelves->'b'->>'onHand')::int + 1)::text)) WHERE ${one('stock', 'true')}`),
  sql('a move of stock is missing', [stock, putAway, sums, append], 'warehouse', `DELETE FROM stock_move WHERE ${one('stock_move', `to_condition IN ('a', 'b') AND move_id NOT LIKE '%/found'`)}`),
  sql('goods came onto a shelf, and nobody was to put them there', [putAway], 'warehouse', `DELETE FROM put_away WHERE ${one('put_away', 'true')}`),
  sql('the WMS has put fewer units away than came', [putAway], 'warehouse', `UPDATE put_away SET doc = jsonb_set(doc, '{tasks,0,done,quantity}', '0') WHERE ${one('put_away', `status = 'put_away'`)}`),
  sql('nobody asks where goods are that were never put away', [putAway], 'warehouse', `UPDATE put_away SET status = 'issued', doc = doc #- '{tasks,0,done}' WHERE ${one('put_away', `status = 'put_away'`)}`),
  sql('a unit was accepted that never came', [stock, view, exceptions], 'warehouse', `UPDATE arrival SET doc = jsonb_set(doc, '{lines,0,accepted}', to_jsonb((doc->'lines'->0->>'accepted')::int + 1)) WHERE ${one('arrival', `status = 'inspected' AND case_id NOT IN (SELECT case_id FROM repair_order)`)}`),
  sql('what could not be repaired is kept as sent back', [stock, view], 'warehouse', `UPDATE repair_order SET status = 'handed_over' WHERE ${one('repair_order', `status = 'not_repairable'`)}`),
  sql('the WMS is still to repair what has gone back', [view, owes], 'warehouse', `UPDATE repair_order SET status = 'asked' WHERE ${one('repair_order', `status = 'handed_over'`)}`),
  sql(
    "a customer's repaired unit lies on our shelf",
    [stock],
    'warehouse',
    `UPDATE arrival SET doc = jsonb_set(doc, '{lines}', replace(doc->>'lines', 'back_to_customer', 'restock')::jsonb) WHERE ${one('arrival', `case_id IN (SELECT case_id FROM repair_order WHERE status = 'handed_over')`)}`,
  ),
  sql(
    'a unit that was repaired is spent for good',
    [units],
    'intake',
    `UPDATE order_units SET units = units || jsonb_build_object(line, '{"held": {}, "spent": 1000}'::jsonb)
     FROM (SELECT order_id, doc->'lines'->0->>'orderLineId' AS line FROM intake_case WHERE doc->'closing'->>'result' = 'repaired' LIMIT 1) AS done WHERE order_units.order_id = done.order_id`,
  ),
  {
    name: 'a unit is in two cases',
    breaks: [units],
    plant: async (world) =>
      void (await world.run(
        'intake',
        `UPDATE order_units SET units = jsonb_set(units, array[line, 'held'], '{"planted": 1000}')
         FROM (SELECT order_id, key AS line FROM order_units, jsonb_each(units) LIMIT 1) AS first WHERE order_units.order_id = first.order_id`,
      )),
  },
  sql('a case goes on in another than it names', [reopened, fold], 'intake', `UPDATE intake_case SET doc = jsonb_set(doc, '{reopenedAs,caseId}', '"planted"') WHERE ${one('intake_case', `doc->'reopenedAs' IS NOT NULL`)}`),
  sql('a case does not know in which it goes on', [reopened, fold], 'intake', `UPDATE intake_case SET doc = doc - 'reopenedAs' WHERE ${one('intake_case', `doc->'reopenedAs' IS NOT NULL`)}`),
  sql('a case was taken up again before it had ended', [reopened], 'intake', `UPDATE intake_case SET opened_at = opened_at - interval '10 years' WHERE ${one('intake_case', `doc->'reopens' IS NOT NULL`)}`),
  sql('a spent unit can be applied for again', [units], 'intake', `UPDATE order_units SET units = '{}' WHERE ${one('order_units', `units::text ~ '"spent": [1-9]'`)}`),
  sql('intake has another tracking number than logistics', [view, fold], 'intake', `UPDATE intake_case SET doc = jsonb_set(doc, '{rma,trackingNumber}', '"planted"') WHERE ${one('intake_case', approvedReturn)}`),
  sql('intake knows of one parcel where there are two', [view, fold], 'intake', `UPDATE intake_case SET doc = doc - 'furtherParcels' WHERE ${one('intake_case', `jsonb_array_length(doc->'furtherParcels') > 0`)}`),
  sql('all goods are said to be here, and one of their parcels is under way', [view, heardOf], 'logistics', `UPDATE return_shipment SET doc = jsonb_set(doc, '{further,0,status}', '"in_transit"') WHERE ${one('return_shipment', `status = 'delivered' AND jsonb_array_length(doc->'further') > 0 AND doc->'carries' IS NULL AND NOT doc->'further' @? '$[*].sharedFrom'`)}`),
  sql('logistics gets another parcel back than intake knows of', [view], 'logistics', `UPDATE outbound_recall SET tracking_number = 'planted', carrier_code = 'planted' WHERE ${one('outbound_recall', 'true')}`),
  sql('intake believes that review approved what it rejected', [view], 'review', `UPDATE review_case SET status = 'rejected' WHERE ${one('review_case', `status = 'approved'`)}`),
  sql('intake is in another round than review', [view], 'review', `UPDATE review_case SET doc = jsonb_set(doc, '{round}', '9') WHERE ${one('review_case', `status = 'approved'`)}`),
  sql('a closed case has no survey', [view], 'feedback', `DELETE FROM survey WHERE ${one('survey', 'true')}`),
  sql('a question was answered without a word', [view], 'feedback', `DELETE FROM answer WHERE ${one('answer', 'true')}`),
  sql('a complaint is said to be another case than intake has it', [view], 'feedback', `UPDATE concern SET turned_into = '{"caseId": "planted"}' WHERE ${one('concern', `status = 'turned'`)}`),
  sql('intake has closed a question that nobody has answered', [view, fold], 'intake', `UPDATE intake_case SET doc = doc #- '{concernEnd}' WHERE ${one('intake_case', `type IN ('inquiry', 'complaint')`)}`),
  sql('goods are still expected that will not be sent', [calledOff, owes], 'warehouse', `UPDATE arrival SET status = 'expected' WHERE ${one('arrival', `status = 'called_off'`)}`),
  {
    name: 'money is still held ready for a return that was called off',
    breaks: [calledOff, owes],
    // A refund is called off for a replacement that is sent instead as well, and that is another sentence.
    plant: async (world) => {
      const undone = await world.run('intake', `SELECT case_id FROM intake_case WHERE status = 'closed' AND doc->'calledOff'->>'by' = 'logistics'`);
      await world.run('refund', `UPDATE refund SET status = 'approved' WHERE case_id = (SELECT case_id FROM refund WHERE status = 'called_off' AND case_id = ANY($1) LIMIT 1)`, [undone.map(({ case_id }) => case_id)]);
    },
  },
  sql('a wish to cancel was forgotten', [calledOff, fold], 'intake', `UPDATE intake_case SET cancellation = cancellation - 'declinedCode' || '{"declinedCode": "PLANTED"}' WHERE ${one('intake_case', `cancellation IS NOT NULL AND cancellation->'agreeBy' IS NULL AND doc->'closing'->>'result' = 'cancelled'`)}`),
  sql('a parcel was brought back to who had cancelled, and nothing was undone for that', [view, calledOff, owes], 'logistics', `UPDATE return_shipment SET status = 'authorised', doc = doc - 'calledOff' WHERE ${one('return_shipment', `doc->'cancellation'->>'state' = 'given_back'`)}`),
  sql('a cancellation that was agreed to never came to an end', [view, calledOff], 'logistics', `UPDATE return_shipment SET doc = doc #- '{cancellation,declinedCode}' || '{"cancellation": {"state": "agreed"}}' WHERE ${one('return_shipment', `doc->'cancellation'->>'declinedCode' IN ('PARCEL_DELIVERED', 'PARCEL_LOST', 'NOT_AGREED')`)}`),
  sql('intake does not know who has agreed to a cancellation', [view, fold], 'intake', `UPDATE intake_case SET cancellation = cancellation - 'agreedBy' WHERE ${one('intake_case', `cancellation->'agreedBy' IS NOT NULL`)}`),
  sql('logistics has never heard that a parcel was not received', [view, owes, exceptions], 'warehouse', `UPDATE arrival SET status = 'never_came' WHERE ${one('arrival', `status = 'written_off' AND doc->'inspection' IS NOT NULL`)}`),
  sql('nobody has said that it never came', [view, exceptions], 'warehouse', `DELETE FROM goods_exception WHERE ${one('goods_exception', `kind = 'not_received' AND status = 'defaulted' AND claimed_by IS NULL`)}`),
  sql('an exception is open on a closed case', [view, exceptions], 'warehouse', `UPDATE goods_exception SET status = 'open', doc = jsonb_set(doc, '{end}', 'null') WHERE ${one('goods_exception', `status = 'defaulted' AND claimed_by IS NULL`)}`),
  sql('what was not in a box was nobody to sort out', [view, exceptions], 'warehouse', `DELETE FROM goods_exception WHERE ${one('goods_exception', `kind IN ('short', 'empty_box') AND status = 'defaulted' AND claimed_by IS NULL`)}`),
  sql('an exception was resolved by who had not claimed it', [view, exceptions, answered], 'warehouse', `UPDATE goods_exception SET claimed_by = 'planted' WHERE ${one('goods_exception', `status = 'resolved'`)}`),
  sql('units have left quarantine that no exception has let go', [stock, view], 'warehouse', `UPDATE goods_exception SET doc = jsonb_set(doc, '{end,resolution}', '"stays_in_quarantine"') WHERE ${one('goods_exception', `doc->'end'->>'resolution' = 'restock'`)}`),
  sql('intake has forgotten what was not in a box', [view, fold], 'intake', `UPDATE intake_case SET doc = doc - 'exceptions' WHERE ${one('intake_case', `jsonb_array_length(doc->'exceptions') > 0`)}`),
  sql('a hop does not say what caused it', [chain, timeline, append], 'intake', `UPDATE hop SET cause_id = NULL WHERE ${one('hop', `type LIKE '%CaseApproved'`)}`),
  sql('a span hangs in the air', [chain, append], 'logistics', `UPDATE hop SET parent_span_id = '0123456789abcdef' WHERE ${one('hop', `type LIKE '%CaseApproved'`)}`),
  {
    name: 'a trace is linked to none of the others',
    breaks: [chain, append],
    // Every department that goes on in another trace links the two, so one link less would not tear them apart.
    plant: async (world) => {
      const [hop] = await world.run('review', `SELECT subject FROM hop WHERE type = 'review.ClaimTask' LIMIT 1`);
      for (const department of ['review', 'intake'] as const) await world.run(department, 'UPDATE hop SET linked_trace_id = NULL, linked_span_id = NULL WHERE subject = $1', [hop?.['subject']]);
    },
  },
  sql(
    'an event is parked without a reason',
    [left],
    'refund',
    `INSERT INTO parked (subject, source, event_id, type, topic, reason, since, event) SELECT subject, 'urn:huiliu:review', 'planted', 'huiliu.review.v1.CaseApproved', 'huiliu.review.v1', '', now(), '{}' FROM head LIMIT 1`,
  ),
  sql(
    'an event waits for what has come',
    [left],
    'intake',
    `WITH target AS (UPDATE head SET awaited = true WHERE ${one('head', `subject LIKE 'order:%' AND subject NOT LIKE 'order:S-%'`)} RETURNING subject)
     INSERT INTO waiting (subject, waits_for, source, event_id, type, topic, reason, since, event)
     SELECT 'case:planted', subject, 'urn:huiliu:sandbox:crm', 'planted', 'huiliu.integration.v1.ReturnRequested', 'integration.crm.return-requests.v1', 'the order has not arrived', now(), '{}' FROM target`,
  ),
  sql(
    'a case has not heard where the parcel is in which its goods come',
    [shared],
    'logistics',
    `UPDATE return_shipment SET doc = jsonb_set(doc, '{carries}', '[]') WHERE ${one('return_shipment', `jsonb_array_length(doc->'carries') > 0`)}`,
  ),
  sql(
    'no clock runs for a parcel that nobody announced',
    [unannounced],
    'warehouse',
    `INSERT INTO unannounced_parcel (parcel_id, version, status, owner, tracking_number, opened_at, due_at, doc) VALUES ('U-planted', 1, 'open', 'warehouse', '', now(), now(), '{"goods": [], "match": null}')`,
  ),
  sql(
    'goods that nobody announced are received for a case that they were not matched to',
    [stock, unannounced],
    'warehouse',
    `UPDATE unannounced_parcel SET status = 'open', case_id = NULL, doc = doc || '{"match": null}' WHERE ${one('unannounced_parcel', `status = 'matched'`)}`,
  ),
  sql('a call to the outside was never made', [left], 'refund', `UPDATE intent SET open = true WHERE ${one('intent', 'true')}`),
  sql('a clock has run out and nobody noticed', [left], 'review', `INSERT INTO timer (subject, name, due_at, payload) VALUES ('case:planted', 'review-overdue', now() - interval '1 hour', '{}')`),
  {
    name: 'an event names a customer',
    breaks: [personal, timeline],
    plant: async (world) => {
      const [customer] = await world.run('intake', 'SELECT email FROM customer LIMIT 1');
      const [hop] = await world.run('intake', `SELECT subject, id, trace_id, span_id FROM hop WHERE subject LIKE 'case:%' AND subject IN (SELECT 'case:' || case_id FROM intake_case) LIMIT 1`);
      await say(world, CaseOutcomeReported, sourceOf('intake'), {
        subject: String(hop?.['subject']),
        value: JSON.stringify({ reasonCodes: [`ask ${String(customer?.['email']).toUpperCase()} again`] }),
        causeId: String(hop?.['id']),
        traceparent: `00-${String(hop?.['trace_id'])}-${String(hop?.['span_id'])}-01`,
      });
    },
  },
  {
    name: 'a span names a customer',
    breaks: [personal],
    plant: async (world) => {
      const [customer] = await world.run('intake', 'SELECT phone FROM customer LIMIT 1');
      await world.run('telemetry', `UPDATE span SET attributes = json_build_object('who', $1::text) WHERE span_id = (SELECT span_id FROM span WHERE name LIKE 'batch%' LIMIT 1)`, [customer?.['phone']]);
    },
  },
];
