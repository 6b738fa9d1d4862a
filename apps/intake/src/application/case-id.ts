import { createHash, randomUUID } from 'node:crypto';

/** Keeps these ids apart from everybody else's version 5 UUIDs. */
const namespace = 'huiliu.intake.case';

/** The id of the case that an outside request becomes: always the same for the same request, so that it can't become two cases. */
export function caseIdOf(source: string, requestId: string): string {
  const hash = createHash('sha1').update(`${namespace}\n${source}\n${requestId}`).digest();
  hash.writeUInt8((hash.readUInt8(6) & 0x0f) | 0x50, 6);
  hash.writeUInt8((hash.readUInt8(8) & 0x3f) | 0x80, 8);
  const digits = hash.toString('hex', 0, 16);
  return `${digits.slice(0, 8)}-${digits.slice(8, 12)}-${digits.slice(12, 16)}-${digits.slice(16, 20)}-${digits.slice(20)}`;
}

/** The id of a case that is applied for directly; the idempotency key of the command keeps it from becoming two. */
export const newCaseId = (): string => randomUUID();
