import type { Mutation } from './model/installation';

/** Rules of the architecture's section 4, each taken away alone. The simulation has to notice every one. */
export const mutations: Readonly<Record<string, Mutation>> = {
  'positions move by compare-and-set': { store: { positionWithoutCompare: true } },
  'the position moves in the transaction of its effects': { store: { positionOutsideTransaction: true } },
  'events leave in the transaction of what led to them': { store: { outboxOutsideTransaction: true } },
  'heads are locked before anything is read': { store: { noHeadLock: true } },
  'missing heads are inserted before they are locked': { store: { missingHeadsNotInserted: true } },
  'what was seen is known by its sequence': { store: { sequencesForgotten: true } },
  'what an instance remembers of a case counts only while its head is unchanged': { store: { stampsUnchanged: true } },
  'events from outside are noted by source and id': { store: { receivedNotNoted: true } },
  'the idempotency key is inserted first': { store: { keyNotInsertedFirst: true } },
  'rows shared between cases are locked, or checked by version': { store: { sharedRowsUnguarded: true } },
  'the relay reads the difference of two snapshots, not on from an id': { store: { cursorOnId: true } },
  'the relay walks its window by id, not by transaction': { store: { orderByTransaction: true } },
  'a slot of the outbox is cleared under a lock that waits for writers': { store: { slotDroppedWithoutLock: true } },
  'the answer to a publish is checked': { answersUnchecked: true },
};
