/**
 * Rules of the store that a test can take away, one at a time, to see that the simulation notices: the architecture's section 4 says that each
 * answers a way of losing events.
 */
export interface StoreMutation {
  /** A position is written without looking at what stands there. */
  readonly positionWithoutCompare?: true;
  /** A position counts at once, whatever becomes of the transaction. */
  readonly positionOutsideTransaction?: true;
  /** Heads are read, not locked. */
  readonly noHeadLock?: true;
  /** Only heads that are there are locked: `FOR UPDATE` without the insert before it. */
  readonly missingHeadsNotInserted?: true;
  /** Heads forget which sequences they have seen. */
  readonly sequencesForgotten?: true;
  /** A head that has changed looks as it did to those who knew it. */
  readonly stampsUnchanged?: true;
  /** Events from outside are all new. */
  readonly receivedNotNoted?: true;
  /** The key is only looked up at the start and written with its answer. */
  readonly keyNotInsertedFirst?: true;
  /** Rows shared between cases are neither locked nor checked. */
  readonly sharedRowsUnguarded?: true;
  /** The relay remembers the highest id that it has published. */
  readonly cursorOnId?: true;
  /** The relay walks its window by transaction, then id. */
  readonly orderByTransaction?: true;
  /** A slot that is out of use is dropped without a lock: rows of writers under way are not seen. */
  readonly slotDroppedWithoutLock?: true;
  /** Outbox rows count at once, whatever becomes of the transaction. */
  readonly outboxOutsideTransaction?: true;
}

export const soundStore: StoreMutation = {};
