import { readProgress } from '../progress';
import { departments } from '../storage';
import { isStatus } from '../until-ended';
import { pause, type World } from './world';

const lookEveryMs = 250;
const sayAfterMs = 8_000;

/**
 * Waits until the system has recovered, and gives the seconds since `fromMs` (performance.now()); undefined when it has not within `limitMs`.
 * Recovered: every process says that it is ready, and a case that was opened after the fault has closed; where the load is out, nothing is on its way any more.
 * What was opened after the fault is told by what the database holds when it first answers afterwards, so the figure is never too small.
 */
export async function untilRecovered(world: World, fromMs: number, limitMs: number, poisoned: () => Promise<ReadonlySet<string>>): Promise<{ readonly seconds: number | undefined; readonly reason: string }> {
  const flow = new Flow(world, poisoned);
  let reason = '';
  let saidMs = fromMs;
  while (performance.now() - fromMs < limitMs) {
    const flowing = await flow.goes().catch((error: unknown) => (error instanceof Error ? error.message : String(error)));
    reason = flowing ?? (await notReady(world)) ?? '';
    if (reason === '') return { seconds: (performance.now() - fromMs) / 1000, reason };
    if (performance.now() - saidMs > sayAfterMs) {
      saidMs = performance.now();
      world.say(`  not yet: ${reason}`);
    }
    await pause(lookEveryMs);
  }
  return { seconds: undefined, reason };
}

async function notReady({ system }: World): Promise<string | undefined> {
  const states = await Promise.all(system.children.map(async (child) => ({ name: child.spec.name, reason: await child.notReady() })));
  const waiting = states.filter(({ reason }) => reason !== undefined);
  return waiting.length === 0 ? undefined : waiting.map(({ name, reason }) => `${name}: ${reason}`).join('; ');
}

class Flow {
  private known: string[] | undefined;

  constructor(
    private readonly world: World,
    private readonly poisoned: () => Promise<ReadonlySet<string>>,
  ) {}

  /** Undefined when it does, else what is missing. */
  async goes(): Promise<string | undefined> {
    const { intake } = this.world.databases.pools;
    if (!this.known) {
      const { rows } = await intake.query<{ case_id: string }>('SELECT case_id FROM intake_case');
      this.known = rows.map((row) => row.case_id);
    }
    const { rowCount } = await intake.query("SELECT 1 FROM intake_case WHERE status = 'closed' AND case_id <> ALL($1::text[]) LIMIT 1", [this.known]);
    if (rowCount === 1) return undefined;
    return (await this.isOut()) ? undefined : 'no case that was opened afterwards has closed';
  }

  /** The load has ended and everything of it is done, but for cases that wait for somebody until a deadline: those end when the test clock moves, after the faults. */
  private async isOut(): Promise<boolean> {
    const { databases, bus, system } = this.world;
    const status = await system.sandboxStatus();
    if (!isStatus(status) || !status.feed.done) return false;
    const { behind, unpublished, openIntents } = await readProgress(databases, bus, Object.keys(system.options.overHttp ?? {}));
    if (behind + unpublished + openIntents > 0) return false;
    const waiting = await Promise.all(departments.map(async (name) => (await databases.pools[name].query<{ subject: string }>('SELECT subject FROM timer')).rows.map(({ subject }) => subject)));
    const { rows } = await databases.pools.intake.query<{ subject: string }>("SELECT 'case:' || case_id AS subject FROM intake_case WHERE status <> 'closed'");
    const explained = new Set([...waiting.flat(), ...(await this.poisoned())]);
    return rows.every(({ subject }) => explained.has(subject));
  }
}
