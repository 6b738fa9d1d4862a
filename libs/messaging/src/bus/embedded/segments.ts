import type { Pool } from 'pg';
import { openSegment, schemaLock, segmentTable } from './log-schema';
import type { EmbeddedLimits } from './limits';
import { inTransaction } from './transaction';

const lockTimeoutMs = 2_000;

/** Opens new segments and drops old ones whole: deleting row by row takes hundreds of times as long and leaves the space taken. */
export class Segments {
  constructor(
    private readonly pool: Pool,
    private readonly limits: Pick<EmbeddedLimits, 'retentionMs' | 'segmentMs' | 'segmentMessages'>,
  ) {}

  /** Any number of processes may call it at any time. */
  async tidy(): Promise<void> {
    const { rows: full } = await this.pool.query<{ topic_id: number; segment: number }>(
      `SELECT s.topic_id, s.segment
         FROM huiliu_bus.segment s JOIN huiliu_bus.topic t ON t.id = s.topic_id
         JOIN huiliu_bus.segment_start f ON f.topic_id = s.topic_id AND f.segment = s.segment
         JOIN huiliu_bus.partition p ON p.topic_id = s.topic_id AND p.partition = f.partition
        WHERE s.closed_at IS NULL
        GROUP BY s.topic_id, s.segment, s.opened_at, t.retention_ms
       HAVING sum(p.high - f.first) >= $1
           OR (sum(p.high - f.first) > 0 AND s.opened_at < now() - least($2::bigint, coalesce(t.retention_ms, $3::bigint)) * interval '1 millisecond')`,
      [this.limits.segmentMessages, this.limits.segmentMs, this.limits.retentionMs],
    );
    for (const { topic_id, segment } of full) await this.#open(topic_id, segment + 1);
    const { rows: old } = await this.pool.query<{ topic_id: number; segment: number }>(
      `SELECT s.topic_id, s.segment FROM huiliu_bus.segment s JOIN huiliu_bus.topic t ON t.id = s.topic_id
        WHERE s.closed_at < now() - coalesce(t.retention_ms, $1::bigint) * interval '1 millisecond' ORDER BY s.topic_id, s.segment`,
      [this.limits.retentionMs],
    );
    for (const { topic_id, segment } of old) await this.#drop(topic_id, segment);
  }

  async #open(topicId: number, segment: number): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock]);
      await openSegment(client, topicId, segment);
    });
  }

  async #drop(topicId: number, segment: number): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock]);
      const removed = await client.query('DELETE FROM huiliu_bus.segment WHERE topic_id = $1 AND segment = $2', [topicId, segment]);
      if (removed.rowCount === 0) return;
      // A long reader makes this fail; the next round tries again. Waiting without a bound would make everybody behind us wait.
      await client.query(`SET LOCAL lock_timeout = ${lockTimeoutMs}`);
      await client.query(`DROP TABLE ${segmentTable(topicId, segment)}`);
      await client.query(
        `UPDATE huiliu_bus.partition p SET low = greatest(p.low, f.first)
           FROM (SELECT partition, min(first) AS first FROM huiliu_bus.segment_start WHERE topic_id = $1 GROUP BY partition) f
          WHERE p.topic_id = $1 AND p.partition = f.partition`,
        [topicId],
      );
    });
  }
}
