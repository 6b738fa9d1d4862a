import type { Invariant } from '../invariant';
import { explainedBy, type Explained } from './explained';

const explains = (name: string, breach: keyof Explained): Invariant => ({
  name,
  check: async (world, found) => found.take((await explainedBy(world))[breach]),
});

/** Commands, published events and the provider's answers that were answered or acknowledged: their effect is there, once, and is what was answered. */
export const answeredIsThere = explains('what was answered ok is there exactly once', 'answered');

/** A refusal says that nothing was done, so there is nothing: no hop, no event, no answer kept. */
export const refusedIsNot = explains('what was refused has left nothing', 'refused');

/** Nobody knows, so both are right: nothing at all, or all of it. */
export const unansweredIsWhole = explains('what nobody answered is there whole or not at all', 'unanswered');

/** Of those who keep a history, everything that is there was asked for. */
export const nothingUnasked = explains('nothing is there that nobody asked for', 'unasked');
