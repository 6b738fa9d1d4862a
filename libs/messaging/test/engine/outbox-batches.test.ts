import { DataSource } from 'typeorm';
import type { Pool } from 'pg';
import { sharedPostgres } from '@huiliu/testing';
import { PostgresStore } from '../../src/engine/store/postgres-store';
import type { OutboxRow } from '../../src/engine/store/store';
import { agreements, PostgresRelayStore } from '../../src/relay/postgres-relay-store';
import { messagingMigrations } from '../../src/schema/messaging-tables';

const source = 'urn:huiliu:review';
const topics = ['huiliu.review.v1', 'huiliu.review.v1.dead-letters'] as const;
const row = (nth: number): OutboxRow => ({
  topic: topics[nth % 7 === 0 ? 1 : 0],
  subject: `case:${nth % 3}`,
  id: `review/1/${nth}`,
  type: 'T',
  saidAt: new Date(Date.UTC(2026, 0, 1) + nth),
  sequence: nth % 7 === 0 ? undefined : nth + 1,
  epoch: nth % 7 === 0 ? undefined : 1,
  traceparent: undefined,
  causeId: `cause ${nth}`,
  extra: nth % 7 === 0 ? { hldeadcode: 'NO_SUCH' } : undefined,
  value: JSON.stringify({ nth, text: '退货'.repeat(nth * 3) }),
});

describe('the outbox', () => {
  const migrated = async (upTo: number): Promise<{ dataSource: DataSource; pool: Pool; finish: () => Promise<unknown> }> => {
    const url = await (await sharedPostgres()).freshDatabase('outbox');
    const open = async (count: number): Promise<DataSource> => {
      const dataSource = await new DataSource({ type: 'postgres', url, migrations: messagingMigrations.slice(0, count), extra: { pipeline: true } }).initialize();
      await dataSource.runMigrations();
      return dataSource;
    };
    const dataSource = await open(upTo);
    return { dataSource, pool: (dataSource.driver as unknown as { master: Pool }).master, finish: async () => (await open(messagingMigrations.length)).destroy() };
  };

  it('of a new installation holds several events in a row; of one that has worked before, one, until somebody says otherwise', async () => {
    const fresh = await migrated(messagingMigrations.length);
    expect((await agreements(fresh.pool)).batches).toBe(true);
    const old = await migrated(3);
    await new PostgresRelayStore(old.pool, source).acquireLease('of the version before', 1);
    await old.finish();
    expect((await agreements(old.pool)).batches).toBe(false);
    await old.pool.query('UPDATE relay SET batches = true');
    expect((await agreements(old.pool)).batches).toBe(true);
    await Promise.all([fresh, old].map(({ dataSource }) => dataSource.destroy()));
  });

  it('is published the same whichever way it was written, in order', async () => {
    const { dataSource, pool } = await migrated(messagingMigrations.length);
    const rows = Array.from({ length: 60 }, (_, nth) => row(nth));
    const written = async (batches: boolean) => {
      await pool.query('TRUNCATE outbox');
      const transaction = await new PostgresStore(pool, { source, batches: () => batches }).begin();
      await transaction.saveOutbox(rows);
      await transaction.commit();
      const page = await new PostgresRelayStore(pool, source).readPage({ published: '1:1:', target: undefined, lastId: 0 }, 1_000);
      const events = await pool.query<Record<string, unknown>>(`SELECT topic, subject, event_id, type, said_at, sequence, epoch, cause_id, extra->>'hldeadcode' AS dead, value FROM outbox_event ORDER BY topic, id, nth`);
      return { rows: page.rows.length, messages: topics.map((topic) => page.rows.filter((each) => each.topic === topic).flatMap(({ messages }) => messages)), events: events.rows };
    };
    const [single, several] = [await written(false), await written(true)];
    expect(single.rows).toBe(60);
    expect(several.rows).toBeLessThan(12);
    expect(several.messages).toEqual(single.messages);
    expect(several.events).toEqual(single.events);
    expect(several.messages[0]?.map(({ headers }) => headers['ce_id'])).toEqual(rows.filter(({ topic }) => topic === topics[0]).map(({ id }) => id));
    await dataSource.destroy();
  });
});
