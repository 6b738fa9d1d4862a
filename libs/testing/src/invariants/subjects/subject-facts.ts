import type { Department } from '@huiliu/contracts';
import type { SaidEvent } from '../bus/log';
import type { Leftovers } from '../databases/leftovers';

/** Something that a department has handled, as it keeps it. */
export interface HopFact {
  readonly subject: string;
  /** Of an inner event its id, of one from outside `source/id`. */
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly causeId: string | null;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly linkedTraceId: string | null;
  readonly linkedSpanId: string | null;
  /** Id of the one handled before it for the same subject; null: it was the first. */
  readonly follows: string | null;
  readonly saidAt: Date | null;
  readonly handledAt: Date;
  readonly durationMs: number;
  readonly outcome: string;
}

export interface HeadFact {
  readonly subject: string;
  readonly outSequence: number;
  readonly blocked: boolean;
  readonly awaited: boolean;
  /** Id of the last one handled; null: nothing was. */
  readonly lastHop: string | null;
  /** Source → epoch and sequence of the last event handled. */
  readonly seen: Readonly<Record<string, readonly [epoch: number, sequence: number]>>;
}

/** One line of a case's timeline, as intake keeps it. */
export interface TimelineFact {
  readonly caseId: string;
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly causeId: string | null;
  readonly traceId: string;
  readonly spanId: string;
}

export interface SpanFact {
  readonly parentSpanId: string | null;
  readonly name: string;
}

/** The local store of spans, as far as the traces of a subject go. */
export interface SpanLookup {
  find(traceId: string, spanId: string): SpanFact | undefined;
}

/** Everything that is known about one subject, by the bus and by every department. */
export interface SubjectFacts {
  readonly subject: string;
  /** Whether intake has a case of this id. */
  readonly isCase: boolean;
  readonly said: readonly SaidEvent[];
  readonly hops: Readonly<Record<Department, readonly HopFact[]>>;
  readonly heads: Readonly<Record<Department, HeadFact | undefined>>;
  /** Of a case, in its order. */
  readonly timeline: readonly TimelineFact[];
  readonly leftovers: Leftovers;
  /** Undefined: spans are kept elsewhere, or not at all. */
  readonly spans: SpanLookup | undefined;
}
