import { everyLeg } from '../databases/every-refund';
import type { Pool } from 'pg';
import { departments, type Department } from '@huiliu/contracts';
import type { LogicalCommand } from '../../history/logical-command';
import type { SaidEvent } from '../bus/log';
import { groupBy } from '../databases/query';
import type { World } from '../world';

/** Everything that a command to a department has left behind. */
export interface CommandFacts {
  /** As departments know it: principal, operation and key. */
  readonly id: string;
  readonly command: LogicalCommand;
  readonly hops: readonly CommandHop[];
  /** Names of the events that were said while it was handled. */
  readonly said: readonly string[];
  /** `done`: an answer is kept under its key; `refusal`: a refusal is; `empty`: the key is there without any. Undefined: the key is not there, or too old to be. */
  readonly kept: 'done' | 'refusal' | 'empty' | 'missing' | undefined;
  /** The department's row about the case, as far as it concerns the command; undefined: there is none. */
  readonly row: CommandRow | undefined;
}

export interface CommandHop {
  readonly id: string;
  readonly subject: string;
  readonly outcome: string;
}

/** Of the case as the department that was asked has it. */
export interface CommandRow {
  readonly caseId: string;
  /** Known to intake. */
  readonly caseNumber: string | null;
  /** Known to intake. */
  readonly cancelAsked: boolean | null;
  /** Known to review. */
  readonly status: string | null;
  readonly claimedBy: string | null;
  readonly decidedBy: string | null;
  /** Who made rejections that were supplemented. */
  readonly earlierDeciders: readonly string[];
  /** Known to refund. */
  readonly approvedBy: string | null;
  readonly settledBy: readonly string[] | null;
  /** How often it was declined. */
  readonly declines?: number;
  /** Known to the warehouse: who has claimed exceptions of it, and who has resolved them. */
  readonly exceptionsOf?: readonly string[];
  readonly resolvers?: readonly string[];
}

/** Departments forget keys after days; a history is younger, but one that was kept on may not be. */
const keysAreKeptMs = 24 * 60 * 60 * 1000;

export const commandId = ({ principal, operation, key }: Pick<LogicalCommand, 'principal' | 'operation' | 'key'>): string => `${principal}/${operation}/${key}`;

export const departmentOf = ({ operation }: Pick<LogicalCommand, 'operation'>): Department | undefined => departments.find((department) => operation.startsWith(`${department}.`));

/** What was said, by the command in which it was said. */
export function saidInCommands({ log }: World, ids: ReadonlySet<string>): ReadonlyMap<string, readonly SaidEvent[]> {
  const caused = [...log.said.values()].flatMap((events) => events.filter(({ causeId }) => causeId !== undefined && ids.has(causeId)));
  return groupBy(caused, ({ causeId }) => causeId ?? '');
}

const rowsAbout: Readonly<Partial<Record<Department, string>>> = {
  intake: `SELECT case_id AS "caseId", case_number AS "caseNumber", cancellation IS NOT NULL AS "cancelAsked", NULL AS status, NULL AS "claimedBy", NULL AS "decidedBy", '{}'::text[] AS "earlierDeciders", NULL AS "approvedBy", NULL AS "settledBy" FROM intake_case WHERE case_id = ANY($1)`,
  review: `SELECT case_id AS "caseId", NULL AS "caseNumber", NULL AS "cancelAsked", status, claimed_by AS "claimedBy", doc->'decision'->>'decidedBy' AS "decidedBy",
             ARRAY(SELECT earlier->>'decidedBy' FROM jsonb_array_elements(coalesce(doc->'earlier', '[]')) AS earlier) AS "earlierDeciders", NULL AS "approvedBy", NULL AS "settledBy" FROM review_case WHERE case_id = ANY($1)`,
  warehouse: `SELECT case_id AS "caseId", NULL AS "caseNumber", NULL AS "cancelAsked", NULL AS status, NULL AS "claimedBy", NULL AS "decidedBy", '{}'::text[] AS "earlierDeciders", NULL AS "approvedBy", NULL AS "settledBy",
    coalesce(array_agg(claimed_by) FILTER (WHERE claimed_by IS NOT NULL), '{}') AS "exceptionsOf", coalesce(array_agg(doc->'end'->>'by') FILTER (WHERE doc->'end'->>'by' IS NOT NULL), '{}') AS resolvers FROM goods_exception WHERE case_id = ANY($1) GROUP BY case_id`,
  refund: `SELECT case_id AS "caseId", case_number AS "caseNumber", NULL AS "cancelAsked", status, NULL AS "claimedBy", decided_by AS "decidedBy", '{}'::text[] AS "earlierDeciders", coalesce(approved_by, difference->'approval'->>'approvedBy') AS "approvedBy",
    (SELECT coalesce(jsonb_agg(leg->'byHand'->>'settledBy'), '[]') FROM jsonb_array_elements(${everyLeg}) AS leg WHERE leg->>'byHand' IS NOT NULL) AS "settledBy", coalesce(jsonb_array_length(decline->'totalsMinor'), 0) + coalesce(jsonb_array_length(nullif(difference->'decline', 'null')->'totalsMinor'), 0) AS declines FROM refund WHERE case_id = ANY($1)`,
};

/** Of commands to one department. */
export async function factsOf(pool: Pool, department: Department, commands: readonly LogicalCommand[], said: ReadonlyMap<string, readonly SaidEvent[]>): Promise<CommandFacts[]> {
  const hops = groupBy((await pool.query<CommandHop>(`SELECT id, subject, outcome FROM hop WHERE source = 'command' AND id = ANY($1)`, [commands.map(commandId)])).rows, ({ id }) => id);
  const { rows: keys } = await pool.query<{ id: string; kept: 'done' | 'refusal' | 'empty' }>(
    `SELECT principal || '/' || operation || '/' || key AS id, CASE WHEN answer IS NULL THEN 'empty' WHEN answer ? 'refusal' THEN 'refusal' ELSE 'done' END AS kept
     FROM idempotency JOIN unnest($1::text[], $2::text[], $3::text[]) AS asked(principal, operation, key) USING (principal, operation, key)`,
    [commands.map(({ principal }) => principal), commands.map(({ operation }) => operation), commands.map(({ key }) => key)],
  );
  const kept = new Map(keys.map((row) => [row.id, row.kept]));
  const caseIds = commands.flatMap((command) => caseIdOf(command, hops.get(commandId(command))) ?? []);
  const select = rowsAbout[department];
  const rows = new Map(select === undefined ? [] : (await pool.query<CommandRow>(select, [caseIds])).rows.map((row) => [row.caseId, row]));
  const recently = Date.now() - keysAreKeptMs;
  return commands.map((command) => {
    const id = commandId(command);
    const own = hops.get(id) ?? [];
    const missing = command.askedAt.getTime() > recently ? 'missing' : undefined;
    return { id, command, hops: own, said: (said.get(id) ?? []).map(({ type }) => type.slice(type.lastIndexOf('.') + 1)), kept: kept.get(id) ?? missing, row: rows.get(caseIdOf(command, own) ?? '') };
  });
}

/** By what was done, else by what was answered. */
function caseIdOf({ answers }: LogicalCommand, hops: readonly CommandHop[] = []): string | undefined {
  const subject = hops[0]?.subject;
  return subject?.startsWith('case:') ? subject.slice('case:'.length) : answers[0]?.caseId;
}
