import type { Database } from '../store/database';
import type { DepartmentState } from './observation';
import type { CaseDoc } from './tables';

/** What the properties look at, read from a database in memory. */
export function stateOf(database: Database): DepartmentState {
  const heads = [...database.heads.keys()];
  const parked = [...database.parked.committed()];
  return {
    cases: new Map([...database.table('sim_case').committed()].map((row) => [String(row['caseId']), row['doc'] as CaseDoc])),
    total: Number([...database.table('sim_total').committed()][0]?.['amount'] ?? 0),
    entries: [...database.table('sim_entry').committed()].map((row) => String(row['id'])),
    blocked: heads.filter((subject) => database.heads.committedOf(subject)?.blocked),
    awaited: heads.filter((subject) => database.heads.committedOf(subject)?.awaited),
    waiting: [...database.waiting.committed()].map(({ envelope }) => `${envelope.source} ${envelope.id}`),
    parked: parked.sort((a, b) => Number(a.position) - Number(b.position)).map(({ subject, envelope }) => ({ subject, eventId: envelope.id })),
    discarded: [...database.discarded.committed()].map(({ envelope }) => envelope.id),
    intents: [...database.intents.keys()],
    said: [...database.outboxHistory].sort((a, b) => a.outboxId - b.outboxId).map(({ row: { topic, subject, id, sequence } }) => ({ topic, subject, id, sequence })),
    positions: new Map([...database.positions.keys()].map((place) => [place, database.positions.committedOf(place) ?? 0])),
  };
}
