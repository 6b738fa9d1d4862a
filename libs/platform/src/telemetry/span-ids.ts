import { randomFillSync } from 'node:crypto';

const idBytes = 8;

/** Random span ids. Chance is asked for in large pieces: each call costs more than the bytes. */
export class SpanIds {
  private readonly bytes = Buffer.alloc(512 * idBytes);
  private at = this.bytes.length;

  /** 16 hexadecimal digits, not all 0. */
  next(): string {
    if (this.at === this.bytes.length) {
      randomFillSync(this.bytes);
      this.at = 0;
    }
    const id = this.bytes.toString('hex', this.at, this.at + idBytes);
    this.at += idBytes;
    return id === '0000000000000000' ? this.next() : id;
  }
}
