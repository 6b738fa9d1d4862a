import { randomBytes } from 'node:crypto';
import { ErrorKind } from './kinds';

/** One thing wrong with the input: where, what, and a stable code for machines. */
export interface FieldProblem {
  /** Path of the field, as `lines[0].quantity`; empty for the whole. */
  readonly field: string;
  readonly message: string;
  readonly code?: string;
}

export type ErrorDetails = Readonly<Record<string, string | number | boolean>>;

export interface HuiliuErrorOptions {
  readonly details?: ErrorDetails | undefined;
  readonly fields?: readonly FieldProblem[] | undefined;
  /** Found in the log too. Made up where one is needed and missing. */
  readonly errorId?: string | undefined;
  readonly cause?: unknown;
}

/**
 * A failure that may be shown: `kind` decides the status, `code` is stable for machines (UPPER_SNAKE), `message` tells a person what to do next.
 * Neither message nor details may hold secrets, personal data or inner workings. The message of an INTERNAL one is never shown.
 */
export class HuiliuError extends Error {
  override readonly name = 'HuiliuError';
  readonly details: ErrorDetails | undefined;
  readonly fields: readonly FieldProblem[] | undefined;
  readonly errorId: string | undefined;

  constructor(
    readonly kind: ErrorKind,
    readonly code: string,
    message: string,
    options: HuiliuErrorOptions = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.details = options.details;
    this.fields = options.fields;
    this.errorId = options.errorId ?? (kind === ErrorKind.INTERNAL ? newErrorId() : undefined);
  }
}

/** What a domain's refusal looks like, without being an Error. */
export interface Refusal {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
  readonly details?: ErrorDetails | undefined;
}

export const errorOf = (refusal: Refusal): HuiliuError =>
  new HuiliuError(refusal.kind, refusal.code, refusal.message, { details: refusal.details });

/** Where failures of ours are written down; a pino logger is one. */
export interface ErrorLog {
  error(fields: Record<string, unknown>, message: string): void;
}

// The same thrown thing keeps its id when several layers look at it.
const known = new WeakMap<object, HuiliuError>();
const logged = new WeakSet<HuiliuError>();

/** Anything thrown, as a HuiliuError: unknown ones become INTERNAL with an error id and the original as `cause`. */
export function toHuiliuError(thrown: unknown): HuiliuError {
  if (thrown instanceof HuiliuError) return thrown;
  const key = typeof thrown === 'object' && thrown !== null ? thrown : undefined;
  const seen = key && known.get(key);
  if (seen) return seen;
  const error = new HuiliuError(ErrorKind.INTERNAL, 'INTERNAL', 'an unexpected error', { cause: thrown });
  if (key) known.set(key, error);
  return error;
}

/** As `toHuiliuError`, and logs what is a fault of ours, once, under the id that the caller is given. */
export function accountFor(thrown: unknown, log: ErrorLog): HuiliuError {
  const error = toHuiliuError(thrown);
  if (error.kind === ErrorKind.INTERNAL && !logged.has(error)) {
    logged.add(error);
    log.error({ err: error.cause ?? error, error_id: error.errorId, code: error.code }, 'internal error');
  }
  return error;
}

/** The message that may leave the service. */
export function publicMessage(error: HuiliuError): string {
  if (error.kind !== ErrorKind.INTERNAL) return error.message;
  return `Something went wrong on our side. Try again; if it happens again, report it with the number ${error.errorId ?? 'in the log'}.`;
}

export const newErrorId = (): string => `err_${randomBytes(9).toString('base64url').replaceAll(/[-_]/g, 'x')}`;
