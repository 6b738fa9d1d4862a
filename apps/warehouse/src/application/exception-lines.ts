import type { ExceptionLine } from '@huiliu/contracts';
import type { WarehouseException } from '../domain/exception';

/** Which units an exception is about, whatever state they are in. */
export function exceptionLines({ units }: WarehouseException): ExceptionLine[] {
  const lines = new Map<string, ExceptionLine>();
  for (const { caseLineId, sku, quantity } of units) {
    const key = JSON.stringify([caseLineId, sku]);
    lines.set(key, { caseLineId, sku, quantity: quantity + (lines.get(key)?.quantity ?? 0) });
  }
  return [...lines.values()];
}
