/** What kind of failure it is: decides the status over HTTP and gRPC. The code beside it says which one. */
export const ErrorKind = {
  /** Malformed: the request can't be read as what it should be. */
  INVALID_ARGUMENT: 'INVALID_ARGUMENT',
  UNAUTHENTICATED: 'UNAUTHENTICATED',
  FORBIDDEN: 'FORBIDDEN',
  NOT_FOUND: 'NOT_FOUND',
  /** Somebody was faster, or the subject is blocked: look again, then decide. */
  CONFLICT: 'CONFLICT',
  /** Not as it was when the caller looked: look again, then decide. */
  CHANGED: 'CHANGED',
  /** Well formed, but not allowed by the rules as things stand. */
  UNPROCESSABLE: 'UNPROCESSABLE',
  /** A thing of the trade that this installation does not do (yet). */
  NOT_OFFERED: 'NOT_OFFERED',
  RATE_LIMITED: 'RATE_LIMITED',
  /** Try again later, as it is. */
  UNAVAILABLE: 'UNAVAILABLE',
  INTERNAL: 'INTERNAL',
} as const;
export type ErrorKind = (typeof ErrorKind)[keyof typeof ErrorKind];

export interface ErrorStatus {
  readonly http: number;
  /** gRPC status code, as numbered by gRPC. */
  readonly grpc: number;
  readonly title: string;
}

/**
 * The one table of kinds and statuses.
 *
 * NOT_OFFERED is FAILED_PRECONDITION in gRPC, as UNPROCESSABLE is: UNIMPLEMENTED would tell clients, proxies and dashboards that the
 * method is missing, which is a fault of the deployment and not of the request. Between our own services the kind itself travels along.
 */
export const errorStatuses: Readonly<Record<ErrorKind, ErrorStatus>> = {
  INVALID_ARGUMENT: { http: 400, grpc: 3, title: 'Malformed request' },
  UNAUTHENTICATED: { http: 401, grpc: 16, title: 'Not signed in' },
  FORBIDDEN: { http: 403, grpc: 7, title: 'Not allowed' },
  NOT_FOUND: { http: 404, grpc: 5, title: 'Not found' },
  CONFLICT: { http: 409, grpc: 10, title: 'Conflict' },
  CHANGED: { http: 412, grpc: 10, title: 'Changed meanwhile' },
  UNPROCESSABLE: { http: 422, grpc: 9, title: 'Not possible' },
  NOT_OFFERED: { http: 422, grpc: 9, title: 'Not offered' },
  RATE_LIMITED: { http: 429, grpc: 8, title: 'Too many requests' },
  UNAVAILABLE: { http: 503, grpc: 14, title: 'Not available now' },
  INTERNAL: { http: 500, grpc: 13, title: 'Internal error' },
};

interface ForeignStatus {
  readonly kind: ErrorKind;
  readonly code: string;
  readonly message: string;
}

/** What a gRPC status means that was set by gRPC itself or a proxy, so without our metadata. Unlisted ones are INTERNAL. */
export const foreignGrpcStatuses: Readonly<Record<number, ForeignStatus>> = {
  1: { kind: 'UNAVAILABLE', code: 'CALL_CANCELLED', message: 'The call was cancelled. Try again.' },
  3: { kind: 'INVALID_ARGUMENT', code: 'MALFORMED_REQUEST', message: 'The request could not be read. Check its fields against the documentation.' },
  4: { kind: 'UNAVAILABLE', code: 'DEADLINE_EXCEEDED', message: 'The department did not answer in time. Try again; a command with the same idempotency key is done once.' },
  5: { kind: 'NOT_FOUND', code: 'NOT_FOUND', message: 'There is no such thing. Check the number.' },
  6: { kind: 'CONFLICT', code: 'ALREADY_EXISTS', message: 'It is there already. Look at it first.' },
  7: { kind: 'FORBIDDEN', code: 'FORBIDDEN', message: 'This is not allowed for you. Ask somebody with the right role.' },
  // gRPC uses this one for a message over its size limit; our own rate limits come with metadata.
  8: { kind: 'INVALID_ARGUMENT', code: 'MESSAGE_TOO_LARGE', message: 'The request or its answer is too large. Ask for less at once.' },
  9: { kind: 'UNPROCESSABLE', code: 'FAILED_PRECONDITION', message: 'This is not possible as things stand. Look at the current state first.' },
  10: { kind: 'CONFLICT', code: 'ABORTED', message: 'Somebody else was faster. Look at the current state, then try again.' },
  11: { kind: 'INVALID_ARGUMENT', code: 'OUT_OF_RANGE', message: 'A value is out of range. Check it against the documentation.' },
  // A peer of another version, in the middle of a roll-out: it passes.
  12: { kind: 'UNAVAILABLE', code: 'METHOD_MISSING', message: 'The department does not know this call yet. Try again when its upgrade is done.' },
  14: { kind: 'UNAVAILABLE', code: 'DEPARTMENT_AWAY', message: 'The department can\'t be reached now. Try again in a moment.' },
  16: { kind: 'UNAUTHENTICATED', code: 'UNAUTHENTICATED', message: 'Sign in first.' },
};
