import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';

const kept = new Set(['VP8 ', 'VP8L', 'ALPH', 'ANIM', 'ICCP']);
const pictures = new Set(['VP8 ', 'VP8L']);

/** In the first byte of VP8X: there is EXIF, there is XMP. */
const noteFlags = 0x0c;

/**
 * A WebP of picture, frames and colour profile alone. EXIF, XMP and chunks that nobody knows become as many zeros, in chunks that readers pass over: the length of the whole stands
 * at the beginning of the file and has gone out long before. What is behind the end goes.
 */
export async function* cleanWebp(reader: ByteReader): AsyncGenerator<Buffer> {
  const head = await reader.take(12);
  yield head;
  const found = { picture: false };
  yield* chunks(reader, head.readUInt32LE(4) - 4, found, false);
  if (!found.picture) throw broken('is a WebP without a picture');
}

interface Found {
  picture: boolean;
}

/** @param inFrame chunks inside a frame: it has no frames of its own */
async function* chunks(reader: ByteReader, length: number, found: Found, inFrame: boolean): AsyncGenerator<Buffer> {
  for (let left = length; left > 0; ) {
    const head = left < 8 ? undefined : await reader.take(8);
    const size = head?.readUInt32LE(4) ?? 0;
    if (!head || size > left - 8) throw broken('is no WebP inside');
    // Chunks have even lengths; some programs leave out the last byte of the last one.
    const whole = Math.min(size + (size % 2), left - 8);
    left -= 8 + whole;
    const type = head.toString('latin1', 0, 4);
    found.picture ||= pictures.has(type);
    if (type === 'ANMF' && !inFrame && size >= 16) yield* frame(reader, head, size, whole, found);
    else yield* chunk(reader, head, type, whole);
  }
}

/** Place and time of a frame, then chunks again, and the byte that makes its length even. */
async function* frame(reader: ByteReader, head: Buffer, size: number, whole: number, found: Found): AsyncGenerator<Buffer> {
  yield* [head, await reader.take(16)];
  yield* chunks(reader, size - 16, found, true);
  yield* reader.pass(whole - size);
}

async function* chunk(reader: ByteReader, head: Buffer, type: string, whole: number): AsyncGenerator<Buffer> {
  if (type === 'VP8X' && whole >= 10) {
    const flags = await reader.take(1);
    yield* [head, Buffer.from([(flags[0] ?? 0) & ~noteFlags])];
    yield* reader.pass(whole - 1);
  } else if (kept.has(type)) {
    yield head;
    yield* reader.pass(whole);
  } else {
    yield Buffer.concat([Buffer.from('JUNK'), head.subarray(4)]);
    for await (const piece of reader.pass(whole)) yield Buffer.alloc(piece.length);
  }
}
