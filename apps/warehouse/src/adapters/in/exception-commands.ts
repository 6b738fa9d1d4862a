import { ExceptionResolution, type ClaimExceptionRequest, type ClaimExceptionResponse, type ResolveExceptionRequest, type ResolveExceptionResponse } from '@huiliu/contracts';
import { changedSince, command, refused, type Reader } from '@huiliu/messaging';
import { ErrorKind, HuiliuError } from '@huiliu/platform';
import { claimException } from '../../application/claim-exception';
import { resolveException } from '../../application/end-exception';
import { subjectOfCase, subjectOfStock, type WarehouseWork } from '../../application/work';
import { exceptionIdsOf, type DisputedUnits, type WarehouseException } from '../../domain/exception';
import type { warehouseTables } from '../out/postgres/tables';
import { exceptionView } from './exception-view';

const respond = (exception: WarehouseException): ClaimExceptionResponse => ({ exception: exceptionView(exception) });

/** What a command about an exception locks and loads: the others of the case too, as they share a clock, what an inspection that ends leads to, and the stock of what it is about, which never changes. Errors: EXCEPTION_NOT_FOUND. */
async function planFor(exceptionId: string, reader: Reader) {
  const [row] = await reader.query<{ case_id: string; units: readonly DisputedUnits[] }>(`SELECT case_id, doc->'units' AS units FROM goods_exception WHERE exception_id = $1`, [exceptionId]);
  if (!row) throw exceptionNotFound();
  const skus = [...new Set(row.units.filter(({ found }) => found).map(({ sku }) => sku))];
  return { subject: subjectOfCase(row.case_id), heads: skus.map(subjectOfStock), rows: { exceptions: exceptionIdsOf(row.case_id), arrivals: [row.case_id], repairs: [row.case_id], rejections: [row.case_id], putAways: [row.case_id], stock: skus } };
}

function exceptionOf(work: WarehouseWork, exceptionId: string): WarehouseException {
  const exception = work.exceptions.get(exceptionId);
  if (!exception) throw exceptionNotFound();
  return exception;
}

const exceptionNotFound = (): HuiliuError => new HuiliuError(ErrorKind.NOT_FOUND, 'EXCEPTION_NOT_FOUND', 'there is no such exception: check its id, or list those that are open');

export const claimExceptionCommand = command<typeof warehouseTables, ClaimExceptionRequest, ClaimExceptionResponse>({
  operation: 'warehouse.ClaimException',
  plan: ({ exceptionId }, reader) => planFor(exceptionId, reader),
  handle: (work, { exceptionId, claimant }) => claimException(work, exceptionOf(work, exceptionId), claimant, respond),
});

export const resolveExceptionCommand = command<typeof warehouseTables, ResolveExceptionRequest, ResolveExceptionResponse>({
  operation: 'warehouse.ResolveException',
  plan: ({ exceptionId }, reader) => planFor(exceptionId, reader),
  handle: (work, { exceptionId, claimant, resolution: wire, reasonCode, seen }) => {
    const exception = exceptionOf(work, exceptionId);
    const resolution = ExceptionResolution.word(wire);
    if (resolution === 'unspecified') return refused({ code: 'RESOLUTION_UNKNOWN', kind: ErrorKind.INVALID_ARGUMENT, message: 'say how the exception ends' });
    return changedSince(seen, exceptionView(exception)) ?? resolveException(work, exception, { person: claimant, resolution, reasonCode }, respond);
  },
});
