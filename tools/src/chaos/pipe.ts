import type { Socket } from 'node:net';

interface Parcel {
  /** Undefined: the sender has ended. */
  readonly bytes: Buffer | undefined;
  readonly dueAt: number;
}

/** More than this is not taken from the sender until some of it has gone. */
const mostBytes = 1_000_000;

/** One direction of a connection: passes bytes on in order, late or not at all for the time being. */
export class Pipe {
  private readonly parcels: Parcel[] = [];
  private bytes = 0;
  private delayMs = 0;
  private held = false;
  private timer: NodeJS.Timeout | undefined;
  private waiting: (() => void)[] = [];
  silent = false;

  constructor(
    private readonly from: Socket,
    private readonly to: Socket,
  ) {}

  start(): void {
    this.from.on('data', (bytes: Buffer) => this.take(bytes));
    this.from.on('end', () => this.take(undefined));
    this.to.on('drain', () => this.pass());
  }

  set({ delayMs, held }: { readonly delayMs: number; readonly held: boolean }): void {
    this.delayMs = delayMs;
    this.held = held;
    this.pass();
  }

  /** From here on everything is swallowed. */
  silence(): void {
    this.silent = true;
    this.parcels.length = 0;
    this.bytes = 0;
    this.from.resume();
  }

  /** Resolves when nothing is on its way any more. */
  drained(): Promise<void> {
    return this.parcels.length === 0 ? Promise.resolve() : new Promise((resolve) => this.waiting.push(resolve));
  }

  stop(): void {
    clearTimeout(this.timer);
    this.parcels.length = 0;
    this.tellDrained();
  }

  private take(bytes: Buffer | undefined): void {
    if (this.silent) return;
    this.parcels.push({ bytes, dueAt: performance.now() + this.delayMs });
    this.bytes += bytes?.length ?? 0;
    this.pass();
    if (this.bytes > mostBytes) this.from.pause();
  }

  private pass(): void {
    clearTimeout(this.timer);
    while (!this.held && this.parcels[0] && !this.to.writableNeedDrain) {
      const { bytes, dueAt } = this.parcels[0];
      const waitMs = dueAt - performance.now();
      if (waitMs > 0) {
        this.timer = setTimeout(() => this.pass(), waitMs);
        return;
      }
      this.parcels.shift();
      if (bytes === undefined) this.to.end();
      else {
        this.bytes -= bytes.length;
        this.to.write(bytes);
      }
    }
    if (this.bytes <= mostBytes && this.from.isPaused()) this.from.resume();
    if (this.parcels.length === 0) this.tellDrained();
  }

  private tellDrained(): void {
    for (const tell of this.waiting.splice(0)) tell();
  }
}
