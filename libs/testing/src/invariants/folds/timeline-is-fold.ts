import { sourceOf } from '@huiliu/messaging';
import type { SaidEvent } from '../bus/log';
import { groupBy } from '../databases/query';
import type { Invariant } from '../invariant';
import { handledOrder } from '../order/handled-order';
import type { HopFact, SubjectFacts } from '../subjects/subject-facts';

/** What intake has heard and said about a case is its timeline, line by line, in the order in which it was heard. */
export const timelineIsFold: Invariant = {
  name: 'the timeline of each case is what intake heard and said, in order',
  lookAtSubject: (facts, found) => {
    for (const difference of timelineDifferences(facts)) found.add(`${facts.subject}: ${difference}`);
  },
  check: async ({ pools: { intake } }, found) => {
    const { rows } = await intake.query<{ case_id: string; lines: number }>('SELECT case_id, count(*)::int AS lines FROM timeline_entry WHERE NOT EXISTS (SELECT 1 FROM intake_case WHERE intake_case.case_id = timeline_entry.case_id) GROUP BY case_id LIMIT 20');
    for (const { case_id, lines } of rows) found.add(`there are ${lines} lines of a timeline of case ${case_id}, which is not there`);
  },
};

export function timelineDifferences({ isCase, subject, said, hops, timeline }: Pick<SubjectFacts, 'isCase' | 'subject' | 'said' | 'hops' | 'timeline'>): string[] {
  if (!isCase) return [];
  const heard = new Map(hops.intake.filter(({ source }) => source !== 'command' && source !== 'timer').map((hop) => [hop.id, hop]));
  const own = new Map(said.filter(({ source }) => source === sourceOf('intake')).map((event) => [event.id, event]));
  const kept = groupBy(timeline, ({ eventId }) => eventId);
  const twice = [...kept].flatMap(([eventId, lines]) => (lines.length > 1 ? [`the timeline tells of ${eventId} ${lines.length} times`] : []));
  const missing = [...heard.keys(), ...own.keys()].filter((id) => !kept.has(id)).map((id) => `the timeline does not tell of ${id}`);
  const differing = timeline.flatMap((line) => {
    const hop = heard.get(line.eventId);
    const event = own.get(line.eventId);
    if (!hop && !event) return [`the timeline tells of ${line.eventId}, which intake neither heard nor said`];
    return differ(line.eventId, line, hop ? ofHop(hop) : ofSaid(event as SaidEvent, hops.intake));
  });
  const faults = [...missing, ...twice, ...differing];
  return [...faults, ...(faults.length === 0 ? outOfOrder(subject, timeline, hops.intake) : [])];
}

type Line = Pick<SubjectFacts['timeline'][number], 'type' | 'source' | 'causeId' | 'traceId' | 'spanId'>;

const ofHop = ({ type, source, causeId, traceId, spanId }: HopFact): Line => ({ type, source, causeId, traceId, spanId });

/** What was said belongs to the hop in which it was said. */
function ofSaid({ type, source, causeId }: SaidEvent, hops: readonly HopFact[]): Line {
  const hop = hops.find(({ id }) => id === causeId);
  return { type, source, causeId: causeId ?? null, traceId: hop?.traceId ?? '', spanId: hop?.spanId ?? '' };
}

const differ = (eventId: string, line: Line, wanted: Line): string[] =>
  (Object.keys(wanted) as (keyof Line)[]).flatMap((field) => (line[field] === wanted[field] ? [] : [`${field} of ${eventId} is ${line[field] ?? 'none'} in the timeline, ${wanted[field] ?? 'none'} in fact`]));

/** A line stands where the hop stands that it tells of, or in which it was said. */
function outOfOrder(subject: string, timeline: SubjectFacts['timeline'], hops: readonly HopFact[]): string[] {
  const place = new Map(handledOrder(subject, hops).order.map(({ id }, index) => [id, index]));
  const faults: string[] = [];
  let last = -1;
  for (const { eventId, causeId } of timeline) {
    const at = place.get(eventId) ?? place.get(causeId ?? '');
    if (at === undefined) continue;
    if (at < last) faults.push(`the timeline tells of ${eventId} after what was handled later`);
    last = Math.max(last, at);
  }
  return faults;
}
