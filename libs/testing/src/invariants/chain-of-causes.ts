import { departments, type Hop } from '@huiliu/contracts';
import { joinHops, sourceOf, type ChainHop, type TraceChain } from '@huiliu/messaging';
import type { SaidEvent } from './bus/log';
import type { Invariant } from './invariant';
import type { HopFact, SubjectFacts } from './subjects/subject-facts';

/** From the first hop of a case every other one is reached by cause, parent span or link; and what was said names the hop in which it was said. */
export const chainOfCauses: Invariant = {
  name: 'the chain of causes is complete from first to last hop',
  lookAtSubject: (facts, found) => {
    if (!facts.isCase) return;
    for (const gap of gapsOf(facts, chainOf(facts))) found.add(`${facts.subject}: ${gap}`);
  },
  check: async ({ pools, log }, found) => {
    // What is said about a SKU is caused by what happens to a case, so its cause is filed under another subject.
    const events = [...log.said.values()].flat().filter(({ subject }) => !subject.startsWith('case:'));
    for (const department of departments) {
      const said = events.filter(({ source }) => source === sourceOf(department));
      const causes = [...new Set(said.flatMap(({ causeId }) => causeId ?? []))];
      const { rows } = await pools[department].query<{ id: string }>('SELECT id FROM unnest($1::text[]) AS cause(id) WHERE EXISTS (SELECT 1 FROM hop WHERE hop.id = cause.id)', [causes]);
      const handled = new Set(rows.map(({ id }) => id));
      for (const { id, type, causeId } of said) if (causeId === undefined || !handled.has(causeId)) found.add(causeMissing(type, id, causeId, department));
    }
  },
};

const causeMissing = (type: string, id: string, causeId: string | undefined, department: string): string => `${type} (${id}) names ${causeId ?? 'no cause'}${causeId === undefined ? '' : `, which ${department} did not handle`}`;

/** Counts cases whose chain has no gap and whose every span can be looked up, where spans are kept. */
export class TraceTally {
  cases = 0;
  complete = 0;

  lookAtSubject(facts: SubjectFacts): void {
    if (!facts.isCase) return;
    this.cases++;
    const chain = chainOf(facts);
    if (gapsOf(facts, chain).length === 0 && spansAreThere(facts, chain)) this.complete++;
  }
}

const chains = new WeakMap<SubjectFacts, TraceChain>();

/** Asked for twice per case, joined once. */
function chainOf(facts: SubjectFacts): TraceChain {
  const known = chains.get(facts);
  if (known) return known;
  const chain = joinHops(departments.map((department) => ({ department, hops: facts.hops[department].map(wireHop) })));
  chains.set(facts, chain);
  return chain;
}

function gapsOf({ said, hops }: SubjectFacts, { hops: chain, missing }: TraceChain): string[] {
  if (chain.length === 0) return ['nobody has handled anything of it'];
  const nameOf = ({ department, type, id }: ChainHop): string => `${type} (${id}) in ${department}`;
  const inChain = missing.map(({ hop, message }) => `${chain[hop - 1] ? nameOf(chain[hop - 1] as ChainHop) : `hop ${hop}`}: ${message}`);
  const saidBy = said.flatMap((event) => {
    const department = departments.find((each) => sourceOf(each) === event.source);
    return department ? gapOfSaid(event, department, hops[department]) : [`${event.id} is said by ${event.source}, which is no department`];
  });
  return [...inChain, ...saidBy];
}

function gapOfSaid({ id, type, causeId, traceparent }: SaidEvent, department: string, hops: readonly HopFact[]): string[] {
  const cause = hops.find((hop) => hop.id === causeId);
  if (!cause) return [causeMissing(type, id, causeId, department)];
  const goesOn = traceparent?.includes(`-${cause.traceId}-${cause.spanId}-`) === true;
  return goesOn ? [] : [`${type} (${id}) does not carry the span of ${cause.id}, in which ${department} said it`];
}

/** The hops' own spans, and above those that began something what led to them from outside: a request, a call, the answer of another system. */
function spansAreThere({ spans }: SubjectFacts, { hops, roots }: TraceChain): boolean {
  if (!spans) return true;
  if (!hops.every(({ traceId, spanId }) => spans.find(traceId, spanId))) return false;
  return roots.every((number) => {
    const root = hops[number - 1];
    let parent = root?.parentSpanId;
    for (let depth = 0; root && parent && depth < ancestorLimit; depth++) {
      const span = spans.find(root.traceId, parent);
      if (!span) return false;
      // The caller's own span is the caller's to keep.
      if (span.name.startsWith('http ')) return true;
      parent = span.parentSpanId ?? undefined;
    }
    return true;
  });
}

const ancestorLimit = 1_000;

const wireHop = (hop: HopFact): Hop => ({
  ...hop,
  causeId: hop.causeId ?? '',
  parentSpanId: hop.parentSpanId ?? '',
  linkedTraceId: hop.linkedTraceId ?? '',
  linkedSpanId: hop.linkedSpanId ?? '',
  saidAt: hop.saidAt?.toISOString(),
  handledAt: hop.handledAt.toISOString(),
});
