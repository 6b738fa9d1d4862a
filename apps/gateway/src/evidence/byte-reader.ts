import { broken } from './refusals';

/** A file of nothing but tiny parts would keep the processor busy for long. A true one of 50 MB has some thousands. */
const stepLimit = 200_000;

/** Reads a stream of bytes by parts of a format. Holds no more than what is asked for at once, and one piece of the stream. */
export class ByteReader {
  private readonly source: AsyncIterator<Uint8Array>;
  private held: Buffer = Buffer.alloc(0);
  private ended = false;
  private steps = 0;

  constructor(bytes: AsyncIterable<Uint8Array>) {
    this.source = bytes[Symbol.asyncIterator]();
  }

  /** What is held, of at least `atLeast` bytes unless the stream ends before; it stays held. */
  async peek(atLeast: number): Promise<Buffer> {
    while (this.held.length < atLeast && !this.ended) {
      const next = await this.source.next();
      if (next.done === true) this.ended = true;
      else this.held = this.held.length === 0 ? Buffer.from(next.value) : Buffer.concat([this.held, next.value]);
    }
    return this.held;
  }

  /** Exactly so many bytes, at once: for a few. */
  async take(count: number): Promise<Buffer> {
    if (++this.steps > stepLimit) throw broken('has too many parts');
    const held = await this.peek(count);
    if (held.length < count) throw broken('breaks off');
    this.held = held.subarray(count);
    return held.subarray(0, count);
  }

  /** So many bytes, piece by piece. */
  async *pass(count: number): AsyncGenerator<Buffer> {
    for (let left = count; left > 0; ) {
      const held = await this.peek(1);
      if (held.length === 0) throw broken('breaks off');
      const piece = await this.take(Math.min(left, held.length));
      left -= piece.length;
      yield piece;
    }
  }

  async skip(count: number): Promise<void> {
    for await (const _ of this.pass(count));
  }

  async *rest(): AsyncGenerator<Buffer> {
    for (let held = await this.peek(1); held.length > 0; held = await this.peek(1)) yield await this.take(held.length);
  }

  /** Lets go of the stream. */
  async close(): Promise<void> {
    await this.source.return?.();
  }
}
