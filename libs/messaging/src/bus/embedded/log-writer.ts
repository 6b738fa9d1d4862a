import type { Pool, PoolClient } from 'pg';
import { type Chunk, messageBytes } from '../chunks';
import type { Catalog, Topic } from './catalog';
import { segmentTable } from './log-schema';
import { textArray } from './text-array';
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

  /** Chunks come ordered by partition, so that writers lock partitions in one order. */
  async append(topicName: string, chunks: readonly Chunk[]): Promise<readonly Written[]> {
    let topic = await this.catalog.topic(topicName);
    for (let attempt = 0; attempt < maxRolls; attempt++) {
      const written = await this.#tryAppend(topic, chunks);
      if (written) return written;
      topic = await this.catalog.refresh(topicName);
    }
    throw new Error(`the log of ${topicName} opened ${maxRolls} segments during one publish: raise the segment size`);
  }

  /** Undefined: the segment was closed meanwhile, and nothing was written. */
  async #tryAppend(topic: Topic, chunks: readonly Chunk[]): Promise<readonly Written[] | undefined> {
    const [only, ...more] = chunks;
    if (only === undefined) return [];
    try {
      if (more.length === 0) {
        const high = await insert(this.pool, topic, only);
        return high === undefined ? undefined : [{ topic: topic.name, partition: only.partition, high }];
      }
      return await inTransaction(this.pool, async (client) => {
        const written: Written[] = [];
        for (const chunk of chunks) {
          const high = await insert(client, topic, chunk);
          if (high === undefined) throw new SegmentClosed();
          written.push({ topic: topic.name, partition: chunk.partition, high });
        }
        return written;
      });
    } catch (error) {
      if (isSegmentGone(error)) return undefined;
      throw error;
    }
  }
}

class SegmentClosed extends Error {}

const undefinedTable = '42P01';

/** Closed, or even dropped, since we looked. */
const isSegmentGone = (error: unknown): boolean => error instanceof SegmentClosed || (error as { code?: unknown }).code === undefinedTable;

/**
 * One statement: takes offsets under the partition row's lock and inserts. The lock is held until the commit, so a reader who sees an offset sees all before it.
 * Gives the new high, or undefined if the segment is no longer the current one.
 */
async function insert(client: Pool | PoolClient, topic: Topic, chunk: Chunk): Promise<number | undefined> {
  const { segment } = topic.segments.at(-1) ?? { segment: 0 };
  const { messages } = chunk;
  const { rows } = await client.query<{ high: string }>({
    name: `huiliu_bus_write_${topic.id}_${segment}`,
    text: `WITH m AS MATERIALIZED (
        SELECT * FROM unnest($4::text[], $5::text[], $6::text[], $7::int[]) WITH ORDINALITY AS m(key, headers, value, bytes, nth)),
      p AS (
        UPDATE huiliu_bus.partition SET high = high + $8::int WHERE topic_id = $1 AND partition = $2 AND segment = $3 RETURNING high),
      i AS (
        INSERT INTO ${segmentTable(topic.id, segment)} (partition, off, bytes, key, headers, value)
        SELECT $2, p.high - $8::int + m.nth - 1, m.bytes, m.key, m.headers, m.value FROM p, m ORDER BY m.nth)
      SELECT high FROM p`,
    values: [
      topic.id,
      chunk.partition,
      segment,
      textArray(messages.map((message) => message.key)),
      textArray(messages.map((message) => JSON.stringify(message.headers))),
      textArray(messages.map((message) => message.value)),
      messages.map(messageBytes),
      messages.length,
    ],
  });
  return rows[0] && Number(rows[0].high);
}
