import type { DomainError } from '@huiliu/kernel';
import { refused, type Outcome } from '@huiliu/messaging';
import { ErrorKind } from '@huiliu/platform';

/** Others want the same units or money, or it has gone on meanwhile, or two departments disagree: look again, then decide. */
const conflicts: ReadonlySet<string> = new Set(['NOT_ENOUGH_UNITS', 'EXCEEDS_CAPTURED', 'REFUND_REQUESTED', 'LEG_SETTLED', 'LEG_NOT_STUCK', 'LEG_UNCERTAIN', 'LEG_NOT_REFUSED', 'NOTHING_TO_APPROVE', 'NOTHING_TO_DECLINE', 'NOTHING_TO_TAKE_UP', 'NOTHING_LEFT', 'UNITS_GONE_ON']);
const missing: ReadonlySet<string> = new Set(['CASE_NOT_FOUND', 'LEG_NOT_FOUND']);
const forbidden: ReadonlySet<string> = new Set(['SAME_PERSON']);

/** The domain's no, with the kind that decides its status over HTTP and gRPC. */
export const refuse = ({ code, message }: DomainError): Outcome => refused({ code, message, kind: kindOf(code) });

function kindOf(code: string): ErrorKind {
  if (conflicts.has(code)) return ErrorKind.CONFLICT;
  if (missing.has(code)) return ErrorKind.NOT_FOUND;
  return forbidden.has(code) ? ErrorKind.FORBIDDEN : ErrorKind.UNPROCESSABLE;
}
