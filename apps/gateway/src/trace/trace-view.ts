import type { ChainHop } from '@huiliu/messaging';
import type { FoundCase } from '../cases/find-case';
import { orNull } from '../http/words';
import type { CaseTrace } from './read-trace';

/** The chain of a case as JSON. Hops are numbered from 1 in causal order; edges and gaps refer to the numbers. Times of spans are in microseconds. */
export function traceJson({ ref }: FoundCase, trace: CaseTrace) {
  const times = trace.hops.flatMap(({ handledAt }) => (handledAt === undefined ? [] : [Date.parse(handledAt)])).sort((a, b) => a - b);
  const [first, last] = [times[0], times.at(-1)];
  return {
    caseNumber: ref.caseNumber,
    caseId: ref.caseId,
    complete: trace.complete,
    startedAt: first === undefined ? null : new Date(first).toISOString(),
    endedAt: last === undefined ? null : new Date(last).toISOString(),
    durationMs: first === undefined || last === undefined ? null : last - first,
    traceIds: trace.traceIds,
    roots: trace.roots,
    hops: trace.hops.map(hopJson),
    edges: trace.edges,
    missing: trace.missing,
    unavailable: trace.unavailable,
    spans: trace.spans ?? null,
  };
}

const hopJson = (hop: ChainHop) => ({
  number: hop.number,
  department: hop.department,
  kind: hop.kind,
  type: hop.type,
  outcome: hop.outcome,
  handledAt: hop.handledAt ?? null,
  saidAt: hop.saidAt ?? null,
  waitMs: hop.waitMs ?? null,
  durationMs: hop.durationMs,
  id: hop.id,
  source: hop.source,
  causeId: orNull(hop.causeId),
  traceId: hop.traceId,
  spanId: hop.spanId,
  parentSpanId: orNull(hop.parentSpanId),
  link: hop.linkedTraceId === '' ? null : { traceId: hop.linkedTraceId, spanId: hop.linkedSpanId },
});
