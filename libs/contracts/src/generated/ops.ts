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
