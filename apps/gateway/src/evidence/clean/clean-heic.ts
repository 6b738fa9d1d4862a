import { errorCode } from '@huiliu/platform';
import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';
import { blank, blanked, boxesIn, contentOf, heldBox, nextBox, type Box, type InnerBox } from './iso-boxes';

/** Items that are pictures, or say how a picture is put together from others. */
const pictures = new Set(['hvc1', 'hvt1', 'jpeg', 'grid', 'iden', 'iovl', 'tmap']);

const kept = new Set(['hdlr', 'pitm', 'iinf', 'iref', 'iprp', 'iloc', 'idat', 'dinf', 'grpl']);

/** Each piece that comes in is compared with all of them; a photo of 48 million points has some hundred. */
const extentLimit = 4_000;

interface Extent {
  readonly from: number;
  readonly to: number;
}

/** Where the pictures are: in the file, and in the box `idat` beside the table. */
interface Places {
  readonly file: readonly Extent[];
  readonly idat: readonly Extent[];
}

/**
 * A HEIC of its pictures and what they are put together from. EXIF, XMP and items that nobody knows become as many zeros: the table says where in the file each picture is, and has to stand before them, as in what
 * cameras write. A burst or a sequence keeps its still picture alone.
 */
export async function* cleanHeic(reader: ByteReader): AsyncGenerator<Buffer> {
  let places: Places | undefined;
  let at = 0;
  let covered = 0;
  for (let box = await nextBox(reader); box; box = await nextBox(reader)) {
    const begin = at + box.head.length;
    let size = 0;
    for await (const piece of box.type === 'meta' && !places ? meta(reader, box, (found) => (places = found)) : cleanBox(reader, box, begin, places)) {
      size += piece.length;
      yield piece;
    }
    at += size;
    if (box.type === 'mdat') covered += overlap(places?.file ?? [], begin, at);
  }
  if (!places || covered < overlap(places.file, 0, Infinity)) throw broken('is a HEIC without a picture');
}

async function* cleanBox(reader: ByteReader, box: Box, begin: number, places: Places | undefined): AsyncGenerator<Buffer> {
  if (box.type === 'ftyp') {
    yield box.head;
    yield* contentOf(reader, box);
  } else if (box.type === 'mdat') {
    if (!places) throw broken('is a HEIC that has its pictures before the table of what they are');
    yield box.head;
    let at = begin;
    for await (const piece of contentOf(reader, box)) {
      yield onlyWithin(places.file, piece, at);
      at += piece.length;
    }
  } else yield* blanked(reader, box);
}

async function* meta(reader: ByteReader, box: Box, tell: (places: Places) => void): AsyncGenerator<Buffer> {
  const held = await heldBox(reader, box);
  // A version and flags stand before the boxes.
  const inside = boxesIn(held.content.subarray(4));
  const places = placesIn(inside);
  tell(places);
  for (const part of inside) {
    if (part.type === 'idat') onlyWithin(places.idat, part.content, 0).copy(part.content);
    else if (!kept.has(part.type)) blank(part);
  }
  yield* [held.head, held.content];
}

function placesIn(inside: readonly InnerBox[]): Places {
  try {
    const shown = picturesIn(only(inside, 'iinf'));
    const items = locationsIn(only(inside, 'iloc')).filter(({ id }) => shown.has(id));
    const of = (method: number): Extent[] => items.filter((item) => item.method === method).flatMap(({ extents }) => extents);
    const places = { file: of(0), idat: of(1) };
    if (places.file.length > extentLimit) throw broken('has its picture in too many parts');
    if (places.file.length + places.idat.length === 0) throw broken('is a HEIC without a picture');
    return places;
  } catch (error) {
    throw errorCode(error)?.startsWith('ERR_') ? broken('has a table of contents that breaks off') : error;
  }
}

function only(boxes: readonly InnerBox[], type: string): Buffer {
  const [box, second] = boxes.filter((one) => one.type === type);
  if (!box || second) throw broken('is no HEIC inside');
  return box.content;
}

/** Ids of the items that are pictures (boxes `infe`, versions 2 and 3). All others become of a kind that readers don't know: of EXIF they would complain that it is none. */
function picturesIn(iinf: Buffer): ReadonlySet<number> {
  const shown = new Set<number>();
  for (const { type: name, content } of boxesIn(iinf.subarray(iinf.readUInt8(0) === 0 ? 6 : 8))) {
    if (name !== 'infe') continue;
    const wide = content.readUInt8(0) === 3;
    const typeAt = wide ? 10 : 8;
    const type = content.toString('latin1', typeAt, typeAt + 4);
    if (pictures.has(type)) shown.add(wide ? content.readUInt32BE(4) : content.readUInt16BE(4));
    else content.fill(0, typeAt).write('none', typeAt, 'latin1');
  }
  return shown;
}

interface Item {
  readonly id: number;
  /** 0: counted from the beginning of the file; 1: from that of the box `idat`. */
  readonly method: number;
  readonly extents: readonly Extent[];
}

/** The box `iloc`: widths of its numbers, then per item where its parts are. */
function locationsIn(iloc: Buffer): Item[] {
  const version = iloc.readUInt8(0);
  const [offsets, bases] = [iloc.readUInt8(4), iloc.readUInt8(5)];
  // Without lengths every part would be the whole file, and cost nothing to name.
  if ((offsets & 0xf) === 0) throw broken('does not say how long its picture is');
  let at = 6;
  const read = (bytes: number): number => {
    const value = bytes === 0 ? 0 : bytes === 8 ? Number(iloc.readBigUInt64BE(at)) : iloc.readUIntBE(at, bytes);
    at += bytes;
    return value;
  };
  return Array.from({ length: read(version < 2 ? 2 : 4) }, () => {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 0xf;
    read(2);
    const base = read(bases >> 4);
    const extents = Array.from({ length: read(2) }, () => {
      if (version > 0) read(bases & 0xf);
      const from = base + read(offsets >> 4);
      return { from, to: from + read(offsets & 0xf) };
    });
    return { id, method, extents };
  });
}

/** A piece of which zeros are left but for what the extents name. @param begin where the piece begins */
function onlyWithin(extents: readonly Extent[], piece: Buffer, begin: number): Buffer {
  const cleaned = Buffer.alloc(piece.length);
  for (const { from, to } of extents) {
    const [start, end] = [Math.max(from - begin, 0), Math.min(to - begin, piece.length)];
    if (start < end) piece.copy(cleaned, start, start, end);
  }
  return cleaned;
}

/** So many bytes of the extents lie between the two. */
const overlap = (extents: readonly Extent[], begin: number, end: number): number => extents.reduce((sum, { from, to }) => sum + Math.max(0, Math.min(to, end) - Math.max(from, begin)), 0);
