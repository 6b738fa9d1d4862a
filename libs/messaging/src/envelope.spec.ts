import { decode, encode, type Envelope } from './envelope';

const event: Envelope = { id: 'review/1/case:1/2', type: 'huiliu.review.v1.CaseApproved', source: 'urn:huiliu:review', subject: 'case:1', time: '2026-01-01T00:00:00Z', sequence: 2, epoch: 1, traceparent: '00-1-2-01', causeId: 'c', value: '{}' };
const arrives = (headers: Record<string, string>, key = 'k') => decode({ offset: 0, key, headers, value: '{}' });

describe('an event on the wire', () => {
  it('comes back as it left', () => {
    expect(decode({ offset: 7, ...encode(event) })).toEqual({ ok: true, envelope: event });
  });

  it('of an outside system has no sequence, and its key stands in for a missing subject', () => {
    const { [`ce_subject`]: _subject, hlseq: _seq, hlepoch: _epoch, ...headers } = encode(event).headers;
    expect(arrives(headers, 'case:9')).toMatchObject({ ok: true, envelope: { subject: 'case:9', sequence: undefined, epoch: undefined } });
  });

  it.each([
    ['without an id', { ce_id: '' }],
    ['with an endless id', { ce_id: 'x'.repeat(257) }],
    ['without a type', { ce_type: '' }],
    ['without a source', { ce_source: '' }],
    ['with a sequence that is no number', { hlseq: 'two' }],
    ['with a sequence below one', { hlseq: '0' }],
    ['with an epoch that is no number', { hlepoch: '1.5' }],
  ])('%s is malformed, and the reason names the header', (_name, wrong) => {
    const result = arrives({ ...encode(event).headers, ...wrong });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining(Object.keys(wrong)[0] ?? '') as string });
  });
});
