import type { Pool } from 'pg';
import type { TopicSettings } from '../bus';
import { UnknownTopicError } from '../unknown-topic';
import type { Format } from './log-format';
import { createSchema, openSegment, schemaLock } from './log-schema';
import { inTransaction } from './transaction';

export interface Segment {
  readonly segment: number;
  readonly format: Format;
  /** First offset of each partition in this segment. */
  readonly first: readonly number[];
}

export interface Topic {
  readonly id: number;
  readonly name: string;
  readonly partitions: number;
  /** Oldest first; the last one is written to. */
  readonly segments: readonly Segment[];
}

/** What topics and segments there are, kept in memory and read again when something does not fit. */
export class Catalog {
  readonly #topics = new Map<string, Topic>();
  #created: Promise<void> | undefined;

  constructor(private readonly pool: Pool) {}

  /** The schema is there when this resolves. */
  ready(): Promise<void> {
    this.#created ??= createSchema(this.pool).catch((error: unknown) => {
      this.#created = undefined;
      throw error;
    });
    return this.#created;
  }

  async topic(name: string): Promise<Topic> {
    return this.#topics.get(name) ?? (await this.refresh(name));
  }

  async refresh(name: string): Promise<Topic> {
    await this.ready();
    const { rows } = await this.pool.query<{ id: number; partitions: number; segment: number; format: Format; first: string[] }>(
      `SELECT t.id, t.partitions, s.segment, g.format, array_agg(s.first ORDER BY s.partition) AS first
         FROM huiliu_bus.topic t JOIN huiliu_bus.segment_start s ON s.topic_id = t.id JOIN huiliu_bus.segment g ON g.topic_id = s.topic_id AND g.segment = s.segment
        WHERE t.name = $1 GROUP BY t.id, s.segment, g.format ORDER BY s.segment`,
      [name],
    );
    const [row] = rows;
    if (!row) throw new UnknownTopicError(name);
    const segments = rows.map(({ segment, format, first }) => ({ segment, format, first: first.map(Number) }));
    const topic = { id: row.id, name, partitions: row.partitions, segments };
    this.#topics.set(name, topic);
    return topic;
  }

  /** Whether a topic was created. */
  async ensure(topics: readonly TopicSettings[]): Promise<boolean> {
    await this.ready();
    return inTransaction(this.pool, async (client) => {
      await client.query('SELECT pg_advisory_xact_lock($1)', [schemaLock]);
      let created = false;
      for (const { name, partitions, retentionMs } of topics) {
        const inserted = await client.query<{ id: number }>(
          'INSERT INTO huiliu_bus.topic (name, partitions, retention_ms) VALUES ($1, $2, $3) ON CONFLICT (name) DO NOTHING RETURNING id',
          [name, partitions, retentionMs ?? null],
        );
        const id = inserted.rows[0]?.id;
        if (id === undefined) continue;
        created = true;
        await client.query('INSERT INTO huiliu_bus.partition (topic_id, partition) SELECT $1, generate_series(0, $2::int - 1)', [id, partitions]);
        await openSegment(client, id, 0);
      }
      return created;
    });
  }
}
