import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';
import { exifOf, orientationOf } from './exif-orientation';

const Marker = { startOfImage: 0xd8, endOfImage: 0xd9, startOfScan: 0xda, app0: 0xe0, app1: 0xe1, app2: 0xe2, app14: 0xee, app15: 0xef, comment: 0xfe } as const;

/**
 * A JPEG without what programs and people wrote into it. Of the application segments stay the density (JFIF, without its thumbnail), the colour profile, Adobe's note on
 * colours, and which way up it is; EXIF, XMP, IPTC, comments and all behind the end go, second pictures and films of phones among them.
 */
export async function* cleanJpeg(reader: ByteReader): AsyncGenerator<Buffer> {
  yield await reader.take(2);
  let [framed, scanned] = [false, false];
  for (;;) {
    const marker = await nextMarker(reader);
    if (marker === Marker.endOfImage) {
      if (!scanned) throw broken('is a JPEG without a picture');
      return yield Buffer.from([0xff, marker]);
    }
    if (!hasLength(marker)) throw broken('is no JPEG inside');
    const length = (await reader.take(2)).readUInt16BE() - 2;
    if (length < 0) throw broken('is no JPEG inside');
    if (isNote(marker)) {
      const kept = keptOf(marker, await reader.take(length));
      if (kept) yield* [headOf(marker, kept.length), kept];
      continue;
    }
    yield headOf(marker, length);
    yield* reader.pass(length);
    framed ||= isFrame(marker);
    if (marker !== Marker.startOfScan) continue;
    if (!framed) throw broken('is a JPEG without a picture');
    yield* scan(reader);
    scanned = true;
  }
}

async function nextMarker(reader: ByteReader): Promise<number> {
  const [start] = await reader.take(1);
  if (start !== 0xff) throw broken('is no JPEG inside');
  for (;;) {
    const [code = 0] = await reader.take(1);
    // Any number of these may fill up before a marker.
    if (code !== 0xff) return code;
  }
}

const hasLength = (marker: number): boolean => (marker >= 0xc0 && marker < 0xd0) || (marker > Marker.endOfImage && marker < 0xf0) || marker === Marker.comment;
const isNote = (marker: number): boolean => (marker >= Marker.app0 && marker <= Marker.app15) || marker === Marker.comment;
/** All of C0 to CF but tables of codes (C4, CC) and one that is reserved (C8). */
const isFrame = (marker: number): boolean => marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;

const headOf = (marker: number, length: number): Buffer => Buffer.from([0xff, marker, (length + 2) >> 8, (length + 2) & 0xff]);

/** What stays of a segment that programs write notes into. */
function keptOf(marker: number, body: Buffer): Buffer | undefined {
  const starts = (text: string): boolean => body.toString('latin1', 0, text.length) === text;
  // Fourteen bytes, of which the last two are the thumbnail's size.
  if (marker === Marker.app0 && starts('JFIF\0') && body.length >= 14) return Buffer.concat([body.subarray(0, 12), Buffer.alloc(2)]);
  if (marker === Marker.app2 && starts('ICC_PROFILE\0')) return body;
  if (marker === Marker.app14 && starts('Adobe') && body.length >= 12) return body.subarray(0, 12);
  if (marker !== Marker.app1 || !starts('Exif\0')) return undefined;
  const orientation = orientationOf(body.subarray(6));
  return orientation === undefined ? undefined : exifOf(orientation);
}

/** The compressed picture, up to the next marker that is none of its own. */
async function* scan(reader: ByteReader): AsyncGenerator<Buffer> {
  for (;;) {
    const block = await reader.peek(2);
    if (block.length < 2) throw broken('breaks off');
    const end = endOfScan(block);
    if (end > 0) yield await reader.take(end);
    const [first, second] = await reader.peek(2);
    if (first === 0xff && second !== undefined && endsScan(second)) return;
  }
}

/** As far as it is certain that the scan goes on: to the marker that ends it, or before a last 0xff. */
function endOfScan(block: Buffer): number {
  for (let at = 0; ; ) {
    const found = block.indexOf(0xff, at);
    if (found === -1) return block.length;
    const next = block[found + 1];
    if (next === undefined || endsScan(next)) return found;
    at = next === 0xff ? found + 1 : found + 2;
  }
}

/** Not: a stuffed 0, a restart, filling. */
const endsScan = (next: number): boolean => next !== 0 && next !== 0xff && !(next >= 0xd0 && next <= 0xd7);
