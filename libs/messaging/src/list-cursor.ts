/** Where a list that is ordered by a time, then by an id, goes on: after this entry. */
export interface ListCursor {
  readonly at: Date;
  /** Without spaces. */
  readonly id: string;
}

export const writeCursor = ({ at, id }: ListCursor): string => Buffer.from(`${at.toISOString()} ${id}`).toString('base64url');

/** Undefined when the text is no cursor of ours. */
export function readCursor(text: string): ListCursor | undefined {
  const [time = '', id = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const at = new Date(time);
  if (Number.isNaN(at.getTime()) || id === '' || rest.length > 0) return undefined;
  const cursor = { at, id };
  // Decoding is lenient: only what we wrote reads back the same.
  return writeCursor(cursor) === text ? cursor : undefined;
}
