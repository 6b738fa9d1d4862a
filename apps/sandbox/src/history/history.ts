import { errorMessage } from '@huiliu/platform';
import type { Database } from '../store/database';

/** One command or event: its idempotency key or event id, and a digest of what is asked or said. */
export type Command = readonly [key: string, digest: string];

/** What is about to be asked of Huiliu, or said to it: one command, or the events of one publish call, which share their fate. */
export interface Asked {
  /** Who asks: the subject of a token, or the `ce_source` of events. */
  readonly principal: string;
  /** `intake.SubmitCase`, `publish integration.crm.orders.v1`. */
  readonly operation: string;
  readonly commands: readonly Command[];
}

/**
 * What came back. `unknown`: no answer, or one that does not say whether it was done; `failed`: refused, so nothing was done. A command of
 * which nothing is written down here, as after a crash, is unknown.
 */
export type Outcome =
  | { readonly outcome: 'ok'; readonly answer?: unknown }
  | { readonly outcome: 'failed'; readonly code: string; readonly answer?: unknown }
  | { readonly outcome: 'unknown'; readonly code?: string };

/** One try; a command that is tried again under its key has several. Later ones have higher numbers. */
export type Attempt = number;

interface Ended {
  readonly attempt: Attempt;
  readonly outcome: Outcome;
  readonly at: string;
}

interface Begun extends Asked {
  readonly attempt: Attempt;
  readonly at: string;
  readonly settle: { readonly resolve: () => void; readonly reject: (error: unknown) => void };
}

export interface HistoryOptions {
  readonly database: Database;
  /** Outcomes wait so long for company, in milliseconds. */
  readonly lingerMs?: number;
  /** Outcomes that wait while the database is away; the oldest beyond it are let go, and so are unknown. */
  readonly waitingOutcomes?: number;
  onError(error: unknown): void;
}

/** Room for the attempts of one run of the process; with the number of runs it stays far below 2^53. */
const attemptsPerRun = 1_000_000_000;
const mostAtOnce = 2_000;

/**
 * Writes down every command before it is sent, and its outcome after it. All that comes while one statement runs goes into the next, so that
 * many commands at a time cost few statements; a batch of events is one row.
 */
export class History {
  private readonly begun: Begun[] = [];
  private readonly ended: Ended[] = [];
  private run: Promise<number> | undefined;
  private count = 0;
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(private readonly options: HistoryOptions) {}

  /** Resolves when it is durable that this is going to be asked; rejects when it can't be written down, and then it must not be asked. */
  async begin(asked: Asked): Promise<Attempt> {
    const attempt = (await this.ownRun()) * attemptsPerRun + ++this.count;
    return new Promise((resolve, reject) => {
      this.begun.push({ ...asked, attempt, at: new Date().toISOString(), settle: { resolve: () => resolve(attempt), reject } });
      this.write();
    });
  }

  /** Notes what came of it, soon. */
  end(attempt: Attempt, outcome: Outcome): void {
    this.ended.push({ attempt, outcome, at: new Date().toISOString() });
    const most = this.options.waitingOutcomes ?? 100_000;
    if (this.ended.length > most) this.ended.splice(0, this.ended.length - most);
    this.timer ??= setTimeout(() => {
      this.timer = undefined;
      this.write();
    }, this.options.lingerMs ?? 100);
  }

  /** Writes what is left down; tries once. */
  async close(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    await this.writing;
    this.write();
    await this.writing;
  }

  private write(): void {
    if (this.writing || (this.begun.length === 0 && this.ended.length === 0)) return;
    this.writing = this.writeOnce().finally(() => {
      this.writing = undefined;
      if (this.begun.length > 0 || this.ended.length >= mostAtOnce) this.write();
    });
  }

  private async writeOnce(): Promise<void> {
    const begun = this.begun.splice(0, mostAtOnce);
    const ended = this.ended.slice(0, mostAtOnce);
    try {
      await save(this.options.database, begun, ended);
      this.ended.splice(0, ended.length);
      for (const { settle } of begun) settle.resolve();
    } catch (error) {
      for (const { settle } of begun) settle.reject(error);
      this.options.onError(new Error(`the history could not be written down: ${errorMessage(error)}`));
    }
  }

  /** Drawn once, also for many that begin at the same moment; again where that failed. */
  private ownRun(): Promise<number> {
    return (this.run ??= this.drawRun().catch((error: unknown) => {
      this.run = undefined;
      throw error;
    }));
  }

  private async drawRun(): Promise<number> {
    const [row] = await this.options.database.query<{ run: string }>(`SELECT nextval('history_run') AS run`);
    return Number(row?.run);
  }
}

/** One statement. Written twice, as after a lost answer, it is there once. */
async function save(database: Database, begun: readonly Begun[], ended: readonly Ended[]): Promise<void> {
  await database.query(
    `WITH attempt AS (
       INSERT INTO history_attempt (attempt, principal, operation, commands, asked_at)
       SELECT * FROM unnest($1::bigint[], $2::text[], $3::text[], $4::jsonb[], $5::timestamptz[]) ON CONFLICT DO NOTHING)
     INSERT INTO history_outcome (attempt, outcome, code, answer, answered_at)
     SELECT * FROM unnest($6::bigint[], $7::text[], $8::text[], $9::jsonb[], $10::timestamptz[]) ON CONFLICT DO NOTHING`,
    [
      begun.map(({ attempt }) => attempt),
      begun.map(({ principal }) => principal),
      begun.map(({ operation }) => operation),
      begun.map(({ commands }) => JSON.stringify(commands)),
      begun.map(({ at }) => at),
      ended.map(({ attempt }) => attempt),
      ended.map(({ outcome }) => outcome.outcome),
      ended.map(({ outcome }) => ('code' in outcome ? outcome.code : null)),
      ended.map(({ outcome }) => ('answer' in outcome && outcome.answer !== undefined ? JSON.stringify(outcome.answer) : null)),
      ended.map(({ at }) => at),
    ],
  );
}
