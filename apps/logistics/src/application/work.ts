import type { Aggregates, WorkBase } from '@huiliu/messaging';
import type { ReturnShipment } from '../domain/return-shipment';

/** What a behaviour of this department reads and writes, within one transaction. Shipments are kept by case id. */
export type LogisticsWork = WorkBase & { readonly shipments: Aggregates<ReturnShipment> };

export const subjectOf = (caseId: string): string => `case:${caseId}`;

/** Set when a return is authorised, for the last instant to send it; cancelled when its parcel moves or is called off. */
export const sendByTimer = 'return-send-by';

/** Runs while a parcel is lost. */
export const writeOffTimer = 'write-off';
