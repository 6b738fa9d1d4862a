import type { Bus } from '@huiliu/messaging';
import { readProgress, type Databases, type Progress } from './progress';
import type { System } from './system';

/** What the sandbox tells of itself, as far as it matters here. */
export interface SandboxStatus {
  readonly feed: { readonly done: boolean; readonly uniqueCases: number } & Readonly<Record<string, unknown>>;
  readonly carrier?: Readonly<Record<string, number>>;
  readonly financePeople?: { readonly approved: number; readonly settledByHand: number; readonly retried: number };
}

export interface EndOptions {
  /** Gives up when nothing has moved for so long. */
  readonly stallSeconds: number;
  /** Cases that others than the sandbox have opened. */
  readonly otherCases?: number;
  readonly say: (text: string) => void;
}

export interface Ended {
  readonly progress: Progress;
  readonly status: SandboxStatus | undefined;
  /** Why it did not come to its end; undefined when it did. */
  readonly stalled: string | undefined;
}

/** Until every case has ended and nothing is on its way any more, or nothing has moved for too long. */
export async function untilEnded(system: System, databases: Databases, bus: Bus, options: EndOptions): Promise<Ended> {
  let last = '';
  let lastChange = Date.now();
  let lastSaid = 0;
  let quiet = 0;
  let progress: Progress | undefined;
  let status: SandboxStatus | undefined;
  for (;;) {
    try {
      progress = await readProgress(databases, bus, Object.keys(system.options.overHttp ?? {}));
      const answer = await system.sandboxStatus();
      if (isStatus(answer)) status = answer;
    } catch (error) {
      options.say(`can't look at the moment: ${error instanceof Error ? error.message : String(error)}`);
    }
    const seen = JSON.stringify([progress, status]);
    if (seen !== last) {
      lastChange = Date.now();
      system.testClock?.stir();
    }
    last = seen;
    if (progress && Date.now() - lastSaid > 5_000) {
      lastSaid = Date.now();
      options.say(`opened ${progress.opened}, closed ${progress.closed}; behind ${progress.behind}, waiting ${progress.waiting}, parked ${progress.parked}, calls to make ${progress.openIntents}`);
    }
    const ended = progress !== undefined && isEnded(progress, status, options.otherCases);
    quiet = ended ? quiet + 1 : 0;
    if (progress && quiet >= 3) return { progress, status, stalled: undefined };
    if (!ended && isIdle(progress, status) && (await system.testClock?.turn(databases)) === true) lastChange = Date.now();
    if (Date.now() - lastChange > options.stallSeconds * 1000) {
      if (!progress) throw new Error('the databases could not be read');
      return { progress, status, stalled: `nothing has moved for ${options.stallSeconds} s` };
    }
    await new Promise((resolve) => setTimeout(resolve, 300));
  }
}

export function isStatus(answer: unknown): answer is SandboxStatus {
  return typeof answer === 'object' && answer !== null && 'feed' in answer;
}

const isEnded = (progress: Progress, status: SandboxStatus | undefined, otherCases = 0): boolean =>
  status?.feed.done === true && progress.opened === status.feed.uniqueCases + otherCases && progress.closed === progress.opened && progress.behind + progress.unpublished + progress.waiting + progress.openIntents + progress.putAways === 0;

/** All is fed and nothing is on its way: what is open waits for a deadline, if for anything. */
export const isIdle = (progress: Progress | undefined, status: SandboxStatus | undefined): boolean => status?.feed.done === true && progress !== undefined && progress.behind + progress.unpublished + progress.openIntents === 0;
