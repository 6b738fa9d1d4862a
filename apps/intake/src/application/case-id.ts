import { createHash, randomBytes } from 'node:crypto';

/** Keeps these ids apart from everybody else's. */
const namespace = 'huiliu.intake.case';

/** From when on the case of a request sorts as the request does. Older ones keep the id that they always had: read again from the log, each has to be the same case (docs/adr/0052). */
const sortedSinceMs = Date.parse('2026-11-29T00:00:00Z');

/** How an outside system knows a request, and when it says that it was made. */
export interface OutsideRequest {
  readonly requestId: string;
  readonly requestedAt: string;
}

/**
 * The id of the case that an outside request becomes: always the same for the same request, so that it can't become two cases. Outside systems count on, so the number at the end of the request's id comes
 * first: cases of one time lie together in every index of every department.
 */
export const caseIdOf = (source: string, { requestId, requestedAt }: OutsideRequest): string => (isOld(requestedAt) ? unsorted(source, requestId) : sorted(source, requestId));

/** The id that the same request would have if it had been said to be from before the change, or from after it. */
export const otherCaseIdOf = (source: string, { requestId, requestedAt }: OutsideRequest): string => (isOld(requestedAt) ? sorted(source, requestId) : unsorted(source, requestId));

/** The id of a case that is applied for directly, in the order of time; the idempotency key of the command keeps it from becoming two. */
export const newCaseId = (): string => uuidOf(7, startingWith(Date.now(), randomBytes(16)));

const isOld = (requestedAt: string): boolean => Date.parse(requestedAt) < sortedSinceMs;

const unsorted = (source: string, requestId: string): string => uuidOf(5, hashOf(source, requestId));

function sorted(source: string, requestId: string): string {
  const bytes = hashOf(source, requestId);
  const number = /\d{1,15}$/.exec(requestId)?.[0];
  return uuidOf(8, number === undefined ? bytes : startingWith(Number(number), bytes));
}

const hashOf = (source: string, requestId: string): Buffer => createHash('sha1').update(`${namespace}\n${source}\n${requestId}`).digest();

/** Changes `bytes`: the lowest 48 bits of the number come first. */
function startingWith(number: number, bytes: Buffer): Buffer {
  bytes.writeUIntBE(number % 2 ** 48, 0, 6);
  return bytes;
}

/** Changes `bytes`: a UUID of this version (RFC 9562) by the first sixteen. */
function uuidOf(version: 5 | 7 | 8, bytes: Buffer): string {
  bytes.writeUInt8((bytes.readUInt8(6) & 0x0f) | (version << 4), 6);
  bytes.writeUInt8((bytes.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = bytes.toString('hex', 0, 16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}
