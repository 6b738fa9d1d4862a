import { HuiliuError } from '@huiliu/platform';
import type { PlannedCommand } from './plan';
import type { SimRequest } from './departments';

/** What one attempt brought. `later`: nothing happened, and it may be tried again. `unknown`: nobody can say. */
export type Answered =
  | { readonly kind: 'ok'; readonly response: string }
  | { readonly kind: 'refused'; readonly code: string }
  | { readonly kind: 'later' | 'unknown' }
  | { readonly kind: 'unexpected'; readonly reason: string };

/** One command and all that was heard of it. */
export interface SentCommand {
  readonly planned: PlannedCommand;
  readonly request: SimRequest;
  readonly answers: Answered[];
}

export function failed(error: unknown): Answered {
  if (!(error instanceof HuiliuError)) return { kind: 'unexpected', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  if (error.code === 'ANSWER_UNKNOWN') return { kind: 'unknown' };
  if (error.code === 'CASE_BLOCKED' || error.code === 'NOT_YET') return { kind: 'later' };
  return error.code === 'FULL' ? { kind: 'refused', code: error.code } : { kind: 'unexpected', reason: `${error.code}: ${error.message}` };
}

const attemptLimit = 400;

/** Sends it, again and again if the sender is patient; `attempt` is one sending to one instance. */
export async function send(command: SentCommand, attempt: () => Promise<Answered>, pause: (times: number) => Promise<void>): Promise<void> {
  for (let tries = 0; tries < attemptLimit; tries++) {
    const answer = await attempt();
    command.answers.push(answer);
    if (answer.kind === 'ok' || answer.kind === 'refused' || answer.kind === 'unexpected' || !command.planned.patient) return;
    await pause(tries);
  }
}
