import type { DomainError } from '@huiliu/kernel';
import { ErrorKind, type Refusal } from '@huiliu/platform';
import { isConcern, offeredTypes } from '../domain/intake-case';

/** The one table of intake's codes and kinds; a code that is not here is a contradiction between departments. */
const kinds: Readonly<Record<string, ErrorKind>> = {
  ORDER_NOT_FOUND: ErrorKind.NOT_FOUND,
  CASE_NOT_FOUND: ErrorKind.NOT_FOUND,
  CUSTOMER_NOT_FOUND: ErrorKind.NOT_FOUND,
  CASE_NUMBER_INVALID: ErrorKind.INVALID_ARGUMENT,
  FILTER_UNKNOWN: ErrorKind.INVALID_ARGUMENT,
  NOT_A_CONCERN: ErrorKind.UNPROCESSABLE,
  LINE_NOT_FOUND: ErrorKind.UNPROCESSABLE,
  LINE_NOT_IN_CASE: ErrorKind.UNPROCESSABLE,
  NOT_GOODS: ErrorKind.UNPROCESSABLE,
  PRICE_MISSING: ErrorKind.UNPROCESSABLE,
  PRICE_NOT_LOWER: ErrorKind.UNPROCESSABLE,
  PRICE_NOT_ASKED: ErrorKind.UNPROCESSABLE,
  ADVANCE_NOT_ASKED: ErrorKind.UNPROCESSABLE,
  EVIDENCE_LIMIT: ErrorKind.UNPROCESSABLE,
  OPTION_NOT_OFFERED: ErrorKind.UNPROCESSABLE,
  VARIANT_NOT_OFFERED: ErrorKind.UNPROCESSABLE,
  SKU_NOT_ASKED: ErrorKind.UNPROCESSABLE,
  SUPPLEMENT_EMPTY: ErrorKind.UNPROCESSABLE,
  ORDER_LINES_AMBIGUOUS: ErrorKind.UNPROCESSABLE,
  ORDER_CHANGED: ErrorKind.UNPROCESSABLE,
  TYPE_NOT_OFFERED: ErrorKind.NOT_OFFERED,
};

export const refusalOf = ({ code, message }: DomainError): Refusal => ({ code, message, kind: kinds[code] ?? ErrorKind.CONFLICT });

export const notOffered = (type: string): Refusal =>
  refusalOf({ code: 'TYPE_NOT_OFFERED', message: `cases of type ${type} are not offered here; offered are ${offeredTypes.join(', ')}${isConcern(type) ? '; questions and complaints have a door of their own' : ''}` });

export const caseNotFound = (what: string): Refusal => refusalOf({ code: 'CASE_NOT_FOUND', message: `there is no case ${what}: check the number` });
