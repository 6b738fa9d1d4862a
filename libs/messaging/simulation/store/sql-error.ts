/** An error of the database, with its SQLSTATE. */
export class SqlError extends Error {
  constructor(
    readonly code: string,
    message: string,
  ) {
    super(message);
  }
}

/** What pg says of a connection that is gone. */
export const connectionLost = (): Error => new Error('Connection terminated unexpectedly');
