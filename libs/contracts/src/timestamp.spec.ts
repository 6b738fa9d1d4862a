import * as fc from 'fast-check';
import { Failures } from './failures';
import { timestampCheck } from './timestamp';

const failures = new Failures();

/** The normal form, or undefined when it is refused. */
function check(value: unknown): unknown {
  failures.begin();
  const normal = timestampCheck(value, failures);
  return failures.end() === undefined ? normal : undefined;
}

describe('a timestamp', () => {
  it.each(['2026-11-05T08:30:00Z', '0001-01-01T00:00:00Z', '9999-12-31T23:59:59.999999999Z', '2024-02-29T00:00:00.1Z', '2000-02-29T12:00:00Z'])('takes %s as it is', (text) => {
    expect(check(text)).toBe(text);
  });

  it('is put into UTC, its fraction kept', () => {
    expect(check('2026-11-05T08:30:00.123456+08:00')).toBe('2026-11-05T00:30:00.123456Z');
    expect(check('2026-12-31T23:30:00-01:00')).toBe('2027-01-01T00:30:00Z');
    expect(check('2026-11-05T08:30:00.123456789+23:59')).toBe('2026-11-04T08:31:00.123456789Z');
    expect(check('2026-11-05T08:30:00.1-23:59')).toBe('2026-11-06T08:29:00.1Z');
  });

  it.each([
    '',
    'yesterday',
    '2026-11-05',
    '2026-11-05 08:30:00Z',
    '2026-11-05t08:30:00z',
    '2026-11-05T08:30:00',
    '2026-11-05T08:30Z',
    '2026-13-05T08:30:00Z',
    '2026-00-05T08:30:00Z',
    '2026-11-31T08:30:00Z',
    '2025-02-29T08:30:00Z',
    '1900-02-29T08:30:00Z',
    '2026-11-05T24:00:00Z',
    '2026-11-05T08:60:00Z',
    '2026-11-05T08:30:60Z',
    '2026-11-05T08:30:00.Z',
    '2026-11-05T08:30:00.1234567890Z',
    '2026-11-05T08:30:00+0800',
    '2026-11-05T08:30:00+08:00Z',
    '2026-11-05T08:30:00ZZ',
    '0000-01-01T00:00:00Z',
    '0001-01-01T00:00:00+01:00',
    '9999-12-31T23:30:00-01:00',
    '2026x11-05T08:30:00Z',
    '2026-11x05T08:30:00Z',
    '2026-11-05T08x30:00Z',
    '2026-11-05T08:30x00Z',
    '2026-11-00T08:30:00Z',
    '2026-04-31T08:30:00Z',
    '2026-11-05T08:30:00x',
    '2026-11-05T08:30:00x08:00',
    '2026-11-05T08:30:00.5',
    '2026-11-05T08:30:00.x',
    '2026-11-05T08:30:00+24:00',
    '2026-11-05T08:30:00+08:60',
    '2026-11-05T08:30:00+08x00',
    '2026-11-05T08:30:00+0x:00',
    '2026-11-05T08:30:00+08:0x',
    '2026-11-05T08:30:00+08:00:00',
    '20261105T083000Z',
    '2O26-11-05T08:30:00Z',
    1_762_331_400_000,
    null,
  ])('refuses %p', (value) => {
    expect(check(value)).toBeUndefined();
  });

  it('takes every instant that JavaScript can write in these years', () => {
    const range = { min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true };
    fc.assert(fc.property(fc.date(range), (date) => check(date.toISOString()) === date.toISOString()));
  });
});
