import { nothingSeen, type Seen } from './sequence';

/** One per subject, nearly always a case: the lock and the counters of everything that happens to it in this department. */
export interface Head {
  readonly subject: string;
  /** Of the stored row: another one after every change. Undefined where that can't be told. */
  readonly stamp?: string | undefined;
  outSequence: number;
  /** An event of this subject is parked: everything stops here until it is replayed or discarded. */
  blocked: boolean;
  /** An event in `waiting` hopes for this subject's next event. */
  awaited: boolean;
  readonly seen: Map<string, Seen>;
  /** traceparent of the last hop: a new trace after a human wait is linked to it. */
  trace: string | undefined;
  lastHop: string | undefined;
  dirty: boolean;
}

export const seenOf = (head: Head, source: string): Seen => head.seen.get(source) ?? nothingSeen;

export function advance(head: Head, source: string, epoch: number, sequence: number): void {
  head.seen.set(source, { epoch, sequence });
  head.dirty = true;
}
