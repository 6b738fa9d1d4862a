import { domainError, ok, type DomainError, type Result } from '@huiliu/kernel';
import type { ApplicationLine } from './application';
import type { Reason } from './policy';
import type { ApprovedPart, LineApproval } from './review';

/**
 * What part of the lines is approved; undefined for all of them. `wanted`: units by line, in any order, of a price difference perhaps with less for each than was asked; lines that are
 * not named get none; empty: all of them. Errors: LINE_TWICE, LINE_NOT_FOUND, MORE_THAN_ASKED, AMOUNT_NOT_ALLOWED, NOTHING_APPROVED, REASON_REQUIRED.
 */
export function partOf(lines: readonly ApplicationLine[], wanted: readonly LineApproval[], reason: Reason | undefined): Result<ApprovedPart | undefined, DomainError> {
  if (wanted.length === 0) return ok(undefined);
  const byLine = new Map(wanted.map((each) => [each.caseLineId, each]));
  if (byLine.size < wanted.length) return domainError('LINE_TWICE', 'a line is named twice: name each once, with all of its units');
  for (const { caseLineId, quantity, eachMinor } of wanted) {
    const line = lines.find((each) => each.caseLineId === caseLineId);
    if (!line) return domainError('LINE_NOT_FOUND', `the case has no line ${caseLineId}: look at the lines of the task`);
    if (!Number.isSafeInteger(quantity) || quantity < 0 || quantity > line.quantity) return domainError('MORE_THAN_ASKED', `line ${caseLineId} asks for ${line.quantity}: approve from 0 to ${line.quantity} of it`);
    if (eachMinor === undefined) continue;
    if (!line.difference) return domainError('AMOUNT_NOT_ALLOWED', `line ${caseLineId} is about no price difference: leave the amount out; what its units cost is worked out`);
    const { askedMinor } = line.difference;
    if (eachMinor < 1n || eachMinor > askedMinor) return domainError('MORE_THAN_ASKED', `line ${caseLineId} asks for ${askedMinor} (minor units) of each unit: approve from 1 to ${askedMinor}, or no unit of it`);
  }
  const split = lines.map(({ caseLineId, quantity, difference }) => {
    const { quantity: approved = 0, eachMinor } = byLine.get(caseLineId) ?? {};
    return { caseLineId, approved, refused: quantity - approved, eachMinor: eachMinor === difference?.askedMinor ? undefined : eachMinor };
  });
  const approved = split
    .filter((line) => line.approved > 0)
    .map(({ caseLineId, approved: quantity, eachMinor }): LineApproval => ({ caseLineId, quantity, ...(eachMinor !== undefined && { eachMinor }) }));
  const refused = split.filter((line) => line.refused > 0).map((line) => ({ caseLineId: line.caseLineId, quantity: line.refused }));
  if (approved.length === 0) return domainError('NOTHING_APPROVED', 'no unit would be approved: reject the application instead');
  if (refused.length === 0 && !approved.some(isReduced)) return ok(undefined);
  return reason ? ok({ approved, refused, reason }) : domainError('REASON_REQUIRED', 'say by a code why the rest is not approved, as NOT_JUSTIFIED');
}

/** Less is given for each unit than was asked. */
export const isReduced = ({ eachMinor }: LineApproval): boolean => eachMinor !== undefined;
