import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';

const Block = { extension: 0x21, image: 0x2c, trailer: 0x3b } as const;
const Extension = { plainText: 0x01, graphicControl: 0xf9, application: 0xff } as const;

/** Of the blocks of programs, the ones that say how often it plays. */
const playing = new Set(['NETSCAPE2.0', 'ANIMEXTS1.0']);

/** A GIF without comments, texts and the notes of programs, XMP among them, and without what is behind the end. */
export async function* cleanGif(reader: ByteReader): AsyncGenerator<Buffer> {
  const head = await reader.take(13);
  yield head;
  yield* reader.pass(coloursIn(head[10]));
  let shown = false;
  /** How the next picture is to be shown; goes with it. */
  let control: Buffer[] = [];
  for (;;) {
    const [block] = await reader.take(1);
    if (block === Block.trailer) {
      if (!shown) throw broken('is a GIF without a picture');
      return yield Buffer.from([Block.trailer]);
    }
    if (block === Block.image) {
      yield* control;
      control = [];
      yield Buffer.from([Block.image]);
      const place = await reader.take(9);
      yield place;
      yield* reader.pass(coloursIn(place[8]));
      yield await reader.take(1);
      yield* parts(reader);
      shown = true;
    } else if (block === Block.extension) {
      const [label = 0] = await reader.take(1);
      if (label === Extension.graphicControl) control = [Buffer.from([Block.extension, label]), await reader.take(6)];
      else if (label === Extension.application) yield* application(reader);
      else {
        if (label === Extension.plainText) control = [];
        for await (const _ of parts(reader));
      }
    } else throw broken('is no GIF inside');
  }
}

/** Bytes of a table of colours. */
const coloursIn = (flags = 0): number => (flags & 0x80 ? 3 * 2 ** ((flags & 0x07) + 1) : 0);

/** Pieces of at most 255 bytes, each after its length, up to an empty one; as many at once as are there. */
async function* parts(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const held = await reader.peek(1);
    let at = 0;
    for (let next = held[at]; next !== undefined && at + next < held.length; next = held[at]) {
      at += 1 + next;
      if (next === 0) return yield await reader.take(at);
    }
    // Not one is there whole: the next one alone, when more has come.
    yield await reader.take(at === 0 ? 1 + (held[0] ?? 0) : at);
  }
}

async function* application(reader: ByteReader): AsyncGenerator<Buffer> {
  const [length = 0] = await reader.take(1);
  const name = await reader.take(length);
  const wanted = playing.has(name.toString('latin1'));
  if (wanted) yield* [Buffer.from([Block.extension, Extension.application, length]), name];
  for await (const part of parts(reader)) if (wanted) yield part;
}
