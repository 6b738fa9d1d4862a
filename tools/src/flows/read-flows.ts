import type { Databases } from '../progress';
import { flowsOf, type CaseEnd, type Flows, type Intended } from './by-flow';

type Pools = Pick<Databases['pools'], 'sandbox' | 'intake' | 'refund'>;

interface IntentionRow {
  readonly kind: 'case' | 'number' | 'request' | 'leg';
  readonly ref: string;
  readonly branch: string;
  readonly status: Intended['status'];
  readonly code: string | null;
}

/** What the sandbox intended and did, by its own word, held against the cases as intake has closed them. */
export async function readFlows(pools: Pools): Promise<Flows> {
  const { ends, byNumber, byRequest } = await readCases(pools);
  const { rows: legs } = await pools.refund.query<{ leg_id: string; case_id: string }>("SELECT leg->>'legId' AS leg_id, case_id FROM refund, jsonb_array_elements(legs || coalesce(difference->'legs', '[]')) AS leg");
  const byLeg = new Map(legs.map(({ leg_id, case_id }) => [leg_id, case_id]));
  const caseOf = ({ kind, ref }: IntentionRow): string | undefined => (kind === 'case' ? ref : { number: byNumber, request: byRequest, leg: byLeg }[kind].get(ref));
  const { rows } = await pools.sandbox.query<IntentionRow>(
    `SELECT kind, ref, branch, status, code FROM intention
     UNION ALL SELECT 'case', substr(subject, 6), fact, 'taken', NULL FROM heard, unnest(facts) AS fact WHERE fact LIKE '%.%' AND subject LIKE 'case:%'`,
  );
  return flowsOf(rows.map((row): Intended => ({ caseId: caseOf(row), branch: row.branch, status: row.status, code: row.code })), ends);
}

async function readCases({ intake, sandbox }: Pools) {
  const { rows } = await intake.query<{ case_id: string; case_number: string; request_id: string; status: string; result: string | null; codes: readonly string[] | null; asked: boolean; declined: string | null }>(
    `SELECT case_id, case_number, request_id, status, doc->'closing'->>'result' AS result, doc->'closing'->'reasonCodes' AS codes, cancellation IS NOT NULL AS asked, cancellation->>'declinedCode' AS declined FROM intake_case`,
  );
  const { rows: applied } = await sandbox.query<{ request_id: string; case_id: string }>('SELECT request_id, case_id FROM application WHERE case_id IS NOT NULL');
  const ends = new Map(
    rows.map((row): [string, CaseEnd] => [row.case_id, { caseId: row.case_id, caseNumber: row.case_number, result: row.status === 'closed' ? (row.result ?? 'closed') : 'open', reasonCodes: row.codes ?? [], cancelAsked: row.asked, declinedCode: row.declined ?? undefined }]),
  );
  const byRequest = new Map([...rows, ...applied].filter(({ request_id }) => request_id !== '').map(({ request_id, case_id }) => [request_id, case_id]));
  return { ends, byNumber: new Map(rows.map((row) => [row.case_number, row.case_id])), byRequest };
}
