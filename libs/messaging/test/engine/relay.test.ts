import { Client } from 'pg';
import { holdsWithin, sharedPostgres, until } from '@huiliu/testing';
import { createBus, type Bus, type BusMessage, type MessagingLimits, type OutgoingMessage, type Publication } from '../../src';
import { silentObserver } from '../../src/engine/observer';
import { Relay } from '../../src/relay/relay';
import { clearSlot, noLongerSetBack, PostgresRelayStore, sourceEpoch, sourceEpochNow } from '../../src/relay/postgres-relay-store';
import { LeaseLostError } from '../../src/relay/relay-store';
import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department } from './harness';
import { sourceOf } from '../../src/envelope';

jest.setTimeout(60_000);

const topic = 'huiliu.review.v1';

describe('the outbox relay', () => {
  let dep: Department;
  let bus: Bus;
  let relays: Relay[] = [];

  beforeEach(async () => {
    dep = await department(remember);
    const url = await (await sharedPostgres()).freshDatabase('relaybus');
    bus = createBus({ kind: 'embedded', database: { url }, instance: 'test' });
    await bus.ensureTopics([{ name: topic, partitions: 2 }]);
  });
  afterEach(async () => {
    await Promise.all(relays.map((relay) => relay.stop()));
    relays = [];
    await bus.close();
    await dep.close();
  });

  const store = (): PostgresRelayStore => new PostgresRelayStore(dep.pool, sourceOf('review'));
  const start = (instance = 'a', limits: Partial<MessagingLimits> = {}, through: Bus = bus): Relay => {
    const relay = new Relay({ store: new PostgresRelayStore(dep.pool, sourceOf('review')), bus: through, instance, limits: { ...dep.options.limits, relayPollMs: 5, relayStoreMs: 1, maintenanceMs: 1, ...limits }, observer: silentObserver });
    relays.push(relay);
    relay.start();
    return relay;
  };
  const published = async (): Promise<BusMessage[]> => {
    const messages: BusMessage[] = [];
    const marks = await bus.watermarks([topic]);
    const wanted = marks.reduce((sum, { low, high }) => sum + high - low, 0);
    const subscription = await bus.subscribe({ group: `reader-${Math.random()}`, topics: [topic], position: async () => undefined, onBatch: async (batch) => (messages.push(...batch.messages), batch.next), onAlarm: () => undefined });
    await holdsWithin(20_000, () => messages.length >= wanted);
    await subscription.stop();
    return messages;
  };
  const allPublished = (count: number) => holdsWithin(20_000, async () => (await bus.watermarks([topic])).reduce((sum, { high }) => sum + high, 0) >= count);
  const sayEvents = async (cases: number, from = 0): Promise<void> => {
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf(Array.from({ length: cases }, (_, offset) => evidence(from + offset, newCase(), 1))));
  };

  it('publishes what was committed, with the headers of the contract', async () => {
    await sayEvents(3);
    start();
    expect(await allPublished(3)).toBe(true);
    const [message] = await published();
    expect(message?.headers).toMatchObject({ ce_specversion: '1.0', ce_type: 'huiliu.review.v1.CaseApproved', ce_source: 'urn:huiliu:review', hlseq: '1', hlepoch: '1' });
    expect(message?.headers['ce_subject']).toBe(message?.key);
    expect(message?.headers['traceparent']).toMatch(/^00-/);
  });

  it('loses nothing and keeps the order of each case while writers commit late and out of order, behind a foreign long transaction', async () => {
    const foreign = new Client({ connectionString: await (await sharedPostgres()).freshDatabase('foreign') });
    await foreign.connect();
    await foreign.query('BEGIN');
    await foreign.query('CREATE TABLE held (id int)');
    start('a', { relayPageRows: 7 });
    const subjects = Array.from({ length: 6 }, () => `case:${newCase()}`);
    await dep.pool.query('INSERT INTO head (subject) SELECT unnest($1::text[])', [subjects]);
    const perWriter = 40;
    const writer = async (seed: number): Promise<void> => {
      for (let turn = 0; turn < perWriter; turn++) {
        const client = await dep.pool.connect();
        const subject = subjects[(turn * 7 + seed) % subjects.length];
        await client.query('BEGIN');
        // A transaction id long before the case's lock, as every writer may have.
        await client.query('SELECT pg_current_xact_id()');
        if ((turn + seed) % 3 === 0) await client.query(`SELECT pg_sleep(${((turn * 13 + seed) % 10) / 1000})`);
        const { rows } = await client.query<{ out_seq: string }>('UPDATE head SET out_seq = out_seq + 1 WHERE subject = $1 RETURNING out_seq', [subject]);
        const [sequence, id] = [rows[0]?.out_seq, `${subject}/${rows[0]?.out_seq}`];
        // In turns as the version before writes it, and as this one does.
        if (turn % 2 === 0) await client.query(`INSERT INTO outbox (slot, topic, subject, event_id, type, said_at, sequence, epoch, value) VALUES (0, $1, $2, $3, 'T', now(), $4, 1, '{}')`, [topic, subject, id, sequence]);
        else await client.query(`INSERT INTO outbox (slot, topic, said_at, records) VALUES (0, $1, now(), json_build_array(json_build_array($2::text, json_build_object('ce_id', $3::text, 'hlseq', $4::text), '{}')))`, [topic, subject, id, sequence]);
        await client.query('COMMIT');
        client.release();
      }
    };
    await Promise.all([1, 2, 3, 4].map(writer));
    expect(await allPublished(4 * perWriter)).toBe(true);
    const messages = await published();
    expect(messages).toHaveLength(4 * perWriter);
    for (const subject of subjects) {
      const sequences = messages.filter(({ key }) => key === subject).map(({ headers }) => Number(headers['hlseq']));
      expect(sequences).toEqual(sequences.map((_, index) => index + 1));
    }
    await foreign.query('ROLLBACK');
    await foreign.end();
  });

  it('stops at a failure, skips nothing, and begins again where it was', async () => {
    await sayEvents(20);
    let failures = 3;
    const sent: OutgoingMessage[] = [];
    const flaky: Bus = Object.assign(Object.create(bus) as Bus, {
      publishAll: async (publications: readonly Publication[]) => {
        if (failures-- > 0) throw new Error('the broker is away');
        sent.push(...publications.flatMap(({ messages }) => messages));
        await bus.publishAll(publications);
      },
    });
    start('a', { relayPageRows: 6 }, flaky);
    expect(await allPublished(20)).toBe(true);
    expect(new Set(sent.map(({ headers }) => headers['ce_id'])).size).toBe(20);
  });

  it('is one per department: a second instance takes over only when the lease is over, and the first can store nothing any more', async () => {
    const first = await store().acquireLease('a', 60_000);
    expect(await store().acquireLease('b', 60_000)).toBeUndefined();
    await dep.pool.query(`UPDATE relay SET lease_until = now() - interval '1 s'`);
    const second = await store().acquireLease('b', 60_000);
    expect(second?.leaseEpoch).toBe((first?.leaseEpoch ?? 0) + 1);
    await expect(store().storeState(first?.leaseEpoch ?? 0, { published: '1:1:', target: undefined, lastId: 0 }, 1000)).rejects.toBeInstanceOf(LeaseLostError);
  });

  it('publishes everything again under a raised epoch after a restore into another cluster', async () => {
    await sayEvents(4);
    const before = start('a');
    expect(await allPublished(4)).toBe(true);
    await before.stop();
    expect(await sourceEpoch(dep.pool)).toBe(1);
    await dep.pool.query(`UPDATE relay SET cluster_id = 'another cluster'`);
    // Instances that start at once: none may go on under the old epoch, whose numbers others have seen.
    const epochs = await Promise.all(Array.from({ length: 5 }, () => sourceEpoch(dep.pool)));
    expect(new Set(epochs).size).toBe(1);
    expect(epochs[0]).toBeGreaterThan(1);
    start('b');
    expect(await allPublished(8)).toBe(true);
  });

  it('is the same for an instance that had to wait for another to raise it: under the old one its events would count as leftovers', async () => {
    const [here] = await dep.column<string>('SELECT cluster_id FROM relay');
    await dep.pool.query(`UPDATE relay SET cluster_id = 'another cluster'`);
    const first = await dep.pool.connect();
    await first.query('BEGIN');
    await first.query('UPDATE relay SET cluster_id = $1, source_epoch = 7', [here]);
    const second = sourceEpoch(dep.pool);
    await until('it waits', async () => (await dep.column<boolean>(`SELECT EXISTS (SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock')`))[0] === true);
    await first.query('COMMIT');
    first.release();
    expect(await second).toBe(7);
  });

  it('never raises to the same epoch again when the same backup is restored a second time: others remember what was said after the first', async () => {
    const restore = (epoch: number): Promise<unknown> => dep.pool.query(`UPDATE relay SET cluster_id = 'as in the backup', source_epoch = $1`, [epoch]);
    await restore(1);
    const first = await sourceEpoch(dep.pool);
    await restore(1);
    await until('a second is over', async () => (await dep.column<boolean>(`SELECT extract(epoch FROM clock_timestamp() - timestamptz '2025-01-01 00:00:00Z')::int > ${first}`))[0] === true);
    expect(await sourceEpoch(dep.pool)).toBeGreaterThan(first);
    // A clock that was set back does not lower it.
    await restore(2_000_000_000);
    expect(await sourceEpoch(dep.pool)).toBe(2_000_000_001);
  });

  it('is known to be set back by every instance, however often it is started, until what was on the bus is handled again', async () => {
    expect(await sourceEpochNow(dep.pool)).toEqual({ epoch: 1, setBack: false });
    await dep.pool.query(`UPDATE relay SET cluster_id = 'another cluster'`);
    const { epoch, setBack } = await sourceEpochNow(dep.pool);
    expect(setBack).toBe(true);
    expect(await sourceEpochNow(dep.pool)).toEqual({ epoch, setBack: true });
    await noLongerSetBack(dep.pool);
    expect(await sourceEpochNow(dep.pool)).toEqual({ epoch, setBack: false });
  });

  it('clears a slot only when it is out of use and every row in it was published, and never loses a writer that has not committed', async () => {
    const client = await dep.pool.connect();
    const late = await dep.pool.connect();
    await late.query('BEGIN');
    await late.query(`INSERT INTO outbox (slot, topic, subject, event_id, type, said_at, value) VALUES (0, $1, 'case:late', 'late', 'T', now(), '{}')`, [topic]);
    expect(await clearSlot(client, 0, 50)).toBe(false);
    await late.query('COMMIT');
    expect(await clearSlot(client, 0, 50)).toBe(false);
    start('a');
    expect(await allPublished(1)).toBe(true);
    expect(await holdsWithin(20_000, async () => clearSlot(client, 0, 50))).toBe(true);
    client.release();
    late.release();
    expect((await published()).map(({ headers }) => headers['ce_id'])).toEqual(['late']);
  });

  it('rotates a full outbox and clears the old slot', async () => {
    start('a', { outboxSlotRows: 10, relayLeaseMs: 30 });
    let offset = 0;
    for (let round = 1; round <= 5; round++) {
      await sayEvents(12, offset);
      offset += 12;
      expect(await allPublished(offset)).toBe(true);
    }
    expect(await holdsWithin(20_000, async () => Number((await dep.column('SELECT count(*) FROM outbox'))[0]) <= 24)).toBe(true);
    expect(await published()).toHaveLength(60);
  });

  it('rotates also when it never comes to rest', async () => {
    let offset = 0;
    let slot = 0;
    let rounds = 0;
    const restless: Bus = Object.assign(Object.create(bus) as Bus, {
      publishAll: async (publications: readonly Publication[]) => {
        await bus.publishAll(publications);
        slot = (await dep.column<number>('SELECT slot FROM outbox_rotation'))[0] ?? 0;
        // The next page is never empty, until the slot has changed.
        if (slot === 0 && rounds++ < 60) await sayEvents(3, (offset += 3));
      },
    });
    await sayEvents(3);
    start('a', { outboxSlotRows: 10 }, restless);
    expect(await holdsWithin(20_000, () => slot !== 0 || rounds > 60)).toBe(true);
    expect([slot, rounds < 60]).toEqual([1, true]);
  });
});
