import { readProgress } from '../progress';
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

  /** The load has ended and everything of it is done. */
  private async isOut(): Promise<boolean> {
    const status = await this.world.system.sandboxStatus();
    if (!isStatus(status) || !status.feed.done) return false;
    const { opened, closed, behind, unpublished, openIntents } = await readProgress(this.world.databases, this.world.bus);
    return behind + unpublished + openIntents === 0 && opened - closed <= (await this.poisoned()).size;
  }
}
