import { crc32 } from 'node:zlib';
import type { ByteReader } from '../byte-reader';
import { broken } from '../refusals';

/** What the picture is made of, how its colours are meant, and its frames if it moves. */
const kept = new Set(['IHDR', 'PLTE', 'IDAT', 'IEND', 'tRNS', 'gAMA', 'cHRM', 'sRGB', 'iCCP', 'cICP', 'mDCV', 'cLLI', 'sBIT', 'bKGD', 'pHYs', 'acTL', 'fcTL', 'fdAT']);

/** A PNG of the chunks above alone: texts, EXIF, times and chunks that nobody knows go, and all behind the end. Each kept chunk's checksum is checked. */
export async function* cleanPng(reader: ByteReader): AsyncGenerator<Buffer> {
  yield await reader.take(8);
  let filled = false;
  for (let index = 0; ; index++) {
    const head = await reader.take(8);
    const [length, type] = [head.readUInt32BE(), head.toString('latin1', 4)];
    if ((index === 0) !== (type === 'IHDR') || (index === 0 && length !== 13)) throw broken('is no PNG inside');
    if (!kept.has(type)) {
      if (!/^[a-z][A-Za-z]{3}$/.test(type)) throw broken('is no PNG inside');
      await reader.skip(length + 4);
      continue;
    }
    yield head;
    let sum = crc32(head.subarray(4));
    for await (const piece of reader.pass(length)) {
      sum = crc32(piece, sum);
      yield piece;
    }
    const told = await reader.take(4);
    if (told.readUInt32BE() !== sum) throw broken('is damaged');
    yield told;
    filled ||= type === 'IDAT' && length > 0;
    if (type !== 'IEND') continue;
    if (!filled) throw broken('is a PNG without a picture');
    return;
  }
}
