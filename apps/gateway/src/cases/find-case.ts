import type { CaseRef, CaseView } from '@huiliu/contracts';
import { ErrorKind, HuiliuError, Role, type Principal } from '@huiliu/platform';
import type { Departments } from '../departments/departments';
import { noteCase } from '../http/request-scope';
import type { Audience } from './case-view';

export interface FoundCase {
  readonly ref: CaseRef;
  readonly view: CaseView;
}

/** As many characters as the contract lets a case number have; intake reads the rest. */
export const caseNumberLimit = 24;

/** Staff may see every case, also one who is a customer too. */
export const audienceOf = (principal: Principal): Audience => (principal.roles.some((role) => role !== Role.customer) ? 'staff' : 'customer');

/**
 * The case of a number, as people write it. Customers find their own alone: another's looks as if it were not there.
 * Errors: CASE_NUMBER_INVALID, CASE_NOT_FOUND.
 */
export async function findCase(departments: Departments, principal: Principal, caseNumber: string): Promise<FoundCase> {
  if ([...caseNumber].length > caseNumberLimit || /[\0\p{Surrogate}]/u.test(caseNumber)) {
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'CASE_NUMBER_INVALID', 'this is no case number: it reads HL-XXXX-XXXX-XXXX-X; check it for a wrong or exchanged character');
  }
  const found = shown((await departments.intake.getCase({ caseNumber })).case);
  // The words are intake's own, so that they don't tell which of both it is.
  if (audienceOf(principal) === 'customer' && found.view.customerId !== principal.customerId) throw notFound(found.ref.caseNumber);
  noteCase(found.ref.caseId);
  return found;
}

/** A view that an answer has to hold. */
export function shown(view: CaseView | undefined): FoundCase {
  if (!view?.ref) throw new Error('intake answered without the case');
  return { ref: view.ref, view };
}

const notFound = (caseNumber: string): HuiliuError => new HuiliuError(ErrorKind.NOT_FOUND, 'CASE_NOT_FOUND', `there is no case ${caseNumber}: check the number`);
