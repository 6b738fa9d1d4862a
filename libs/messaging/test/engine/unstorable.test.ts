import { batchOf, department, evidence, newCase, remember, reply, type Department } from './harness';

const topic = 'integration.crm.survey-replies.v1';

describe('what PostgreSQL can\'t store, in a message from outside', () => {
  let review: Department;
  beforeEach(async () => {
    review = await department(remember);
  });
  afterEach(() => review.close());

  it.each([
    ['in its id', () => reply(0, newCase(), 'a\u0000b')],
    ['in a value that can\'t be read anyway', () => reply(0, newCase(), 'raw', '{"caseId": \u0000')],
    ['in its key, without headers', () => ({ key: 'a\u0000b', headers: {}, value: '{}', offset: 0 })],
    ['in its trace', () => ({ ...reply(0, newCase(), 'traced'), headers: { ...reply(0, newCase(), 'traced').headers, traceparent: 'a\u0000b' } })],
  ])('%s, does not stop the partition: what comes after it is handled', async (_where, message) => {
    const next = newCase();
    await review.consumer.position(topic, 0);
    expect(await review.consumer.handle(batchOf([message(), reply(1, next, 'fine')], topic))).toBe(2);
    expect(await review.caseOf(next)).toEqual({ seen: ['fine'] });
  });

  it('in an event of ours, stops its case at most', async () => {
    const [broken, next] = [newCase(), newCase()];
    await review.consumer.position('huiliu.intake.v1', 0);
    expect(await review.consumer.handle(batchOf([evidence(0, broken, 1, { value: '{"a": \u0000' }), evidence(1, next, 1)]))).toBe(2);
    expect((await review.caseOf(next))?.seen).toHaveLength(1);
  });
});
