import { CaseClosed, CaseSubmitted } from '@huiliu/contracts';
import type { System } from '@huiliu/tools/system';
import { ask } from '../measure/ask';
import { spreadOf, type Spread } from './probes';

/** Milliseconds that cases took from the moment that intake had taken them in until it said that they are closed; of those taken in since then. By what others heard of it. */
export async function begunSince(system: System, since: Date): Promise<Spread> {
  const { urls } = system.storage;
  const said = async (url: string, type: string): Promise<ReadonlyMap<string, number>> => {
    const rows = await ask<{ subject: string; ms: number }>(url, 'SELECT subject, extract(epoch FROM min(said_at))::float8 * 1000 AS ms FROM hop WHERE type = $1 AND said_at >= $2 GROUP BY subject', [type, since]);
    return new Map(rows.map(({ subject, ms }) => [subject, ms]));
  };
  const [begun, closed] = [await said(urls.review, CaseSubmitted.type), await said(urls.feedback, CaseClosed.type)];
  const took = [...begun].flatMap(([subject, ms]) => (closed.has(subject) ? [(closed.get(subject) ?? 0) - ms] : []));
  return spreadOf(Float64Array.from(took).sort());
}
