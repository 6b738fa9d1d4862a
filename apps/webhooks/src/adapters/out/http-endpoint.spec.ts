import { retryAfterMsOf } from './http-endpoint';

describe('how long an endpoint asks to be left alone', () => {
  const nowMs = Date.parse('2026-11-20T10:00:00Z');

  it.each([
    ['120', 120_000],
    ['Fri, 20 Nov 2026 10:00:30 GMT', 30_000],
  ])('is %s', (said, ms) => {
    expect(retryAfterMsOf(said, nowMs)).toBe(ms);
  });

  it.each([undefined, '', '0', '-5', 'soon', '1.5', '99999999999', 'Fri, 20 Nov 2026 09:00:00 GMT'])('is not said by %s', (said) => {
    expect(retryAfterMsOf(said, nowMs)).toBeUndefined();
  });
});
