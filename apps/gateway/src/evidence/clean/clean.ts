import { ByteReader } from '../byte-reader';
import { sniff, sniffBytes, type MediaType } from '../media-types';
import { fileEmpty, contentDiffers, contentUnsupported } from '../refusals';
import { cleanFilm } from './clean-film';
import { cleanGif } from './clean-gif';
import { cleanHeic } from './clean-heic';
import { cleanJpeg } from './clean-jpeg';
import { cleanPng } from './clean-png';
import { cleanWebp } from './clean-webp';

type Cleaner = (reader: ByteReader) => AsyncIterable<Buffer>;

/** WebM and PDFs stay as they are: what they say of people and places is in them in too many ways. */
const asItIs: Cleaner = (reader) => reader.rest();

const cleaners: Readonly<Record<MediaType, Cleaner>> = {
  'image/jpeg': cleanJpeg,
  'image/png': cleanPng,
  'image/webp': cleanWebp,
  'image/gif': cleanGif,
  'image/heic': cleanHeic,
  'video/mp4': cleanFilm,
  'video/quicktime': cleanFilm,
  'video/webm': asItIs,
  'application/pdf': asItIs,
};

/**
 * What is kept of a file: the picture without what programs wrote into it of people and places, piece by piece as it comes in.
 * Errors: EVIDENCE_EMPTY, EVIDENCE_CONTENT_UNSUPPORTED, EVIDENCE_CONTENT_DIFFERS, EVIDENCE_BROKEN.
 */
export async function* cleaned(bytes: AsyncIterable<Uint8Array>, declared: MediaType): AsyncGenerator<Buffer> {
  const reader = new ByteReader(bytes);
  try {
    const head = await reader.peek(sniffBytes);
    if (head.length === 0) throw fileEmpty();
    const found = sniff(head);
    if (found === undefined) throw contentUnsupported();
    if (found !== declared) throw contentDiffers(declared, found);
    yield* cleaners[found](reader);
    // To its end: what is behind the picture is not kept, but counts towards the limit.
    for await (const _ of reader.rest());
  } finally {
    await reader.close();
  }
}
