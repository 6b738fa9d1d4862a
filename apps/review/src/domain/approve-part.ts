import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { ApplicationLine } from './application';
import type { Reason } from './policy';
import type { ApprovedPart, LineQuantity } from './review';

/**
 * What part of the lines is approved; undefined for all of them. `wanted`: units by line, in any order; lines that are not named get none; empty: all of them.
 * Errors: LINE_TWICE, LINE_NOT_FOUND, MORE_THAN_ASKED, NOTHING_APPROVED, REASON_REQUIRED.
 */
export function partOf(lines: readonly ApplicationLine[], wanted: readonly LineQuantity[], reason: Reason | undefined): Result<ApprovedPart | undefined, DomainError> {
  if (wanted.length === 0) return ok(undefined);
  const quantities = new Map(wanted.map(({ caseLineId, quantity }) => [caseLineId, quantity]));
  if (quantities.size < wanted.length) return domainError('LINE_TWICE', 'a line is named twice: name each once, with all of its units');
  for (const { caseLineId, quantity } of wanted) {
    const line = lines.find((each) => each.caseLineId === caseLineId);
    if (!line) return domainError('LINE_NOT_FOUND', `the case has no line ${caseLineId}: look at the lines of the task`);
    if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > line.quantity) return domainError('MORE_THAN_ASKED', `line ${caseLineId} asks for ${line.quantity}: approve from 0 to ${line.quantity} of it`);
  }
  const split = lines.map(({ caseLineId, quantity }) => {
    const approved = quantities.get(caseLineId) ?? 0;
    return { caseLineId, approved, refused: quantity - approved };
  });
  const approved = split.filter((line) => line.approved > 0).map((line) => ({ caseLineId: line.caseLineId, quantity: line.approved }));
  const refused = split.filter((line) => line.refused > 0).map((line) => ({ caseLineId: line.caseLineId, quantity: line.refused }));
  if (approved.length === 0) return domainError('NOTHING_APPROVED', 'no unit would be approved: reject the application instead');
  if (refused.length === 0) return ok(undefined);
  return reason ? ok({ approved, refused, reason }) : domainError('REASON_REQUIRED', 'say by a code why the rest is not approved, as NOT_JUSTIFIED');
}
