/** What a command was answered with; of the gateway's commands. */
export interface CommandAnswer {
  readonly caseId?: string;
  readonly caseNumber?: string;
  readonly status?: string;
  /** Of a payment. */
  readonly providerReference?: string;
}

/** One command as somebody meant it: all tries under one key. */
export interface LogicalCommand {
  readonly principal: string;
  /** `intake.SubmitCase`, `publish integration.crm.orders.v1`, `payments.Refund`. */
  readonly operation: string;
  /** Idempotency key or event id. */
  readonly key: string;
  readonly attempts: number;
  /** Distinct ones; more than one means that another request was sent under the same key. */
  readonly digests: readonly string[];
  readonly ok: number;
  readonly failed: number;
  /** Of every try that was answered ok, in order. */
  readonly answers: readonly (CommandAnswer | null)[];
  /** Why it was refused, without repetition. */
  readonly codes: readonly string[];
  /** Whether it was refused, by somebody who had looked at it, after it had been answered ok. */
  readonly refusedAfterOk: boolean;
  /** First asked. */
  readonly askedAt: Date;
}

export type Verdict = 'ok' | 'failed' | 'unknown';

/** Answered ok once, it was done; refused every time, it was not; else nobody knows. */
export function verdictOf({ ok, failed, attempts }: Pick<LogicalCommand, 'ok' | 'failed' | 'attempts'>): Verdict {
  if (ok > 0) return 'ok';
  return failed === attempts ? 'failed' : 'unknown';
}
