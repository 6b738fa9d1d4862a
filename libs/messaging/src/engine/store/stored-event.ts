import type { Envelope } from '../../envelope';

/** An event that waits or is parked: kept whole, so that it can be handled later without the log. */
export interface StoredEvent {
  readonly envelope: Envelope;
  readonly topic: string;
  /** The head it belongs to. */
  readonly subject: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since: Date;
}

export interface WaitingEvent extends StoredEvent {
  /** Undefined until it is stored. */
  readonly id: string | undefined;
  readonly waitsFor: string;
}

export interface ParkedEvent extends StoredEvent {
  readonly position: string;
}
