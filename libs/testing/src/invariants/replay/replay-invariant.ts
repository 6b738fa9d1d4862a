import type { Pool } from 'pg';
import { columnOf, pagesOf } from '../databases/query';
import type { Findings } from '../findings';
import type { Invariant } from '../invariant';
import { comparables, type Comparable } from './comparable';
import { difference } from './difference';

/** Departments that are built at a time. */
const atOnce = 2;

/** An empty department that reads the topics from their beginning comes to hold what the living one holds, as far as events decide it. */
export const replayGivesTheSame: Invariant = {
  name: 'replaying the topics into an empty department gives the same state',
  check: async ({ pools, replay }, found) => {
    const queue = [...(replay?.departments ?? [])];
    await Promise.all(
      Array.from({ length: atOnce }, async () => {
        for (let department = queue.shift(); replay && department; department = queue.shift()) {
          const name = department;
          await replay.rebuilt(name, async (database) => {
            for (const comparable of comparables[name]) await compare(name, comparable, pools[name], database, found);
          });
        }
      }),
    );
  },
};

/** Both in the order of their ids, page by page, side by side. */
async function compare(department: string, { what, select, only, except }: Comparable, living: Pool, rebuilt: Pool, found: Findings): Promise<void> {
  const wanted = only === undefined ? select : `SELECT each_row.* FROM (${select}) AS each_row JOIN (${only}) AS wanted USING (id)`;
  const leftOut = new Set(except ? await columnOf(living, except.cases) : []);
  const isCompared = ({ id }: Row): boolean => except === undefined || !leftOut.has(except.caseOf(id));
  const [ours, theirs] = [rowsOf(living, wanted, isCompared), rowsOf(rebuilt, select, isCompared)];
  let [here, there] = [await ours.next(), await theirs.next()];
  while (here.done !== true || there.done !== true) {
    const [ourId, theirId] = [here.done === true ? undefined : here.value.id, there.done === true ? undefined : there.value.id];
    if (here.done !== true && there.done !== true && ourId === theirId) {
      if (here.value.state !== there.value.state) found.add(`${department}, ${what}, ${ourId}: ${difference(here.value.state, there.value.state)}`);
      [here, there] = [await ours.next(), await theirs.next()];
    } else if (theirId === undefined || (ourId !== undefined && ourId < theirId)) {
      found.add(`${department}, ${what}, ${ourId ?? ''}: is not there after a replay`);
      here = await ours.next();
    } else {
      if (only === undefined) found.add(`${department}, ${what}, ${theirId}: is there after a replay alone`);
      there = await theirs.next();
    }
  }
}

interface Row {
  readonly id: string;
  readonly state: string;
}

async function* rowsOf(pool: Pool, select: string, isCompared: (row: Row) => boolean): AsyncGenerator<Row, undefined> {
  for await (const page of pagesOf<Row>(pool, `SELECT * FROM (${select}) AS each_row ORDER BY id COLLATE "C"`)) yield* page.filter(isCompared);
  return undefined;
}
