import type { Pool, PoolClient, QueryConfig } from 'pg';
import type { Chunk } from '../chunks';
import { packMessages } from '../records';
import type { Catalog, Topic } from './catalog';
import { segmentTable } from './log-schema';
import { column } from '../../sql/columns';
import { inOnePiece } from './transaction';
import { channelOf } from './wake-ups';

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
    if (appends.length === 0) return [];
    // Made before anything is sent: what can't be made must not leave the others to be committed.
    const statements = appends.map(insertionOf);
    try {
      const answers = await inOnePiece(this.pool, (client) => statements.map((statement) => client.query<{ high: string }>(statement)), (client) => tellReaders(client, appends));
      return appends.map(({ topic, chunk }, index) => ({ topic: topic.name, partition: chunk.partition, high: Number(answers[index]?.rows[0]?.high) }));
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

/**
 * Wakes readers in other processes: after the commit, in a transaction of its own, as inside the writing one it would make all commits of the cluster queue up. Says how far the log goes by then. A wake-up
 * that is lost costs the slow poll's interval, nothing else.
 */
async function tellReaders(client: PoolClient, appends: readonly Placed[]): Promise<void> {
  await client.query({
    name: 'huiliu_bus_notify',
    text: `SELECT pg_notify(w.channel, p.partition || ' ' || p.high) FROM unnest($1::int4[], $2::int4[], $3::text[]) AS w(topic_id, partition, channel)
      JOIN huiliu_bus.partition AS p ON p.topic_id = w.topic_id AND p.partition = w.partition`,
    values: [column('int4', appends.map(({ topic }) => topic.id)), column('int4', appends.map(({ chunk }) => chunk.partition)), column('text', appends.map(({ topic }) => channelOf(topic.name)))],
  });
}

const undefinedTable = '42P01';
const divisionByZero = '22012';

/** Closed, or even dropped, since we looked. */
const isSegmentGone = (error: unknown): boolean => [undefinedTable, divisionByZero].includes(String((error as { code?: unknown }).code));

/**
 * One statement: takes offsets under the partition row's lock and inserts. The lock is held until the commit, so a reader who sees an offset sees all before it.
 * Where the segment is no longer the current one it has to fail, as the COMMIT is on its way already: it divides by the number of partitions found, which is none then.
 */
function insertionOf({ topic, chunk }: Placed): QueryConfig {
  const { segment } = topic.segments.at(-1) ?? { segment: 0 };
  const packed = packMessages(chunk.messages, chunk.sizes);
  let upTo = 0;
  return {
    name: `huiliu_bus_write_${topic.id}_${segment}`,
    text: `WITH p AS (
        UPDATE huiliu_bus.partition SET high = high + $8::int WHERE topic_id = $1 AND partition = $2 AND segment = $3 RETURNING high),
      i AS (
        INSERT INTO ${segmentTable(topic.id, segment)} (partition, last, count, bytes, records)
        SELECT $2, p.high - $8::int + m.up_to - 1, m.count, m.bytes, m.records FROM p, unnest($4::int[], $5::int[], $6::int[], $7::text[]) AS m(up_to, count, bytes, records))
      SELECT max(high) AS high, 1 / count(*) AS found FROM p`,
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
  };
}
