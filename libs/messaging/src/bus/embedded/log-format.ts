import type { BusMessage, OutgoingMessage } from '../bus';
import type { Chunk } from '../chunks';

/** What a row of a segment holds. */
export const Format = {
  /** One message: `off`, `key`, `headers`, `value`. Read, no longer written. */
  messages: 1,
  /** Consecutive messages, as many as fit into a page: a row costs about as much for twelve as for one. `last`: offset of the last one. */
  records: 2,
} as const;
export type Format = (typeof Format)[keyof typeof Format];

export interface Row {
  /** JSON: `[[key, headers, value], …]`. */
  readonly records: string;
  readonly count: number;
  readonly bytes: number;
}

/** Characters of a row that stays in its page. A message that is longer has a row of its own. */
const rowLength = 7_500;

/** Rows for the messages of a chunk, in order. */
export function pack({ messages, sizes }: Pick<Chunk, 'messages' | 'sizes'>): readonly Row[] {
  const rows: Row[] = [];
  let open: string[] = [];
  let length = 0;
  let bytes = 0;
  const close = (): void => {
    if (open.length > 0) rows.push({ records: `[${open.join(',')}]`, count: open.length, bytes });
    open = [];
    length = bytes = 0;
  };
  messages.forEach((message, index) => {
    const record = recordOf(message);
    if (length + record.length > rowLength) close();
    open.push(record);
    length += record.length + 1;
    bytes += sizes[index] ?? 0;
  });
  close();
  return rows;
}

const recordOf = ({ key, headers, value }: OutgoingMessage): string => JSON.stringify([key, headers, value]);

/** The messages of a row from `position` on. */
export function unpack(records: string, last: number, position: number): BusMessage[] {
  const all = JSON.parse(records) as [string, Record<string, string>, string][];
  const first = last - all.length + 1;
  return all.slice(Math.max(0, position - first)).map(([key, headers, value], index) => ({ offset: Math.max(first, position) + index, key, headers, value }));
}
