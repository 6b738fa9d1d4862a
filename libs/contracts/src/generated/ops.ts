// Generated from proto/ by tools/generate; do not edit.

export interface ListWaitingRequest {
  readonly subject: string;
  readonly limit: number;
}

export interface WaitingEvent {
  readonly subject: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly sequence: string;
  readonly waitsFor: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since?: string | undefined;
}

export interface ListWaitingResponse {
  readonly events: readonly WaitingEvent[];
}

export interface ListParkedRequest {
  readonly subject: string;
  readonly limit: number;
}

export interface ParkedEvent {
  readonly subject: string;
  readonly position: string;
  readonly eventId: string;
  readonly type: string;
  readonly source: string;
  readonly sequence: string;
  readonly reason: string;
  readonly attempts: number;
  readonly since?: string | undefined;
}

export interface ListParkedResponse {
  readonly events: readonly ParkedEvent[];
}

export interface ReplayParkedRequest {
  readonly subject: string;
}

export interface ReplayParkedResponse {
  readonly replayed: number;
  /** Still parked, because one of them failed again. */
  readonly remaining: number;
  readonly reason: string;
}

export interface DiscardParkedRequest {
  readonly subject: string;
  readonly eventId: string;
  readonly discardedBy: string;
  readonly reason: string;
}

export interface DiscardParkedResponse {
  readonly remaining: number;
}

export interface ReplayManyParkedRequest {
  /** Of the event that stopped the subject, as huiliu.review.v1.CaseApproved; empty: any. */
  readonly type: string;
  /** Subjects at most; 0: as many as one call may take. */
  readonly limit: number;
}

export interface ReplayManyParkedResponse {
  readonly subjects: number;
  readonly replayed: number;
  /** Events of these subjects that are still parked. */
  readonly remaining: number;
  /** Subjects that go on now. */
  readonly unblocked: number;
}

export interface DiscardManyParkedRequest {
  readonly type: string;
  readonly limit: number;
  readonly discardedBy: string;
  readonly reason: string;
}

export interface DiscardManyParkedResponse {
  readonly discarded: number;
}

export interface LookAtSubjectRequest {
  readonly subject: string;
}

export interface Timer {
  readonly subject: string;
  /** Which deadline it is. */
  readonly kind: string;
  readonly dueAt?: string | undefined;
}

/** A call to an outside system that has not been answered for good. */
export interface OpenCall {
  readonly id: string;
  readonly kind: string;
  readonly attempts: number;
  readonly dueAt?: string | undefined;
}

export interface LookAtSubjectResponse {
  readonly department: string;
  /** False: this department has never heard of it. */
  readonly known: boolean;
  /** A parked event stops it here. */
  readonly blocked: boolean;
  readonly parked: readonly ParkedEvent[];
  /** Events of this subject that wait, for this or for another one. */
  readonly waiting: readonly WaitingEvent[];
  readonly timers: readonly Timer[];
  readonly calls: readonly OpenCall[];
  /** What happened to it last; missing when nothing has. */
  readonly last?: Hop | undefined;
}

export interface ListTimersRequest {
  /** Those that are due at this time or before; missing: all. */
  readonly dueBefore?: string | undefined;
  readonly limit: number;
}

export interface ListTimersResponse {
  readonly timers: readonly Timer[];
}

export interface ListHopsRequest {
  readonly subject: string;
}

export interface Hop {
  /** Id of the event, command or timer that was handled. */
  readonly id: string;
  readonly type: string;
  readonly source: string;
  readonly causeId: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string;
  /** Trace that this one follows, where a person or a timer came in between. */
  readonly linkedTraceId: string;
  readonly linkedSpanId: string;
  readonly saidAt?: string | undefined;
  readonly handledAt?: string | undefined;
  readonly durationMs: number;
  /** done, ignored, … */
  readonly outcome: string;
}

export interface ListHopsResponse {
  readonly department: string;
  readonly hops: readonly Hop[];
}

export interface ShowLagRequest {
}

export interface PartitionLag {
  readonly topic: string;
  readonly partition: number;
  readonly events: string;
}

export interface ShowLagResponse {
  /** On the bus and not handled yet. */
  readonly events: string;
  /** Over the last minute. */
  readonly consumedPerSecond: number;
  readonly arrivedPerSecond: number;
  /** More comes in than is handled: there is no time to expect, and catch_up_seconds is 0. */
  readonly fallingBehind: boolean;
  readonly catchUpSeconds: number;
  /** Those with events that are not handled yet. */
  readonly partitions: readonly PartitionLag[];
}
