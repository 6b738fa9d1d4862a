/**
 * Parameters that hold a whole column of a batch, in PostgreSQL's binary array format: pg sends a Buffer as it is. Building the text format instead
 * means escaping every value, which costs more than the insert.
 */
export type ColumnType = keyof typeof oids;

const oids = { bool: 16, int8: 20, int4: 23, text: 25, float4: 700, timestamptz: 1184, jsonb: 3802 } as const;

/** Types that `column` knows; other columns travel as arrays in text form. */
export const isColumnType = (type: string): type is ColumnType => Object.hasOwn(oids, type);

/** One parameter for `$n::type[]`. Null and undefined are NULL; bigint and number for int8; Date for timestamptz; JSON text for jsonb. */
export function column(type: ColumnType, values: readonly unknown[]): Buffer {
  const { length } = values;
  if (type === 'text' || type === 'jsonb') return texts(type, values as readonly (string | null | undefined)[]);
  const width = widths[type];
  const write = writers[type];
  const buffer = Buffer.allocUnsafe(headerBytes + length * (4 + width));
  let at = begin(buffer, type, length);
  for (const value of values) {
    if (value === null || value === undefined) {
      at = buffer.writeInt32BE(-1, at);
      continue;
    }
    at = buffer.writeInt32BE(width, at);
    write(buffer, value as never, at);
    at += width;
  }
  return at === buffer.length ? buffer : buffer.subarray(0, at);
}

function texts(type: 'text' | 'jsonb', values: readonly (string | null | undefined)[]): Buffer {
  // jsonb's binary form is a version byte before the text.
  const prefix = type === 'jsonb' ? 1 : 0;
  let size = headerBytes;
  const lengths = new Int32Array(values.length);
  values.forEach((value, index) => {
    const length = value === null || value === undefined ? -1 : Buffer.byteLength(value) + prefix;
    lengths[index] = length;
    size += 4 + Math.max(0, length);
  });
  const buffer = Buffer.allocUnsafe(size);
  let at = begin(buffer, type, values.length);
  values.forEach((value, index) => {
    const length = lengths[index] ?? -1;
    at = buffer.writeInt32BE(length, at);
    if (length < 0) return;
    if (prefix === 1) buffer[at] = 1;
    buffer.write(value ?? '', at + prefix, length - prefix, 'utf8');
    at += length;
  });
  return buffer.subarray(0, at);
}

const headerBytes = 20;
const widths = { bool: 1, int8: 8, int4: 4, float4: 4, timestamptz: 8 } as const;
/** PostgreSQL counts microseconds from the year 2000. */
const postgresEpochMs = Date.UTC(2000, 0, 1);

const writers = {
  bool: (buffer: Buffer, value: boolean, at: number) => buffer.writeUInt8(value ? 1 : 0, at),
  int4: (buffer: Buffer, value: number, at: number) => buffer.writeInt32BE(value, at),
  int8: (buffer: Buffer, value: bigint | number | string, at: number) => buffer.writeBigInt64BE(BigInt(value), at),
  float4: (buffer: Buffer, value: number, at: number) => buffer.writeFloatBE(value, at),
  timestamptz: (buffer: Buffer, value: Date | string, at: number) => buffer.writeBigInt64BE(BigInt(new Date(value).getTime() - postgresEpochMs) * 1000n, at),
} as const;

/** Dimensions, whether there are nulls, type, length, lower bound; an empty array has no dimension. Answers where the values begin. */
function begin(buffer: Buffer, type: ColumnType, length: number): number {
  buffer.writeInt32BE(length === 0 ? 0 : 1, 0);
  buffer.writeInt32BE(1, 4);
  buffer.writeInt32BE(oids[type], 8);
  if (length === 0) return 12;
  buffer.writeInt32BE(length, 12);
  return buffer.writeInt32BE(1, 16);
}
