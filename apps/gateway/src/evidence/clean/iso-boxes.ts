import { broken } from '../refusals';
import type { ByteReader } from '../byte-reader';

/** A box of the ISO base media file format (ISO/IEC 14496-12), in which films (MP4, QuickTime) and pictures (HEIC) come: length, type, content. */
export interface Box {
  readonly type: string;
  /** Length and type as they stand, 8 or 16 bytes. */
  readonly head: Buffer;
  /** Bytes after the head; undefined: all to the end of the file. */
  readonly length: number | undefined;
}

/** A box inside another one that is in memory. */
export interface InnerBox {
  readonly type: string;
  readonly head: Buffer;
  readonly content: Buffer;
}

/** So much of a table of contents is held in memory at once; that of a film of 50 MB has some hundred thousand bytes. */
const heldLimit = 4 * 1024 * 1024;

/** The next box of a file; undefined at its end. */
export async function nextBox(reader: ByteReader): Promise<Box | undefined> {
  if ((await reader.peek(1)).length === 0) return undefined;
  const short = await reader.take(8);
  const type = short.toString('latin1', 4);
  const size = short.readUInt32BE();
  if (size === 0) return { type, head: short, length: undefined };
  if (size !== 1) return { type, head: short, length: contentLength(size, 8) };
  const long = await reader.take(8);
  return { type, head: Buffer.concat([short, long]), length: contentLength(Number(long.readBigUInt64BE()), 16) };
}

/** A box's content, piece by piece. */
export const contentOf = (reader: ByteReader, { length }: Box): AsyncIterable<Buffer> => (length === undefined ? reader.rest() : reader.pass(length));

/** A whole box, to be changed in place. */
export async function heldBox(reader: ByteReader, { type, head, length }: Box): Promise<InnerBox> {
  if (length === undefined || length > heldLimit) throw broken('has a table of contents that is too long');
  return { type, head: Buffer.from(head), content: Buffer.from(await reader.take(length)) };
}

/** The boxes that a part of one holds; they share its memory. */
export function boxesIn(held: Buffer): InnerBox[] {
  const boxes: InnerBox[] = [];
  for (let at = 0; at < held.length; ) {
    const size = held.length - at >= 8 ? held.readUInt32BE(at) : 0;
    // QuickTime ends some lists with four zeros.
    if (size === 0 && held.subarray(at).every((byte) => byte === 0)) break;
    if (size < 8 || size > held.length - at) throw broken('has parts that do not fit into each other');
    boxes.push({ type: held.toString('latin1', at + 4, at + 8), head: held.subarray(at, at + 8), content: held.subarray(at + 8, at + size) });
    at += size;
  }
  return boxes;
}

/** Makes it a box that readers pass over, of as many zeros: what else is in the file stays where other parts say that it is. */
export function blank({ head, content }: InnerBox): void {
  head.write('free', 4, 'latin1');
  content.fill(0);
}

/** The same of a box that is not held. */
export async function* blanked(reader: ByteReader, box: Box): AsyncGenerator<Buffer> {
  const head = Buffer.from(box.head);
  head.write('free', 4, 'latin1');
  yield head;
  for await (const piece of contentOf(reader, box)) yield Buffer.alloc(piece.length);
}

function contentLength(size: number, head: number): number {
  if (!Number.isSafeInteger(size) || size < head) throw broken('has parts of impossible length');
  return size - head;
}
