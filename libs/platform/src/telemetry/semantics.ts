/**
 * The registry of span names and attributes: what is not here does not compile.
 * No personal data in any of them: ids, codes, types and numbers only.
 */
export const SpanName = {
  /** A request at the gateway. */
  http: 'http',
  /** A gRPC call, seen from the caller. */
  call: 'call',
  /** A gRPC call, seen from the department. */
  serve: 'serve',
  /** A command decided, whichever way it came in. */
  command: 'command',
  /** One event handled, in the trace that it came with. */
  process: 'process',
  /** The database work of a whole batch, linked to the events in it. */
  batch: 'batch',
  /** Rows of the outbox put on the bus. */
  publish: 'publish',
  /** A clock that ran out. */
  timer: 'timer',
  /** A call to a system outside: payment provider, carrier, notification. */
  outside: 'outside',
  /** Parked events handled again. */
  replay: 'replay',
} as const;
export type SpanName = (typeof SpanName)[keyof typeof SpanName];

/** A name, or a name and what it is about in few words of a closed set: `process RefundSettled`. Never an id. */
export type SpanTitle = SpanName | `${SpanName} ${string}`;

export const Attribute = {
  caseId: 'case.id',
  department: 'department',
  subject: 'subject',
  eventType: 'event.type',
  eventId: 'event.id',
  eventSource: 'event.source',
  eventSequence: 'event.sequence',
  /** Id of the event, command or timer that led to this. */
  causeId: 'cause.id',
  /** done, ignored, notYet, refused, duplicate, parked … */
  outcome: 'outcome',
  /** Stable code of the error or refusal. */
  errorCode: 'error.code',
  errorId: 'error.id',
  operation: 'command.operation',
  /** Whether the kept answer of an earlier request with the same idempotency key was given. */
  replayed: 'command.replayed',
  timerKind: 'timer.kind',
  /** Which outside system. */
  outsideSystem: 'outside.system',
  attempt: 'attempt',
  messagingSystem: 'messaging.system',
  topic: 'messaging.destination.name',
  partition: 'messaging.destination.partition.id',
  offset: 'messaging.offset',
  group: 'messaging.consumer.group.name',
  messageCount: 'messaging.batch.message_count',
  caseCount: 'batch.case_count',
  rpcService: 'rpc.service',
  rpcMethod: 'rpc.method',
  rpcStatus: 'rpc.grpc.status_code',
  httpMethod: 'http.request.method',
  /** The route with its placeholders, never the path itself. */
  httpRoute: 'http.route',
  httpStatus: 'http.response.status_code',
} as const;
export type Attribute = (typeof Attribute)[keyof typeof Attribute];

export type SpanAttributes = { readonly [K in Attribute]?: string | number | boolean | undefined };
