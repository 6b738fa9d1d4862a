import type { Pool } from 'pg';
import type { BusLimits, BusMessage, Watermark } from '../bus';
import type { Catalog, Topic } from './catalog';
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
    for (const { segment } of topic.segments.slice(start)) {
      const messages = await this.#readSegment(topic, segment, partition, position);
      if (messages.length > 0) return messages;
    }
    return [];
  }

  async #readSegment(topic: Topic, segment: number, partition: number, position: number): Promise<readonly BusMessage[]> {
    try {
      const { rows } = await this.pool.query<[string, string, string, string]>({
        name: `huiliu_bus_read_${topic.id}_${segment}`,
        rowMode: 'array',
        // The first message always comes, however large it is.
        text: `SELECT off, key, headers, value FROM (
            SELECT off, key, headers, value, sum(bytes) OVER (ORDER BY off) - bytes AS before
              FROM ${segmentTable(topic.id, segment)} WHERE partition = $1 AND off >= $2 ORDER BY off LIMIT $3) AS page
          WHERE before < $4 ORDER BY off`,
        values: [partition, position, this.limits.batchMessages, this.limits.batchBytes],
      });
      return inOrderFrom(position, topic.name, partition, rows);
    } catch (error) {
      if ((error as { code?: unknown }).code === undefinedTable) return [];
      throw error;
    }
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

/** The log has no holes: one would mean that messages are gone, and they must not be passed over in silence. */
function inOrderFrom(position: number, topic: string, partition: number, rows: readonly [string, string, string, string][]): readonly BusMessage[] {
  return rows.map(([off, key, headers, value], index) => {
    const offset = Number(off);
    if (offset !== position + index) throw new Error(`the log of ${topic}/${partition} has a hole at ${position + index}: restore it from a backup before going on`);
    return { offset, key, headers: JSON.parse(headers) as Record<string, string>, value };
  });
}
