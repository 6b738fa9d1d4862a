import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { ReceivedEvent } from '../store';

/** Public events have no sequence: whoever inserts (source, id) first handles it. */
export async function receive(client: ClientBase, events: readonly ReceivedEvent[], at: Date): Promise<readonly ReceivedEvent[]> {
  if (events.length === 0) return [];
  const { rows } = await client.query<{ source: string; event_id: string }>({
    name: 'received:insert',
    text: `INSERT INTO received (source, event_id, received_at) SELECT DISTINCT source, event_id, $3::timestamptz FROM unnest($1::text[], $2::text[]) AS x(source, event_id)
      ON CONFLICT DO NOTHING RETURNING source, event_id`,
    values: [column('text', events.map(({ source }) => source)), column('text', events.map(({ id }) => id)), at],
  });
  return rows.map((row) => ({ source: row.source, id: row.event_id }));
}
