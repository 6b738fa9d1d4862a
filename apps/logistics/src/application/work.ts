import type { Aggregates, WorkBase } from '@huiliu/messaging';
import type { OutboundOrder } from '../domain/outbound-order';
import type { OutboundRecall } from '../domain/outbound-recall';
import type { ReplacementShipment } from '../domain/replacement-shipment';
import type { ReturnShipment } from '../domain/return-shipment';

/** What a behaviour of this department reads and writes, within one transaction. What has left is kept by order id, all else by case id. */
export type LogisticsWork = WorkBase & {
  readonly shipments: Aggregates<ReturnShipment>;
  readonly replacements: Aggregates<ReplacementShipment>;
  readonly recalls: Aggregates<OutboundRecall>;
  /** Written under the order's head. */
  readonly outbound: Aggregates<OutboundOrder>;
};

export const subjectOf = (caseId: string): string => `case:${caseId}`;

export const subjectOfOrder = (orderId: string): string => `order:${orderId}`;

/** Set when a return is authorised, for the last instant to send it; cancelled when its parcel moves or is called off. */
export const sendByTimer = 'return-send-by';

/** Set at once for a case whose goods come in the parcel of another one, when something has become of that. */
export const sharedTimer = 'shared-parcel';

/** Runs while somebody is asked to agree to a cancellation. */
export const agreementTimer = 'cancellation-agreement';
/** Runs while a parcel of a return is under way. */
export const reportTimer = 'parcel-report';

/** Runs while what is sent to the customer is with the WMS, or under way. */
export const replacementReportTimer = 'replacement-report';

/** Runs while a parcel is lost. */
export const writeOffTimer = 'write-off';

/** Runs while a parcel to the customer is lost. */
export const replacementWriteOffTimer = 'replacement-write-off';

/** Runs while the WMS has not answered whether goods could be stopped. */
export const stopAnswerTimer = 'stop-answer';

/** Runs while a parcel is to come back; begins again when it moves. */
export const recallReportTimer = 'recall-report';

/** Set at once when the customer has signed for a parcel that was to come back: what has left of an order is written under the order's head. */
export const parcelSignedTimer = 'parcel-signed';

/** Runs while a parcel that was to come back is lost. */
export const recallWriteOffTimer = 'recall-write-off';
