import type { Bus, Subscriber } from '../../src';

/** The same bus under other names of topics and groups, so that several runs share one broker. */
export function renamedBus(bus: Bus, prefix: string): Bus {
  const there = (topic: string): string => `${prefix}${topic}`;
  const here = (topic: string): string => topic.slice(prefix.length);
  return {
    kind: bus.kind,
    ensureTopics: (topics) => bus.ensureTopics(topics.map((topic) => ({ ...topic, name: there(topic.name) }))),
    publish: (topic, messages) => bus.publish(there(topic), messages),
    publishAll: (publications) => bus.publishAll(publications.map((publication) => ({ ...publication, topic: there(publication.topic) }))),
    subscribe: (subscriber) => bus.subscribe(renamed(subscriber)),
    watermarks: async (topics) => (await bus.watermarks(topics.map(there))).map((mark) => ({ ...mark, topic: here(mark.topic) })),
    ping: () => bus.ping(),
    close: () => bus.close(),
  };

  function renamed(subscriber: Subscriber): Subscriber {
    return {
      group: there(subscriber.group),
      topics: subscriber.topics.map(there),
      position: (topic, partition) => subscriber.position(here(topic), partition),
      onBatch: (batch) => subscriber.onBatch({ ...batch, topic: here(batch.topic) }),
      onAlarm: (alarm) => subscriber.onAlarm({ ...alarm, topic: here(alarm.topic) }),
    };
  }
}
