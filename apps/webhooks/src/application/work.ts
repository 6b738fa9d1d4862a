import type { Aggregates, Envelope, WorkBase } from '@huiliu/messaging';
import type { Lane } from '../domain/lane';

/** What this department's behaviours need of a transaction. */
export interface WebhooksWork extends WorkBase {
  /** By lane id. */
  readonly lanes: Aggregates<Lane>;
}

/** A call to a system's endpoint: which lane, which event. */
export interface Delivery {
  readonly laneId: string;
  readonly envelope: Envelope;
}

/** Calls are told apart by system, so that each system has its share of them. */
export const deliveryKind = (system: string): string => `deliver to ${system}`;
