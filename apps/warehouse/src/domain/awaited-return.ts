import type { Arrival } from './arrival';

/** By what a parcel without a number of ours may be known as a case's: kept by the case number, which is what customers write on it. */
export interface AwaitedReturn {
  readonly caseId: string;
  readonly orderId: string;
  readonly trackingNumber: string;
  readonly skus: readonly string[];
}

export const awaitedReturnOf = ({ ref, trackingNumber, lines }: Pick<Arrival, 'ref' | 'trackingNumber' | 'lines'>): AwaitedReturn => ({ caseId: ref.caseId, orderId: ref.orderId, trackingNumber, skus: [...new Set(lines.map(({ sku }) => sku))] });
