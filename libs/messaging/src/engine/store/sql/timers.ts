import type { ClientBase } from 'pg';
import type { Timer } from '../../../work';
import { column } from '../../../sql/columns';
import type { TimerRow } from '../store';

/** Without a due time the timer is taken away. */
export async function saveTimers(client: ClientBase, timers: readonly TimerRow[]): Promise<void> {
  const gone = timers.filter((timer) => timer.dueAt === undefined);
  const set = timers.filter((timer): timer is Timer => timer.dueAt !== undefined);
  await Promise.all([...(gone.length > 0 ? [remove(client, gone)] : []), ...(set.length > 0 ? [upsert(client, set)] : [])]);
}

/** False: it is not due any more, or another was faster. */
export async function takeTimer(client: ClientBase, subject: string, name: string, at: Date): Promise<boolean> {
  const { rowCount } = await client.query({ name: 'timer:take', text: 'DELETE FROM timer WHERE subject = $1 AND name = $2 AND due_at <= $3', values: [subject, name, at] });
  return rowCount === 1;
}

const idsOf = (timers: readonly TimerRow[]): Buffer[] => [column('text', timers.map(({ subject }) => subject)), column('text', timers.map(({ name }) => name))];

async function remove(client: ClientBase, timers: readonly TimerRow[]): Promise<void> {
  await client.query({
    name: 'timer:remove',
    text: 'DELETE FROM timer USING unnest($1::text[], $2::text[]) AS x(subject, name) WHERE timer.subject = x.subject AND timer.name = x.name',
    values: idsOf(timers),
  });
}

async function upsert(client: ClientBase, timers: readonly Timer[]): Promise<void> {
  await client.query({
    name: 'timer:upsert',
    text: `INSERT INTO timer (subject, name, due_at, payload) SELECT * FROM unnest($1::text[], $2::text[], $3::timestamptz[], $4::jsonb[])
      ON CONFLICT (subject, name) DO UPDATE SET due_at = excluded.due_at, payload = excluded.payload`,
    values: [...idsOf(timers), column('timestamptz', timers.map(({ dueAt }) => dueAt)), column('jsonb', timers.map(({ payload }) => JSON.stringify(payload)))],
  });
}
