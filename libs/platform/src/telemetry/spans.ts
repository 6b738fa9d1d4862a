import type { Attributes, Context, Link, Span, Tracer } from '@opentelemetry/api';
import { context, ROOT_CONTEXT, SpanKind, SpanStatusCode, trace, TraceFlags } from '@opentelemetry/api';
import { errorCode, isError } from '../errors/error-code';
import { HuiliuError } from '../errors/huiliu-error';
import { SpanIds } from './span-ids';
import { contextWithCase } from './case-context';
import type { SpanAttributes, SpanTitle } from './semantics';
import { Attribute } from './semantics';
import { remoteContext } from './traceparent';

export type { Span } from '@opentelemetry/api';

export type SpanRole = 'internal' | 'server' | 'client' | 'producer' | 'consumer';

export interface SpanOptions {
  readonly role?: SpanRole;
  /** The span it belongs to: a traceparent from elsewhere. The active span when left out. */
  readonly parent?: string | undefined;
  /** Traceparents of spans that it has to do with but does not belong to. */
  readonly links?: readonly (string | undefined)[];
  /** When it began, if that was earlier: milliseconds since 1970. */
  readonly startedAtMs?: number;
}

const kinds: Readonly<Record<SpanRole, SpanKind>> = {
  internal: SpanKind.INTERNAL,
  server: SpanKind.SERVER,
  client: SpanKind.CLIENT,
  producer: SpanKind.PRODUCER,
  consumer: SpanKind.CONSUMER,
};

const spanIds = new SpanIds();

// Kept here because asking the global API for it costs as much as half a span.
let current: Tracer | undefined;
export const useTracer = (tracer: Tracer | undefined): void => {
  current = tracer;
};
const tracer = (): Tracer => current ?? trace.getTracer('huiliu');

/** A span under the active one, or under `options.parent`. Not made active: use `inSpan`. Must be ended by `finish` or `span.end()`. */
export function startSpan(title: SpanTitle, attributes: SpanAttributes, options: SpanOptions = {}): Span {
  const parent = remoteContext(options.parent);
  return start(title, attributes, options, parent ? trace.setSpanContext(context.active(), parent) : context.active());
}

/** A span for one event, in the trace that the event came with; without one it begins a trace. Whatever is active (the batch) is not its parent. */
export function startConsumerSpan(traceparent: string | undefined, title: SpanTitle, attributes: SpanAttributes, links?: readonly (string | undefined)[]): Span {
  const parent = remoteContext(traceparent);
  return start(title, attributes, { role: 'consumer', ...(links && { links }) }, parent ? trace.setSpanContext(ROOT_CONTEXT, parent) : ROOT_CONTEXT);
}

/**
 * A span in a trace that was decided not to be recorded: it has ids, for the chain of causes, and costs nothing else. What the sampler of this process
 * would say is known, as it follows its parent.
 */
export const unrecordedSpan = (traceId: string): Span => trace.wrapSpanContext({ traceId, spanId: spanIds.next(), traceFlags: TraceFlags.NONE });

/** Begins a new trace linked to the last one: after a person or a clock came in between. */
export function newLinkedRoot(title: SpanTitle, link: string | undefined, attributes: SpanAttributes, role: SpanRole = 'internal'): Span {
  return start(title, attributes, { role, links: [link] }, ROOT_CONTEXT);
}

/** Runs `fn` with the span active, so that spans and logs inside, also after awaits, belong to it. Does not end it. */
export const inSpan = <T>(span: Span, fn: () => T, caseId?: string): T => {
  const withSpan = trace.setSpan(context.active(), span);
  return context.with(caseId === undefined ? withSpan : contextWithCase(withSpan, caseId), fn);
};

/** Runs `fn` inside a span of its own and ends it; a throw marks it as failed, by code alone. */
export async function withSpan<T>(title: SpanTitle, attributes: SpanAttributes, fn: (span: Span) => T | Promise<T>, options?: SpanOptions): Promise<T> {
  const span = startSpan(title, attributes, options);
  const caseId = attributes[Attribute.caseId];
  try {
    return await inSpan(span, () => fn(span), typeof caseId === 'string' ? caseId : undefined);
  } catch (error) {
    markFailed(span, error);
    throw error;
  } finally {
    span.end();
  }
}

/** Marks the span as failed. Only the code goes in: messages and stacks can hold what people wrote. */
export function markFailed(span: Span, error: unknown): void {
  if (!span.isRecording()) return;
  span.setAttribute(Attribute.errorCode, codeOf(error));
  if (error instanceof HuiliuError && error.errorId !== undefined) span.setAttribute(Attribute.errorId, error.errorId);
  span.setStatus({ code: SpanStatusCode.ERROR });
}

/** Adds attributes of the registry. */
export function annotate(span: Span, attributes: SpanAttributes): void {
  if (span.isRecording()) span.setAttributes(attributes as Attributes);
}

/** Ends a span with its outcome. */
export function finish(span: Span, outcome: string): void {
  annotate(span, { [Attribute.outcome]: outcome });
  span.end();
}

function start(title: SpanTitle, attributes: SpanAttributes, options: SpanOptions, parent: Context): Span {
  const links: Link[] = [];
  for (const link of options.links ?? []) {
    const linked = remoteContext(link);
    if (linked) links.push({ context: linked });
  }
  // What follows a decision not to record needs no attributes: checking them is a third of such a span's cost.
  const before = trace.getSpanContext(parent);
  const recorded = before === undefined || (before.traceFlags & TraceFlags.SAMPLED) !== 0;
  return tracer().startSpan(
    title,
    {
      kind: kinds[options.role ?? 'internal'],
      ...(recorded && { attributes: attributes as Attributes }),
      ...(links.length > 0 && { links }),
      ...(options.startedAtMs !== undefined && { startTime: options.startedAtMs }),
    },
    parent,
  );
}

const codeOf = (error: unknown): string => errorCode(error) ?? (isError(error) ? error.name : typeof error);
