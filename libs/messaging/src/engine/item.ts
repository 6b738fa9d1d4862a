import type { Outcome } from '../outcome';
import type { WorkBase } from '../work';
import type { HopSpan } from './trace';

/** One event, command, timer or result to handle: what to lock and load for it, and what to do. */
export interface Item {
  /** The head it belongs to; its hop is filed there. */
  readonly subject: string;
  /** Further heads to lock, as that of an order it may wait for, or a SKU it says something about. */
  readonly heads: readonly string[];
  /** Ids of rows by table. */
  readonly rows: Readonly<Record<string, readonly string[] | undefined>>;
  /** It is about what came over other topics before it. Missing: it isn't, or says itself what it needs. */
  readonly waitsWhileReadingAgain?: boolean;
  /** Id of the event or command: the cause of everything said meanwhile. */
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly causeId: string | undefined;
  readonly saidAt: string | undefined;
  readonly traceparent: string | undefined;
  run(work: WorkBase, hop: HopSpan): Promise<Outcome> | Outcome;
}
