import { setTimeout as sleep } from 'node:timers/promises';
import { Client } from 'pg';
import { CaseApproved } from '@huiliu/contracts';
import { encode, Engine, Header, packMessages, sourceOf, topicSettingsOf, type Bus } from '@huiliu/messaging';
import { loadNow } from '../measure/machine';
import { busKindOf, numberOf, smallOptions } from '../usage';
import { idleRoutes, openLab, type Lab } from './lab';

const help = `usage: npm run bench -- relay [--bus embedded|kafka] [--events N]
  events per second that a department's relay publishes from its outbox, durable and in order, while a foreign transaction in another database is open
`;
const topic = CaseApproved.topic;
const subjects = 5_000;

export async function relay(args: readonly string[]): Promise<number> {
  const options = smallOptions(args, { bus: 'embedded', events: '100000' }, help);
  if (options === 'help') return 0;
  const bus = busKindOf(options.bus);
  const events = numberOf('--events', options.events, 1, 10_000_000);
  const load = await loadNow();
  const lab = await openLab(bus);
  const foreign = new Client({ connectionString: await lab.postgres.createDatabase('foreign') });
  try {
    await foreign.connect();
    // Holds back the horizon of the whole cluster, as a backup or a forgotten session does.
    await foreign.query('BEGIN; CREATE TABLE held (id int)');
    await lab.bus.ensureTopics([...topicSettingsOf('review', 1)]);
    await fillOutbox(lab, events);
    const speed = await publishAll(lab, events);
    const { lost, outOfOrder } = await readBack(lab.bus, events);
    process.stdout.write(`${JSON.stringify({ bench: 'relay', bus, events, ...speed, lost, outOfOrder, load })}\n`);
    return lost + outOfOrder === 0 ? 0 : 1;
  } finally {
    await foreign.end();
    await lab.close();
  }
}

/** As many transactions of a department would have left it, many events each. */
async function fillOutbox({ pool }: Lab, events: number): Promise<void> {
  const atOnce = 1_000;
  const traceparent = '00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01';
  const value = JSON.stringify({ ref: { caseId: 'c', caseNumber: 'N', orderId: 'O' }, filler: 'x'.repeat(400) });
  for (let from = 0; from < events; from += atOnce) {
    const messages = Array.from({ length: Math.min(atOnce, events - from) }, (_, index) => {
      const [subject, sequence] = [`case:${(from + index) % subjects}`, Math.floor((from + index) / subjects) + 1];
      return encode({ id: `review/1/${subject}/${sequence}`, type: CaseApproved.type, source: sourceOf('review'), subject, time: new Date().toISOString(), sequence, epoch: 1, traceparent, causeId: undefined, value });
    });
    await pool.query(
      'INSERT INTO outbox (slot, topic, said_at, records) SELECT (SELECT slot FROM outbox_rotation), $1, now(), r FROM unnest($2::text[]) WITH ORDINALITY AS x(r, nth) ORDER BY nth',
      [topic, packMessages(messages).map(({ records }) => records)],
    );
  }
}

async function publishAll({ dataSource, pool, bus }: Lab, events: number): Promise<Record<string, number>> {
  const engine = new Engine({ department: 'review', instance: 'bench', dataSource, pool, bus, tables: {} });
  const cpuBefore = process.cpuUsage();
  const started = performance.now();
  await engine.start(idleRoutes('review', () => undefined));
  while ((await count(bus)) < events) await sleep(20);
  const tookMs = performance.now() - started;
  const { user, system } = process.cpuUsage(cpuBefore);
  await engine.stop();
  return { publishedPerSecond: Math.round((events * 1_000) / tookMs), nodeCpuMicrosPerEvent: Math.round((user + system) / events) };
}

const count = async (bus: Bus): Promise<number> => (await bus.watermarks([topic])).reduce((sum, { low, high }) => sum + high - low, 0);

/** What is on the bus, against what was in the outbox. */
async function readBack(bus: Bus, events: number): Promise<{ lost: number; outOfOrder: number }> {
  const last = new Map<string, number>();
  const total = await count(bus);
  let read = 0;
  let inOrder = 0;
  let outOfOrder = 0;
  const subscription = await bus.subscribe({
    group: 'bench-read-back',
    topics: [topic],
    position: () => Promise.resolve(undefined),
    onBatch: (batch) => {
      for (const { key, headers } of batch.messages) {
        const sequence = Number(headers[Header.sequence]);
        const before = last.get(key) ?? 0;
        if (sequence === before + 1) {
          inOrder++;
          last.set(key, sequence);
        } else if (sequence > before) outOfOrder++;
        read++;
      }
      return Promise.resolve(batch.next);
    },
    onAlarm: () => undefined,
  });
  while (read < total) await sleep(20);
  await subscription.stop();
  return { lost: events - inOrder - outOfOrder, outOfOrder };
}
