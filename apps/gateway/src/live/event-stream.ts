import { Readable } from 'node:stream';

export interface LiveEvent {
  /** What the client sends back as Last-Event-ID. */
  readonly id: string;
  readonly name: string;
  readonly data: unknown;
}

/** Body of an answer of server-sent events (text/event-stream). Cuts off a reader who is too slow: what is not read must not pile up here. */
export class EventStream extends Readable {
  constructor(private readonly bufferBytes: number) {
    super();
    // Proxies hold back an answer that has no bytes yet.
    this.write(': hello\n\n');
  }

  send({ id, name, data }: LiveEvent): void {
    this.write(`id: ${id}\nevent: ${name}\ndata: ${JSON.stringify(data)}\n\n`);
  }

  /** Keeps the connection open, and finds out that nobody is there any more. */
  beat(): void {
    this.write(':\n\n');
  }

  /** Ends it; clients then come again by themselves. */
  finish(): void {
    if (!this.destroyed) this.push(null);
  }

  override _read(): void {
    // Events come when they come.
  }

  private write(text: string): void {
    if (this.destroyed || this.readableEnded) return;
    if (this.readableLength + Buffer.byteLength(text) > this.bufferBytes) this.destroy();
    else this.push(text);
  }
}
