import type { Span, SpanContext } from '@opentelemetry/api';
import { isSpanContextValid, trace, TraceFlags } from '@opentelemetry/api';

export interface Traceparent {
  readonly traceId: string;
  readonly spanId: string;
  readonly sampled: boolean;
}

const pattern = /^([0-9a-f]{2})-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})(-.*)?$/;
const noTrace = '0'.repeat(32);
const noSpan = '0'.repeat(16);

/** Reads a W3C traceparent; undefined for what is none. Later versions of the format are read by what they share with this one. */
export function parseTraceparent(text: string | undefined): Traceparent | undefined {
  const match = text === undefined || text.length > 512 ? null : pattern.exec(text);
  if (!match) return undefined;
  const [, version, traceId, spanId, flags, more] = match;
  if (version === undefined || traceId === undefined || spanId === undefined || flags === undefined) return undefined;
  if (version === 'ff' || (version === '00' && more !== undefined) || traceId === noTrace || spanId === noSpan) return undefined;
  return { traceId, spanId, sampled: (Number.parseInt(flags, 16) & TraceFlags.SAMPLED) !== 0 };
}

export const formatTraceparent = ({ traceId, spanId, sampled }: Traceparent): string => `00-${traceId}-${spanId}-${sampled ? '01' : '00'}`;

/** To be stored with an outbox row or sent along; undefined when nothing traces. Also there for spans that are not sampled: the chain goes on. */
export function traceparentOf(span: Span | undefined): string | undefined {
  const context = span?.spanContext();
  if (!context || !isSpanContextValid(context)) return undefined;
  return formatTraceparent({ traceId: context.traceId, spanId: context.spanId, sampled: (context.traceFlags & TraceFlags.SAMPLED) !== 0 });
}

export const activeTraceparent = (): string | undefined => traceparentOf(trace.getActiveSpan());

/** The context of a span elsewhere, as a parent or for a link. */
export function remoteContext(traceparent: string | undefined): SpanContext | undefined {
  const parsed = parseTraceparent(traceparent);
  return parsed && { traceId: parsed.traceId, spanId: parsed.spanId, traceFlags: parsed.sampled ? TraceFlags.SAMPLED : TraceFlags.NONE, isRemote: true };
}
