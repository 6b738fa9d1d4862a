import type { Aggregates, WorkBase } from '@huiliu/messaging';
import type { ReplacementShipment } from '../domain/replacement-shipment';
import type { ReturnShipment } from '../domain/return-shipment';

/** What a behaviour of this department reads and writes, within one transaction. All are kept by case id. */
export type LogisticsWork = WorkBase & {
  readonly shipments: Aggregates<ReturnShipment>;
  readonly replacements: Aggregates<ReplacementShipment>;
};

export const subjectOf = (caseId: string): string => `case:${caseId}`;

/** Set when a return is authorised, for the last instant to send it; cancelled when its parcel moves or is called off. */
export const sendByTimer = 'return-send-by';

/** Runs while a parcel is lost. */
export const writeOffTimer = 'write-off';

/** Runs while a parcel to the customer is lost. */
export const replacementWriteOffTimer = 'replacement-write-off';
