import type { OutgoingMessage } from './bus';

/** Consecutive messages in one row of a table: a row costs about as much for twelve as for one. */
export interface Records {
  /** JSON: `[[key, headers, value], …]`. */
  readonly records: string;
  readonly count: number;
  /** As the sizes say that came with the messages; 0 without. */
  readonly bytes: number;
}

/** Characters of a row that stays in its page. A message that is longer has a row of its own. */
const rowLength = 7_500;

/** The storage of the column that holds them: as much as fits stays in the page, and nothing is compressed, as both would cost more than they save. */
export const recordsTable = 'toast_tuple_target = 8160';

/** Rows for messages, in order. */
export function packMessages(messages: readonly OutgoingMessage[], sizes: readonly number[] = []): readonly Records[] {
  const rows: Records[] = [];
  let open: string[] = [];
  let length = 0;
  let bytes = 0;
  const close = (): void => {
    if (open.length > 0) rows.push({ records: `[${open.join(',')}]`, count: open.length, bytes });
    open = [];
    length = bytes = 0;
  };
  messages.forEach(({ key, headers, value }, index) => {
    const record = JSON.stringify([key, headers, value]);
    if (length + record.length > rowLength) close();
    open.push(record);
    length += record.length + 1;
    bytes += sizes[index] ?? 0;
  });
  close();
  return rows;
}

/** The messages of a row. */
export const unpackMessages = (records: string): OutgoingMessage[] => (JSON.parse(records) as [string, Record<string, string>, string][]).map(([key, headers, value]) => ({ key, headers, value }));
