import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { Client } from 'pg';
import { busConformance } from '../../../testing/src/bus-conformance';
import { until } from '../../../testing/src/bus-recorder';
import { lateDoor } from '../../../testing/src/late-door';
import { startPostgres } from '../../../testing/src/servers/postgres';
import { spawnTypescript } from '../../../testing/src/typescript-child';
import type { BusMessage, OutgoingMessage } from '../../src/bus/bus';
import { createEmbeddedBus } from '../../src/bus/embedded/embedded-bus';
import { openSegment } from '../../src/bus/embedded/log-schema';
import { partitionFor } from '../../src/bus/partitioner';
import { unpackMessages } from '../../src/bus/records';

const limits = { sessionTimeoutMs: 3_000, heartbeatMs: 200, retryBackoffMs: 20, retryBackoffMaxMs: 300 };

busConformance('embedded', async () => {
  const server = await startPostgres();
  const url = await server.createDatabase('bus', { role: 'bus' });
  const closers: (() => unknown)[] = [];
  const query = async (sql: string, values: unknown[]): Promise<void> => {
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query(sql, values).finally(() => client.end());
  };
  /** The server takes everything: it is told what not to take. */
  const refusedMessage = async (topic: string): Promise<OutgoingMessage> => {
    await query(
      `DO $do$ BEGIN
         EXECUTE format('ALTER TABLE huiliu_bus.log_%s_0 ADD CHECK (records NOT LIKE ''%%refuse me%%'')', (SELECT id FROM huiliu_bus.topic WHERE name = '${topic}'));
       END $do$`,
      [],
    );
    return { key: 'case:0', value: 'refuse me', headers: {} };
  };
  return {
    limits,
    bus: (instance, wanted) => createEmbeddedBus({ database: { url }, instance, limits: { ...wanted } }),
    lateBus: async () => {
      const door = await lateDoor({ host: '127.0.0.1', port: server.port });
      closers.push(() => door.close());
      const address = new URL(url);
      address.port = String(door.port);
      return { bus: createEmbeddedBus({ database: { url: address.toString() }, instance: 'late', limits }), arrive: () => door.open() };
    },
    stuckMember: async (group, topic, wanted) => {
      const { child, firstLine } = spawnTypescript(`
        const { createEmbeddedBus } = require(${JSON.stringify(join(__dirname, '../../src/bus/embedded/embedded-bus.ts'))});
        createEmbeddedBus({ database: { url: ${JSON.stringify(url)} }, instance: 'stuck', limits: ${JSON.stringify(wanted)} }).subscribe({
          group: ${JSON.stringify(group)}, topics: [${JSON.stringify(topic)}],
          position: async () => undefined,
          onBatch: () => { console.log('has a batch'); return new Promise(() => {}); },
          onAlarm: () => {},
        });`);
      await firstLine();
      return { kill9: () => void child.kill('SIGKILL') };
    },
    dropOld: async (topic) => {
      // Time passes: the open segment is old enough to be closed, and once closed, to be dropped.
      const housekeeper = createEmbeddedBus({ database: { url }, limits: { ...limits, housekeepingMs: 20, segmentMessages: 1 } });
      closers.push(() => housekeeper.close());
      await housekeeper.ensureTopics([{ name: topic, partitions: 1 }]);
      await until('the old segments are gone', async () => {
        await query("UPDATE huiliu_bus.segment s SET closed_at = now() - interval '1 year' FROM huiliu_bus.topic t WHERE t.id = s.topic_id AND t.name = $1 AND closed_at IS NOT NULL", [topic]);
        const [mark] = await housekeeper.watermarks([topic]);
        return mark !== undefined && mark.low === mark.high;
      });
      await housekeeper.close();
    },
    // Offsets are taken in the transaction that writes: one rolled back gives them back.
    makeHole: async (topic) => {
      const bus = createEmbeddedBus({ database: { url }, limits: { ...limits, publishBytes: 300 } });
      await expect(bus.publish(topic, [{ key: 'case:0', value: 'fine', headers: {} }, await refusedMessage(topic)])).rejects.toThrow();
      await bus.close();
      return 0;
    },
    refusedMessage,
    crashLeader: async () => {
      server.kill9();
      await server.restart();
    },
    close: async () => {
      for (const close of closers) await close();
      await server.stop();
    },
  };
});

describe('the embedded log', () => {
  jest.setTimeout(60_000);
  let server: Awaited<ReturnType<typeof startPostgres>>;
  beforeAll(async () => {
    server = await startPostgres();
  });
  afterAll(() => server.stop());
  const database = (): Promise<string> => server.createDatabase(`bus_${randomBytes(4).toString('hex')}`);

  it('is set up by many processes at once', async () => {
    const url = await database();
    const buses = Array.from({ length: 6 }, (_, i) => createEmbeddedBus({ database: { url }, instance: `bus ${i}`, limits }));
    await Promise.all(buses.map((bus) => bus.ensureTopics([{ name: 'one', partitions: 2 }, { name: 'two', partitions: 1 }])));
    await Promise.all(buses.map((bus, i) => bus.publish('one', [{ key: `case:${i}`, value: 'v', headers: {} }])));
    const marks = await buses[0]?.watermarks(['one', 'two']);
    expect(marks?.map((mark) => mark.high).reduce((a, b) => a + b)).toBe(6);
    await Promise.all(buses.map((bus) => bus.close()));
  });

  it('gives concurrent writers offsets without holes, each one readable as soon as a later one is', async () => {
    const url = await database();
    const writers = Array.from({ length: 4 }, (_, i) => createEmbeddedBus({ database: { url }, instance: `writer ${i}`, limits }));
    await writers[0]?.ensureTopics([{ name: 'busy', partitions: 1 }]);
    const reader = createEmbeddedBus({ database: { url }, limits });
    const offsets: number[] = [];
    await reader.subscribe({
      group: 'reader',
      topics: ['busy'],
      position: () => Promise.resolve(offsets.length),
      onBatch: (batch) => {
        offsets.push(...batch.messages.map((message) => message.offset));
        return Promise.resolve(batch.next);
      },
      onAlarm: () => undefined,
    });
    await Promise.all(
      writers.map(async (writer, w) => {
        for (let i = 0; i < 50; i++) await writer.publish('busy', [0, 1, 2].map((n) => ({ key: `case:${w}`, value: `${i} ${n}`, headers: {} })));
      }),
    );
    await until('all are read', () => offsets.length >= 600);
    expect(offsets).toEqual(Array.from({ length: 600 }, (_, i) => i));
    await Promise.all([...writers, reader].map((bus) => bus.close()));
  });

  it('rolls segments under a publisher and a reader, and drops them whole', async () => {
    const url = await database();
    const bus = createEmbeddedBus({ database: { url }, limits: { ...limits, housekeepingMs: 10, segmentMessages: 20, retentionMs: 3_600_000 } });
    await bus.ensureTopics([{ name: 'rolling', partitions: 2 }]);
    const seen: string[] = [];
    await bus.subscribe({
      group: 'reader',
      topics: ['rolling'],
      position: () => Promise.resolve(undefined),
      onBatch: (batch) => {
        seen.push(...batch.messages.map((message) => message.value));
        return Promise.resolve(batch.next);
      },
      onAlarm: () => undefined,
    });
    for (let i = 0; i < 100; i++) await bus.publish('rolling', [0, 1, 2].map((n) => ({ key: `case:${n}`, value: `${n} ${i}`, headers: {} })));
    await until('all are read', () => seen.length >= 300);
    for (const n of [0, 1, 2]) expect(seen.filter((value) => value.startsWith(`${n} `))).toEqual(Array.from({ length: 100 }, (_, i) => `${n} ${i}`));
    const client = new Client({ connectionString: url });
    await client.connect();
    const tables = async (): Promise<number> => Number((await client.query<{ n: string }>("SELECT count(*) AS n FROM pg_tables WHERE tablename LIKE 'log\\_%'")).rows[0]?.n);
    expect(await tables()).toBeGreaterThan(2);
    await client.query("UPDATE huiliu_bus.segment SET closed_at = now() - interval '2 hours' WHERE closed_at IS NOT NULL");
    await until('only what is open or young is left', async () => (await tables()) <= 2);
    await client.end();
    await bus.close();
  });

  it('writes all topics of a publish or none, also when the segment of one was closed since it was looked up', async () => {
    const url = await database();
    const publisher = createEmbeddedBus({ database: { url }, limits });
    await publisher.ensureTopics([{ name: 'first', partitions: 1 }, { name: 'second', partitions: 1 }]);
    const said = (value: string) => ['first', 'second'].map((topic) => ({ topic, messages: [{ key: 'case:0', value, headers: {} }] }));
    await publisher.publishAll(said('before'));
    const client = new Client({ connectionString: url });
    await client.connect();
    await openSegment(client, 2, 1);
    await publisher.publishAll(said('after'));
    for (const tables of [['log_1_0'], ['log_2_0', 'log_2_1']]) {
      const { rows } = await client.query<{ records: string }>(tables.map((table) => `SELECT last, records FROM huiliu_bus.${table}`).join(' UNION ALL ') + ' ORDER BY last');
      expect(rows.flatMap(({ records }) => unpackMessages(records).map(({ value }) => value))).toEqual(['before', 'after']);
    }
    await client.end();
    await publisher.close();
  });

  it('reads a log of the version before to its end, then what was written since, without a hole', async () => {
    const url = await database();
    const client = new Client({ connectionString: url });
    await client.connect();
    const before = createEmbeddedBus({ database: { url }, limits });
    await before.ensureTopics([{ name: 'grown', partitions: 2 }, { name: 'empty', partitions: 1 }]);
    await before.close();
    // As that version has made it: one message a row, and no word of formats.
    await client.query('ALTER TABLE huiliu_bus.segment DROP COLUMN format');
    for (const id of [1, 2]) {
      await client.query(`DROP TABLE huiliu_bus.log_${id}_0`);
      await client.query(`CREATE TABLE huiliu_bus.log_${id}_0 (partition int NOT NULL, off bigint NOT NULL, bytes int NOT NULL, key text NOT NULL, headers text NOT NULL, value text NOT NULL, PRIMARY KEY (partition, off))`);
    }
    await client.query(`INSERT INTO huiliu_bus.log_1_0 SELECT 0, n, 50, 'case:0', '{"ce_id":"' || n || '"}', 'old ' || n FROM generate_series(0, 699) AS n`);
    await client.query('UPDATE huiliu_bus.partition SET high = 700 WHERE topic_id = 1 AND partition = 0');
    await client.end();

    const buses = Array.from({ length: 4 }, (_, i) => createEmbeddedBus({ database: { url }, instance: `bus ${i}`, limits }));
    await Promise.all(buses.map((bus) => bus.ensureTopics([{ name: 'grown', partitions: 2 }, { name: 'empty', partitions: 1 }])));
    const [one, two] = buses;
    const key = [0, 1, 2, 3].map((n) => `case:${n}`).find((each) => partitionFor(each, 2) === 0) ?? '';
    for (const n of [700, 701]) await one?.publish('grown', [{ key, headers: { ce_id: String(n) }, value: `new ${n} \u0000 退` }]);
    await two?.publish('empty', [{ key, headers: {}, value: 'first' }]);
    const seen: BusMessage[] = [];
    await two?.subscribe({
      group: 'reader',
      topics: ['grown'],
      position: (_, partition) => Promise.resolve(partition === 0 ? 3 : undefined),
      onBatch: (batch) => {
        seen.push(...batch.messages);
        return Promise.resolve(batch.next);
      },
      onAlarm: () => undefined,
    });
    await until('all are read', () => seen.length >= 699);
    expect(seen.map(({ offset }) => offset)).toEqual(Array.from({ length: 699 }, (_, i) => i + 3));
    expect(seen[0]).toEqual({ offset: 3, key: 'case:0', headers: { ce_id: '3' }, value: 'old 3' });
    expect(seen.at(-1)).toEqual({ offset: 701, key, headers: { ce_id: '701' }, value: 'new 701 \u0000 退' });
    await Promise.all(buses.map((bus) => bus.close()));
  });

  it('stops with an alarm when the log under a reader is replaced by an older one', async () => {
    const url = await database();
    const bus = createEmbeddedBus({ database: { url }, limits: { ...limits, fallbackPollMs: 50 } });
    await bus.ensureTopics([{ name: 'restored', partitions: 1 }]);
    let position = 0;
    const alarms: string[] = [];
    await bus.publish('restored', [0, 1, 2, 3].map((n) => ({ key: 'case:0', value: String(n), headers: {} })));
    await bus.subscribe({
      group: 'reader',
      topics: ['restored'],
      position: () => Promise.resolve(position),
      onBatch: (batch) => Promise.resolve((position = batch.next)),
      onAlarm: (alarm) => alarms.push(alarm.code),
    });
    await until('all are read', () => position === 4);
    const client = new Client({ connectionString: url });
    await client.connect();
    await client.query('UPDATE huiliu_bus.partition SET high = 2');
    await client.query('DELETE FROM huiliu_bus.log_1_0 WHERE last >= 2');
    await client.end();
    await until('the alarm is there', () => alarms.length > 0);
    expect(alarms).toEqual(['POSITION_BEYOND_LOG_END']);
    await bus.close();
  });
});
