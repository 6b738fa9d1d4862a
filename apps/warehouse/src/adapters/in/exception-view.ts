import { ExceptionKind, ExceptionResolution, type ExceptionView } from '@huiliu/contracts';
import { tagged } from '@huiliu/messaging';
import { exceptionLines } from '../../application/exception-lines';
import { byDefaultOf, resolutionsFor, type WarehouseException } from '../../domain/exception';

export const exceptionView = (exception: WarehouseException): ExceptionView => {
  const { exceptionId, ref, kind, status, openedAt, dueAt, owner, claimedBy = '', end } = exception;
  return tagged({
    exceptionId,
    ref,
    kind: ExceptionKind.wire(kind),
    status,
    lines: exceptionLines(exception),
    openedAt,
    dueAt,
    byDefault: ExceptionResolution.wire(byDefaultOf(exception)),
    claimedBy,
    resolution: ExceptionResolution.wire(end?.resolution ?? 'unspecified'),
    owner,
    resolvedBy: end?.by ?? '',
    reasonCode: end?.reasonCode ?? '',
    resolutions: resolutionsFor(exception).map((each) => ExceptionResolution.wire(each)),
  });
};
