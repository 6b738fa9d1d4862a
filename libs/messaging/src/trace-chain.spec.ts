import fc from 'fast-check';
import type { Hop } from '@huiliu/contracts';
import { joinHops, type DepartmentHops, type TraceChain } from './trace-chain';

const trace = (digit: number): string => String(digit).repeat(32);
const at = (second: number): string => new Date(Date.UTC(2026, 10, 5, 8, 0, second)).toISOString();

const hop = (part: Partial<Hop> & Pick<Hop, 'id' | 'source' | 'spanId'>): Hop => ({
  type: 'huiliu.x.v1.Something',
  causeId: '',
  traceId: trace(1),
  parentSpanId: '',
  linkedTraceId: '',
  linkedSpanId: '',
  saidAt: undefined,
  handledAt: at(0),
  durationMs: 1,
  outcome: 'done',
  ...part,
});

/** Applied for at the gateway, opened as a task, claimed by a person a second later, decided, heard by two departments. */
const intake: DepartmentHops = {
  department: 'intake',
  hops: [
    hop({ id: 'u/intake.SubmitCase/k', source: 'command', spanId: 'a', parentSpanId: 'gateway', handledAt: at(1) }),
    hop({ id: 'review/1/case:1/2', source: 'urn:huiliu:review', spanId: 'd', traceId: trace(2), causeId: 'r/review.Decide/k', parentSpanId: 'c', linkedTraceId: trace(1), linkedSpanId: 'a', saidAt: at(5), handledAt: at(6) }),
  ],
};
const review: DepartmentHops = {
  department: 'review',
  hops: [
    hop({ id: 'intake/1/case:1/1', source: 'urn:huiliu:intake', spanId: 'b', causeId: 'u/intake.SubmitCase/k', parentSpanId: 'a', saidAt: at(1), handledAt: at(3) }),
    hop({ id: 'r/review.Decide/k', source: 'command', spanId: 'c', traceId: trace(2), parentSpanId: 'gateway2', linkedTraceId: trace(1), linkedSpanId: 'b', handledAt: at(5) }),
  ],
};
const refund: DepartmentHops = {
  department: 'refund',
  hops: [
    hop({ id: 'review/1/case:1/2', source: 'urn:huiliu:review', spanId: 'e', traceId: trace(2), causeId: 'r/review.Decide/k', parentSpanId: 'c', saidAt: at(5), handledAt: at(7) }),
    hop({ id: 'leg-1#1', source: 'intent', spanId: 'f', traceId: trace(2), causeId: 'review/1/case:1/2', parentSpanId: 'e', handledAt: at(9) }),
  ],
};

const names = (chain: TraceChain): string[] => chain.hops.map(({ department, id }) => `${department} ${id}`);
const gaps = (chain: TraceChain): string[] => chain.missing.map(({ hop: number, reason }) => `${chain.hops[number - 1]?.spanId} ${reason}`);
const without = (department: DepartmentHops, id: string): DepartmentHops => ({ ...department, hops: department.hops.filter((each) => each.id !== id) });
const changed = (department: DepartmentHops, id: string, part: Partial<Hop>): DepartmentHops => ({ ...department, hops: department.hops.map((each) => (each.id === id ? { ...each, ...part } : each)) });

describe('the chain of a case', () => {
  it('has every hop after what led to it, with edges by cause, parent span and link', () => {
    const chain = joinHops([refund, intake, review]);
    expect(names(chain)).toEqual([
      'intake u/intake.SubmitCase/k',
      'review intake/1/case:1/1',
      'review r/review.Decide/k',
      'intake review/1/case:1/2',
      'refund review/1/case:1/2',
      'refund leg-1#1',
    ]);
    expect(chain.edges).toEqual([
      { from: 1, to: 2, kinds: ['cause', 'parent_span'] },
      { from: 2, to: 3, kinds: ['link'] },
      { from: 1, to: 4, kinds: ['link'] },
      { from: 3, to: 4, kinds: ['cause', 'parent_span'] },
      { from: 3, to: 5, kinds: ['cause', 'parent_span'] },
      { from: 5, to: 6, kinds: ['cause', 'parent_span'] },
    ]);
    expect(chain.roots).toEqual([1, 3]);
    expect(chain.traceIds).toEqual([trace(1), trace(2)]);
    expect(chain.hops.map(({ kind }) => kind)).toEqual(['command', 'event', 'command', 'event', 'event', 'intent']);
    expect(chain).toMatchObject({ complete: true, missing: [] });
  });

  it('says how long each event waited, and how long an outside call took; nothing for what comes from outside with business time', () => {
    const crm = hop({ id: 'urn:huiliu:sandbox:crm/request-1', source: 'urn:huiliu:sandbox:crm', spanId: 'z', linkedTraceId: trace(1), saidAt: '2010-12-01T08:26:00Z', handledAt: at(20) });
    const chain = joinHops([intake, review, { department: 'refund', hops: [...refund.hops, crm] }]);
    expect(chain.hops.map(({ waitMs }) => waitMs)).toEqual([undefined, 2000, undefined, 1000, 2000, 2000, undefined]);
    expect(chain.hops.at(-1)?.kind).toBe('outside');
  });

  it('puts causes first even where clocks disagree', () => {
    const ahead = changed(intake, 'u/intake.SubmitCase/k', { handledAt: at(50) });
    expect(names(joinHops([ahead, review, refund]))[0]).toBe('intake u/intake.SubmitCase/k');
  });

  it('is not complete when a hop in the middle is lost', () => {
    expect(gaps(joinHops([intake, without(review, 'r/review.Decide/k'), refund]))).toEqual(['d CAUSE_NOT_FOUND', 'e CAUSE_NOT_FOUND']);
    expect(gaps(joinHops([intake, review, without(refund, 'review/1/case:1/2')]))).toEqual(['f CAUSE_NOT_FOUND']);
    expect(gaps(joinHops([review, refund]))).toContain('b CAUSE_NOT_FOUND');
  });

  it('takes as a cause only what happened in the department that said the event', () => {
    const elsewhere: DepartmentHops = { department: 'logistics', hops: review.hops.filter(({ source }) => source === 'command') };
    expect(gaps(joinHops([intake, without(review, 'r/review.Decide/k'), elsewhere]))).toContain('d CAUSE_NOT_FOUND');
  });

  it.each([
    ['a cause that is not named', { causeId: '' }, 'b CAUSE_NOT_NAMED'],
    ['a span that hangs elsewhere', { parentSpanId: 'nowhere' }, 'b SPAN_NOT_CONNECTED'],
  ])('is not complete with %s', (_name, part, gap) => {
    expect(gaps(joinHops([intake, changed(review, 'intake/1/case:1/1', part), refund]))).toEqual([gap]);
  });

  it('is not complete when a person’s act is linked to nothing before it', () => {
    const cut = changed(review, 'r/review.Decide/k', { linkedTraceId: '', linkedSpanId: '' });
    const chain = joinHops([changed(intake, 'review/1/case:1/2', { linkedTraceId: '', linkedSpanId: '' }), cut, refund]);
    expect(gaps(chain)).toEqual(['c TRACE_NOT_LINKED', 'd TRACE_NOT_LINKED', 'e TRACE_NOT_LINKED', 'f TRACE_NOT_LINKED']);
    expect(chain.complete).toBe(false);
  });

  it('is complete where an act is linked to the trace before it, though not to a hop that is kept', () => {
    const known = { linkedTraceId: trace(1), linkedSpanId: 'not-kept' };
    const cut = changed(intake, 'review/1/case:1/2', { linkedTraceId: '', linkedSpanId: '' });
    const chain = joinHops([cut, changed(review, 'r/review.Decide/k', known), refund]);
    expect(chain.edges.flatMap(({ kinds }) => kinds)).not.toContain('link');
    expect(chain).toMatchObject({ complete: true, missing: [] });
  });

  it('has what happened at one instant by department, and then as its department tells it', () => {
    const beginning = (id: string, spanId: string): Hop => hop({ id, source: 'command', spanId, handledAt: at(1) });
    const chain = joinHops([{ department: 'warehouse', hops: [beginning('w2', 'c'), beginning('w1', 'd')] }, { department: 'intake', hops: [beginning('i1', 'a')] }, { department: 'refund', hops: [beginning('r1', 'b')] }]);
    expect(names(chain)).toEqual(['intake i1', 'refund r1', 'warehouse w2', 'warehouse w1']);
  });

  it('takes what an outside system answers as connected by its span, whatever id it names as the cause', () => {
    const result = hop({ id: 'wms/report-1', source: 'urn:example:wms', spanId: 'g', causeId: 'id-of-a-public-event', traceId: trace(2), parentSpanId: 'f', handledAt: at(12) });
    const chain = joinHops([intake, review, { department: 'refund', hops: [...refund.hops, result] }]);
    expect(chain.complete).toBe(true);
    expect(chain.edges.at(-1)).toEqual({ from: 6, to: 7, kinds: ['parent_span'] });
  });

  it('finds the hop that an outside system answered through that system’s own spans, where they are kept', () => {
    const survey = hop({ id: 'crm/reply-1', source: 'urn:example:crm', spanId: 'g', traceId: trace(2), parentSpanId: 'y', handledAt: at(12) });
    const answers = [intake, review, { department: 'refund', hops: [...refund.hops, survey] }];
    const between = [
      { traceId: trace(2), spanId: 'y', parentSpanId: 'x' },
      { traceId: trace(2), spanId: 'x', parentSpanId: 'f' },
      { traceId: trace(3), spanId: 'x', parentSpanId: 'a' },
    ];
    expect(joinHops(answers, between).edges.at(-1)).toEqual({ from: 6, to: 7, kinds: ['span_path'] });
    expect(joinHops(answers).complete).toBe(true);
    expect(joinHops(answers, [{ traceId: trace(2), spanId: 'y', parentSpanId: 'y' }]).complete).toBe(true);
  });

  it('ends, and says so, when causes lead in a circle', () => {
    const a = hop({ id: 'intake/1/case:1/1', source: 'urn:huiliu:intake', spanId: 'a', causeId: 'review/1/case:1/1', parentSpanId: 'b' });
    const b = hop({ id: 'review/1/case:1/1', source: 'urn:huiliu:review', spanId: 'b', causeId: 'intake/1/case:1/1', parentSpanId: 'a' });
    const chain = joinHops([{ department: 'review', hops: [a] }, { department: 'intake', hops: [b] }]);
    expect(gaps(chain)).toEqual(['b CAUSE_CIRCULAR', 'a CAUSE_CIRCULAR']);
  });

  it('of nothing is not complete', () => {
    expect(joinHops([])).toEqual({ hops: [], edges: [], roots: [], traceIds: [], missing: [], complete: false });
  });

  it('does not depend on the order in which departments answer, and losing any hop that something hangs on is found', () => {
    const all = [intake, review, refund];
    const whole = joinHops(all);
    fc.assert(
      fc.property(fc.shuffledSubarray(all, { minLength: 3 }), fc.nat(whole.hops.length - 1), (answers, index) => {
        expect(joinHops(answers)).toEqual(whole);
        const lost = whole.hops[index]!;
        const chain = joinHops(answers.map((each) => (each.department === lost.department ? without(each, lost.id) : each)));
        const leads = whole.edges.some(({ from, kinds }) => from === lost.number && kinds.includes('cause'));
        expect(chain.complete).toBe(!leads);
      }),
    );
  });
});

describe('what a chain is made of', () => {
  const all = (...hops: readonly Hop[]): TraceChain => joinHops([{ department: 'intake', hops }]);

  it('begins with a clock that ran out, and with what comes from outside however its name looks', () => {
    const chain = all(hop({ id: 't', source: 'timer', spanId: 'a' }), hop({ id: 'x', source: 'shop:urn:huiliu:crm', spanId: 'b' }));
    expect(chain.hops.map(({ kind }) => kind)).toEqual(['timer', 'outside']);
    expect(chain).toMatchObject({ roots: [1, 2], complete: true });
  });

  it('has no step from a hop to itself', () => {
    expect(all(hop({ id: 't', source: 'timer', spanId: 'a', parentSpanId: 'a', linkedTraceId: trace(1), linkedSpanId: 'a' }))).toMatchObject({ edges: [], complete: true });
  });

  it('tells of no wait where it is not known when something was handled', () => {
    const said = hop({ id: 'intake/1/case:1/1', source: 'urn:huiliu:intake', spanId: 'b', causeId: 't', parentSpanId: 'a', saidAt: at(1), handledAt: undefined });
    expect(all(hop({ id: 't', source: 'command', spanId: 'a', handledAt: undefined }), said).hops.map(({ waitMs }) => waitMs)).toEqual([undefined, undefined]);
  });

  it('goes through a hundred spans that are no hops, and no further', () => {
    const between = (count: number) => Array.from({ length: count }, (_, index) => ({ traceId: trace(1), spanId: `s${index}`, parentSpanId: index === count - 1 ? 'a' : `s${index + 1}` }));
    const hops = [hop({ id: 't', source: 'command', spanId: 'a' }), hop({ id: 'x', source: 'urn:example:crm', spanId: 'b', parentSpanId: 's0', handledAt: at(1) })];
    const edges = (count: number) => joinHops([{ department: 'intake', hops }], between(count)).edges;
    expect(edges(99)).toEqual([{ from: 1, to: 2, kinds: ['span_path'] }]);
    expect(edges(100)).toEqual([]);
  });

  it('blames only the first hop of a trace that a cause connects, but no span', () => {
    const cause = hop({ id: 't', source: 'command', spanId: 'a' });
    const cut = hop({ id: 'intake/1/case:1/1', source: 'urn:huiliu:intake', spanId: 'b', traceId: trace(3), causeId: 't', handledAt: at(1) });
    const behind = hop({ id: 'intake/1/case:1/2', source: 'urn:huiliu:intake', spanId: 'c', traceId: trace(3), causeId: cut.id, parentSpanId: 'b', handledAt: at(2) });
    expect(gaps(all(cause, cut, behind))).toEqual(['b SPAN_NOT_CONNECTED']);
  });
});
