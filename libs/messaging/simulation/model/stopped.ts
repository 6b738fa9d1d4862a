import type { IllOf } from './departments';
import type { Observation } from './observation';
import { firstOccurrences } from './properties';
import { emptyCase } from './tables';

/** While events of some cases can't be handled: those cases stop at them, and everything else goes on. */
export function othersWentOn({ departments, topics }: Observation, illOf: IllOf): readonly string[] {
  const found: string[] = [];
  for (const department of ['review', 'refund'] as const) {
    const { cases, parked, blocked, waiting, discarded } = departments[department];
    for (const subject of blocked) if (!parked.some((each) => each.subject === subject)) found.push(`${department}: ${subject} is stopped and nothing of it is parked`);
    for (const { subject } of parked) if (!blocked.includes(subject)) found.push(`${department}: events of ${subject} are parked and it is not stopped`);
    for (const [subject, events] of firstOccurrences(topics.intake)) {
      const taken = (cases.get(subject.slice('case:'.length)) ?? emptyCase).evidence;
      const left = events.filter(({ id }) => !taken.includes(id) && !discarded.includes(id));
      const [next] = left;
      if (!next) continue;
      const ill = illOf(department, (JSON.parse(next.value) as { evidenceId: string }).evidenceId);
      const kept = left.every(({ id, source }) => waiting.includes(`${source} ${id}`) || parked.some((each) => each.eventId === id));
      if (!kept) found.push(`${department}: of ${subject} neither handled nor parked nor waiting: ${left.map(({ id }) => id).join(', ')}`);
      if (department === 'review' && ill === undefined && !blocked.includes(subject)) found.push(`${department}: ${subject} stopped at ${next.id}, with which nothing is wrong`);
    }
  }
  return found;
}
