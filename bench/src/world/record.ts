import { digestOf } from '@huiliu/sandbox/history/digest';

/** One command or event: its idempotency key or event id, and a digest of what is asked or said. */
export type Command = readonly [key: string, digest: string];

/** What was asked of Huiliu or said to it, and what came of it, as the checker of histories wants it. */
export interface Attempt {
  /** Subject of a token, `ce_source` of events, or `payments`. */
  readonly principal: string;
  readonly operation: string;
  readonly commands: readonly Command[];
  readonly askedAt: string;
  outcome: 'ok' | 'failed' | 'unknown' | undefined;
  code: string | undefined;
  answer: unknown;
  answeredAt: string | undefined;
}

/** The history of one run, in memory: it is written down at the end, so that writing it is not measured. */
export class Recorder {
  readonly attempts: Attempt[] = [];

  begin(principal: string, operation: string, commands: readonly Command[]): Attempt {
    const attempt: Attempt = { principal, operation, commands, askedAt: now(), outcome: undefined, code: undefined, answer: undefined, answeredAt: undefined };
    this.attempts.push(attempt);
    return attempt;
  }

  /** @param status of HTTP; 0 when no answer came */
  endCall(attempt: Attempt, status: number, body: unknown): void {
    const told = (body ?? {}) as { readonly code?: string; readonly caseId?: string; readonly caseNumber?: string; readonly status?: string };
    attempt.answeredAt = now();
    if (status >= 200 && status < 300) {
      attempt.outcome = 'ok';
      attempt.answer = { caseId: told.caseId, caseNumber: told.caseNumber, status: told.status };
      return;
    }
    // After a 5xx, or a request that timed out on its way, nobody knows.
    attempt.outcome = status === 0 || status === 408 || status >= 500 ? 'unknown' : 'failed';
    attempt.code = `${status} ${told.code ?? ''}`;
  }
}

const now = (): string => new Date().toISOString();

/** A command through the gateway, in the words of the sandbox's history. */
export const callDigest = (path: string, body: unknown): string => digestOf(`${path}\n${JSON.stringify(body)}`);

export { digestOf };
