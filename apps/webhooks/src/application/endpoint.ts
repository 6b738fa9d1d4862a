import type { Answer } from '../domain/lane';

/** Where a system takes its events. */
export interface Endpoint {
  /** Never throws: what can't be said is a failed try. */
  deliver(event: { readonly id: string; readonly body: string }, signal: AbortSignal): Promise<Answer>;
}
