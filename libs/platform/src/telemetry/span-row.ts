import type { HrTime } from '@opentelemetry/api';
import { SpanKind, SpanStatusCode } from '@opentelemetry/api';
import type { ReadableSpan } from '@opentelemetry/sdk-trace';
import { Attribute } from './semantics';

/** One span as the local store keeps it. Times are microseconds: milliseconds would shuffle the order. */
export interface SpanRow {
  readonly traceId: string;
  readonly spanId: string;
  readonly parentSpanId: string | null;
  readonly service: string;
  readonly instance: string;
  readonly name: string;
  readonly kind: string;
  readonly startedUs: number;
  readonly durationUs: number;
  readonly status: string;
  readonly caseId: string | null;
  readonly attributes: string;
  readonly links: string;
}

const kindNames: Readonly<Record<SpanKind, string>> = {
  [SpanKind.INTERNAL]: 'internal',
  [SpanKind.SERVER]: 'server',
  [SpanKind.CLIENT]: 'client',
  [SpanKind.PRODUCER]: 'producer',
  [SpanKind.CONSUMER]: 'consumer',
};

const statusNames: Readonly<Record<SpanStatusCode, string>> = {
  [SpanStatusCode.UNSET]: 'unset',
  [SpanStatusCode.OK]: 'ok',
  [SpanStatusCode.ERROR]: 'error',
};

export function rowOf(span: ReadableSpan, service: string, instance: string): SpanRow {
  const { traceId, spanId } = span.spanContext();
  const caseId = span.attributes[Attribute.caseId];
  return {
    traceId,
    spanId,
    parentSpanId: span.parentSpanContext?.spanId ?? null,
    service,
    instance,
    name: clean(span.name),
    kind: kindNames[span.kind],
    startedUs: microseconds(span.startTime),
    durationUs: microseconds(span.duration),
    status: statusNames[span.status.code],
    caseId: typeof caseId === 'string' ? clean(caseId) : null,
    attributes: json(span.attributes),
    links: span.links.length === 0 ? '[]' : json(span.links.map(({ context }) => ({ traceId: context.traceId, spanId: context.spanId }))),
  };
}

const microseconds = ([seconds, nanoseconds]: HrTime): number => seconds * 1_000_000 + Math.round(nanoseconds / 1_000);

// Postgres can't store NUL in text, nor its escape in JSON that is read as text later.
const clean = (text: string): string => text.replaceAll('\0', '');
const json = (value: unknown): string => JSON.stringify(value).replaceAll('\\u0000', '');
