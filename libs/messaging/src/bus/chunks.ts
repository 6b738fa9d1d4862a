import { type BusLimits, MessageTooLargeError, type OutgoingMessage } from './bus';
import { partitionFor } from './partitioner';

/** What goes to the log in one call: messages of one partition, in order. */
export interface Chunk {
  readonly partition: number;
  readonly messages: readonly OutgoingMessage[];
  /** `messageBytes` of each. */
  readonly sizes: readonly number[];
}

// A record's own fields and the length marks of each header, at their longest.
const recordOverheadBytes = 70;
const headerOverheadBytes = 10;

/** Upper bound of a message's size in the log. */
export function messageBytes(message: OutgoingMessage): number {
  let bytes = recordOverheadBytes + Buffer.byteLength(message.key) + Buffer.byteLength(message.value);
  for (const [name, value] of Object.entries(message.headers)) bytes += headerOverheadBytes + Buffer.byteLength(name) + Buffer.byteLength(value);
  return bytes;
}

/**
 * Sorts messages by partition and cuts each partition's into chunks of at most `publishBytes`, keeping the order within a key.
 * Throws MessageTooLargeError before anything is sent if one message is over `messageBytes`.
 */
export function cutIntoChunks(
  topic: string,
  messages: readonly OutgoingMessage[],
  partitions: number,
  limits: Pick<BusLimits, 'messageBytes' | 'publishBytes'>,
): readonly Chunk[] {
  const open = new Map<number, { messages: OutgoingMessage[]; sizes: number[]; bytes: number }>();
  const chunks: Chunk[] = [];
  for (const message of messages) {
    const bytes = messageBytes(message);
    if (bytes > limits.messageBytes) throw new MessageTooLargeError(topic, bytes, limits.messageBytes);
    const partition = partitionFor(message.key, partitions);
    const filling = open.get(partition);
    if (filling && filling.bytes + bytes <= limits.publishBytes) {
      filling.messages.push(message);
      filling.sizes.push(bytes);
      filling.bytes += bytes;
    } else {
      const fresh = { messages: [message], sizes: [bytes], bytes };
      open.set(partition, fresh);
      chunks.push({ partition, messages: fresh.messages, sizes: fresh.sizes });
    }
  }
  return chunks.sort((a, b) => a.partition - b.partition);
}
