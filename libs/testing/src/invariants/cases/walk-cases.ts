import type { Department } from '@huiliu/contracts';
import { chunksOf, columnOf } from '../databases/query';
import type { World } from '../world';
import { stuckIn, type CaseFacts, type ConcernFacts, type ExceptionFacts, type FeedbackFacts, type IntakeFacts, type LogisticsFacts, type RecallFacts, type RefundFacts, type RejectionFacts, type RepairFacts, type ReplacementFacts, type ReservationFacts, type ReviewFacts, type WarehouseFacts } from './case-facts';

const chunkSize = 1_000;

const exceptionsByCase = `(SELECT case_id, jsonb_agg(jsonb_build_object('exceptionId', exception_id, 'kind', kind, 'status', status, 'owner', owner, 'claimedBy', claimed_by, 'dueAt', due_at, 'units', doc->'units', 'end', doc->'end',
  'clock', EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = CASE WHEN kind = 'disputed' THEN 'dispute-due' WHEN kind IN ('not_received', 'not_finished') THEN 'inspection-due' ELSE 'exception-due' END)) ORDER BY exception_id) AS list FROM goods_exception GROUP BY case_id) AS exceptions`;

const tables = {
  intake: { table: 'intake_case', fields: 'case_number AS "caseNumber", order_id AS "orderId", customer_id AS "customerId", type, channel, provenance, status, doc, cancellation, EXISTS (SELECT 1 FROM timer WHERE timer.subject = \'case:\' || case_id AND timer.name = \'supplement-over\') AS "supplementTimer", EXISTS (SELECT 1 FROM timer WHERE timer.subject = \'case:\' || case_id AND timer.name = \'choice-over\') AS "choiceTimer"' },
  review: { table: 'review_case', fields: `status, task_id AS "taskId", claimed_by AS "claimedBy", doc->'decision' AS decision, coalesce((doc->>'round')::int, 1) AS round, doc->'evidenceRequest' AS "evidenceRequest"` },
  logistics: { table: 'return_shipment', fields: `status, rma_number AS "rmaNumber", tracking_number AS "trackingNumber", carrier_code AS "carrierCode", doc->'lines' AS lines, doc->'claim' AS claim, doc->'calledOff' AS "calledOff", doc->>'firstStatus' AS "firstStatus", doc->'further' AS further, doc->>'firstUnannounced' AS "firstUnannounced", doc->'cancellation' AS cancellation, EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'cancellation-agreement') AS "agreementClock"` },
  warehouse: { table: 'arrival', fields: `status, doc->'lines' AS lines, doc->'exceptions' AS "setAside", (doc->>'forRefund')::boolean AS "forRefund", doc->'matched' AS matched, doc->'inspection' IS NOT NULL AS asked, EXISTS (SELECT 1 FROM timer WHERE timer.subject = 'case:' || case_id AND timer.name = 'inspection-due') AS clock` },
  // One row for all of a case.
  exceptions: { of: 'warehouse', table: exceptionsByCase, fields: 'list' },
  replacement: { of: 'logistics', table: 'replacement_shipment', fields: `status, tracking_number AS "trackingNumber", (doc->>'attempt')::int AS attempt, (doc->>'reserved')::boolean AS reserved, (doc->>'settled')::boolean AS settled, jsonb_array_length(doc->'claims') AS claims, coalesce(jsonb_array_length(doc->'cameBack'), 0) AS "cameBack", doc->'calledOff' AS "calledOff", doc->'lines' AS lines` },
  reservation: { of: 'warehouse', table: 'reservation', fields: `status, (doc->>'attempt')::int AS attempt, (doc->>'choices')::int AS choices, doc->'lines' AS lines` },
  repair: { of: 'warehouse', table: 'repair_order', fields: `status, (doc->>'attempt')::int AS attempt, (doc->>'parcel')::int AS parcel, doc->'lines' AS lines` },
  rejection: { of: 'warehouse', table: 'rejection', fields: `status, (doc->>'choice')::int AS choice, doc->>'outcome' AS outcome, (doc->>'parcel')::int AS parcel, doc->'lines' AS lines` },
  refund: { table: 'refund', fields: 'order_id AS "orderId", status, currency, total_minor AS "totalMinor", decided_by AS "decidedBy", approved_by AS "approvedBy", late, decline, goods, difference, top_up || jsonb_build_object(\'clock\', EXISTS (SELECT 1 FROM timer WHERE timer.subject = \'case:\' || case_id AND timer.name = \'top-up\')) AS "topUp", hold, approved, lines, rejection' },
  recall: { of: 'logistics', table: 'outbound_recall', fields: `status, tracking_number AS "trackingNumber", carrier_code AS "carrierCode", doc->'lines' AS lines, doc->'end' AS end, doc->'claim' AS claim` },
  feedback: { table: 'survey', fields: 'customer_id AS "customerId", status' },
  concern: { of: 'feedback', table: 'concern', fields: 'customer_id AS "customerId", type, status, due_at::text AS "dueAt", claimed_by AS "claimedBy", overdue, turned_into AS "turnedInto", EXISTS (SELECT 1 FROM answer WHERE answer.case_id = concern.case_id) AS written' },
} as const satisfies Readonly<Record<string, { readonly of?: Department; readonly table: string; readonly fields: string }>>;

type Table = keyof typeof tables;

const departmentOf = (name: Table): Department => {
  const table = tables[name];
  return 'of' in table ? table.of : (name as Department);
};

/** Every case that any department has, as all of them have it; a few hundred at a time. */
export async function* walkCases({ pools, leftovers, folded }: World): AsyncGenerator<CaseFacts> {
  const ids = new Set<string>();
  for (const name of Object.keys(tables) as Table[]) for (const id of await columnOf(pools[departmentOf(name)], `SELECT case_id FROM ${tables[name].table}`)) ids.add(id);
  for (const chunk of chunksOf([...ids].sort(), chunkSize)) {
    const [intake, review, logistics, recall, warehouse, exceptions, replacement, reservation, repair, rejection, refund, feedback, concern] = await Promise.all([
      rowsOf<IntakeFacts>(pools, 'intake', chunk),
      rowsOf<ReviewFacts>(pools, 'review', chunk),
      rowsOf<LogisticsFacts>(pools, 'logistics', chunk),
      rowsOf<RecallFacts>(pools, 'recall', chunk),
      rowsOf<WarehouseFacts>(pools, 'warehouse', chunk),
      rowsOf<{ readonly caseId: string; readonly list: readonly ExceptionFacts[] }>(pools, 'exceptions', chunk),
      rowsOf<ReplacementFacts>(pools, 'replacement', chunk),
      rowsOf<ReservationFacts>(pools, 'reservation', chunk),
      rowsOf<RepairFacts>(pools, 'repair', chunk),
      rowsOf<RejectionFacts>(pools, 'rejection', chunk),
      rowsOf<RefundFacts>(pools, 'refund', chunk),
      rowsOf<FeedbackFacts>(pools, 'feedback', chunk),
      rowsOf<ConcernFacts>(pools, 'concern', chunk),
    ]);
    for (const caseId of chunk) {
      yield {
        caseId,
        intake: intake.get(caseId),
        review: review.get(caseId),
        logistics: logistics.get(caseId),
        recall: recall.get(caseId),
        warehouse: warehouse.get(caseId),
        exceptions: exceptions.get(caseId)?.list,
        replacement: replacement.get(caseId),
        reservation: reservation.get(caseId),
        repair: repair.get(caseId),
        rejection: rejection.get(caseId),
        refund: refund.get(caseId),
        feedback: feedback.get(caseId),
        concern: concern.get(caseId),
        folded: folded.cases.get(caseId),
        foldIsShort: folded.unreadable.has(`case:${caseId}`),
        stuckIn: stuckIn(leftovers, caseId),
      };
    }
  }
}

async function rowsOf<Row extends { readonly caseId: string }>(pools: World['pools'], name: Table, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { table, fields } = tables[name];
  const { rows } = await pools[departmentOf(name)].query<Row>(`SELECT case_id AS "caseId", ${fields} FROM ${table} WHERE case_id = ANY($1)`, [ids]);
  return new Map(rows.map((row) => [row.caseId, row]));
}
