import type { SpanRecord } from './span-reader';
import { parentsFirst } from './span-reader';

const span = (spanId: string, parentSpanId: string | undefined, startedUs: number): SpanRecord => ({
  traceId: 't',
  spanId,
  parentSpanId,
  service: 's',
  instance: 'i',
  name: spanId,
  kind: 'internal',
  startedUs,
  durationUs: 0,
  status: 'unset',
  caseId: undefined,
  attributes: {},
  links: [],
});
const order = (spans: readonly SpanRecord[]): string => parentsFirst(spans).map(({ spanId }) => spanId).join(' ');

describe('spans read back', () => {
  it('stand by time, and by cause where the time is the same', () => {
    expect(order([span('c', 'b', 5), span('b', 'a', 5), span('a', undefined, 5), span('z', undefined, 1)])).toBe('z a b c');
  });

  it('of a linked trace stand after what they are linked to', () => {
    const timer = { ...span('timer', undefined, 5), links: [{ traceId: 't', spanId: 'b' }] };
    expect(order([timer, span('b', 'a', 5), span('a', undefined, 5)])).toBe('a b timer');
  });

  it('are all there, also where a parent is missing or the parents go in a circle', () => {
    expect(order([span('b', 'gone', 5), span('a', undefined, 5)])).toBe('b a');
    expect(order([span('a', 'b', 5), span('b', 'a', 5), span('s', 's', 5)]).split(' ').toSorted()).toEqual(['a', 'b', 's']);
  });
});
