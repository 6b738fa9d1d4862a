import type { Pool } from 'pg';
import type { BusLimits, BusMessage, Watermark } from '../bus';
import { unpackMessages } from '../records';
import type { Catalog, Segment, Topic } from './catalog';
import { Format } from './log-format';
import { segmentTable } from './log-schema';

const undefinedTable = '42P01';

export class LogReader {
  constructor(
    private readonly pool: Pool,
    private readonly catalog: Catalog,
    private readonly limits: Pick<BusLimits, 'batchMessages' | 'batchBytes'>,
  ) {}

  /** Messages from `position` on, bounded in number and bytes; none at the end of the log, or if `position` lies outside of it. */
  async read(topicName: string, partition: number, position: number): Promise<readonly BusMessage[]> {
    const topic = await this.catalog.topic(topicName);
    const found = await this.#readSegments(topic, partition, position);
    if (found.length > 0) return found;
    // What we know of the segments may be old: some may have been opened, or dropped.
    const fresh = await this.catalog.refresh(topicName);
    const changed = fresh.segments.length !== topic.segments.length || fresh.segments[0]?.segment !== topic.segments[0]?.segment;
    return changed ? this.#readSegments(fresh, partition, position) : [];
  }

  /** The first segment from `position` on that has anything. */
  async #readSegments(topic: Topic, partition: number, position: number): Promise<readonly BusMessage[]> {
    const start = topic.segments.findLastIndex((segment) => (segment.first[partition] ?? Infinity) <= position);
    if (start < 0) return [];
    for (const segment of topic.segments.slice(start)) {
      const messages = await this.#readSegment(topic, segment, partition, position);
      if (messages.length > 0) return messages;
    }
    return [];
  }

  async #readSegment(topic: Topic, { segment, format }: Segment, partition: number, position: number): Promise<readonly BusMessage[]> {
    const read = format === Format.messages ? this.#readMessages(topic, segment, partition, position) : this.#readRecords(topic, segment, partition, position);
    try {
      return withoutHoles(position, topic.name, partition, await read);
    } catch (error) {
      if ((error as { code?: unknown }).code === undefinedTable) return [];
      throw error;
    }
  }

  /** The first row always comes, however large it is. Sums are made without the records, so that those are not copied for it. */
  async #readRecords({ id }: Topic, segment: number, partition: number, position: number): Promise<readonly BusMessage[]> {
    const { batchMessages, batchBytes } = this.limits;
    const table = segmentTable(id, segment);
    const { rows } = await this.pool.query<[string, string]>({
      name: `huiliu_bus_read_${id}_${segment}`,
      rowMode: 'array',
      text: `SELECT last, records FROM ${table} WHERE partition = $1 AND last >= $2 AND last <= (
          SELECT max(last) FROM (
            SELECT last, sum(bytes) OVER w - bytes AS bytes_before, sum(count) OVER w - count AS messages_before
              FROM ${table} WHERE partition = $1 AND last >= $2 WINDOW w AS (ORDER BY last) LIMIT $3) AS page
          WHERE bytes_before < $4 AND messages_before < $3)
        ORDER BY last`,
      values: [partition, position, batchMessages, batchBytes],
    });
    return rows.flatMap(([last, records]) => messagesOf(records, Number(last), position)).slice(0, batchMessages);
  }

  async #readMessages({ id }: Topic, segment: number, partition: number, position: number): Promise<readonly BusMessage[]> {
    const { rows } = await this.pool.query<[string, string, string, string]>({
      name: `huiliu_bus_read_messages_${id}_${segment}`,
      rowMode: 'array',
      text: `SELECT off, key, headers, value FROM (
          SELECT off, key, headers, value, sum(bytes) OVER (ORDER BY off) - bytes AS before
            FROM ${segmentTable(id, segment)} WHERE partition = $1 AND off >= $2 ORDER BY off LIMIT $3) AS page
        WHERE before < $4 ORDER BY off`,
      values: [partition, position, this.limits.batchMessages, this.limits.batchBytes],
    });
    return rows.map(([off, key, headers, value]) => ({ offset: Number(off), key, headers: JSON.parse(headers) as Record<string, string>, value }));
  }

  async watermarks(topics: readonly string[]): Promise<readonly Watermark[]> {
    await this.catalog.ready();
    const { rows } = await this.pool.query<{ topic: string; partition: number; low: string; high: string }>(
      `SELECT t.name AS topic, p.partition, p.low, p.high FROM huiliu_bus.partition p JOIN huiliu_bus.topic t ON t.id = p.topic_id
        WHERE t.name = ANY($1) ORDER BY t.name, p.partition`,
      [topics],
    );
    return rows.map((row) => ({ topic: row.topic, partition: row.partition, low: Number(row.low), high: Number(row.high) }));
  }
}

/** The messages of a row from `position` on. */
function messagesOf(records: string, last: number, position: number): BusMessage[] {
  const all = unpackMessages(records);
  const first = last - all.length + 1;
  const from = Math.max(first, position);
  return all.slice(from - first).map((message, index) => ({ offset: from + index, ...message }));
}

/** The log has no holes: one would mean that messages are gone, and they must not be passed over in silence. */
function withoutHoles(position: number, topic: string, partition: number, messages: readonly BusMessage[]): readonly BusMessage[] {
  const hole = messages.findIndex(({ offset }, index) => offset !== position + index);
  if (hole >= 0) throw new Error(`the log of ${topic}/${partition} has a hole at ${position + hole}: restore it from a backup before going on`);
  return messages;
}
