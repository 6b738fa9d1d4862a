import { crc32, deflateSync } from 'node:zlib';

/** What must be in no file that is kept: a name, and a place in degrees as EXIF writes it (31/1, 14/1, 2250/100). */
export const person = 'Wang Xiaoming';
export const place = Buffer.from('0000001f000000010000000e00000001000008ca00000064', 'hex');

const ascii = (text: string): Buffer => Buffer.from(text, 'latin1');
const u16 = (value: number): Buffer => Buffer.from([value >> 8, value & 0xff]);
const u32 = (value: number): Buffer => Buffer.from([value >>> 24, (value >>> 16) & 0xff, (value >>> 8) & 0xff, value & 0xff]);
const u32LE = (value: number): Buffer => Buffer.from(u32(value)).reverse();

/** A photo of 6 × 4 points. */
const plainJpeg = Buffer.from(
  '/9j/4AAQSkZJRgABAQAAAQABAAD/2wBDAA0JCgsKCA0LCgsODg0PEyAVExISEyccHhcgLikxMC4pLSwzOko+MzZGNywtQFdBRkxOUlNSMj5aYVpQYEpRUk//2wBDAQ4ODhMREyYVFSZPNS01T09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT09PT0//wAARCAAEAAYDASIAAhEBAxEB/8QAHwAAAQUBAQEBAQEAAAAAAAAAAAECAwQFBgcICQoL/8QAtRAAAgEDAwIEAwUFBAQAAAF9AQIDAAQRBRIhMUEGE1FhByJxFDKBkaEII0KxwRVS0fAkM2JyggkKFhcYGRolJicoKSo0NTY3ODk6Q0RFRkdISUpTVFVWV1hZWmNkZWZnaGlqc3R1dnd4eXqDhIWGh4iJipKTlJWWl5iZmqKjpKWmp6ipqrKztLW2t7i5usLDxMXGx8jJytLT1NXW19jZ2uHi4+Tl5ufo6erx8vP09fb3+Pn6/8QAHwEAAwEBAQEBAQEBAQAAAAAAAAECAwQFBgcICQoL/8QAtREAAgECBAQDBAcFBAQAAQJ3AAECAxEEBSExBhJBUQdhcRMiMoEIFEKRobHBCSMzUvAVYnLRChYkNOEl8RcYGRomJygpKjU2Nzg5OkNERUZHSElKU1RVVldYWVpjZGVmZ2hpanN0dXZ3eHl6goOEhYaHiImKkpOUlZaXmJmaoqOkpaanqKmqsrO0tba3uLm6wsPExcbHyMnK0tPU1dbX2Nna4uPk5ebn6Onq8vP09fb3+Pn6/9oADAMBAAIRAxEAPwA0zRbHyv8AVdqKKK46tSfM9TqwNWfsI+8z/9k=',
  'base64',
);
const plainWebp = Buffer.from('UklGRkwAAABXRUJQVlA4IEAAAAAQAgCdASoGAAQAAoBCJagCdEyAAafPQJ8AAP7qOqRyD2P543YrvuBsypuP9Qo0YL/gPW8S15g6tsHrez/xYAAA', 'base64');

/** TIFF of EXIF: which way up, who, where. */
export function exif(orientation = 6): Buffer {
  const gpsAt = 8 + 2 + 3 * 12 + 4;
  const textAt = gpsAt + 2 + 2 * 12 + 4;
  const name = ascii(`${person}\0`);
  const entry = (tag: number, type: number, count: number, value: Buffer): Buffer => Buffer.concat([u16(tag), u16(type), u32(count), value]);
  return Buffer.concat([
    ascii('MM'), u16(42), u32(8),
    u16(3), entry(0x0112, 3, 1, Buffer.concat([u16(orientation), u16(0)])), entry(0x013b, 2, name.length, u32(textAt)), entry(0x8825, 4, 1, u32(gpsAt)), u32(0),
    u16(2), entry(1, 2, 2, ascii('N\0\0\0')), entry(2, 5, 3, u32(textAt + name.length)), u32(0),
    name, place,
  ]);
}

const segment = (marker: number, body: Buffer): Buffer => Buffer.concat([Buffer.from([0xff, marker]), u16(body.length + 2), body]);

/** As a phone makes it: EXIF with a place, XMP, IPTC, a comment, a colour profile, and a second picture behind the end. */
export function jpeg(orientation = 6): Buffer {
  return Buffer.concat([
    plainJpeg.subarray(0, 20),
    segment(0xe1, Buffer.concat([ascii('Exif\0\0'), exif(orientation)])),
    segment(0xe1, ascii(`http://ns.adobe.com/xap/1.0/\0<x:xmpmeta>${person}</x:xmpmeta>`)),
    segment(0xed, ascii(`Photoshop 3.0\0${person}`)),
    segment(0xe2, ascii('ICC_PROFILE\0\x01\x01colours')),
    segment(0xfe, ascii(person)),
    plainJpeg.subarray(20),
    plainJpeg.subarray(0, 2), ascii(person),
  ]);
}

const pngChunk = (type: string, body: Buffer): Buffer => {
  const named = Buffer.concat([ascii(type), body]);
  return Buffer.concat([u32(body.length), named, u32(crc32(named))]);
};

export function png(): Buffer {
  return Buffer.concat([
    ascii('\x89PNG\r\n\x1a\n'),
    pngChunk('IHDR', Buffer.concat([u32(2), u32(1), Buffer.from([8, 2, 0, 0, 0])])),
    pngChunk('tEXt', ascii(`Author\0${person}`)),
    pngChunk('iTXt', ascii(`XML:com.adobe.xmp\0\0\0\0\0${person}`)),
    pngChunk('eXIf', exif()),
    pngChunk('IDAT', deflateSync(Buffer.from([0, 255, 0, 0, 0, 0, 255]))),
    pngChunk('prVt', ascii(person)),
    pngChunk('IEND', Buffer.alloc(0)),
    ascii(person),
  ]);
}

const webpChunk = (type: string, body: Buffer): Buffer => Buffer.concat([ascii(type), u32LE(body.length), body, Buffer.alloc(body.length % 2)]);

export function webp(): Buffer {
  const header = Buffer.from([0x0c, 0, 0, 0, 5, 0, 0, 3, 0, 0]);
  const body = Buffer.concat([webpChunk('VP8X', header), plainWebp.subarray(12), webpChunk('EXIF', exif()), webpChunk('XMP ', ascii(`<x>${person}</x>`)), webpChunk('note', ascii(person))]);
  return Buffer.concat([ascii('RIFF'), u32LE(body.length + 4), ascii('WEBP'), body, ascii(person)]);
}

const gifParts = (text: string): Buffer => Buffer.concat([Buffer.from([text.length]), ascii(text), Buffer.alloc(1)]);

export function gif(): Buffer {
  return Buffer.concat([
    ascii('GIF89a'), Buffer.from([1, 0, 1, 0, 0x80, 0, 0, 0, 0, 0, 255, 255, 255]),
    Buffer.from('21ff0b', 'hex'), ascii('NETSCAPE2.0'), Buffer.from('0301000000', 'hex'),
    Buffer.from('21ff0b', 'hex'), ascii('XMP DataXMP'), gifParts(person),
    Buffer.from('21fe', 'hex'), gifParts(person),
    Buffer.from('21f904000a000000', 'hex'), Buffer.from('2c00000000010001000002024401', 'hex'), Buffer.from('00', 'hex'),
    Buffer.from('21f904000a000000', 'hex'), Buffer.from('21010c', 'hex'), Buffer.alloc(12), gifParts(person),
    Buffer.from('3b', 'hex'), ascii(person),
  ]);
}

export const pdf = (): Buffer => ascii(`%PDF-1.4\n1 0 obj<</Type/Catalog>>endobj\ntrailer<</Root 1 0 R>>\n%%EOF\n`);

const box = (type: string, ...parts: readonly Buffer[]): Buffer => {
  const body = Buffer.concat(parts);
  return Buffer.concat([u32(body.length + 8), ascii(type), body]);
};
const fullBox = (type: string, version: number, ...parts: readonly Buffer[]): Buffer => box(type, Buffer.from([version, 0, 0, 0]), ...parts);

/** @param kind of what is in it: vide, soun, meta */
const track = (kind: string, ...more: readonly Buffer[]): Buffer => {
  const tables = box('stbl', fullBox('stsd', 0, u32(0)), fullBox('stco', 0, u32(1), u32(40)));
  return box('trak', fullBox('tkhd', 0, Buffer.alloc(80)), box('mdia', fullBox('mdhd', 0, Buffer.alloc(20)), fullBox('hdlr', 0, u32(0), ascii(kind), Buffer.alloc(13)), box('minf', tables)), ...more);
};

/** A film of nothing but what is needed, with so many bytes of pictures. */
export const mp4 = (bytes = 100): Buffer =>
  Buffer.concat([box('ftyp', ascii('isom'), u32(512), ascii('isommp42')), box('moov', fullBox('mvhd', 0, Buffer.alloc(96)), track('vide')), box('mdat', Buffer.alloc(bytes, 7))]);

/** As a phone makes it: with the place, a name, a track of notes, and the table behind the pictures. */
export function mov(): Buffer {
  const notes = box('udta', box('\xa9xyz', ascii('+31.2304+121.4737/')), box('\xa9ART', ascii(person)));
  const keys = box('meta', fullBox('hdlr', 0, Buffer.alloc(25)), box('keys', ascii('com.apple.quicktime.location.ISO6709')), box('ilst', place));
  return Buffer.concat([
    box('ftyp', ascii('qt  '), u32(0), ascii('qt  ')), box('wide'), Buffer.concat([u32(1), ascii('mdat'), u32(0), u32(116), Buffer.alloc(100, 7)]),
    box('uuid', ascii(`<x:xmpmeta>${person}</x:xmpmeta>`)), box('moov', fullBox('mvhd', 0, Buffer.alloc(96)), track('vide', notes), track('meta', box('note', ascii(person))), notes, keys),
  ]);
}

export const webm = (): Buffer => Buffer.concat([Buffer.from('1a45dfa39f4286810142f7810142f2810442f381084282847765626d', 'hex'), Buffer.alloc(40, 1)]);

/** As an iPhone makes it: two tiles in a grid, EXIF and XMP between them, and more that nobody asked for. */
export function heic(): Buffer {
  const infe = (id: number, type: string): Buffer => fullBox('infe', 2, u16(id), u16(0), ascii(`${type}\0`));
  const tiles = [Buffer.alloc(30, 1), Buffer.alloc(20, 2)] as const;
  const notes = Buffer.concat([u32(6), ascii('Exif\0\0'), exif()]);
  const xmp = ascii(`<x:xmpmeta>${person}</x:xmpmeta>`);
  const grid = Buffer.from([0, 0, 0, 1, 0, 50, 0, 10]);
  const data = [tiles[0], notes, tiles[1], xmp];
  const before = Buffer.concat([box('ftyp', ascii('heic'), u32(0), ascii('mif1heic')), box('uuid', ascii(person))]);
  const table = (at: number): Buffer => {
    const begins = data.map((_, index) => at + Buffer.concat(data.slice(0, index)).length);
    const item = (id: number, method: number, from: number, length: number): Buffer => Buffer.concat([u16(id), u16(method), u16(0), u16(1), u32(from), u32(length)]);
    return fullBox(
      'meta', 0,
      fullBox('hdlr', 0, u32(0), ascii('pict'), Buffer.alloc(13)), fullBox('pitm', 0, u16(3)),
      fullBox('iinf', 0, u16(5), infe(1, 'hvc1'), infe(2, 'hvc1'), infe(3, 'grid'), infe(4, 'Exif'), infe(5, 'mime')),
      fullBox('iloc', 1, Buffer.from([0x44, 0]), u16(5), ...[[1, 0], [4, 1], [2, 2], [5, 3]].map(([id = 0, of = 0]) => item(id, 0, begins[of] ?? 0, data[of]?.length ?? 0)), item(3, 1, 0, grid.length)),
      box('idat', grid, ascii(person)), box('xml ', ascii(person)),
    );
  };
  return Buffer.concat([before, table(before.length + table(0).length + 8), box('mdat', ...data)]);
}

/** Pictures that are not taken, in the same boxes. */
export const avif = (): Buffer => Buffer.concat([box('ftyp', ascii('avif'), u32(0), ascii('mif1avif')), Buffer.alloc(40)]);
