import { randomBytes } from 'node:crypto';
import { isSpanContextValid, TraceFlags, type Span, type SpanContext } from '@opentelemetry/api';
import { Attribute, finish, inSpan as inPlatformSpan, parseTraceparent, startConsumerSpan, startSpan, type SpanTitle, unrecordedSpan } from '@huiliu/platform';
import type { Item } from './item';

/** Where one item's span stands in the case's trace; kept for good in its hop. */
export interface HopSpan {
  readonly span: Span;
  readonly subject: string;
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | undefined;
  readonly linkedTraceId: string | undefined;
  readonly linkedSpanId: string | undefined;
  readonly traceparent: string;
}

/**
 * Starts the span of one item: a child of what caused it; a new trace when nothing did. Where that is another trace than the case's last one
 * (a person or a clock came in between), the two are linked.
 */
export function startHop(item: Item, department: string, lastTrace: string | undefined): HopSpan {
  const parent = parseTraceparent(item.traceparent);
  const last = parseTraceparent(lastTrace);
  const linked = last && last.traceId !== parent?.traceId ? last : undefined;
  const span = parent?.sampled === false ? unrecordedSpan(parent.traceId) : recordedSpan(item, department, linked ? lastTrace : undefined);
  const own = usableContext(span.spanContext(), parent);
  return {
    span,
    subject: item.subject,
    traceId: own.traceId,
    spanId: own.spanId,
    parentSpanId: parent?.spanId,
    linkedTraceId: linked?.traceId,
    linkedSpanId: linked?.spanId,
    traceparent: `00-${own.traceId}-${own.spanId}-0${own.traceFlags & TraceFlags.SAMPLED}`,
  };
}

function recordedSpan(item: Item, department: string, link: string | undefined): Span {
  const attributes = { [Attribute.caseId]: caseIdOf(item.subject), [Attribute.subject]: item.subject, [Attribute.eventType]: item.type, [Attribute.eventId]: item.id, [Attribute.department]: department };
  return startConsumerSpan(item.traceparent, titleOf(item), attributes, link === undefined ? [] : [link]);
}

/** Logs written inside carry the span and the case. */
export const inHop = <T>(hop: HopSpan, run: () => T): T => inPlatformSpan(hop.span, run, caseIdOf(hop.subject));

/** Spans end when the transaction has committed: what was rolled back did not happen. */
export const endHop = (hop: HopSpan, outcome: string): void => finish(hop.span, outcome);

/** The span of one transaction's SQL, in a trace of its own, linked to the messages that it handles. */
export function startBatchSpan(parts: readonly { readonly topic: string; readonly partition: number }[], traceparents: readonly (string | undefined)[]): Span {
  const attributes = { [Attribute.topic]: parts.map(({ topic }) => topic).join(' '), [Attribute.partition]: parts.map(({ partition }) => partition).join(' '), [Attribute.messageCount]: traceparents.length };
  // Links to what is not recorded lead nowhere.
  const recorded = traceparents.filter((traceparent) => traceparent?.endsWith('01') === true);
  return startSpan('batch', attributes, { links: recorded.slice(0, linkLimit) });
}

const linkLimit = 128;

const caseIdOf = (subject: string): string | undefined => (subject.startsWith('case:') ? subject.slice('case:'.length) : undefined);

function titleOf({ source, type }: Item): SpanTitle {
  const name = type.slice(type.lastIndexOf('.') + 1);
  if (source === 'command') return `command ${name}`;
  if (source === 'timer') return `timer ${name}`;
  return source === 'intent' ? `outside ${name}` : `process ${name}`;
}

/** Without a tracing SDK the chain still needs ids: they are kept in the hops. */
function usableContext(own: SpanContext, parent: { readonly traceId: string; readonly spanId: string; readonly sampled: boolean } | undefined): SpanContext {
  const real = isSpanContextValid(own) && own.spanId !== parent?.spanId;
  return real ? own : { traceId: parent?.traceId ?? randomBytes(16).toString('hex'), spanId: randomBytes(8).toString('hex'), traceFlags: parent?.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE };
}
