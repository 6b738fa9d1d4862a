import { spawn, type ChildProcess } from 'node:child_process';
import { createWriteStream, mkdirSync, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { get } from 'node:http';

export interface ChildSpec {
  readonly name: string;
  /** Compiled entry file, from the root of the checkout. */
  readonly entry: string;
  readonly env: Readonly<Record<string, string>>;
  /** Where it answers /readyz. */
  readonly opsPort: number;
}

export interface ChildOptions {
  readonly root: string;
  readonly logFolder: string;
  readonly onNews: (text: string) => void;
}

/** A batch makes much that dies young: with V8's default of 16 MB too much of it is copied before it dies. Grows under load only. */
const semiSpaceMb = 32;

const restartMinMs = 200;
const restartMaxMs = 10_000;
const steadyMs = 30_000;
const logRetryMs = 5_000;

/** One process of the system, started again whenever it ends without being told to. Its output goes to a file. */
export class Child {
  private process: ChildProcess | undefined;
  private stopping = false;
  private restarting = false;
  private startedAt = 0;
  private fastDeaths = 0;
  private timer: NodeJS.Timeout | undefined;
  private log: WriteStream;
  private logFailedAt = 0;
  restarts = 0;

  constructor(
    readonly spec: ChildSpec,
    private readonly options: ChildOptions,
  ) {
    mkdirSync(options.logFolder, { recursive: true });
    this.log = this.openLog();
  }

  get pid(): number | undefined {
    return this.process?.pid;
  }

  /** As from outside; false when it does not run. */
  signal(signal: NodeJS.Signals): boolean {
    return this.process?.kill(signal) ?? false;
  }

  /** Also after `stop`. */
  start(): void {
    this.stopping = false;
    this.startedAt = Date.now();
    // The IPC channel tells the child when this process is gone, even after kill -9: then it stops by itself.
    const child = spawn(process.execPath, [`--max-semi-space-size=${semiSpaceMb}`, join(this.options.root, this.spec.entry)], {
      cwd: this.options.root,
      env: { ...inherited(), ...this.spec.env },
      stdio: ['ignore', 'pipe', 'pipe', 'ipc'],
    });
    this.process = child;
    child.stdout?.on('data', (bytes: Buffer) => this.write(bytes));
    child.stderr?.on('data', (bytes: Buffer) => this.write(bytes));
    child.once('error', (error) => this.options.onNews(`${this.spec.name} could not be started: ${error.message}`));
    child.once('exit', (code, signal) => this.ended(code, signal));
  }

  /** Asks it to stop in good order; ends it by force after `limitMs`. */
  async stop(limitMs = 20_000): Promise<void> {
    this.stopping = true;
    clearTimeout(this.timer);
    await this.end(limitMs);
    if (this.log.writable) await new Promise<void>((resolve) => this.log.end(() => resolve()));
  }

  /**
   * As in a rolling restart: told to stop, started again at once, and no death to wait longer after. Nothing when it does not run.
   * @returns how it ended: 0 in good order, else another code or a signal
   */
  async restart(limitMs = 20_000): Promise<number | NodeJS.Signals | undefined> {
    this.restarting = true;
    try {
      return await this.end(limitMs);
    } finally {
      this.restarting = false;
    }
  }

  private async end(limitMs: number): Promise<number | NodeJS.Signals | undefined> {
    const child = this.process;
    if (!child || child.exitCode !== null || child.signalCode !== null) return undefined;
    const gone = new Promise<number | NodeJS.Signals | undefined>((resolve) => child.once('exit', (code, signal) => resolve(signal ?? code ?? undefined)));
    child.kill('SIGTERM');
    const force = setTimeout(() => child.kill('SIGKILL'), limitMs);
    const ended = await gone;
    clearTimeout(force);
    return ended;
  }

  /** Undefined when ready, else why not. */
  async notReady(): Promise<string | undefined> {
    if (!this.process || this.process.exitCode !== null) return 'not running';
    const answer = await askJson(this.spec.opsPort, '/readyz');
    if (answer.status === 200) return undefined;
    return answer.error ?? JSON.stringify(answer.body);
  }

  private get logFile(): string {
    return join(this.options.logFolder, `${this.spec.name}.log`);
  }

  private openLog(): WriteStream {
    const log = createWriteStream(this.logFile, { flags: 'a' });
    log.on('error', (error) => {
      this.logFailedAt = Date.now();
      this.options.onNews(`the log of ${this.spec.name} can't be written: ${error.message}`);
    });
    return log;
  }

  /** A full disk costs lines of the log. It neither stops this process, nor the child, which would wait for its output to be taken. */
  private write(bytes: Buffer): void {
    if (this.log.destroyed && Date.now() - this.logFailedAt > logRetryMs) this.log = this.openLog();
    if (this.log.writable) this.log.write(bytes);
  }

  private ended(code: number | null, signal: NodeJS.Signals | null): void {
    if (this.stopping) return;
    if (this.restarting) return this.start();
    this.fastDeaths = Date.now() - this.startedAt > steadyMs ? 0 : this.fastDeaths + 1;
    const waitMs = Math.min(restartMaxMs, restartMinMs * 2 ** Math.min(10, this.fastDeaths));
    this.restarts++;
    this.options.onNews(`${this.spec.name} ended (${signal ?? `code ${code}`}); starting it again, its log is ${this.logFile}`);
    this.timer = setTimeout(() => this.start(), waitMs);
  }
}

export interface JsonAnswer {
  readonly status: number | undefined;
  readonly body?: unknown;
  readonly error?: string;
}

/** GET of JSON on 127.0.0.1; never throws. */
export async function askJson(port: number, path: string): Promise<JsonAnswer> {
  const { status, text } = await ask(port, path);
  if (status === undefined) return { status, error: text };
  try {
    return { status, body: JSON.parse(text) as unknown };
  } catch {
    return { status, error: text.slice(0, 200) };
  }
}

/** GET on 127.0.0.1; empty when there is no answer. */
export async function askText(port: number, path: string): Promise<string> {
  const { status, text } = await ask(port, path);
  return status === 200 ? text : '';
}

const askTimeoutMs = 3_000;

function ask(port: number, path: string): Promise<{ status: number | undefined; text: string }> {
  return new Promise((resolve) => {
    const request = get({ host: '127.0.0.1', port, path, timeout: askTimeoutMs, agent: false }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, text: Buffer.concat(parts).toString('utf8') }));
      response.on('error', (error) => resolve({ status: undefined, text: error.message }));
    });
    request.on('timeout', () => request.destroy(new Error(`no answer within ${askTimeoutMs} ms`)));
    request.on('error', (error) => resolve({ status: undefined, text: error.message }));
  });
}

/** What a service may see of our own environment: nothing of HUILIU_ but what its spec sets. */
function inherited(): Record<string, string> {
  const kept = Object.entries(process.env).filter(([name, value]) => value !== undefined && !/^(HUILIU_|DATABASE_URL$|KAFKA_|PG[A-Z]+$)/.test(name));
  return Object.fromEntries(kept) as Record<string, string>;
}
