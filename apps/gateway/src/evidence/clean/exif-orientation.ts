const orientationTag = 0x0112;
const short = 3;

/** Which way up a photo is (2 to 8; 1 is as it is), of the TIFF structure in its EXIF; undefined where that says nothing that can be read. */
export function orientationOf(tiff: Buffer): number | undefined {
  const order = tiff.toString('latin1', 0, 2);
  if ((order !== 'II' && order !== 'MM') || tiff.length < 8) return undefined;
  const u16 = (at: number): number => (order === 'II' ? tiff.readUInt16LE(at) : tiff.readUInt16BE(at));
  const directory = order === 'II' ? tiff.readUInt32LE(4) : tiff.readUInt32BE(4);
  if (directory + 2 > tiff.length) return undefined;
  const entries = u16(directory);
  for (let at = directory + 2, index = 0; index < entries && at + 12 <= tiff.length; index++, at += 12) {
    if (u16(at) !== orientationTag) continue;
    const value = u16(at + 8);
    return u16(at + 2) === short && value >= 2 && value <= 8 ? value : undefined;
  }
  return undefined;
}

/** EXIF that says which way up it is, and nothing else; body of a JPEG's APP1 segment. */
export const exifOf = (orientation: number): Buffer =>
  Buffer.from(['457869660000', '4d4d002a00000008', '0001', '011200030000000100', orientation.toString(16).padStart(2, '0'), '0000', '00000000'].join(''), 'hex');
