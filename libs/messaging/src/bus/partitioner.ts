const seed = 0x9747b28c | 0;
const mix = 0x5bd1e995;

/** murmur2 as in Kafka's Java client (org.apache.kafka.common.utils.Utils), as a signed 32-bit number. */
export function murmur2(data: Uint8Array): number {
  const length = data.length;
  let hash = seed ^ length;
  const whole = length - (length % 4);
  for (let i = 0; i < whole; i += 4) {
    let word = byte(data, i) | (byte(data, i + 1) << 8) | (byte(data, i + 2) << 16) | (byte(data, i + 3) << 24);
    word = Math.imul(word, mix);
    word ^= word >>> 24;
    hash = Math.imul(hash, mix) ^ Math.imul(word, mix);
  }
  if (length > whole) {
    for (let i = length - 1; i >= whole; i--) hash ^= byte(data, i) << (8 * (i - whole));
    hash = Math.imul(hash, mix);
  }
  hash = Math.imul(hash ^ (hash >>> 13), mix);
  return hash ^ (hash >>> 15);
}

const byte = (data: Uint8Array, index: number): number => data[index] ?? 0;

/**
 * The partition of a key. The same in every adapter and in Kafka's own clients, so that a log can be moved between them and outside systems
 * publish to where we do.
 */
export function partitionFor(key: string, partitions: number): number {
  return (murmur2(Buffer.from(key)) & 0x7fffffff) % partitions;
}
