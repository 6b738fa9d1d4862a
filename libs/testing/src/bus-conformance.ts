import type { Bus, BusLimits, OutgoingMessage, Subscription, Watermark } from '@huiliu/messaging';
import { randomBytes } from 'node:crypto';
import { PositionStore, Recorder, type RecorderSettings, until } from './bus-recorder';

/** What the suite needs of an adapter and its server. */
export interface BusHarness {
  /** A bus as another process would have it. The suite closes it. */
  bus(instance: string, limits?: Partial<BusLimits>): Bus;
  /** A bus whose server is not there until `arrive`. */
  lateBus(): Promise<{ readonly bus: Bus; arrive(): Promise<void> }>;
  /** A process that joins the group, takes a batch and then neither goes on nor gives up. Resolves when it has a batch; then it can only be killed. */
  stuckMember(group: string, topic: string, limits: Partial<BusLimits>): Promise<{ kill9(): void }>;
  /** Takes everything that is in the topic now out of the log's start, as retention does. */
  dropOld(topic: string): Promise<void>;
  /** Leaves offsets in partition 0 that no message has, if the log can have such. Gives how many. */
  makeHole(topic: string): Promise<number>;
  /** A message under 5 MB that the server itself refuses in this topic. */
  refusedMessage(topic: string): Promise<OutgoingMessage>;
  /** Crashes the server that has partition 0 of this topic; another one takes over, or it comes back. */
  crashLeader(topic: string): Promise<void>;
  /** Members in these tests die fast. */
  readonly limits: Partial<BusLimits> & Pick<BusLimits, 'sessionTimeoutMs' | 'heartbeatMs'>;
  close(): Promise<void>;
}

const message = (key: string, value: string): OutgoingMessage => ({ key, value, headers: { ce_id: `${key} ${value}`, ce_type: 'huiliu.test.v1.Happened' } });
/** `case:3 17`: the 17th of its key. */
const numbered = (count: number, keys: number): OutgoingMessage[] => Array.from({ length: count }, (_, i) => message(`case:${i % keys}`, `case:${i % keys} ${Math.floor(i / keys)}`));

/** Per key, the numbers in the order in which they came, what came twice dropped as the consumer drops it. */
function sequences(applied: readonly { key: string; value: string }[]): Map<string, number[]> {
  const seen = new Map<string, number[]>();
  for (const { key, value } of applied) {
    const list = seen.get(key) ?? [];
    const nth = Number(value.split(' ')[1]);
    if (nth > (list.at(-1) ?? -1)) list.push(nth);
    seen.set(key, list);
  }
  return seen;
}

const counting = (count: number): number[] => Array.from({ length: count }, (_, i) => i);

/** Each test takes one rule away from an adapter that breaks it. */
export function busConformance(name: string, makeHarness: () => Promise<BusHarness>): void {
  describe(`the bus "${name}"`, () => {
    jest.setTimeout(120_000);
    let harness: BusHarness;
    let open: Bus[] = [];
    let closers: (() => unknown)[] = [];

    beforeAll(async () => {
      harness = await makeHarness();
    }, 180_000);
    afterAll(() => harness.close());
    afterEach(async () => {
      for (const close of closers.reverse()) await close();
      await Promise.all(open.map((bus) => bus.close()));
      open = [];
      closers = [];
    });

    const bus = (instance = 'one', limits: Partial<BusLimits> = {}): Bus => {
      const made = harness.bus(instance, { ...harness.limits, ...limits });
      open.push(made);
      return made;
    };
    const fresh = async (on: Bus, what: string, partitions: number, retentionMs?: number): Promise<string> => {
      const topic = `conformance.${what}.${randomBytes(4).toString('hex')}`;
      await on.ensureTopics([{ name: topic, partitions, ...(retentionMs === undefined ? {} : { retentionMs }) }]);
      return topic;
    };
    const record = async (on: Bus, settings: Partial<RecorderSettings> & { topics: readonly string[] }): Promise<{ recorder: Recorder; subscription: Subscription; store: PositionStore }> => {
      const store = settings.store ?? new PositionStore();
      const recorder = new Recorder({ group: `group.${randomBytes(4).toString('hex')}`, ...settings, store });
      return { recorder, subscription: await on.subscribe(recorder), store };
    };
    const mark = async (on: Bus, topic: string, partition: number): Promise<Watermark> => {
      const found = (await on.watermarks([topic])).find((each) => each.partition === partition);
      if (!found) throw new Error(`no partition ${partition} of ${topic}`);
      return found;
    };

    it('keeps the order of each key, loses nothing, and gives batches within their bounds', async () => {
      const one = bus('one', { batchMessages: 40 });
      const topic = await fresh(one, 'order', 3);
      const { recorder, store } = await record(one, { topics: [topic] });
      const messages = numbered(1_000, 20);
      for (let i = 0; i < messages.length; i += 170) await one.publish(topic, messages.slice(i, i + 170));
      await until('all 1000 are there', () => store.applied.length >= 1_000, 20_000, () => [store.applied.length, recorder.notices]);
      expect(store.applied).toHaveLength(1_000);
      for (const numbers of sequences(store.applied).values()) expect(numbers).toEqual(counting(50));
      for (const partition of [0, 1, 2]) {
        const offsets = store.applied.filter((each) => each.partition === partition).map((each) => each.offset);
        expect(offsets).toEqual([...offsets].sort((a, b) => a - b));
        expect(offsets.length).toBeGreaterThan(0);
      }
      expect(Math.max(...recorder.batches.map((batch) => batch.messages.length))).toBeLessThanOrEqual(40);
      expect(recorder.mostAtOnceInOnePartition).toBe(1);
    });

    it('carries key, headers and text as they were given', async () => {
      const one = bus();
      const topic = await fresh(one, 'content', 1);
      const { recorder } = await record(one, { topics: [topic] });
      const sent = { key: 'case:退', headers: { ce_id: 'a "b" \\ {c}', empty: '' }, value: '{"说明":"退货 🙂","n":null}' };
      await one.publish(topic, [sent]);
      await until('it is there', () => recorder.batches.length > 0);
      expect(recorder.batches[0]?.messages[0]).toEqual({ offset: 0, ...sent });
    });

    it('gives every group everything, one that comes late from the beginning', async () => {
      const one = bus();
      const topic = await fresh(one, 'groups', 2);
      const early = await record(one, { topics: [topic] });
      await one.publish(topic, numbered(100, 7));
      await until('the early group has all', () => early.store.applied.length === 100);
      const late = await record(bus('two'), { topics: [topic] });
      await until('the late group has all', () => late.store.applied.length === 100);
      expect(sequences(late.store.applied)).toEqual(sequences(early.store.applied));
    });

    it('hands what a killed member had to the others', async () => {
      const one = bus();
      const topic = await fresh(one, 'crash', 1);
      await one.publish(topic, numbered(10, 2));
      const store = new PositionStore();
      const group = `group.${randomBytes(4).toString('hex')}`;
      const stuck = await harness.stuckMember(group, topic, harness.limits);
      stuck.kill9();
      await record(one, { topics: [topic], store, group });
      await one.publish(topic, numbered(20, 2).slice(10));
      await until('all are there', () => store.applied.length === 20);
      for (const numbers of sequences(store.applied).values()) expect(numbers).toEqual(counting(10));
    });

    it('shares partitions among members, and loses and doubles nothing when they come and go', async () => {
      const [one, two] = [bus('one'), bus('two')];
      const topic = await fresh(one, 'sharing', 4);
      const store = new PositionStore();
      const group = `group.${randomBytes(4).toString('hex')}`;
      const first = await record(one, { topics: [topic], store, group, member: 'one' });
      await until('one has all partitions', () => first.subscription.assignment().length === 4);
      await one.publish(topic, numbered(200, 40));
      const second = await record(two, { topics: [topic], store, group, member: 'two' });
      await until('each has two', () => first.subscription.assignment().length === 2 && second.subscription.assignment().length === 2);
      expect([...first.subscription.assignment(), ...second.subscription.assignment()].sort()).toEqual([0, 1, 2, 3].map((p) => `${topic}/${p}`));
      await one.publish(topic, numbered(400, 40).slice(200));
      await until('all of the second part', () => store.applied.length >= 400);
      expect(new Set(store.applied.slice(200).map((each) => each.member))).toEqual(new Set(['one', 'two']));
      await first.subscription.stop();
      expect(first.subscription.assignment()).toEqual([]);
      await two.publish(topic, numbered(600, 40).slice(400));
      await until('all of the third part', () => store.applied.length >= 600, 20_000, () => [store.applied.length, second.recorder.notices]);
      expect(store.applied).toHaveLength(600);
      for (const numbers of sequences(store.applied).values()) expect(numbers).toEqual(counting(15));
    });

    it('fences a member that slept through its session: it finds itself not assigned, and its commit fails', async () => {
      const [one, two] = [bus('one'), bus('two')];
      const topic = await fresh(one, 'zombie', 1);
      const store = new PositionStore();
      const group = `group.${randomBytes(4).toString('hex')}`;
      let wake = (): void => undefined;
      const asleep = new Promise<void>((resolve) => (wake = resolve));
      const zombie = await record(one, { topics: [topic], store, group, member: 'zombie', before: () => asleep });
      closers.push(() => wake());
      await one.publish(topic, numbered(10, 2));
      await until('the zombie has a batch', () => zombie.recorder.batches.length === 1);
      const heir = await record(two, { topics: [topic], store, group, member: 'heir' });
      await until('the heir has gone on', () => store.applied.length === 10, 30_000, () => [heir.recorder.notices, zombie.recorder.notices]);
      expect(zombie.recorder.batches[0]?.assigned()).toBe(false);
      wake();
      await until('the zombie was refused', () => zombie.recorder.fenced.length === 1);
      await two.publish(topic, numbered(20, 2).slice(10));
      await until('all are there', () => store.applied.length >= 20);
      expect(store.applied).toHaveLength(20);
      expect(new Set(store.applied.slice(0, 10).map((each) => each.member))).toEqual(new Set(['heir']));
    });

    it('hands a failed batch over again, from the stored position, while other partitions go on', async () => {
      const one = bus();
      const topic = await fresh(one, 'failing', 2);
      const failing = numbered(40, 20).map((each) => each.key);
      let broken = true;
      const { recorder, store } = await record(one, {
        topics: [topic],
        before: (batch) => {
          if (batch.partition === 0 && broken) throw new Error('the database is away');
        },
      });
      await one.publish(topic, numbered(40, 20));
      const inZero = (): number => store.applied.filter((each) => each.partition === 0).length;
      await until('partition 1 goes on while 0 fails again and again', () => store.applied.length > 0 && recorder.asked.filter((key) => key === `${topic}/0`).length > 3);
      expect(inZero()).toBe(0);
      broken = false;
      await until('all are there', () => store.applied.length >= failing.length);
      for (const numbers of sequences(store.applied).values()) expect(numbers).toEqual([0, 1]);
    });

    it('goes on from whatever position the handler answers', async () => {
      const one = bus('one', { batchMessages: 5 });
      const topic = await fresh(one, 'answer', 1);
      const seen: number[] = [];
      let again = true;
      closers.push(await subscribeRaw(one, topic, (offsets, next) => {
        seen.push(...offsets);
        const back = again && offsets.includes(7);
        if (back) again = false;
        return back ? 2 : next;
      }));
      await one.publish(topic, numbered(10, 1));
      await until('it reached the end after going back', () => seen.filter((offset) => offset === 9).length === 2, 20_000, () => seen);
      expect(seen.slice(seen.lastIndexOf(2))).toEqual([2, 3, 4, 5, 6, 7, 8, 9]);
    });

    it('goes over offsets that no message has, and starts on one', async () => {
      const one = bus();
      const topic = await fresh(one, 'holes', 1);
      const { store, recorder, subscription } = await record(one, { topics: [topic] });
      await one.publish(topic, numbered(5, 1));
      const before = await mark(one, topic, 0);
      const hole = await harness.makeHole(topic);
      expect((await mark(one, topic, 0)).high).toBe(before.high + hole);
      await one.publish(topic, numbered(10, 1).slice(5));
      await until('all are there', () => store.values().filter((value) => value.startsWith('case:0')).length === 10, 20_000, () => [store.values(), recorder.notices]);
      expect(sequences(store.applied.filter((each) => each.key === 'case:0')).get('case:0')).toEqual(counting(10));
      await subscription.stop();
      // As if a batch had ended just before the hole.
      const again = new PositionStore();
      again.set('again', topic, 0, before.high);
      await record(one, { topics: [topic], store: again, group: 'again' });
      await until('the second half is there', () => again.values().filter((value) => value.startsWith('case:0')).length === 5);
      expect(recorder.alarms).toEqual([]);
    });

    it('stops a partition with an alarm if its position is beyond the log, and lets others go on', async () => {
      const one = bus();
      const topic = await fresh(one, 'beyond', 2);
      await one.publish(topic, numbered(20, 10));
      const store = new PositionStore();
      store.set('beyond', topic, 0, 1_000);
      const { recorder } = await record(one, { topics: [topic], store, group: 'beyond' });
      const other = await mark(one, topic, 1);
      await until('the other partition is read, and the alarm is there', () => store.applied.length === other.high && recorder.alarms.length === 1);
      expect(recorder.alarms).toEqual([{ code: 'POSITION_BEYOND_LOG_END', topic, partition: 0, position: 1_000, low: 0, high: 20 - other.high }]);
      await one.publish(topic, numbered(40, 10).slice(20));
      await until('the other partition goes on', () => store.applied.length === other.high * 2);
      expect(recorder.batches.every((batch) => batch.partition === 1)).toBe(true);
      expect(recorder.alarms).toHaveLength(1);
    });

    it('stops a partition with an alarm if what it had to read next was deleted, and never skips', async () => {
      const one = bus('one', { batchMessages: 3 });
      const topic = await fresh(one, 'below', 1, 60_000);
      const other = await fresh(one, 'below-other', 1);
      // Large, so that no adapter has fetched all of them when the first batch is handed over.
      const large = (count: number): OutgoingMessage[] => numbered(count, 1).map((each) => ({ ...each, value: `${each.value} ${'x'.repeat(300_000)}` }));
      await one.publish(topic, large(10));
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      closers.push(() => goOn());
      const { recorder, store } = await record(one, { topics: [topic, other], before: (batch) => (batch.topic === topic ? held : undefined) });
      await until('the first batch is in hand', () => recorder.batches.length === 1);
      await harness.dropOld(topic);
      expect((await mark(one, topic, 0)).low).toBe(10);
      await one.publish(topic, large(13).slice(10));
      goOn();
      await until('the alarm is there', () => recorder.alarms.length === 1, 20_000, () => recorder.notices);
      expect(recorder.alarms[0]).toMatchObject({ code: 'POSITION_BELOW_LOG_START', topic, partition: 0, low: 10 });
      const late = await record(one, { topics: [topic, other], store: positionAt(topic, 4), group: 'late' });
      await until('a late member is alarmed at once', () => late.recorder.alarms.length === 1);
      expect(late.recorder.alarms[0]).toMatchObject({ code: 'POSITION_BELOW_LOG_START', topic, partition: 0, position: 4, low: 10 });
      await one.publish(other, [message('x', 'x 0')]);
      await until('the other topic goes on', () => store.values().includes('x 0') && late.recorder.batches.some((batch) => batch.topic === other));
      expect(late.recorder.batches.some((batch) => batch.topic === topic)).toBe(false);
      expect(store.applied.filter((each) => each.topic === topic && each.offset >= 10)).toEqual([]);
      expect(recorder.alarms).toHaveLength(1);
    });

    it('refuses a message over the limit before anything is sent, and splits a batch over the limit', async () => {
      const one = bus('one', { messageBytes: 200_000, publishBytes: 300_000 });
      const topic = await fresh(one, 'large', 1);
      const { store } = await record(one, { topics: [topic] });
      await expect(one.publish(topic, [message('case:0', 'case:0 0'), message('case:0', 'x'.repeat(300_000))])).rejects.toMatchObject({ code: 'MESSAGE_TOO_LARGE', topic });
      expect((await mark(one, topic, 0)).high).toBe(0);
      const large = Array.from({ length: 40 }, (_, i) => message('case:0', `case:0 ${i} ${'退'.repeat(25_000)}`));
      await one.publish(topic, large);
      await until('all 3 MB are there', () => store.applied.length === 40);
      expect(sequences(store.applied).get('case:0')).toEqual(counting(40));
    });

    it('publishes nothing after what the server refused', async () => {
      const one = bus('one', { publishBytes: 2_000, messageBytes: 5_000_000 });
      const topic = await fresh(one, 'refused', 1);
      const { store } = await record(one, { topics: [topic] });
      const refused = await harness.refusedMessage(topic);
      const messages = numbered(60, 1);
      await expect(one.publish(topic, [...messages.slice(0, 30), refused, ...messages.slice(30)])).rejects.toThrow();
      const { high } = await mark(one, topic, 0);
      expect(high).toBeLessThanOrEqual(30);
      await one.publish(topic, messages);
      await until('all are there', () => store.applied.length >= high + 60);
      expect(sequences(store.applied).get('case:0')).toEqual(counting(60));
      expect(store.applied).toHaveLength(high + 60);
    });

    it('lets the batch in hand end before it stops', async () => {
      const one = bus();
      const topic = await fresh(one, 'stopping', 1);
      let goOn = (): void => undefined;
      const held = new Promise<void>((resolve) => (goOn = resolve));
      const { recorder, subscription, store } = await record(one, { topics: [topic], before: () => held });
      closers.push(() => goOn());
      await one.publish(topic, numbered(3, 1));
      await until('a batch is in hand', () => recorder.batches.length === 1);
      let stopped = false;
      const stopping = subscription.stop().then(() => (stopped = true));
      await new Promise((resolve) => setTimeout(resolve, 200));
      expect(stopped).toBe(false);
      goOn();
      await stopping;
      expect(store.applied).toHaveLength(recorder.batches[0]?.messages.length ?? 0);
      expect(recorder.fenced).toEqual([]);
    });

    it('waits for a server that is away at the start, and goes on by itself', async () => {
      const { bus: late, arrive } = await harness.lateBus();
      open.push(late);
      const there = bus();
      const topic = await fresh(there, 'away', 1);
      const { store, recorder } = await record(late, { topics: [topic] });
      await there.publish(topic, numbered(5, 1));
      await expect(late.ping()).rejects.toThrow(/can't be reached/);
      await until('it said so', () => recorder.notices.length > 0);
      await arrive();
      await until('all are there', () => store.applied.length === 5, 30_000, () => recorder.notices.slice(-3));
      await late.publish(topic, numbered(6, 1).slice(5));
      await until('it publishes too', () => store.applied.length === 6);
    });

    it('stops without delay while its server is away, and says so when asked', async () => {
      const { bus: late } = await harness.lateBus();
      await record(late, { topics: ['conformance.nowhere'] });
      await expect(late.ping()).rejects.toThrow(/can't be reached/);
      const before = Date.now();
      await late.close();
      expect(Date.now() - before).toBeLessThan(5_000);
      await expect(late.publish('conformance.nowhere', [message('a', 'a 0')])).rejects.toThrow(/closed/);
    });

    it('says which topic is missing', async () => {
      await expect(bus().publish('conformance.nowhere', [message('a', 'a 0')])).rejects.toMatchObject({ code: 'UNKNOWN_TOPIC', topic: 'conformance.nowhere' });
    });

    it('waits for a topic that is made later', async () => {
      const one = bus();
      const topic = `conformance.later.${randomBytes(4).toString('hex')}`;
      const { store } = await record(one, { topics: [topic] });
      await one.ensureTopics([{ name: topic, partitions: 2 }]);
      await one.ensureTopics([{ name: topic, partitions: 5 }]);
      expect(await one.watermarks([topic])).toHaveLength(2);
      await one.publish(topic, numbered(4, 4));
      await until('all are there', () => store.applied.length === 4);
    });

    it('loses nothing and keeps the order when the leader crashes while we publish', async () => {
      const [one, two] = [bus('one', { retryBackoffMaxMs: 1_000 }), bus('two', { retryBackoffMaxMs: 1_000 })];
      const topic = await fresh(one, 'leader', 2);
      const { store, recorder } = await record(two, { topics: [topic] });
      const messages = numbered(3_000, 10);
      let crash: Promise<void> | undefined;
      for (let at = 0; at < messages.length; ) {
        // As the relay: one page after the other, the same page again until it is acknowledged.
        const sent = await one.publish(topic, messages.slice(at, at + 100)).then(() => true, () => false);
        if (sent) at += 100;
        if (at === 1_000) crash ??= harness.crashLeader(topic);
        await new Promise((resolve) => setTimeout(resolve, sent ? 5 : 100));
      }
      await crash;
      await until('all are there', () => [...sequences(store.applied).values()].every((numbers) => numbers.length === 300) && store.applied.length >= 3_000, 60_000, () => [
        store.applied.length,
        recorder.alarms,
        recorder.notices.slice(-5),
      ]);
      for (const numbers of sequences(store.applied).values()) expect(numbers).toEqual(counting(300));
      expect(recorder.alarms).toEqual([]);
    });
  });
}

function positionAt(topic: string, position: number): PositionStore {
  const store = new PositionStore();
  store.set('late', topic, 0, position);
  return store;
}

/** A subscriber without any store: only what the adapter does with the answer. */
async function subscribeRaw(bus: Bus, topic: string, answer: (offsets: number[], next: number) => number): Promise<() => Promise<void>> {
  const subscription = await bus.subscribe({
    group: `group.${randomBytes(4).toString('hex')}`,
    topics: [topic],
    position: () => Promise.resolve(undefined),
    onBatch: (batch) => Promise.resolve(answer(batch.messages.map((each) => each.offset), batch.next)),
    onAlarm: () => undefined,
  });
  return () => subscription.stop();
}
