import type { Aggregates, WorkBase } from '@huiliu/messaging';
import type { ReturnShipment } from '../domain/return-shipment';

/** What a behaviour of this department reads and writes, within one transaction. Shipments are kept by case id. */
export type LogisticsWork = WorkBase & { readonly shipments: Aggregates<ReturnShipment> };

export const subjectOf = (caseId: string): string => `case:${caseId}`;
