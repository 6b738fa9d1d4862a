import { randomUUID } from 'node:crypto';
import { topics } from '@huiliu/contracts';
import type { Bus, BusMessage, OutgoingMessage } from '@huiliu/messaging';
import { pause, type Inject } from '../world';

const mostMessages = 400;
const readLimitMs = 15_000;

/** Said again as they were said, but later and in another order: whoever heard them has to know them. */
export const duplicates: Inject = async ({ bus, say }, { target }, random) => {
  const topic = `huiliu.${target}.v1`;
  if (!topics.some(({ name }) => name === topic)) throw new Error(`there is no topic ${topic}`);
  const latest = await tailOf(bus, topic);
  const again = random.shuffled(latest).flatMap(({ key, headers, value }): OutgoingMessage[] => Array.from({ length: random.between(1, 2) }, () => ({ key, headers, value })));
  if (again.length > 0) await bus.publish(topic, again);
  say(`  ${again.length} messages`);
  return {};
};

/** The last messages of each partition, as far as they are there now. */
async function tailOf(bus: Bus, topic: string): Promise<readonly BusMessage[]> {
  const marks = (await bus.watermarks([topic])).filter(({ low, high }) => high > low);
  const ends = new Map(marks.map(({ partition, high }) => [partition, high]));
  const each = Math.ceil(mostMessages / Math.max(1, marks.length));
  const found: BusMessage[] = [];
  const subscription = await bus.subscribe({
    group: `huiliu-chaos-${randomUUID()}`,
    topics: [topic],
    position: (_topic, partition) => {
      const mark = marks.find((one) => one.partition === partition);
      return Promise.resolve(mark && Math.max(mark.low, mark.high - each));
    },
    onBatch: ({ partition, messages, next }) => {
      const end = ends.get(partition) ?? 0;
      found.push(...messages.filter(({ offset }) => offset < end));
      if (next >= end) ends.delete(partition);
      return Promise.resolve(next);
    },
    onAlarm: () => undefined,
  });
  try {
    for (const deadline = Date.now() + readLimitMs; ends.size > 0 && Date.now() < deadline; ) await pause(50);
    return found;
  } finally {
    await subscription.stop();
  }
}
