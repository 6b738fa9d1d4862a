import type { SaidEvent } from '../bus/log';
import type { HopFact } from '../subjects/subject-facts';
import { orderFaults } from './handled-in-order';

const said = (source: string, sequence: number, epoch = 1): SaidEvent => ({
  topic: 't',
  id: `${source}/${epoch}/${sequence}`,
  type: 'x',
  source,
  subject: 'case:1',
  sequence,
  epoch,
  time: '',
  causeId: undefined,
  traceparent: undefined,
});
const events = [said('review', 1), said('review', 2), said('review', 3), said('logistics', 1), said('logistics', 2), said('review', 1, 2)];

/** Hops that follow each other as they stand. */
function handled(...ids: string[]): HopFact[] {
  return ids.map((id, index) => ({
    subject: 'case:1',
    id,
    type: 'x',
    source: id.split('/')[0] ?? '',
    causeId: null,
    traceId: '',
    spanId: '',
    parentSpanId: null,
    linkedTraceId: null,
    linkedSpanId: null,
    follows: ids[index - 1] ?? null,
    saidAt: null,
    handledAt: new Date(0),
    durationMs: 0,
    outcome: 'done',
  }));
}

const faultsOf = (hops: readonly HopFact[]): string[] => orderFaults({ subject: 'case:1', said: events }, hops);

describe('the order in which a department handled the events of a case', () => {
  it.each([
    ['one source after the other', ['review/1/1', 'review/1/2', 'logistics/1/1', 'logistics/1/2']],
    ['sources mixed', ['logistics/1/1', 'review/1/1', 'logistics/1/2', 'review/1/2']],
    ['what it does not hear left out', ['review/1/1', 'review/1/3']],
    ['numbers again under a new epoch', ['review/1/1', 'review/1/2', 'review/2/1']],
    ['commands and outside events in between', ['ann/review.Claim/k', 'review/1/1', 'urn:crm/e1', 'review/1/2']],
    ['nothing', []],
  ])('is sound with %s', (_what, ids) => {
    expect(faultsOf(handled(...ids))).toEqual([]);
  });

  it.each([
    ['two of one source are swapped', handled('review/1/2', 'review/1/1'), /review\/1\/1 was handled after review\/1\/2/],
    ['one is handled again', handled('review/1/1', 'logistics/1/1').concat(handled('x', 'review/1/1').slice(1)), /.*/],
    ['an old epoch comes after a new one', handled('review/2/1', 'review/1/3'), /handled after/],
    ['a hop is gone', handled('review/1/1', 'review/1/2', 'review/1/3').filter(({ id }) => id !== 'review/1/2'), /follows review\/1\/2, which is not there/],
    ['the line forks', [...handled('review/1/1', 'review/1/2'), ...handled('review/1/1', 'logistics/1/1').slice(1)], /both follow review\/1\/1/],
    ['it goes round', handled('review/1/1', 'review/1/2').map((hop, index) => (index === 0 ? { ...hop, follows: 'review/1/2' } : hop)), /not reached/],
  ])('is not when %s', (_what, hops, fault) => {
    expect(faultsOf(hops)).toContainEqual(expect.stringMatching(fault));
  });
});
