/** Where a list of tasks goes on: after this due time and task. */
export interface TaskCursor {
  readonly dueAt: Date;
  readonly taskId: string;
}

export const writeCursor = ({ dueAt, taskId }: TaskCursor): string => Buffer.from(`${dueAt.toISOString()} ${taskId}`).toString('base64url');

/** Undefined when the text is no cursor of ours. */
export function readCursor(text: string): TaskCursor | undefined {
  const [time = '', taskId = '', ...rest] = Buffer.from(text, 'base64url').toString('utf8').split(' ');
  const dueAt = new Date(time);
  if (Number.isNaN(dueAt.getTime()) || taskId === '' || rest.length > 0) return undefined;
  const cursor = { dueAt, taskId };
  // Decoding is lenient: only what we wrote reads back the same.
  return writeCursor(cursor) === text ? cursor : undefined;
}
