import { errorMessage } from './errors/error-code';
import { within } from './within';

export interface ShutdownLog {
  info(fields: Record<string, unknown>, message: string): void;
  warn(fields: Record<string, unknown>, message: string): void;
  fatal(fields: Record<string, unknown>, message: string): void;
}

export interface ShutdownOptions {
  readonly log: ShutdownLog;
  /** For the whole stop; then the process ends with 1, whatever is still running. */
  readonly timeoutMs?: number;
  /** The process itself; another one in tests. */
  readonly target?: ShutdownTarget;
}

/** What is listened to and ended. */
export interface ShutdownTarget {
  on(event: string, listener: (...args: unknown[]) => void): unknown;
  exit(code: number): void;
  readonly connected?: boolean | undefined;
}

interface Step {
  readonly name: string;
  readonly run: () => Promise<void> | void;
  readonly timeoutMs: number;
}

/**
 * Ends the process in good order. What is started last is stopped first: each part calls `add` right after it was started.
 * SIGTERM, SIGINT or a supervisor that is gone (its IPC channel closed) begin the stop; a second signal ends at once. An error that nobody
 * caught is logged and ends the process with 1: its state can't be trusted, and everything here survives a crash.
 */
export class Shutdown {
  readonly #steps: Step[] = [];
  readonly #started = new AbortController();
  readonly #log: ShutdownLog;
  readonly #timeoutMs: number;
  readonly #target: ShutdownTarget;
  #stopping: Promise<void> | undefined;

  constructor({ log, timeoutMs = 20_000, target = process }: ShutdownOptions) {
    this.#log = log;
    this.#timeoutMs = timeoutMs;
    this.#target = target;
    for (const signal of ['SIGTERM', 'SIGINT']) target.on(signal, () => this.#onSignal(signal));
    if (target.connected) target.on('disconnect', () => void this.stop('the supervisor is gone'));
    for (const event of ['uncaughtException', 'unhandledRejection']) target.on(event, (error) => this.#onFatal(event, error));
  }

  /** Aborted when the stop begins: for loops and waits. */
  get signal(): AbortSignal {
    return this.#started.signal;
  }

  add(name: string, run: () => Promise<void> | void, timeoutMs = 10_000): void {
    this.#steps.push({ name, run, timeoutMs });
  }

  /** Runs every step, also after one failed or took too long, then ends the process: with `exitCode` when all went well, else with 1. */
  stop(reason: string, exitCode = 0): Promise<void> {
    this.#stopping ??= this.#run(reason, exitCode);
    return this.#stopping;
  }

  async #run(reason: string, exitCode: number): Promise<void> {
    this.#log.info({ reason }, 'stopping');
    this.#started.abort(new Error(`stopping: ${reason}`));
    const begin = Date.now();
    let failed = false;
    for (const { name, run, timeoutMs } of this.#steps.toReversed()) {
      const left = this.#timeoutMs - (Date.now() - begin);
      try {
        await within(Math.max(1, Math.min(timeoutMs, left)), run);
      } catch (error) {
        failed = true;
        this.#log.warn({ step: name, reason: errorMessage(error) }, 'a step of the stop failed; going on');
      }
    }
    this.#log.info({ ms: Date.now() - begin }, failed ? 'stopped, not cleanly' : 'stopped');
    this.#target.exit(failed ? 1 : exitCode);
  }

  #onSignal(signal: string): void {
    if (!this.#stopping) return void this.stop(signal);
    this.#log.warn({ signal }, 'second signal: ending at once');
    this.#target.exit(signal === 'SIGINT' ? 130 : 143);
  }

  #onFatal(event: string, error: unknown): void {
    this.#log.fatal({ err: error, event }, 'an error that nobody caught: ending');
    this.#target.exit(1);
  }
}
