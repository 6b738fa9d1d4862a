import { departments, registry, topics, topicsHeardBy, type Department } from '@huiliu/contracts';
import { deadLetterTopic, kindOfSubject, sourceOf } from '@huiliu/messaging';
import type { SaidEvent } from './bus/log';
import { groupBy, pagesOf } from './databases/query';
import type { Findings } from './findings';
import type { Invariant } from './invariant';
import type { SubjectFacts } from './subjects/subject-facts';

/** Departments that read a topic. */
const readers: ReadonlyMap<string, readonly Department[]> = new Map(topics.map(({ name }) => [name, departments.filter((department) => topicsHeardBy(department).includes(name))]));

/** Every source counts 1, 2, 3 … for each subject, everybody who reads it has got as far, and what was written to be said was said. */
export const sequencesWithoutGaps: Invariant = {
  name: 'sequences have no gaps',
  lookAtSubject: (facts, found) => {
    const { subject, said, heads } = facts;
    const bySource = groupBy(said.filter(({ sequence }) => sequence !== undefined), ({ source }) => source);
    for (const [source, events] of bySource) {
      checkOrder(subject, source, events, found);
      const last = events.at(-1);
      if (last) checkReaders(facts, source, last, found);
    }
    for (const department of departments) {
      const head = heads[department];
      const own = bySource.get(sourceOf(department))?.at(-1)?.sequence ?? 0;
      if ((head?.outSequence ?? 0) !== own) found.add(`${subject}: ${department} has given out sequence ${head?.outSequence ?? 0}, on the bus the last is ${own}`);
      for (const source of Object.keys(head?.seen ?? {})) {
        if (!bySource.has(source)) found.add(`${subject}: ${department} has seen events of ${source} that are not on the bus`);
      }
    }
  },
  check: async ({ pools, log }, found) => {
    found.take(log.faults);
    const dead = new Set(log.deadLetters.map(({ topic, key }) => `${deadLetterTopic(topic)} ${key}`));
    for (const department of departments) {
      for await (const page of pagesOf<OutboxRow>(pools[department], `SELECT topic, event_id, extra->>'hldeadsource' AS dead_source FROM outbox_event`)) {
        for (const { topic, event_id, dead_source } of page) {
          const there = dead_source === null ? log.saidBy(event_id)?.topic === topic : dead.has(`${topic} ${dead_source}/${event_id}`);
          if (!there) found.add(`${department} wrote ${event_id} into its outbox for ${topic}, but it is not on the bus`);
        }
      }
    }
  },
};

interface OutboxRow {
  readonly topic: string;
  readonly event_id: string;
  readonly dead_source: string | null;
}

/** A source that was restored goes on under a higher epoch, and may use numbers again there. */
function checkOrder(subject: string, source: string, events: readonly SaidEvent[], found: Findings): void {
  let [lastEpoch, lastSequence] = [0, 0];
  for (const { id, epoch = 1, sequence = 0 } of events) {
    const follows = epoch > lastEpoch ? sequence >= 1 && sequence <= lastSequence + 1 : epoch === lastEpoch && sequence === lastSequence + 1;
    if (!follows) found.add(`${subject}: ${source} says ${sequence} (${id}) after ${lastSequence}`);
    [lastEpoch, lastSequence] = [epoch, sequence];
  }
}

/** Of which kinds of subjects a department hears something, by topic. */
const kindsHeard = new Set([...registry.values()].flatMap(({ topic, key, heardBy }) => heardBy.map((party) => `${party} ${topic} ${key}`)));

/** Whoever reads the topic counts along, whether it has a use for the event or not; but for kinds of subjects of which it hears nothing at all. */
function checkReaders({ subject, heads, leftovers }: SubjectFacts, source: string, last: SaidEvent, found: Findings): void {
  for (const department of readers.get(last.topic) ?? []) {
    if (!kindsHeard.has(`${department} ${last.topic} ${kindOfSubject(subject)}`)) continue;
    const [epoch, sequence] = heads[department]?.seen[source] ?? [0, 0];
    if (epoch === (last.epoch ?? 1) && sequence === last.sequence) continue;
    // Stopped or waiting: that is told elsewhere, with its reason.
    if (sequence < (last.sequence ?? 0) && leftovers[department].subjects.has(subject)) continue;
    found.add(`${subject}: ${department} has seen ${source} up to ${sequence}, on the bus the last is ${last.sequence}`);
  }
}
