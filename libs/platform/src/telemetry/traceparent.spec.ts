import { trace } from '@opentelemetry/api';
import { formatTraceparent, parseTraceparent, remoteContext, traceparentOf } from './traceparent';

const traceId = '4bf92f3577b34da6a3ce929d0e0e4736';
const spanId = '00f067aa0ba902b7';

describe('traceparent', () => {
  it('is read and written as W3C says', () => {
    const text = `00-${traceId}-${spanId}-01`;
    expect(parseTraceparent(text)).toEqual({ traceId, spanId, sampled: true });
    expect(formatTraceparent({ traceId, spanId, sampled: true })).toBe(text);
    expect(parseTraceparent(`00-${traceId}-${spanId}-02`)?.sampled).toBe(false);
    expect(parseTraceparent(`cc-${traceId}-${spanId}-01-what-comes-later`)).toEqual({ traceId, spanId, sampled: true });
  });

  it.each([
    undefined,
    '',
    'nonsense',
    `00-${traceId}-${spanId}`,
    `00-${traceId}-${spanId}-01-more`,
    `ff-${traceId}-${spanId}-01`,
    `00-${'0'.repeat(32)}-${spanId}-01`,
    `00-${traceId}-${'0'.repeat(16)}-01`,
    `00-${traceId.toUpperCase()}-${spanId}-01`,
    `cc-${traceId}-${spanId}-01-${'x'.repeat(1_000)}`,
  ])('that is none is undefined, never an error: %s', (text) => {
    expect(parseTraceparent(text)).toBeUndefined();
    expect(remoteContext(text)).toBeUndefined();
  });

  it('of a span is there when the span is valid, sampled or not', () => {
    expect(traceparentOf(trace.wrapSpanContext({ traceId, spanId, traceFlags: 0 }))).toBe(`00-${traceId}-${spanId}-00`);
    expect(traceparentOf(trace.wrapSpanContext({ traceId: '', spanId: '', traceFlags: 1 }))).toBeUndefined();
    expect(traceparentOf(undefined)).toBeUndefined();
  });
});
