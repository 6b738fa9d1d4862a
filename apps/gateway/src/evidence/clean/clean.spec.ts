import fc from 'fast-check';
import { avif, exif, gif, heic, jpeg, mov, mp4, pdf, person, place, png, webm, webp } from '../../../test/files';
import { mediaTypeOf, sniff, type MediaType } from '../media-types';
import { cleaned } from './clean';
import { orientationOf } from './exif-orientation';

async function* inPieces(file: Buffer, size = 7): AsyncGenerator<Buffer> {
  for (let at = 0; at < file.length; at += size) yield file.subarray(at, at + size);
}

async function clean(file: Buffer, type: MediaType, size?: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of cleaned(inPieces(file, size), type)) pieces.push(piece);
  return Buffer.concat(pieces);
}

const photos = { 'image/jpeg': jpeg(), 'image/png': png(), 'image/webp': webp(), 'image/gif': gif(), 'image/heic': heic(), 'video/quicktime': mov() } as const;
const others = { 'video/mp4': mp4(), 'video/webm': webm(), 'application/pdf': pdf() } as const;
const each = Object.entries(photos) as [MediaType, Buffer][];

const nested = (type: string, depth: number): Buffer =>
  Buffer.concat(Array.from({ length: depth }, (_, index) => { const head = Buffer.alloc(8); head.writeUInt32BE((depth - index) * 8); head.write(type, 4, 'latin1'); return head; }));

/** Every one of the first text becomes the second, and so on. */
function changed(file: Buffer, ...pairs: readonly string[]): Buffer {
  let text = file.toString('latin1');
  for (let at = 0; at < pairs.length; at += 2) text = text.replaceAll(pairs[at] ?? '', pairs[at + 1] ?? '');
  return Buffer.from(text, 'latin1');
}

describe('a photo or film that is kept', () => {
  it.each(each)('has no trace of who made it, and where: %s', async (type, file) => {
    expect(file.includes(person)).toBe(true);
    const kept = await clean(file, type);
    expect([kept.includes(person), kept.includes(place), kept.includes('Exif') && type !== 'image/jpeg']).toEqual([false, false, false]);
    expect(sniff(kept)).toBe(type);
  });

  it.each(each)('stays what it is when it is cleaned again: %s', async (type, file) => {
    const kept = await clean(file, type);
    expect(await clean(kept, type)).toEqual(kept);
  });

  it.each(each)('is the same in whatever pieces it comes in: %s', async (type, file) => {
    const whole = await clean(file, type, file.length);
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: file.length }), async (size) => expect(await clean(file, type, size)).toEqual(whole)),
      { numRuns: 40 },
    );
  });

  it.each(each)('is refused as broken wherever it breaks off: %s', async (type, file) => {
    const kept = await clean(file, type);
    for (let length = 20; length < kept.length; length++) await expect(clean(kept.subarray(0, length), type, 64)).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN', kind: 'UNPROCESSABLE' });
  });

  it.each(each)('with a byte of it wrong is refused or kept, and nothing else happens: %s', async (type, file) => {
    await fc.assert(
      fc.asyncProperty(fc.nat(file.length - 1), fc.nat(255), async (at, value) => {
        const wrong = Buffer.from(file);
        wrong[at] = value;
        const result = await clean(wrong, type, 64).then(() => undefined, (error: unknown) => error);
        if (result !== undefined) expect(result).toMatchObject({ code: expect.stringMatching(/^EVIDENCE_(BROKEN|CONTENT_)/) as string });
      }),
      { numRuns: 300 },
    );
  });

  it('keeps its colours, and which way up it is', async () => {
    const kept = await clean(jpeg(6), 'image/jpeg');
    expect(kept.includes('ICC_PROFILE')).toBe(true);
    expect(orientationOf(kept.subarray(kept.indexOf('Exif') + 6))).toBe(6);
    expect((await clean(jpeg(1), 'image/jpeg')).includes('Exif')).toBe(false);
    expect(orientationOf(exif(9))).toBeUndefined();
  });

  it('has no flags of notes that are gone, and the length that it says', async () => {
    const kept = await clean(webp(), 'image/webp');
    expect([kept.includes('EXIF'), kept.includes('XMP '), kept[20]]).toEqual([false, false, 0]);
    expect(kept.readUInt32LE(4)).toBe(kept.length - 8);
  });

  it('plays as often as it did', async () => {
    expect((await clean(gif(), 'image/gif')).includes('NETSCAPE2.0')).toBe(true);
  });
});

describe('a PNG', () => {
  it('of which a byte is wrong is refused, as its checksum tells', async () => {
    const file = png();
    const at = file.indexOf('IDAT') + 8;
    file[at] = (file[at] ?? 0) ^ 1;
    await expect(clean(file, 'image/png')).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
  });

  it('of nothing but tiny parts is refused before it costs much', async () => {
    const head = png().subarray(0, 33);
    const tiny = Buffer.concat([Buffer.alloc(4), Buffer.from('tEXt'), Buffer.alloc(4)]);
    await expect(clean(Buffer.concat([head, ...Array.from({ length: 200_000 }, () => tiny)]), 'image/png', 65_536)).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
  });
});

describe('a film', () => {
  it('keeps each byte where its tables say that it is', async () => {
    const [file, kept] = [mov(), await clean(mov(), 'video/quicktime')];
    const at = file.indexOf(Buffer.alloc(100, 7));
    expect([kept.length, kept.indexOf(Buffer.alloc(100, 7)), kept.indexOf('stco')]).toEqual([file.length, at, file.indexOf('stco')]);
    expect(['udta', 'uuid', '\xa9xyz', 'keys', 'note'].filter((type) => kept.includes(type, 0, 'latin1'))).toEqual([]);
  });

  it('has tracks of pictures and sound alone', async () => {
    const kept = await clean(mov(), 'video/quicktime');
    expect(kept.toString('latin1').match(/trak/g)).toHaveLength(1);
    expect(kept.includes('vide')).toBe(true);
  });

  it.each([
    ['without a table', Buffer.concat([mp4().subarray(0, 24), mp4().subarray(-108)])],
    ['without pictures', mp4().subarray(0, -108)],
    ['with parts in parts without end', Buffer.concat([mp4().subarray(0, 24), nested('moov', 20_000)])],
    ['with a table longer than any', Buffer.concat([mp4().subarray(0, 24), Buffer.from('7fffffff6d6f6f76', 'hex'), Buffer.alloc(1_000)])],
    ['with a part of impossible length', Buffer.concat([mp4(), Buffer.from('0000000766726565', 'hex')])],
  ])('%s is refused as broken', async (_, file) => {
    await expect(clean(file, 'video/mp4', 65_536)).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
  });
});

describe('a HEIC', () => {
  it('keeps its pictures where they were, and how they are put together', async () => {
    const [file, kept] = [heic(), await clean(heic(), 'image/heic')];
    expect(kept).toHaveLength(file.length);
    for (const part of [Buffer.alloc(30, 1), Buffer.alloc(20, 2), Buffer.from([0, 0, 0, 1, 0, 50, 0, 10]), Buffer.from('infe'), Buffer.from('iloc')]) expect(kept.indexOf(part)).toBe(file.indexOf(part));
  });

  it.each([
    ['with its pictures before the table', (file: Buffer) => Buffer.concat([file.subarray(0, 24), mp4().subarray(-108), file.subarray(24)])],
    ['without one', (file: Buffer) => changed(file, 'hvc1', 'none', 'grid', 'none')],
    ['that does not say how long its pictures are', (file: Buffer) => { const at = file.indexOf('iloc') + 8; file[at] = 0x40; return file; }],
    ['with two tables', (file: Buffer) => changed(file, 'pitm', 'iloc')],
  ])('%s is refused as broken', async (_, change) => {
    await expect(clean(change(heic()), 'image/heic')).rejects.toMatchObject({ code: 'EVIDENCE_BROKEN' });
  });
});

describe('what can\'t be cleaned', () => {
  it.each(Object.entries(others) as [MediaType, Buffer][])('stays as it is: %s', async (type, file) => {
    expect(await clean(file, type)).toEqual(file);
  });
});

describe('what a file is', () => {
  it('is told by its bytes', () => {
    expect(Object.entries({ ...photos, ...others }).map(([type, file]) => [type, sniff(file)])).toEqual(Object.keys({ ...photos, ...others }).map((type) => [type, type]));
    expect([avif(), Buffer.from('MZ\x90\0'), Buffer.from('<svg xmlns="http://www.w3.org/2000/svg">'), Buffer.from('<html>'), Buffer.alloc(0)].map(sniff)).toEqual(Array.from({ length: 5 }, () => undefined));
  });

  it('has to be what its header says', async () => {
    await expect(clean(png(), 'image/jpeg')).rejects.toMatchObject({ status: 415, code: 'EVIDENCE_CONTENT_DIFFERS' });
    await expect(clean(avif(), 'video/mp4')).rejects.toMatchObject({ status: 415, code: 'EVIDENCE_CONTENT_UNSUPPORTED' });
    await expect(clean(Buffer.alloc(0), 'image/png')).rejects.toMatchObject({ status: 400, code: 'EVIDENCE_EMPTY' });
    expect([mediaTypeOf(' Image/JPEG; x=1'), mediaTypeOf(undefined)]).toEqual(['image/jpeg', '']);
  });
});
