import type { Pool } from 'pg';
import { columnOf, pagesOf } from '../invariants/databases/query';
import type { LogicalCommand } from './logical-command';

/** Refusals of the door: whoever gives them has not looked at the command, so they say nothing against an earlier answer. */
const atTheDoor = `code ~ '^(401|403|425|429) '`;

/** Tries of one command brought together. `where` is SQL about an attempt. */
const logical = (where: string): string => `
  WITH try AS (
    SELECT principal, operation, command->>0 AS key, command->>1 AS digest, attempt, asked_at, outcome, code, answer
    FROM history_attempt CROSS JOIN LATERAL jsonb_array_elements(commands) AS command LEFT JOIN history_outcome USING (attempt) WHERE ${where})
  SELECT principal, operation, key, count(*)::int AS attempts, array_agg(DISTINCT digest) AS digests,
    count(*) FILTER (WHERE outcome = 'ok')::int AS ok, count(*) FILTER (WHERE outcome = 'failed')::int AS failed,
    coalesce(jsonb_agg(answer ORDER BY attempt) FILTER (WHERE outcome = 'ok'), '[]') AS answers,
    coalesce(array_agg(DISTINCT code) FILTER (WHERE outcome = 'failed'), '{}') AS codes,
    coalesce(min(attempt) FILTER (WHERE outcome = 'ok') < max(attempt) FILTER (WHERE outcome = 'failed' AND NOT ${atTheDoor}), false) AS "refusedAfterOk",
    min(asked_at) AS "askedAt"
  FROM try GROUP BY principal, operation, key`;

/** Whether anybody wrote down what was asked of this installation. */
export async function hasHistory(sandbox: Pool): Promise<boolean> {
  const { rows } = await sandbox.query<{ there: boolean }>(`SELECT to_regclass('history_attempt') IS NOT NULL AS there`);
  if (rows[0]?.there !== true) return false;
  return (await sandbox.query('SELECT 1 FROM history_attempt LIMIT 1')).rows.length > 0;
}

/** Everyone who asked for something or said something. */
export const principalsOf = (sandbox: Pool): Promise<string[]> => columnOf(sandbox, 'SELECT DISTINCT principal FROM history_attempt');

/** Commands to a department through the gateway, a few thousand at a time. */
export const commandsThroughGateway = (sandbox: Pool): AsyncGenerator<readonly LogicalCommand[]> => pagesOf(sandbox, logical(`operation ~ '^[a-z]+\\.' AND principal <> 'payments'`));

/** Events that the outside systems have published. */
export const eventsPublished = (sandbox: Pool): AsyncGenerator<readonly LogicalCommand[]> => pagesOf(sandbox, logical(`operation LIKE 'publish %'`));

/** Answers that the payment provider gave, by the key of the leg that they are about. */
export const paymentsAnswered = (sandbox: Pool): AsyncGenerator<readonly LogicalCommand[]> => pagesOf(sandbox, logical(`principal = 'payments'`));
