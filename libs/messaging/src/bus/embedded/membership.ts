import type { Pool, PoolClient } from 'pg';
import type { BusLimits } from '../bus';
import type { Catalog } from './catalog';
import { type Member, type Place, settle } from './share-out';
import { inTransaction } from './transaction';

export interface Report {
  /** `topic/partition` that this member may work on. */
  readonly mine: ReadonlySet<string>;
  /** `topic/partition` that this member still has and should let go of. */
  readonly toRelease: ReadonlySet<string>;
  /** Something changed hands: the others should report too, soon. */
  readonly changed: boolean;
}

/**
 * A member's place in its group. Members report every heartbeat; whoever reports also buries the dead (lease over) and shares out anew, under the group row's
 * lock. There is no coordinator process to fail.
 */
export class Membership {
  constructor(
    private readonly pool: Pool,
    private readonly catalog: Catalog,
    private readonly limits: Pick<BusLimits, 'sessionTimeoutMs'>,
    private readonly group: string,
    private readonly member: string,
    private readonly topics: readonly string[],
  ) {}

  async report(released: ReadonlySet<string>): Promise<Report> {
    await this.catalog.ready();
    return inTransaction(this.pool, async (client) => {
      await this.#lockGroup(client);
      await client.query(
        `INSERT INTO huiliu_bus.member (group_name, member, topics, expires_at) VALUES ($1, $2, $3, clock_timestamp() + $4 * interval '1 millisecond')
         ON CONFLICT (group_name, member) DO UPDATE SET topics = excluded.topics, expires_at = excluded.expires_at`,
        [this.group, this.member, this.topics, this.limits.sessionTimeoutMs],
      );
      const { after, changed } = await this.#settle(client, released);
      const owned = after.filter((place) => place.owner === this.member);
      return { mine: keysOf(owned.filter((place) => place.wanted === this.member)), toRelease: keysOf(owned.filter((place) => place.wanted !== this.member)), changed };
    });
  }

  /** What it had is shared out among the others. */
  async leave(): Promise<void> {
    await inTransaction(this.pool, async (client) => {
      await this.#lockGroup(client);
      await client.query('DELETE FROM huiliu_bus.member WHERE group_name = $1 AND member = $2', [this.group, this.member]);
      await this.#settle(client, new Set());
    });
  }

  async #lockGroup(client: PoolClient): Promise<void> {
    const lock = 'SELECT 1 FROM huiliu_bus.member_group WHERE name = $1 FOR UPDATE';
    if ((await client.query(lock, [this.group])).rowCount === 1) return;
    await client.query('INSERT INTO huiliu_bus.member_group (name) VALUES ($1) ON CONFLICT DO NOTHING', [this.group]);
    await client.query(lock, [this.group]);
  }

  async #settle(client: PoolClient, released: ReadonlySet<string>): Promise<{ after: readonly Place[]; changed: boolean }> {
    await client.query('DELETE FROM huiliu_bus.member WHERE group_name = $1 AND expires_at < clock_timestamp()', [this.group]);
    const members = await client.query<Member>('SELECT member, topics FROM huiliu_bus.member WHERE group_name = $1 ORDER BY member', [this.group]);
    const { rows } = await client.query<{ topic: string; partition: number; wanted: string | null; owner: string | null }>(
      `SELECT t.name AS topic, p.partition, a.wanted, a.owner
         FROM huiliu_bus.partition p JOIN huiliu_bus.topic t ON t.id = p.topic_id
         LEFT JOIN huiliu_bus.assignment a ON a.group_name = $1 AND a.topic_id = p.topic_id AND a.partition = p.partition
        WHERE t.name = ANY($2) OR a.group_name IS NOT NULL ORDER BY t.name, p.partition`,
      [this.group, members.rows.flatMap((each) => [...each.topics])],
    );
    const before = rows.map((row): Place => ({ topic: row.topic, partition: row.partition, wanted: row.wanted ?? undefined, owner: row.owner ?? undefined }));
    const after = settle(before, members.rows, this.member, released);
    const changes = after.filter((place, index) => place.owner !== before[index]?.owner || place.wanted !== before[index]?.wanted);
    if (changes.length > 0) await this.#write(client, changes);
    return { after, changed: changes.length > 0 };
  }

  async #write(client: PoolClient, places: readonly Place[]): Promise<void> {
    await client.query(
      `INSERT INTO huiliu_bus.assignment (group_name, topic_id, partition, wanted, owner)
       SELECT $1, t.id, c.partition, c.wanted, c.owner
         FROM unnest($2::text[], $3::int[], $4::text[], $5::text[]) AS c(topic, partition, wanted, owner) JOIN huiliu_bus.topic t ON t.name = c.topic
       ON CONFLICT (group_name, topic_id, partition) DO UPDATE SET wanted = excluded.wanted, owner = excluded.owner`,
      [this.group, places.map((p) => p.topic), places.map((p) => p.partition), places.map((p) => p.wanted ?? null), places.map((p) => p.owner ?? null)],
    );
  }
}

const keysOf = (places: readonly Place[]): ReadonlySet<string> => new Set(places.map((place) => `${place.topic}/${place.partition}`));
