import { AsyncLocalStorage } from 'node:async_hooks';
import { annotate, Attribute, type Principal, type Span } from '@huiliu/platform';
import type { FastifyRequest } from 'fastify';

/** What is known of a request while it is answered. */
export interface RequestState {
  readonly span: Span;
  readonly startedAtMs: number;
  caseId?: string;
  principal?: Principal;
  /** Gives the request's place to the next. */
  release?: () => void;
  /** Its handler was called: there will be an answer, whoever is still there to take it. */
  begun?: boolean;
  /** Its body did not come in time, and its connection was ended. */
  late?: boolean;
  /** It has its line in the log. */
  finished?: boolean;
  /** Stable code of the problem that it was answered with. */
  problemCode?: string;
}

// Not a decoration of Fastify's: its types would have to be changed for everybody.
const states = new WeakMap<FastifyRequest, RequestState>();
const current = new AsyncLocalStorage<RequestState>();

export const remember = (request: FastifyRequest, state: RequestState): void => void states.set(request, state);

/** Undefined for requests that were refused before any hook ran, as for a malformed URL. */
export const stateOf = (request: FastifyRequest): RequestState | undefined => states.get(request);

export const inRequest = <T>(state: RequestState, run: () => T): T => current.run(state, run);

/** Says which case the request is about, once that is known: its span and its line in the log carry it. */
export function noteCase(caseId: string): void {
  const state = current.getStore();
  if (!state) return;
  state.caseId = caseId;
  annotate(state.span, { [Attribute.caseId]: caseId });
}
