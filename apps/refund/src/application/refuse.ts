import type { DomainError } from '@huiliu/kernel';
import { refused, type Outcome } from '@huiliu/messaging';

/** Two cases want the same units or money, or two departments disagree: look again, then decide. */
const conflicts: ReadonlySet<string> = new Set(['NOT_ENOUGH_UNITS', 'EXCEEDS_CAPTURED', 'REFUND_REQUESTED']);
const missing: ReadonlySet<string> = new Set(['CASE_NOT_FOUND', 'LEG_NOT_FOUND']);

/** The domain's no, with the kind that decides its status over HTTP and gRPC. */
export const refuse = ({ code, message }: DomainError): Outcome =>
  refused({ code, message, kind: conflicts.has(code) ? 'CONFLICT' : missing.has(code) ? 'NOT_FOUND' : 'UNPROCESSABLE' });
