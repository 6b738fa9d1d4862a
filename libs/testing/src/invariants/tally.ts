import type { Pool } from 'pg';
import { CaseClosed, CaseSubmitted, ReturnCalledOff } from '@huiliu/contracts';
import type { Log } from './bus/log';

export interface CaseCounts {
  readonly opened: number;
  readonly closed: number;
  readonly rejected: number;
  readonly cancelled: number;
  /** Never sent. */
  readonly expired: number;
  readonly open: number;
  /** By the shop's own files, and made up. */
  readonly real: number;
  readonly synthetic: number;
}

export interface Speed {
  /** From submitted to closed, of cases that closed. */
  readonly latencyMs: { readonly p50: number; readonly p99: number };
  /** Closed ones, from the first submission to the last closing. */
  readonly casesPerSecond: number;
}

export async function countCases(intake: Pool): Promise<{ readonly cases: CaseCounts; readonly byType: Readonly<Record<string, number>> }> {
  const { rows } = await intake.query<Record<keyof CaseCounts, number>>(
    `SELECT count(*)::int AS opened, count(*) FILTER (WHERE status = 'closed')::int AS closed, count(*) FILTER (WHERE doc->'closing'->>'result' = 'rejected')::int AS rejected,
       count(*) FILTER (WHERE doc->'closing'->>'result' = 'cancelled')::int AS cancelled, count(*) FILTER (WHERE doc->'closing'->>'result' = 'expired')::int AS expired,
       count(*) FILTER (WHERE status <> 'closed')::int AS open,
       count(*) FILTER (WHERE provenance = 'real')::int AS real, count(*) FILTER (WHERE provenance <> 'real')::int AS synthetic FROM intake_case`,
  );
  const types = await intake.query<{ type: string; count: number }>('SELECT type, count(*)::int AS count FROM intake_case GROUP BY type ORDER BY type');
  return {
    cases: rows[0] ?? { opened: 0, closed: 0, rejected: 0, cancelled: 0, expired: 0, open: 0, real: 0, synthetic: 0 },
    byType: Object.fromEntries(types.rows.map(({ type, count }) => [type, count])),
  };
}

/** By the times of the two events of each case, as they stand on the log. */
export function speedOf(log: Pick<Log, 'said'>): Speed {
  const latencies: number[] = [];
  let [first, last] = [Infinity, -Infinity];
  for (const events of log.said.values()) {
    const timeOf = (type: string): number => Date.parse(events.find((event) => event.type === type)?.time ?? '');
    const [submitted, closed] = [timeOf(CaseSubmitted.type), timeOf(CaseClosed.type)];
    // It waited for the customer until a deadline or a change of mind, which says nothing of how fast we are.
    if (events.some(({ type }) => type === ReturnCalledOff.type)) continue;
    if (!Number.isNaN(submitted)) first = Math.min(first, submitted);
    if (Number.isNaN(submitted) || Number.isNaN(closed)) continue;
    latencies.push(closed - submitted);
    last = Math.max(last, closed);
  }
  const sorted = latencies.sort((a, b) => a - b);
  const seconds = (last - first) / 1000;
  return { latencyMs: { p50: percentile(sorted, 0.5), p99: percentile(sorted, 0.99) }, casesPerSecond: seconds > 0 ? sorted.length / seconds : 0 };
}

/** Nearest rank; 0 of nothing. */
const percentile = (sorted: readonly number[], share: number): number => sorted[Math.max(0, Math.ceil(sorted.length * share) - 1)] ?? 0;
