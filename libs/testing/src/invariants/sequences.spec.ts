import { departments, type Department } from '@huiliu/contracts';
import type { SaidEvent } from './bus/log';
import type { DepartmentLeftovers } from './databases/leftovers';
import { Findings } from './findings';
import { sequencesWithoutGaps } from './sequences';
import type { HeadFact, SubjectFacts } from './subjects/subject-facts';

const source = 'urn:huiliu:review';

const said = (sequence: number, epoch = 1): SaidEvent => ({
  topic: 'huiliu.review.v1',
  id: `review/${epoch}/case:1/${sequence}`,
  type: 'huiliu.review.v1.CaseApproved',
  source,
  subject: 'case:1',
  sequence,
  epoch,
  time: '',
  causeId: undefined,
  traceparent: undefined,
});

const each = <T>(value: (department: Department) => T): Record<Department, T> => Object.fromEntries(departments.map((department) => [department, value(department)])) as Record<Department, T>;
const nothing: DepartmentLeftovers = { waiting: [], parked: [], held: new Set(), subjects: new Set() };
const readers: readonly Department[] = ['intake', 'logistics', 'warehouse', 'refund'];

/** Review has said these; it has given out `out`, and whoever reads it has seen up to `seen`. */
function look(events: readonly SaidEvent[], { seen = [1, events.at(-1)?.sequence ?? 0] as [number, number], out = events.at(-1)?.sequence ?? 0, stuck = [] as readonly Department[] } = {}): number {
  const head = (department: Department): HeadFact => ({
    subject: 'case:1',
    outSequence: department === 'review' ? out : 0,
    blocked: false,
    awaited: false,
    lastHop: null,
    seen: readers.includes(department) ? { [source]: seen } : {},
  });
  const facts: SubjectFacts = {
    subject: 'case:1',
    isCase: true,
    said: events,
    hops: each(() => []),
    heads: each(head),
    leftovers: each((department) => (stuck.includes(department) ? { ...nothing, subjects: new Set(['case:1']) } : nothing)),
    timeline: [],
    spans: undefined,
  };
  const found = new Findings();
  sequencesWithoutGaps.lookAtSubject?.(facts, found);
  return found.count;
}

describe('sequences', () => {
  it('are sound when they count 1, 2, 3 and everybody has got as far', () => {
    expect(look([said(1), said(2), said(3)])).toBe(0);
  });

  it.each([
    ['one is missing', [said(1), said(3)]],
    ['the first is missing', [said(2)]],
    ['two came in the wrong order', [said(2), said(1)]],
    ['an old epoch comes after a new one', [said(1, 2), said(1, 1)]],
  ])('are not when %s', (_what, events) => {
    expect(look(events, { seen: [events.at(-1)?.epoch ?? 1, events.at(-1)?.sequence ?? 0] })).toBeGreaterThan(0);
  });

  it('may use numbers again under a higher epoch, but skip none', () => {
    expect(look([said(1), said(2), said(2, 2)], { seen: [2, 2] })).toBe(0);
    expect(look([said(1), said(2), said(4, 2)], { seen: [2, 4] })).toBe(1);
  });

  it('are not sound when a reader is behind or ahead, unless the case is stopped there', () => {
    expect(look([said(1), said(2)], { seen: [1, 1] })).toBe(readers.length);
    expect(look([said(1), said(2)], { seen: [1, 3] })).toBe(readers.length);
    expect(look([said(1), said(2)], { seen: [1, 1], stuck: readers })).toBe(0);
    expect(look([said(1), said(2)], { seen: [1, 3], stuck: readers })).toBe(readers.length);
  });

  it('are not sound when one was given out and never said', () => {
    expect(look([said(1)], { out: 2 })).toBe(1);
  });

  it('are not sound when somebody has seen what nobody said', () => {
    expect(look([], { seen: [1, 1] })).toBe(readers.length);
  });
});
