import { departments, eventsHeardBy, registry, topicsHeardBy, type Department } from '@huiliu/contracts';
import { sourceOf } from '@huiliu/messaging';
import { columnOf, groupBy, sayBroken } from './databases/query';
import type { Findings } from './findings';
import type { Invariant } from './invariant';
import type { World } from './world';

const inside: ReadonlySet<string> = new Set(departments.map(sourceOf));
const heardBy = new Map(departments.map((department) => [department, new Set(eventsHeardBy(department).map(({ type }) => type))]));

/** What is on the log against what each department has handled, which it keeps for good, one row for each. */
export const eventsTakeEffect: Invariant = {
  name: 'every event reached every department that hears it and took effect once',
  lookAtSubject: ({ subject, said, hops, leftovers }, found) => {
    const inner = said.filter(({ type }) => registry.get(type)?.visibility === 'inner');
    const ids = new Set(inner.map(({ id }) => id));
    for (const department of departments) {
      const heard = heardBy.get(department) ?? new Set<string>();
      const handled = groupBy(hops[department], ({ id }) => id);
      for (const { id, type, source } of inner) {
        if (!heard.has(type)) continue;
        const times = handled.get(id)?.length ?? 0;
        if (times > 1) found.add(`${subject}: ${type} (${id}) took effect ${times} times in ${department}`);
        if (times === 0 && !leftovers[department].held.has(`${source}/${id}`)) found.add(`${subject}: ${type} (${id}) has not reached ${department}`);
      }
      for (const { id, type, source, outcome } of hops[department]) {
        if (outcome !== 'done' && outcome !== 'ignored') found.add(`${subject}: ${department} handled ${id} with the outcome ${outcome}`);
        if (!inside.has(source)) continue;
        if (!heard.has(type)) found.add(`${subject}: ${department} handled ${type} (${id}), which it does not hear`);
        else if (!ids.has(id)) found.add(`${subject}: ${department} handled ${type} (${id}), which is not on the bus`);
      }
    }
  },
  check: async (world, found) => {
    await checkPositions(world, found);
    for (const department of departments) {
      await checkIncoming(world, department, found);
      await sayBroken<{ id: string; subjects: string[] }>(
        world.pools[department],
        found,
        'SELECT id, (array_agg(subject ORDER BY subject))[1:3] AS subjects FROM hop GROUP BY id HAVING count(*) > 1',
        ({ id, subjects }) => `${id} took effect more than once in ${department}: for ${subjects.join(', ')}`,
      );
    }
  },
};

async function checkPositions({ pools, bus }: World, found: Findings): Promise<void> {
  for (const department of departments) {
    const { rows } = await pools[department].query<{ topic: string; partition: number; next: string }>('SELECT topic, partition, next FROM consumer_offset');
    const next = new Map(rows.map((row) => [`${row.topic}/${row.partition}`, Number(row.next)]));
    for (const { topic, partition, low, high } of await bus.watermarks(topicsHeardBy(department))) {
      const unread = high - (next.get(`${topic}/${partition}`) ?? low);
      if (unread > 0) found.add(`${department} has not read the last ${unread} of ${topic}/${partition}`);
    }
  }
}

async function checkIncoming({ pools, log, leftovers }: World, department: Department, found: Findings): Promise<void> {
  const handled = new Set(await columnOf(pools[department], `SELECT id FROM hop WHERE source NOT IN (${[...inside, 'command', 'timer', 'intent'].map((source) => `'${source}'`).join(', ')})`));
  const refused = new Set(log.deadLetters.filter(({ by }) => by === sourceOf(department)).map(({ key }) => key));
  for (const [key, { type, topic }] of log.incoming) {
    const contract = registry.get(type);
    // On another topic than its own it is nobody's to handle.
    if (contract?.topic !== topic || !contract.heardBy.includes(department)) continue;
    const [once, dead] = [handled.delete(key), refused.has(key)];
    if (once && dead) found.add(`${type} (${key}) took effect in ${department} and is among its dead letters`);
    if (!once && !dead && !leftovers[department].held.has(key)) found.add(`${type} (${key}) has not reached ${department} and is not among its dead letters`);
  }
  for (const key of handled) found.add(`${department} handled ${key}, which is not on the bus`);
}
