/** What is taken as evidence, by media type. */
export const mediaTypes = {
  'image/jpeg': { kind: 'photo', extension: 'jpg' },
  'image/png': { kind: 'photo', extension: 'png' },
  'image/webp': { kind: 'photo', extension: 'webp' },
  'image/gif': { kind: 'photo', extension: 'gif' },
  'image/heic': { kind: 'photo', extension: 'heic' },
  'video/mp4': { kind: 'video', extension: 'mp4' },
  'video/quicktime': { kind: 'video', extension: 'mov' },
  'video/webm': { kind: 'video', extension: 'webm' },
  'application/pdf': { kind: 'document', extension: 'pdf' },
} as const;
export type MediaType = keyof typeof mediaTypes;

/** Kinds of evidence, as intake knows them. */
export type EvidenceKind = (typeof mediaTypes)[MediaType]['kind'];

export const isMediaType = (text: string): text is MediaType => Object.hasOwn(mediaTypes, text);

/** Of a header Content-Type, without its parameters. */
export const mediaTypeOf = (header: string | undefined): string => (header?.split(';', 1)[0] ?? '').trim().toLowerCase();

/** So many of the first bytes of a file tell what it is. */
export const sniffBytes = 64;

/** What a file really is, by its first bytes; undefined for all that is not taken. */
export function sniff(head: Buffer): MediaType | undefined {
  const text = head.toString('latin1', 0, sniffBytes);
  if (text.startsWith('\xff\xd8\xff')) return 'image/jpeg';
  if (text.startsWith('\x89PNG\r\n\x1a\n')) return 'image/png';
  if (text.startsWith('RIFF') && text.startsWith('WEBP', 8)) return 'image/webp';
  if (text.startsWith('GIF87a') || text.startsWith('GIF89a')) return 'image/gif';
  if (text.startsWith('%PDF-')) return 'application/pdf';
  // The same boxes hold films, pictures (HEIC, AVIF) and sound (M4A): the brand tells.
  if (/^ftyp(hei[cxms]|mif1.{4}(.{4})*hei[cx])/s.test(text.slice(4))) return 'image/heic';
  if (text.startsWith('ftypqt  ', 4)) return 'video/quicktime';
  if (text.startsWith('ftyp', 4) && /^(iso[m2-9]|mp4[12]|avc1|M4V.|MSNV|dash)/.test(text.slice(8))) return 'video/mp4';
  // Matroska's header with the document type webm: element 0x4282, its length, its text.
  if (text.startsWith('\x1a\x45\xdf\xa3') && text.includes('\x42\x82\x84webm')) return 'video/webm';
  return undefined;
}
