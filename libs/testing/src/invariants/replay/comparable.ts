import type { Department } from '@huiliu/contracts';

/** Something of a department's state that the topics alone decide, so that it has to be the same when they are replayed. */
export interface Comparable {
  readonly what: string;
  /** Rows of (id, state as text), each id once. Runs on both databases. */
  readonly select: string;
  /** The rows to be compared, by id, among those of the department as it is; all when left out. Then the replay may have others besides. */
  readonly only?: string;
  /** Cases of the department as it is that are left out on both sides: their ids, and to which case a row belongs. */
  readonly except?: { readonly cases: string; readonly caseOf: (id: string) => string };
}

/** Versions count transactions, and so depend on how events fell into batches. */
const rowsOf = (table: string, id: string, without: readonly string[] = []): Comparable => ({
  what: table,
  select: `SELECT ${id} AS id, (to_jsonb(${table}) - '{${['version', ...without].join(',')}}'::text[])::text AS state FROM ${table}`,
});

/** Rows that may have personal data: only whether they are the same may be told. */
const unseen = ({ what, select }: Comparable): Comparable => ({ what, select: `SELECT id, md5(state) AS state FROM (${select}) AS each_row` });

/** What was heard from others, and how far each source was followed. Commands, clocks and providers leave no event behind that could be replayed. */
const heard: Comparable = {
  what: 'what was handled',
  select: `SELECT subject || ' ' || id AS id, jsonb_build_array(type, source, cause_id, outcome)::text AS state FROM hop WHERE source NOT IN ('command', 'timer', 'intent')`,
};
/** But for subjects about which only their own department hears anything: who began in an earlier version has counted along with them. */
const seen: Comparable = { what: 'sequences seen', select: `SELECT subject AS id, jsonb_build_array(seen, out_seq)::text AS state FROM head WHERE out_seq > 0 OR subject !~ '^(stock|parcel):'` };

/**
 * Logistics' cases that the topics alone do not decide: that a customer asked for a further parcel, or put the goods into another case's, was a command; that the time to send was over, that nothing was heard of a parcel, or that a lost one was given up, a clock said; and whether a wish to cancel came first, or a scan, or a parcel that nobody had announced, no
 * topic tells, since they come over two.
 */
const notToldByTopics = `
  SELECT case_id AS id FROM return_shipment AS it WHERE it.status = 'written_off' OR it.doc->'calledOff'->>'reason' = 'expired' OR it.doc->'carries' IS NOT NULL
    OR EXISTS (SELECT 1 FROM hop WHERE hop.subject = 'case:' || it.case_id AND (hop.source = 'command' OR hop.type IN ('timer.parcel-report', 'timer.replacement-report')))
    OR it.doc->>'firstStatus' IN ('written_off', 'called_off') OR EXISTS (SELECT 1 FROM jsonb_array_elements(it.doc->'further') AS parcel WHERE parcel->>'status' IN ('written_off', 'called_off'))
    OR ((jsonb_array_length(it.doc->'scans') > 0 OR it.doc->'further' IS NOT NULL OR EXISTS (SELECT 1 FROM replacement_shipment AS sent WHERE sent.case_id = it.case_id) OR EXISTS (SELECT 1 FROM hop AS matched WHERE matched.subject = 'case:' || it.case_id AND matched.type LIKE '%.ParcelMatched')) AND EXISTS (SELECT 1 FROM hop AS asked WHERE asked.subject = 'case:' || it.case_id AND asked.type LIKE '%.CancellationPassedOn'))
  UNION SELECT case_id FROM replacement_shipment AS sent WHERE jsonb_typeof(sent.doc->'calledOff') <> 'null' OR jsonb_array_length(sent.doc->'claims') > 0 OR sent.doc->'cameBack' IS NOT NULL
    OR EXISTS (SELECT 1 FROM hop AS asked WHERE asked.subject = 'case:' || sent.case_id AND (asked.type = 'timer.replacement-report' OR asked.type LIKE '%.CancellationPassedOn' OR asked.type LIKE '%.ResolutionChanged'))`;

/**
 * The warehouse's: a clock asks again for what is not in stock and for what came of a repair, and whether something was wanted no more or there first, no topic tells. What else is said of such a case waits behind it in a
 * replay, where nobody asks again: the goods of an exchange may come back after the others were sent.
 */
const notToldToWarehouse = `SELECT case_id AS id FROM reservation WHERE (doc->>'asked')::int > 1 OR (doc->>'choices')::int > 0 OR status = 'released' UNION SELECT case_id FROM repair_order WHERE (doc->>'attempt')::int > 1`;

/** Cases of which the WMS did not report in time, so that somebody had to look: what came of that, and whether a report came before it, is in no topic that the warehouse hears. */
const overdue = `SELECT case_id AS id FROM goods_exception WHERE kind IN ('not_received', 'not_finished')`;

/** SKUs of those, and of cases that were overdue; and those of which our ledger may not have known enough when they were picked, which depends on what else had happened by then. */
const stockNotTold = `
  SELECT DISTINCT line->>'sku' AS id FROM reservation, jsonb_array_elements(doc->'lines') AS line WHERE case_id IN (SELECT id FROM (${notToldToWarehouse}) AS cases)
  UNION SELECT DISTINCT sku FROM stock_move WHERE case_id IN (SELECT id FROM (${notToldToWarehouse} UNION ${overdue}) AS cases)
  UNION SELECT sku FROM stock WHERE opening < (SELECT coalesce(sum(quantity), 0) FROM stock_move WHERE stock_move.sku = stock.sku AND disposition = 'replacement')`;

/**
 * Recalls that the topics alone do not decide: clocks that ran out, and what raced: a wish to cancel, and the order of what CRM, the WMS and review say. For goods that the customer says are on
 * their way that decides whether the WMS is asked at all.
 */
const recallsNotToldByTopics = `
  SELECT case_id AS id FROM outbound_recall AS it WHERE it.status = 'written_off' OR (it.doc->>'stopAttempts')::int > 1 OR it.doc->'writeOffAt' IS NOT NULL
    OR EXISTS (SELECT 1 FROM hop WHERE hop.subject = 'case:' || it.case_id AND (hop.type LIKE '%.CancellationPassedOn' OR hop.source = 'timer'))
    OR (it.kind <> 'before_shipping' AND EXISTS (SELECT 1 FROM hop WHERE hop.subject = 'order:' || (it.doc->'ref'->>'orderId') AND hop.type LIKE '%.OrderShipped'))`;

/** Cases with an exception: that it was claimed, resolved or ran out is in no topic that the warehouse hears. */
const withException = 'SELECT DISTINCT case_id AS id FROM goods_exception';

/** Cases of which the WMS was asked again what has come. */
const inspectionAskedAgain = `SELECT case_id AS id FROM arrival WHERE (doc->'inspection'->>'attempt')::int > 1`;

/** Cases whose rejection the customer has disputed: what a person, or the clock, has made of that is in no topic that the warehouse hears. */
const disputed = `SELECT case_id AS id FROM goods_exception WHERE kind = 'disputed'`;

/** Cases that a parcel was matched to that nobody had announced: who has found out, or too late, is in no topic that the warehouse hears. */
const matchedTo = `SELECT case_id AS id FROM unannounced_parcel WHERE case_id IS NOT NULL UNION SELECT substr(subject, 6) FROM hop WHERE subject LIKE 'case:%' AND (type LIKE '%.MatchUnannouncedParcel' OR type LIKE '%.ParcelMatchAnswered')`;

/** Cases by which a person, or a clock, has brought something onto a shelf. */
const shelvedByPeople = `SELECT case_id AS id FROM goods_exception WHERE doc->'end'->>'resolution' IN ('restock', 'accepted')`;

/** Cases of which the WMS was asked again where it has put things. */
const putAwayAskedAgain = `SELECT case_id AS id FROM put_away, jsonb_array_elements(doc->'tasks') AS task WHERE (task->>'asked')::int > 1`;

/** SKUs whose quarantine a person has emptied. */
const sortedOut = `SELECT DISTINCT sku AS id FROM stock_move WHERE from_condition = 'quarantine' AND (move_id NOT LIKE '%/rejected/%' OR case_id IN (${disputed}))`;

/** Of a subject, alone or before a space: `case:c1`, `case:c1 e1`. */
const caseOfSubject = (id: string): string => id.split(' ', 1)[0]?.replace(/^case:/, '') ?? '';

/** Cases that share nothing: what others do to their order, in whatever order, does not touch them. */
const aloneOnItsOrder = (table: string): string => `SELECT case_id AS id FROM ${table} AS one WHERE order_id <> '' AND NOT EXISTS (SELECT 1 FROM ${table} AS other WHERE other.order_id = one.order_id AND other.case_id <> one.case_id)`;

/**
 * Refunds that the topics alone decide: not of an exchange for another variant that was paid instead, as whether that or what came back was heard first, and so whether its difference was paid by itself, no topic tells.
 */
const refundsTold = `${aloneOnItsOrder('refund')} AND NOT (one.approved::text ~ 'exchangedAtMinor|chosenAtMinor' AND one.refund_id IS NOT NULL AND one.refund_id NOT LIKE '%/difference') AND coalesce(one.hold->>'status', 'declined') <> 'captured'`;

const soldOutOfHolds = `SELECT 'S-' || case_id AS id FROM refund WHERE hold->>'status' = 'captured'`;

/**
 * By department. Warehouse's state follows from events but for what people and its clock make of exceptions, feedback's but for what people answer, and logistics' but for what its clock has ended and what raced. Intake's and review's
 * follows from commands too, refund's from what the payment provider answered over HTTP: of these, what events decide is compared.
 */
export const comparables: Readonly<Record<Department, readonly Comparable[]>> = {
  logistics: [
    // By when goods had to be sent, and when they were called off, is logistics' own clock.
    {
      what: 'return_shipment',
      select: `SELECT case_id AS id, (to_jsonb(return_shipment) - '{version,send_by}'::text[] #- '{doc,calledOff,at}' #- '{doc,writeOffAt}' #- '{doc,reportBy}')::text AS state FROM return_shipment`,
      except: { cases: notToldByTopics, caseOf: (id) => id },
    },
    {
      what: 'replacement_shipment',
      select: `SELECT case_id AS id, (to_jsonb(replacement_shipment) - 'version' #- '{doc,writeOffAt}' #- '{doc,reportBy}')::text AS state FROM replacement_shipment`,
      except: { cases: notToldByTopics, caseOf: (id) => id },
    },
    // So are the deadlines of what is stopped or recalled. Of what has left of an order CRM and the WMS may both tell, over two topics.
    {
      what: 'outbound_recall',
      select: `SELECT case_id AS id, (to_jsonb(outbound_recall) - 'version' #- '{doc,answerBy}' #- '{doc,reportBy}' #- '{doc,end,at}')::text AS state FROM outbound_recall`,
      except: { cases: recallsNotToldByTopics, caseOf: (id) => id },
    },
    { ...heard, except: { cases: `${notToldByTopics} UNION ${recallsNotToldByTopics} UNION SELECT 'order:' || order_id FROM outbound_order`, caseOf: caseOfSubject } },
    { ...seen, except: { cases: `${notToldByTopics} UNION ${recallsNotToldByTopics} UNION SELECT 'order:' || order_id FROM outbound_order`, caseOf: caseOfSubject } },
  ],
  warehouse: [
    // How often the WMS was asked for it is the warehouse's own clock.
    { what: 'arrival', select: `SELECT case_id AS id, (to_jsonb(arrival) - 'version' #- '{doc,inspection}')::text AS state FROM arrival`, except: { cases: `${overdue} UNION ${matchedTo} UNION ${notToldToWarehouse}`, caseOf: (id) => id } },
    { ...rowsOf('reservation', 'case_id'), except: { cases: notToldToWarehouse, caseOf: (id) => id } },
    // By when they had to be resolved is the warehouse's own clock.
    { what: 'exceptions as they came', select: `SELECT exception_id AS id, jsonb_build_array(case_id, kind, owner, doc->'ref', doc->'units')::text AS state FROM goods_exception`, except: { cases: `${overdue} UNION ${notToldToWarehouse}`, caseOf: (id) => /^X-(.*)-(short|empty_box|over|wrong_item|disputed|not_received(-\d)?|not_finished(-\d)?)$/.exec(id)?.[1] ?? '' } },
    // By when the WMS had to answer is the warehouse's own clock.
    { what: 'repair_order', select: `SELECT case_id AS id, (to_jsonb(repair_order) - 'version' #- '{doc,answerBy}')::text AS state FROM repair_order`, except: { cases: `${notToldToWarehouse} UNION ${overdue}`, caseOf: (id) => id } },
    { ...rowsOf('rejection', 'case_id'), except: { cases: `${disputed} UNION ${overdue} UNION ${notToldToWarehouse}`, caseOf: (id) => id } },
    // How often it was asked for is the warehouse's own clock; what comes in and what comes back is told over two topics.
    { what: 'put_away', select: `SELECT case_id AS id, (SELECT jsonb_agg(task - 'asked' ORDER BY task->>'taskId') FROM jsonb_array_elements(doc->'tasks') AS task)::text AS state FROM put_away`, except: { cases: `${notToldToWarehouse} UNION ${shelvedByPeople} UNION ${overdue}`, caseOf: (id) => id } },
    { ...rowsOf('stock', 'sku'), except: { cases: `${stockNotTold} UNION ${sortedOut}`, caseOf: (id) => id } },
    // Under its SKU, so that moves of a SKU whose ledger no topic tells are left out with it.
    { what: 'stock_move', select: `SELECT sku || ' ' || move_id AS id, to_jsonb(stock_move)::text AS state FROM stock_move`, except: { cases: `${stockNotTold} UNION ${sortedOut}`, caseOf: (id) => id.split(' ', 1)[0] ?? '' } },
    // Whose they are, a person has found out.
    { what: 'parcels that nobody had announced, as they came', select: `SELECT parcel_id AS id, (doc - '{match,declined}'::text[])::text AS state FROM unannounced_parcel` },
    rowsOf('awaited_return', 'case_number'),
    { ...heard, except: { cases: `${notToldToWarehouse} UNION ${matchedTo} UNION ${shelvedByPeople} UNION ${overdue}`, caseOf: caseOfSubject } },
    { ...seen, except: { cases: `${notToldToWarehouse} UNION ${withException} UNION ${matchedTo} UNION ${putAwayAskedAgain} UNION ${inspectionAskedAgain} UNION SELECT 'parcel:' || parcel_id FROM unannounced_parcel UNION SELECT 'stock:' || id FROM (${stockNotTold} UNION ${sortedOut}) AS skus`, caseOf: caseOfSubject } },
  ],
  // When a survey was sent is feedback's own clock.
  // So is by when a concern has to be answered; and that it was claimed, answered, turned or overdue is in no topic that feedback hears.
  feedback: [
    unseen(rowsOf('survey', 'case_id', ['sent_at'])),
    { what: 'concerns as they came', select: 'SELECT case_id AS id, jsonb_build_array(case_number, order_id, customer_id, type)::text AS state FROM concern' },
    heard,
    { ...seen, except: { cases: 'SELECT case_id AS id FROM concern', caseOf: caseOfSubject } },
  ],
  intake: [
    unseen(rowsOf('customer', 'customer_id')),
    // Nor are orders on any topic that were sold out of the holds of such cases.
    { ...rowsOf('mirrored_order', 'order_id'), except: { cases: `SELECT 'S-' || case_id FROM intake_case WHERE channel <> 'crm' AND doc->'hold'->'captured' IS NOT NULL`, caseOf: (id) => id } },
    // Cases that customers opened through the gateway are not on any topic. When a case was opened and closed is intake's own clock.
    {
      // So is a wish to cancel: what came of it is. What customers add, and clocks that run out, is on no topic.
      what: 'intake_case',
      select: `SELECT case_id AS id, (to_jsonb(intake_case) - '{version,opened_at,closed_at,step_by,cancellation}'::text[] #- '{doc,movedAt}')::text AS state FROM intake_case`,
      only: `${aloneOnItsOrder('intake_case')} AND channel = 'crm' AND NOT EXISTS (SELECT 1 FROM hop WHERE hop.subject = 'case:' || case_id AND hop.source IN ('command', 'timer'))`,
    },
  ],
  review: [
    // What a person decided, and when anything was, is not in the topics that review hears.
    {
      what: 'cases decided by rules',
      select: `SELECT case_id AS id, jsonb_build_array(status, doc #- '{decision,decidedAt}' #- '{decision,supplementUntil}')::text AS state FROM review_case WHERE task_id IS NULL`,
    },
    { what: 'applications', select: `SELECT case_id AS id, ((doc->'application') - 'evidenceCount')::text AS state FROM review_case` },
  ],
  refund: [
    // What was sold out of a hold, as the payment provider has answered, is none that CRM has told.
    { ...rowsOf('order_allocation', 'order_id'), except: { cases: soldOutOfHolds, caseOf: (id) => id } },
    // A leg settles by the provider's answer: what it is to pay is decided before.
    {
      what: 'refunds as they were asked for',
      // So it is with what is paid of an exchange, which is kept elsewhere once it has settled. Whether a variant was set aside before all was called off no topic tells; what was paid for it does.
      select: `SELECT case_id AS id, jsonb_build_array(case_number, order_id, (SELECT jsonb_agg(line - 'chosenAtMinor' ORDER BY place) FROM jsonb_array_elements(approved) WITH ORDINALITY AS each_one(line, place)), decided_by, coalesce(difference->>'refundId', refund_id), coalesce(difference->>'currency', currency), coalesce((difference->>'totalMinor')::bigint, total_minor), coalesce(difference->'lines', lines),
                 (SELECT jsonb_agg(jsonb_build_array(leg->'legId', leg->'paymentId', leg->'amountMinor') ORDER BY leg->>'legId') FROM jsonb_array_elements(coalesce(difference->'legs', legs)) AS leg))::text AS state FROM refund`,
      only: refundsTold,
    },
    {
      what: 'postings of what is due',
      select: `SELECT entry_id AS id, (to_jsonb(ledger_entry) - 'posted_at')::text AS state FROM ledger_entry WHERE memo = 'refund requested'`,
      only: `SELECT entry_id AS id FROM ledger_entry WHERE case_id IN (SELECT id FROM (${refundsTold}) AS told) AND memo = 'refund requested'`,
    },
  ],
};
