import type { Pool } from 'pg';
import { chunksOf, columnOf } from '../databases/query';
import type { World } from '../world';
import { stuckIn, type CaseFacts, type FeedbackFacts, type IntakeFacts, type LogisticsFacts, type RefundFacts, type ReviewFacts, type WarehouseFacts } from './case-facts';

const chunkSize = 1_000;

const tables = {
  intake: { table: 'intake_case', fields: 'case_number AS "caseNumber", order_id AS "orderId", customer_id AS "customerId", type, channel, provenance, status, doc, cancellation, EXISTS (SELECT 1 FROM timer WHERE timer.subject = \'case:\' || case_id AND timer.name = \'supplement-over\') AS "supplementTimer"' },
  review: { table: 'review_case', fields: `status, task_id AS "taskId", claimed_by AS "claimedBy", doc->'decision' AS decision, coalesce((doc->>'round')::int, 1) AS round, doc->'evidenceRequest' AS "evidenceRequest"` },
  logistics: { table: 'return_shipment', fields: `status, rma_number AS "rmaNumber", tracking_number AS "trackingNumber", carrier_code AS "carrierCode", doc->'lines' AS lines, doc->'claim' AS claim, doc->'calledOff' AS "calledOff"` },
  warehouse: { table: 'arrival', fields: `status, doc->'lines' AS lines` },
  refund: { table: 'refund', fields: 'order_id AS "orderId", status, currency, total_minor AS "totalMinor", decided_by AS "decidedBy", approved_by AS "approvedBy", decline, approved, lines' },
  feedback: { table: 'survey', fields: 'customer_id AS "customerId", status' },
} as const;

/** Every case that any department has, as all of them have it; a few hundred at a time. */
export async function* walkCases({ pools, leftovers, folded }: World): AsyncGenerator<CaseFacts> {
  const ids = new Set<string>();
  for (const [department, { table }] of Object.entries(tables)) for (const id of await columnOf(pools[department as keyof typeof tables], `SELECT case_id FROM ${table}`)) ids.add(id);
  for (const chunk of chunksOf([...ids].sort(), chunkSize)) {
    const [intake, review, logistics, warehouse, refund, feedback] = await Promise.all([
      rowsOf<IntakeFacts>(pools.intake, 'intake', chunk),
      rowsOf<ReviewFacts>(pools.review, 'review', chunk),
      rowsOf<LogisticsFacts>(pools.logistics, 'logistics', chunk),
      rowsOf<WarehouseFacts>(pools.warehouse, 'warehouse', chunk),
      rowsOf<RefundFacts>(pools.refund, 'refund', chunk),
      rowsOf<FeedbackFacts>(pools.feedback, 'feedback', chunk),
    ]);
    for (const caseId of chunk) {
      yield {
        caseId,
        intake: intake.get(caseId),
        review: review.get(caseId),
        logistics: logistics.get(caseId),
        warehouse: warehouse.get(caseId),
        refund: refund.get(caseId),
        feedback: feedback.get(caseId),
        folded: folded.cases.get(caseId),
        foldIsShort: folded.unreadable.has(`case:${caseId}`),
        stuckIn: stuckIn(leftovers, caseId),
      };
    }
  }
}

async function rowsOf<Row extends { readonly caseId: string }>(pool: Pool, department: keyof typeof tables, ids: readonly string[]): Promise<ReadonlyMap<string, Row>> {
  const { table, fields } = tables[department];
  const { rows } = await pool.query<Row>(`SELECT case_id AS "caseId", ${fields} FROM ${table} WHERE case_id = ANY($1)`, [ids]);
  return new Map(rows.map((row) => [row.caseId, row]));
}
