import type { BusMessage } from '../../src/bus/bus';
import type { SentCommand } from './client';
import type { DepartmentState } from './observation';
import type { Ill, Plan, PlannedCommand } from './plan';
import { caseIdOf } from './world-outside';

/** Case 0 gets an event of its own in any case: others wait for it. */
const first: PlannedCommand = { department: 'intake', caseIndex: 0, kind: 'put', needsFirst: false, atMs: 0, twice: false, patient: true };

export interface Stopped {
  readonly department: 'review' | 'refund';
  readonly subject: string;
  /** The first that is parked; undefined when all were given up. */
  readonly eventId: string | undefined;
}

/** What a plan makes people do, whatever store and bus carry it: commands to send, what is wrong with their events, what is done about it. */
export class Script {
  readonly commands: readonly SentCommand[];
  private readonly mended = new Set<Ill>();

  constructor(private readonly plan: Plan) {
    this.commands = [first, ...plan.commands].map((planned, index): SentCommand => {
      const caseId = caseIdOf(planned.caseIndex, plan.cases);
      return { planned, request: { caseId, evidenceId: `e${index}`, needs: planned.needsFirst && caseId !== 'c0' ? 'c0' : undefined }, answers: [] };
    });
  }

  readonly illOf = (department: Ill['department'], evidenceId: string): Ill['kind'] | undefined =>
    this.plan.ills.find((ill) => ill.department === department && `e${ill.command}` === evidenceId && !this.mended.has(ill))?.kind;

  mend(which: number): void {
    const ill = this.plan.ills[which % Math.max(1, this.plan.ills.length)];
    if (ill) this.mended.add(ill);
  }

  stopped(states: { readonly review: DepartmentState; readonly refund: DepartmentState }): readonly Stopped[] {
    return (['review', 'refund'] as const).flatMap((department) => {
      const { parked, blocked } = states[department];
      return blocked.map((subject) => ({ department, subject, eventId: parked.find((each) => each.subject === subject)?.eventId }));
    });
  }

  /** Whether somebody gives the event up; otherwise what is wrong with it is mended, so that it can be replayed. */
  givesUp({ department, eventId }: Stopped, log: readonly BusMessage[]): boolean {
    const evidenceId = evidenceIdOf(eventId, log);
    const about = this.plan.ills.filter((ill) => `e${ill.command}` === evidenceId && !this.mended.has(ill));
    if (department === 'review' && about.some((ill) => ill.department === department && ill.discard)) return true;
    for (const ill of about) this.mended.add(ill);
    return false;
  }
}

function evidenceIdOf(eventId: string | undefined, log: readonly BusMessage[]): string | undefined {
  const message = log.find(({ headers }) => headers['ce_id'] === eventId);
  return message && (JSON.parse(message.value) as { readonly evidenceId?: string }).evidenceId;
}
