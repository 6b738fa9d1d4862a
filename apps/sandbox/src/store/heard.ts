import type { BranchName } from '../mix/branches';
import type { Database } from './database';
import type { Heard } from '../systems/heard';

/** What a system said in answer to one event, as it was first written down. Repeating it means publishing this, not working it out again. */
export interface KeptSay {
  readonly type: string;
  readonly id: string;
  readonly key: string;
  readonly atMs: number;
  readonly data: unknown;
}

export interface Answer {
  readonly says: readonly KeptSay[];
  /** Business time that the case has reached by this answer; undefined when it says nothing about time. */
  readonly businessAtMs: number | undefined;
  /** What the status counts, as `short` or `replied`. */
  readonly facts: readonly string[];
  /** What it has done with the case, of that which is drawn by the mix. */
  readonly branches?: readonly BranchName[];
  /** What it says only once somebody misses it. */
  readonly later?: Later | undefined;
}

export interface Later {
  readonly party: 'carrier' | 'wms';
  readonly caseNumber: string;
  readonly says: readonly KeptSay[];
}

export interface Kept {
  readonly says: readonly KeptSay[];
  /** False when the event was heard before. */
  readonly first: boolean;
}

const keyOf = (source: string, id: string): string => `${source} ${id}`;

/**
 * Writes the answers of a batch down and gives, in the same order, what is valid: the answer of the first time. An event that is twice in the batch is one that was
 * heard before, the second time.
 */
export async function keepAnswers(database: Database, party: string, heard: readonly Heard[], answers: readonly Answer[]): Promise<readonly Kept[]> {
  const entries = new Map<string, { heard: Heard; answer: Answer; times: number }>();
  heard.forEach((event, index) => {
    const key = keyOf(event.source, event.id);
    const known = entries.get(key);
    if (known) known.times++;
    else entries.set(key, { heard: event, answer: answers[index] as Answer, times: 1 });
  });
  const list = [...entries.values()];
  const rows = await database.query<{ ce_source: string; ce_id: string; says: readonly KeptSay[]; first: boolean }>(
    `INSERT INTO heard (party, ce_source, ce_id, ce_type, subject, times, business_at, facts, says)
     SELECT $1, source, id, type, subject, times, business_at, string_to_array(facts, ' '), says
     FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::int[], $7::timestamptz[], $8::text[], $9::jsonb[])
       AS given (source, id, type, subject, times, business_at, facts, says)
     ON CONFLICT (party, ce_source, ce_id) DO UPDATE SET times = heard.times + excluded.times
     RETURNING ce_source, ce_id, says, (xmax = 0) AS first`,
    [
      party,
      list.map((entry) => entry.heard.source),
      list.map((entry) => entry.heard.id),
      list.map((entry) => entry.heard.contract.type),
      list.map((entry) => entry.heard.subject),
      list.map((entry) => entry.times),
      list.map(({ answer }) => (answer.businessAtMs === undefined ? null : new Date(answer.businessAtMs).toISOString())),
      // An array of arrays would have to be rectangular.
      list.map(({ answer }) => [...answer.facts, ...(answer.branches ?? [])].join(' ')),
      list.map(({ answer }) => JSON.stringify(answer.says)),
    ],
  );
  const kept = new Map(rows.map((row) => [keyOf(row.ce_source, row.ce_id), row]));
  const told = new Set<string>();
  return heard.map((event) => {
    const key = keyOf(event.source, event.id);
    const row = kept.get(key);
    if (!row) throw new Error(`the answer of ${party} to ${event.id} was not kept`);
    const first = row.first && !told.has(key);
    told.add(key);
    return { says: row.says, first };
  });
}

/** The latest business time that any outside system has written down for each subject. */
export async function businessTimes(database: Database, subjects: readonly string[]): Promise<ReadonlyMap<string, number>> {
  const rows = await database.query<{ subject: string; at: Date }>(
    `SELECT subject, max(at) AS at FROM (
       SELECT subject, business_at AS at FROM heard WHERE subject = ANY($1) AND business_at IS NOT NULL
       UNION ALL
       SELECT 'case:' || case_id, business_at FROM application WHERE case_id = ANY($2)
     ) AS times GROUP BY subject`,
    [subjects, subjects.map((subject) => subject.slice(subject.indexOf(':') + 1))],
  );
  return new Map(rows.map(({ subject, at }) => [subject, at.getTime()]));
}

/** Counts what was read and is of no use: unknown types, malformed messages. */
export async function countSetAside(database: Database, party: string, reasons: readonly string[]): Promise<void> {
  if (reasons.length === 0) return;
  await database.query(
    `INSERT INTO set_aside (party, reason, count) SELECT $1, reason, count(*) FROM unnest($2::text[]) AS reason GROUP BY reason
     ON CONFLICT (party, reason) DO UPDATE SET count = set_aside.count + excluded.count`,
    [party, reasons],
  );
}
