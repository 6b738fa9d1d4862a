import { CaseApproved } from '@huiliu/contracts';
import { defaultBusLimits, done, encode } from '../../src';
import { batchOf, department, evidence, intakeTopic, newCase, remember, reply, type Department, type Handler } from './harness';

const repliesTopic = 'integration.crm.survey-replies.v1';
/** Three bytes each on the wire. */
const chinese = (characters: number): string => '流'.repeat(characters);

/** Says as much about a case as its test wants. */
const talkative = (characters: (caseId: string) => number): Handler => (work, eventId, subject, data) => {
  const caseId = subject.slice('case:'.length);
  const outcome = remember(work, eventId, subject, data);
  work.say(CaseApproved, subject, { ref: { caseId, caseNumber: chinese(characters(caseId)), orderId: 'O' }, type: 'CASE_TYPE_RETURN', lines: [], decision: undefined, requestedAt: '2026-01-01T00:00:00Z' } as unknown as CaseApproved);
  return outcome.kind === 'done' ? done() : outcome;
};

describe('what is too large for the bus', () => {
  let review: Department;
  afterEach(() => review.close());

  const sizes = async (): Promise<number[]> =>
    (await review.options.pool.query<{ topic: string; subject: string; event_id: string; type: string; said_at: Date; value: string; extra: Record<string, string> | null }>('SELECT topic, subject, event_id, type, said_at, value, extra FROM outbox_event')).rows.map((row) => {
      const message = encode({ id: row.event_id, type: row.type, source: 'urn:huiliu:review', subject: row.subject, time: row.said_at.toISOString(), sequence: 1, epoch: 1, traceparent: undefined, causeId: undefined, value: row.value }, row.extra ?? undefined);
      return Buffer.byteLength(message.value) + Object.values(message.headers).reduce((sum, text) => sum + Buffer.byteLength(text), 0);
    });

  it('never gets into the outbox, counted in bytes and not in characters: its case stops alone, and the relay goes on', async () => {
    const [large, fine] = [newCase(), newCase()];
    // Fewer characters than the limit has bytes, and more bytes than the bus takes.
    review = await department(talkative((caseId) => (caseId === large ? 250_000 : 150_000)));
    await review.consumer.position(intakeTopic, 0);
    expect(await review.consumer.handle(batchOf([evidence(0, large, 1), evidence(1, fine, 1)]))).toBe(2);
    expect(await review.column('SELECT subject FROM parked')).toEqual([`case:${large}`]);
    expect(await review.column('SELECT reason FROM parked')).toEqual([expect.stringContaining('larger than the 500000 bytes')]);
    expect((await review.caseOf(fine))?.seen).toHaveLength(1);
    expect(Math.max(...(await sizes()))).toBeLessThan(defaultBusLimits.messageBytes);
  });

  it.each([
    ['a long value', () => reply(0, newCase(), 'long', JSON.stringify({ wrong: chinese(240_000) }))],
    ['endless headers', () => ({ ...reply(0, newCase(), 'headed', JSON.stringify({ wrong: chinese(160_000) })), headers: { ...reply(0, newCase(), 'headed').headers, traceparent: 'x'.repeat(200_000), hlcause: 'x'.repeat(200_000), ce_time: 'x'.repeat(200_000) } })],
  ])('from outside, with %s, is a dead letter that fits', async (_what, message) => {
    review = await department(remember);
    await review.consumer.position(repliesTopic, 0);
    expect(await review.consumer.handle(batchOf([message()], repliesTopic))).toBe(1);
    const found = await sizes();
    expect(found).toHaveLength(1);
    expect(found[0]).toBeLessThan(defaultBusLimits.messageBytes);
  });
});
