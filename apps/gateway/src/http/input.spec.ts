import fc from 'fast-check';
import type { HuiliuError } from '@huiliu/platform';
import { applicationBody } from '../cases/case-bodies';
import { z } from 'zod';
import { countInQuery, input, text } from './input';

const fieldsOf = (schema: z.ZodType, value: unknown): Record<string, string> => {
  try {
    void input(schema).transform(value, { type: 'body' });
    return {};
  } catch (error) {
    return Object.fromEntries(((error as HuiliuError).fields ?? []).map(({ field, message }) => [field, message]));
  }
};

const good = { orderId: 'order-1', type: 'return', lines: [{ orderLineId: 'l-1', quantity: 1, reason: 'no_reason', condition: 'opened' }] };

describe('an application', () => {
  it('is taken as it should be', () => {
    expect(fieldsOf(applicationBody, good)).toEqual({});
    expect(fieldsOf(applicationBody, { ...good, customerId: 'c', evidence: [], requestedAt: '2026-11-05T08:30:00+08:00' })).toEqual({});
  });

  it.each<[string, unknown, Record<string, string>]>([
    ['nothing', undefined, { orderId: 'is missing', type: 'is missing', lines: 'is missing' }],
    ['a list', [], { '': 'must be an object' }],
    ['text', 'x', { '': 'must be an object' }],
    ['a number where text belongs', { ...good, orderId: 5 }, { orderId: 'must be text' }],
    ['empty text', { ...good, orderId: '' }, { orderId: 'must not be empty' }],
    ['long text', { ...good, orderId: 'x'.repeat(65) }, { orderId: 'must be at most 64 characters long' }],
    ['half a character', { ...good, orderId: 'a\ud800' }, { orderId: 'must not contain NUL or broken characters' }],
    ['a name of the wire', { ...good, type: 'CASE_TYPE_RETURN' }, { type: 'must be one of return, refund_only, exchange, repair, resend, price_difference, inquiry, complaint' }],
    ['unspecified', { ...good, type: 'unspecified' }, { type: 'must be one of return, refund_only, exchange, repair, resend, price_difference, inquiry, complaint' }],
    ['no lines', { ...good, lines: [] }, { lines: 'must have at least 1 entry' }],
    ['null', { ...good, lines: null }, { lines: 'must be a list' }],
    ['half a unit', { ...good, lines: [{ ...good.lines[0], quantity: 1.5 }] }, { 'lines[0].quantity': 'must be a whole number' }],
    ['no unit', { ...good, lines: [{ ...good.lines[0], quantity: 0 }] }, { 'lines[0].quantity': 'must be at least 1' }],
    ['a unit as text', { ...good, lines: [{ ...good.lines[0], quantity: '1' }] }, { 'lines[0].quantity': 'must be a number' }],
    ['unknown fields', { ...good, price: 1, lines: [{ ...good.lines[0], price: 1 }] }, { 'lines[0].price': 'is not known here', price: 'is not known here' }],
    ['a time that is none', { ...good, requestedAt: 'yesterday' }, { requestedAt: 'must be a time as 2026-11-05T08:30:00Z' }],
    ['a time finer than departments can be told', { ...good, requestedAt: '2026-11-05T08:30:00.1234567891Z' }, { requestedAt: 'must be a time as 2026-11-05T08:30:00Z' }],
    ['a time that is in the year 10000 elsewhere', { ...good, requestedAt: '9999-12-31T23:59:59-01:00' }, { requestedAt: 'must be a time as 2026-11-05T08:30:00Z' }],
    ['a time without its zone', { ...good, requestedAt: '2026-11-05T08:30:00' }, { requestedAt: 'must be a time as 2026-11-05T08:30:00Z' }],
    ['evidence of another kind', { ...good, evidence: [{ evidenceId: 'e', kind: 'song', uri: 'u' }] }, { 'evidence[0].kind': 'must be one of photo, video, document' }],
  ])('is refused with %s, each field named', (_name, body, fields) => {
    expect(fieldsOf(applicationBody, body)).toEqual(fields);
  });

  it('never repeats what was sent: it may be personal', () => {
    const secret = 'Wang Xiaoming 13800000000';
    const said = JSON.stringify(fieldsOf(applicationBody, { ...good, type: secret, requestedAt: secret, lines: [{ orderLineId: secret.repeat(5), quantity: secret, reason: secret }] }));
    expect(said).not.toContain('Wang');
  });

  it('names no more than twenty fields, however many are wrong', () => {
    expect(Object.keys(fieldsOf(applicationBody, { ...good, lines: Array.from({ length: 500 }, () => ({})) }))).toHaveLength(20);
  });
});

describe('text', () => {
  it('counts characters, not units, and takes every one that can be stored', () => {
    fc.assert(fc.property(fc.string({ unit: 'binary', minLength: 1, maxLength: 8 }), (value) => {
      const allowed = !value.includes('\0') && !/\p{Surrogate}/u.test(value);
      expect(fieldsOf(text(8), value)).toEqual(allowed ? {} : { '': 'must not contain NUL or broken characters' });
    }));
    expect(fieldsOf(text(2), '👩‍👧'.slice(0, 2))).toEqual({});
  });
});

describe('a count in a query', () => {
  it.each([['0', 'must be from 1 to 50'], ['51', 'must be from 1 to 50'], ['1e1', 'must be a whole number'], ['-1', 'must be a whole number'], ['', 'must be a whole number']])('is not %j', (value, message) => {
    expect(fieldsOf(z.strictObject({ limit: countInQuery(50) }), { limit: value })['limit']).toBe(message);
  });

  it('is not two at once', () => {
    expect(fieldsOf(z.strictObject({ limit: countInQuery(50) }), { limit: ['1', '2'] })['limit']).toBe('must be text');
  });
});
