/** Where a list of refunds that wait goes on: after the one that was asked for then. */
export interface WaitingCursor {
  readonly requestedAt: Date;
  readonly caseId: string;
}

export const writeCursor = ({ requestedAt, caseId }: WaitingCursor): string => Buffer.from(`${requestedAt.toISOString()} ${caseId}`).toString('base64url');

/** Undefined when the text is no cursor of ours. */
export function readCursor(text: string): WaitingCursor | undefined {
  const [time = '', caseId = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const requestedAt = new Date(time);
  if (Number.isNaN(requestedAt.getTime()) || caseId === '' || rest.length > 0) return undefined;
  const cursor = { requestedAt, caseId };
  // Decoding is lenient: only what we wrote reads back the same.
  return writeCursor(cursor) === text ? cursor : undefined;
}
