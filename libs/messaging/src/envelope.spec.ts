import { deadLetterTopic, decode, encode, headerLengthLimit, sourceOf, storable, type Envelope } from './envelope';

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
    ['with a NUL in its type', { ce_type: 'a\0b' }],
    ['without a subject', { ce_subject: '' }],
    ['without a type', { ce_type: '' }],
    ['without a source', { ce_source: '' }],
    ['with a sequence that is no number', { hlseq: 'two' }],
    ['with a sequence below one', { hlseq: '0' }],
    ['with an epoch that is no number', { hlepoch: '1.5' }],
  ])('%s is malformed, and the reason names the header', (_name, wrong) => {
    const result = arrives({ ...encode(event).headers, ...wrong });
    expect(result).toMatchObject({ ok: false, reason: expect.stringContaining(Object.keys(wrong)[0] ?? '') as string });
  });

  it('has no header that nobody gave, and carries further ones', () => {
    const bare: Envelope = { ...event, sequence: undefined, epoch: undefined, traceparent: undefined, causeId: undefined };
    const headers = { ce_specversion: '1.0', ce_id: event.id, ce_type: event.type, ce_source: event.source, ce_subject: event.subject, ce_time: event.time, 'content-type': 'application/json' };
    expect(encode(bare)).toStrictEqual({ key: 'case:1', headers, value: '{}' });
    expect(encode(bare, { hldead: 'x' }).headers).toStrictEqual({ ...headers, hldead: 'x' });
    expect(decode({ offset: 7, ...encode(bare) })).toEqual({ ok: true, envelope: bare });
  });

  it('is of the first epoch where it names none', () => {
    expect(encode({ ...event, epoch: undefined }).headers).toMatchObject({ hlseq: '2', hlepoch: '1' });
    const { hlepoch: _epoch, ...headers } = encode({ ...event, epoch: 7 }).headers;
    expect(arrives(headers)).toMatchObject({ ok: true, envelope: { sequence: 2, epoch: 1 } });
    expect(arrives({ ...headers, hlepoch: '7' })).toMatchObject({ ok: true, envelope: { sequence: 2, epoch: 7 } });
  });

  it('may have an id of the greatest length, and no time', () => {
    const { ce_time: _time, ...headers } = encode({ ...event, id: 'x'.repeat(headerLengthLimit) }).headers;
    expect(arrives(headers)).toMatchObject({ ok: true, envelope: { time: '' } });
  });

  it('comes without what no database can store, so that it can be put aside', () => {
    const result = decode({ offset: 1, key: 'k', headers: { ...encode(event).headers, ce_time: 'a\0', traceparent: 'b\0', hlcause: 'c\0' }, value: 'd\0e' });
    expect(result).toMatchObject({ ok: true, envelope: { time: 'a\ufffd', traceparent: 'b\ufffd', causeId: 'c\ufffd', value: 'd\ufffde' } });
    expect([storable('plain'), storable('\0\0')]).toEqual(['plain', '\ufffd\ufffd']);
  });

  it('goes on without a trace or a cause that is longer than one can be', () => {
    const longest = 'x'.repeat(headerLengthLimit);
    const { headers } = encode(event);
    expect(arrives({ ...headers, traceparent: longest, hlcause: longest })).toMatchObject({ ok: true, envelope: { traceparent: longest, causeId: longest } });
    expect(arrives({ ...headers, traceparent: `${longest}x`, hlcause: `${longest}x` })).toMatchObject({ ok: true, envelope: { traceparent: undefined, causeId: undefined } });
  });

  it('has a source and a topic for what is dead', () => {
    expect([sourceOf('review'), deadLetterTopic('t')]).toEqual(['urn:huiliu:review', 't.dead-letters']);
  });
});
