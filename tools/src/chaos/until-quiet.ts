import { readProgress, type Progress } from '../progress';
import { isIdle, isStatus, type SandboxStatus } from '../until-ended';
import { poisonedSubjects } from './poison';
import { pause, type World } from './world';

export interface Quiet {
  readonly progress: Progress | undefined;
  readonly status: SandboxStatus | undefined;
  /** Why it did not come to its end; undefined when it did. */
  readonly stalled: string | undefined;
}

const lookEveryMs = 300;
const sayEveryMs = 5_000;
/** Quiet when it looks so this many times in a row. */
const times = 4;

/** Until the load is out, nothing is on its way, and no case is open but those with poison; or until nothing has moved for too long. */
export async function untilQuiet(world: World, poison: boolean, stallSeconds: number): Promise<Quiet> {
  let last = '';
  let lastChange = Date.now();
  let lastSaid = Date.now();
  let progress: Progress | undefined;
  let status: SandboxStatus | undefined;
  for (let quiet = 0; quiet < times; await pause(lookEveryMs)) {
    let stillOpen = Number.POSITIVE_INFINITY;
    try {
      progress = await readProgress(world.databases, world.bus, Object.keys(world.system.options.overHttp ?? {}));
      const answer = await world.system.sandboxStatus();
      if (isStatus(answer)) status = answer;
      stillOpen = await openWithout(world, poison ? await poisonedSubjects(world) : new Set());
    } catch (error) {
      world.say(`can't look at the moment: ${error instanceof Error ? error.message : String(error)}`);
    }
    const seen = JSON.stringify([progress, status]);
    if (seen !== last) {
      lastChange = Date.now();
      world.system.testClock?.stir();
    }
    last = seen;
    quiet = progress && isQuiet(progress, status, stillOpen) ? quiet + 1 : 0;
    if (progress && Date.now() - lastSaid > sayEveryMs) {
      lastSaid = Date.now();
      world.say(inWords(progress));
    }
    if (quiet === 0 && isIdle(progress, status) && (await world.system.testClock?.turn(world.databases).catch(() => false)) === true) lastChange = Date.now();
    if (Date.now() - lastChange > stallSeconds * 1000) return { progress, status, stalled: `nothing has moved for ${stallSeconds} s: ${progress ? inWords(progress) : 'the databases could not be read'}` };
  }
  return { progress, status, stalled: undefined };
}

const inWords = ({ opened, closed, behind, unpublished, waiting, parked, openIntents }: Progress): string =>
  `opened ${opened}, closed ${closed}; behind ${behind}, unpublished ${unpublished}, waiting ${waiting}, parked ${parked}, calls to make ${openIntents}`;

/** A case may be given poison when it is closed already: it counts for no other one. */
async function openWithout({ databases }: World, poisoned: ReadonlySet<string>): Promise<number> {
  const { rows } = await databases.pools.intake.query<{ count: number }>("SELECT count(*)::int AS count FROM intake_case WHERE status <> 'closed' AND 'case:' || case_id <> ALL($1::text[])", [[...poisoned]]);
  return rows[0]?.count ?? 0;
}

const isQuiet = ({ opened, behind, unpublished, openIntents, putAways }: Progress, status: SandboxStatus | undefined, stillOpen: number): boolean =>
  status?.feed.done === true && opened === status.feed.uniqueCases && stillOpen === 0 && behind + unpublished + openIntents + putAways === 0;
