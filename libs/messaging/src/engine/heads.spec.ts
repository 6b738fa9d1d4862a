import { advance, seenOf, type Head } from './heads';

describe('the head of a subject', () => {
  it('remembers what was seen of each source, and has to be written then', () => {
    const head: Head = { subject: 'case:1', outSequence: 0, blocked: false, awaited: false, seen: new Map(), trace: undefined, lastHop: undefined, dirty: false };
    expect(seenOf(head, 'a')).toEqual({ epoch: 0, sequence: 0 });
    advance(head, 'a', 2, 7);
    expect([seenOf(head, 'a'), seenOf(head, 'b'), head.dirty]).toEqual([{ epoch: 2, sequence: 7 }, { epoch: 0, sequence: 0 }, true]);
  });
});
