import type { Pool, PoolClient } from 'pg';
import type { Chunk } from '../chunks';
import { packMessages } from '../records';
import type { Catalog, Topic } from './catalog';
import { segmentTable } from './log-schema';
import { column } from '../../sql/columns';
import { inTransaction } from './transaction';

export interface Written {
  readonly topic: string;
  readonly partition: number;
  readonly high: number;
}

const maxRolls = 10;

/** Appends to the log. A batch is one transaction: all of it is there, or nothing. */
export class LogWriter {
  constructor(
    private readonly pool: Pool,
    private readonly catalog: Catalog,
  ) {}

  /** All or nothing, in the order given within a partition. Writers lock partitions in one order, so that they don't stand in each other's way. */
  async append(appends: readonly Append[]): Promise<readonly Written[]> {
    const names = [...new Set(appends.map(({ topic }) => topic))];
    for (let attempt = 0; attempt < maxRolls; attempt++) {
      const topics = await Promise.all(names.map((name) => (attempt === 0 ? this.catalog.topic(name) : this.catalog.refresh(name))));
      const written = await this.#tryAppend(inLockOrder(appends, new Map(topics.map((topic) => [topic.name, topic]))));
      if (written) return written;
    }
    throw new Error(`the log of ${names.join(', ')} opened ${maxRolls} segments during one publish: raise the segment size`);
  }

  /** Undefined: a segment was closed meanwhile, and nothing was written. */
  async #tryAppend(appends: readonly Placed[]): Promise<readonly Written[] | undefined> {
    const [only, ...more] = appends;
    if (only === undefined) return [];
    try {
      if (more.length === 0) return [await insert(this.pool, only)];
      return await inTransaction(this.pool, (client) => Promise.all(appends.map((append) => insert(client, append))));
    } catch (error) {
      if (isSegmentGone(error)) return undefined;
      throw error;
    }
  }
}

/** Messages for one partition of a topic. */
export interface Append {
  readonly topic: string;
  readonly chunk: Chunk;
}

interface Placed {
  readonly topic: Topic;
  readonly chunk: Chunk;
}

function inLockOrder(appends: readonly Append[], topics: ReadonlyMap<string, Topic>): readonly Placed[] {
  const placed = appends.flatMap(({ topic: name, chunk }): Placed[] => {
    const topic = topics.get(name);
    return topic ? [{ topic, chunk }] : [];
  });
  return placed.sort((a, b) => Number(a.topic.id) - Number(b.topic.id) || a.chunk.partition - b.chunk.partition);
}

class SegmentClosed extends Error {}

const undefinedTable = '42P01';

/** Closed, or even dropped, since we looked. */
const isSegmentGone = (error: unknown): boolean => error instanceof SegmentClosed || (error as { code?: unknown }).code === undefinedTable;

/**
 * One statement: takes offsets under the partition row's lock and inserts. The lock is held until the commit, so a reader who sees an offset sees all before it.
 * Throws SegmentClosed if the segment is no longer the current one.
 */
async function insert(client: Pool | PoolClient, { topic, chunk }: Placed): Promise<Written> {
  const { segment } = topic.segments.at(-1) ?? { segment: 0 };
  const packed = packMessages(chunk.messages, chunk.sizes);
  let upTo = 0;
  const { rows } = await client.query<{ high: string }>({
    name: `huiliu_bus_write_${topic.id}_${segment}`,
    text: `WITH p AS (
        UPDATE huiliu_bus.partition SET high = high + $8::int WHERE topic_id = $1 AND partition = $2 AND segment = $3 RETURNING high),
      i AS (
        INSERT INTO ${segmentTable(topic.id, segment)} (partition, last, count, bytes, records)
        SELECT $2, p.high - $8::int + m.up_to - 1, m.count, m.bytes, m.records FROM p, unnest($4::int[], $5::int[], $6::int[], $7::text[]) AS m(up_to, count, bytes, records))
      SELECT high FROM p`,
    values: [
      topic.id,
      chunk.partition,
      segment,
      column('int4', packed.map(({ count }) => (upTo += count))),
      column('int4', packed.map(({ count }) => count)),
      column('int4', packed.map(({ bytes }) => bytes)),
      column('text', packed.map(({ records }) => records)),
      upTo,
    ],
  });
  const [row] = rows;
  if (!row) throw new SegmentClosed();
  return { topic: topic.name, partition: chunk.partition, high: Number(row.high) };
}
