const textOid = 25;

/**
 * A text[] parameter in PostgreSQL's binary format, which pg sends as it is when given a Buffer. Building the text format instead means
 * escaping every value, which costs more than the insert.
 */
export function textArray(values: readonly string[]): Buffer {
  const lengths = values.map((value) => Buffer.byteLength(value));
  const buffer = Buffer.allocUnsafe(values.length === 0 ? 12 : lengths.reduce((sum, length) => sum + 4 + length, 20));
  buffer.writeInt32BE(values.length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(0, 4);
  buffer.writeInt32BE(textOid, 8);
  if (values.length === 0) return buffer;
  buffer.writeInt32BE(values.length, 12);
  buffer.writeInt32BE(1, 16);
  let at = 20;
  values.forEach((value, index) => {
    const length = lengths[index] ?? 0;
    buffer.writeInt32BE(length, at);
    buffer.write(value, at + 4, length, 'utf8');
    at += 4 + length;
  });
  return buffer;
}
