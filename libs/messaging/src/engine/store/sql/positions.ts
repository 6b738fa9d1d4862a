import type { ClientBase } from 'pg';
import { column } from '../../../sql/columns';
import type { PositionMove } from '../store';

/** `UPDATE … WHERE next = stored`: whoever comes second changes fewer rows and knows it. */
export async function movePositions(client: ClientBase, moves: readonly PositionMove[]): Promise<boolean> {
  const known = moves.filter((move) => move.stored !== undefined);
  const fresh = moves.filter((move) => move.stored === undefined);
  const results = await Promise.all([...(known.length > 0 ? [move(client, known)] : []), ...(fresh.length > 0 ? [insert(client, fresh)] : [])]);
  return results.reduce((sum, changed) => sum + changed, 0) === moves.length;
}

async function move(client: ClientBase, moves: readonly PositionMove[]): Promise<number> {
  const { rowCount } = await client.query({
    name: 'position:move',
    text: `UPDATE consumer_offset AS c SET next = x.next FROM unnest($1::text[], $2::int4[], $3::int8[], $4::int8[]) AS x(topic, partition, next, stored)
      WHERE c.topic = x.topic AND c.partition = x.partition AND c.next = x.stored`,
    values: [...places(moves), column('int8', moves.map(({ stored }) => stored))],
  });
  return rowCount ?? 0;
}

async function insert(client: ClientBase, moves: readonly PositionMove[]): Promise<number> {
  const { rowCount } = await client.query({
    name: 'position:insert',
    text: 'INSERT INTO consumer_offset (topic, partition, next) SELECT * FROM unnest($1::text[], $2::int4[], $3::int8[]) ON CONFLICT DO NOTHING',
    values: places(moves),
  });
  return rowCount ?? 0;
}

const places = (moves: readonly PositionMove[]): Buffer[] => [
  column('text', moves.map(({ topic }) => topic)),
  column('int4', moves.map(({ partition }) => partition)),
  column('int8', moves.map(({ next }) => next)),
];
