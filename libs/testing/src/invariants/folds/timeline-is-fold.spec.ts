import type { SaidEvent } from '../bus/log';
import type { HopFact, TimelineFact } from '../subjects/subject-facts';
import { timelineDifferences } from './timeline-is-fold';

const hop = (id: string, source: string, follows: string | null, causeId: string | null = null): HopFact => ({
  subject: 'case:1',
  id,
  type: `type of ${id}`,
  source,
  causeId,
  traceId: `trace of ${id}`,
  spanId: `span of ${id}`,
  parentSpanId: null,
  linkedTraceId: null,
  linkedSpanId: null,
  follows,
  saidAt: null,
  handledAt: new Date(0),
  durationMs: 0,
  outcome: 'done',
});
const said = (id: string, causeId: string): SaidEvent => ({ topic: 't', id, type: `type of ${id}`, source: 'urn:huiliu:intake', subject: 'case:1', sequence: 1, epoch: 1, time: '', causeId, traceparent: undefined });
const line = (eventId: string, within: string, source: string, causeId: string | null, position: number): TimelineFact => ({
  caseId: '1',
  position: String(position),
  eventId,
  type: `type of ${eventId}`,
  source,
  causeId,
  traceId: `trace of ${within}`,
  spanId: `span of ${within}`,
});

/** A request is heard and the case submitted; it is approved; a customer adds evidence by a command, which is no line itself. */
const hops = [hop('urn:crm/r1', 'urn:crm', null), hop('review/1', 'urn:huiliu:review', 'urn:crm/r1', 'intake/1'), hop('ann/intake.AddEvidence/k', 'command', 'review/1')];
const own = [said('intake/1', 'urn:crm/r1'), said('intake/2', 'ann/intake.AddEvidence/k')];
const timeline = [
  line('urn:crm/r1', 'urn:crm/r1', 'urn:crm', null, 1),
  line('intake/1', 'urn:crm/r1', 'urn:huiliu:intake', 'urn:crm/r1', 2),
  line('review/1', 'review/1', 'urn:huiliu:review', 'intake/1', 3),
  line('intake/2', 'ann/intake.AddEvidence/k', 'urn:huiliu:intake', 'ann/intake.AddEvidence/k', 4),
];
const differences = (lines: readonly TimelineFact[], isCase = true): string[] =>
  timelineDifferences({ isCase, subject: 'case:1', said: own, hops: { intake: hops, review: [], logistics: [], warehouse: [], refund: [], feedback: [] }, timeline: lines });

describe('a timeline', () => {
  it('tells what was heard and said, in order', () => {
    expect(differences(timeline)).toEqual([]);
  });

  it.each<[string, readonly TimelineFact[], RegExp]>([
    ['a line is missing', timeline.slice(1), /does not tell of urn:crm\/r1/],
    ['what was said is missing', timeline.slice(0, 3), /does not tell of intake\/2/],
    ['it tells of what never was', [...timeline, line('planted', 'x', 'x', null, 5)], /tells of planted, which intake neither heard nor said/],
    ['it tells a thing twice', [...timeline, timeline[3]!], /tells of intake\/2 2 times/],
    ['a cause is another', timeline.map((each, index) => (index === 2 ? { ...each, causeId: 'planted' } : each)), /causeId of review\/1 is planted in the timeline, intake\/1 in fact/],
    ['a span is another', timeline.map((each, index) => (index === 1 ? { ...each, spanId: 'planted' } : each)), /spanId of intake\/1/],
    ['the order is another', [timeline[2]!, timeline[0]!, timeline[1]!, timeline[3]!], /after what was handled later/],
  ])('is told when %s', (_what, lines, difference) => {
    expect(differences(lines)[0]).toMatch(difference);
  });

  it('is asked for of cases alone', () => {
    expect(differences([], false)).toEqual([]);
  });
});
