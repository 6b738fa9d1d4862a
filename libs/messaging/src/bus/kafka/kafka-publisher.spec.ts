import { confirmedUntil } from './kafka-publisher';

describe("reading Kafka's answer to a produce call", () => {
  const chunk = { partition: 2, messages: [{ key: 'case:1', headers: {}, value: 'a' }, { key: 'case:1', headers: {}, value: 'b' }] };
  const answer = (over: object) => [{ topicName: 't', partition: 2, errorCode: 0, baseOffset: '10', ...over }];

  it('takes the offset after the chunk from it', () => {
    expect(confirmedUntil('t', chunk, answer({}), 10)).toBe(12);
    expect(confirmedUntil('t', chunk, [...answer({ partition: 1, errorCode: 6 }), ...answer({})], 0)).toBe(12);
  });

  it.each([
    ['is empty, as after a leader change within kafkajs', [], 0],
    ['speaks of another partition only', answer({ partition: 1 }), 0],
    ['speaks of another topic only', answer({ topicName: 'u' }), 0],
    ['tells an error', answer({ errorCode: 6 }), 0],
    ['has no offset', answer({ baseOffset: '-1' }), 0],
    ['names an offset that was confirmed before: taken for a repetition', answer({}), 11],
  ])('does not take it for a success if it %s', (_, said, before) => {
    expect(() => confirmedUntil('t', chunk, said, before)).toThrow(/publish it again/);
  });
});
