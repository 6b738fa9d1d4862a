import type { OutgoingMessage } from '../bus/bus';

/** One or several events for one topic. In id order they are, for each subject, in the order of its sequences: both are taken under the head's lock. */
export interface StoredOutboxRow {
  readonly outboxId: number;
  readonly topic: string;
  readonly messages: readonly OutgoingMessage[];
}

/** Where the relay stands within its window. `target` is undefined between windows. */
export interface RelayPlace {
  /** Every row visible in this snapshot is on the bus (S1). */
  readonly published: string;
  /** End of the window being published (S2). */
  readonly target: string | undefined;
  readonly lastId: number;
}

export interface RelayState extends RelayPlace {
  readonly leaseEpoch: number;
}

/** A page, and the end of the window that it belongs to. */
export interface Page {
  readonly target: string;
  readonly rows: readonly StoredOutboxRow[];
}

/** Another relay has the lease: this one must not publish any more. */
export class LeaseLostError extends Error {}

/** What the relay needs of the department's store. */
export interface RelayStore {
  /** Takes the lease if it is free; undefined when another instance has it. */
  acquireLease(holder: string, leaseMs: number): Promise<RelayState | undefined>;
  releaseLease(leaseEpoch: number): Promise<void>;
  /** The next page of the window; without a target the window ends now. */
  readPage(place: RelayPlace, limit: number): Promise<Page>;
  /** Stores (S1, S2, last id) by compare-and-set on the lease's epoch, and renews the lease. Throws LeaseLostError. */
  storeState(leaseEpoch: number, place: RelayPlace, leaseMs: number): Promise<void>;
  /** Rotates the outbox when its slot has `slotRows`, and clears slots that are out of use and wholly published. */
  maintain(slotRows: number, lockTimeoutMs: number): Promise<void>;
}
