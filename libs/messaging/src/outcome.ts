import type { Refusal } from '@huiliu/platform';

/** What a handler says of one event, command or timer. Its writes are kept only with `done` and `ignored`. */
export type Outcome =
  | { readonly kind: 'done'; readonly response?: unknown }
  /** Rightly without effect, as a carrier's scan that came twice. */
  | { readonly kind: 'ignored'; readonly reason: string; readonly response?: unknown }
  /** What it needs comes from another topic and has not arrived; tried again after each event of `waitsFor`. */
  | { readonly kind: 'notYet'; readonly reason: string; readonly waitsFor?: string }
  /** Not allowed: a command gets the error; an event from inside is poison, one from outside a dead letter. */
  | { readonly kind: 'refused'; readonly refusal: Refusal };

export const done = (response?: unknown): Outcome => (response === undefined ? { kind: 'done' } : { kind: 'done', response });

export const ignored = (reason: string, response?: unknown): Outcome =>
  response === undefined ? { kind: 'ignored', reason } : { kind: 'ignored', reason, response };

/** `waitsFor` is the subject whose next event may bring what is missing; the event's own subject when left out. */
export const notYet = (reason: string, waitsFor?: string): Outcome =>
  waitsFor === undefined ? { kind: 'notYet', reason } : { kind: 'notYet', reason, waitsFor };

export const refused = (refusal: Refusal): Outcome => ({ kind: 'refused', refusal });
