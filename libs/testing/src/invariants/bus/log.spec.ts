import { CaseSubmitted, ReturnRequested } from '@huiliu/contracts';
import { deadLetterTopic, decode, encode, type Envelope } from '@huiliu/messaging';
import { Log } from './log';
import type { Logged } from './read-log';

const event = (over: Partial<Envelope>): Envelope => ({
  id: 'intake/1/case:1/1',
  type: CaseSubmitted.type,
  source: 'urn:huiliu:intake',
  subject: 'case:1',
  time: '2026-01-01T00:00:00.000Z',
  sequence: 1,
  epoch: 1,
  traceparent: undefined,
  causeId: 'x',
  value: '{}',
  ...over,
});

function logged(envelope: Envelope, over: Partial<Logged> = {}, extra?: Record<string, string>): Logged {
  const message = { ...encode(envelope, extra), offset: 0 };
  const decoded = decode(message);
  return { topic: CaseSubmitted.topic, visibility: 'inner', deadLetterOf: undefined, message, envelope: decoded.ok ? decoded.envelope : undefined, ...over };
}

const faultsOf = (log: Log): string[] => log.faults.violationsOf('').map(({ detail }) => detail);
const incoming = { topic: ReturnRequested.topic, visibility: 'incoming' } as const;

describe('what is on the log', () => {
  it('keeps an event that was published twice once', () => {
    const log = new Log();
    log.add(logged(event({})));
    log.add(logged(event({})));
    expect([log.events, log.said.get('case:1')?.length, faultsOf(log)]).toEqual([1, 1, []]);
  });

  it('tells when two different events have one id', () => {
    const log = new Log();
    log.add(logged(event({})));
    log.add(logged(event({ time: '2026-01-01T00:00:00.001Z' })));
    expect(faultsOf(log)).toEqual([`${CaseSubmitted.topic}: two different events have the id intake/1/case:1/1`]);
  });

  it('tells of an inner event without a sequence', () => {
    const log = new Log();
    log.add(logged(event({ sequence: undefined, epoch: undefined })));
    expect(faultsOf(log)).toHaveLength(1);
  });

  it('tells of a message of ours that can not be read, and leaves one from outside to the dead letters', () => {
    const log = new Log();
    const unreadable = logged(event({ id: '' }));
    log.add(unreadable);
    expect(faultsOf(log)).toHaveLength(1);
    log.add({ ...unreadable, ...incoming });
    expect(faultsOf(log)).toHaveLength(1);
  });

  it('knows events from outside by source and id, and what they ask for', () => {
    const log = new Log();
    const value = JSON.stringify({ requestId: 'R1', type: 'CASE_TYPE_RETURN', lines: [{ sku: 'A', quantity: 1, reason: 'RETURN_REASON_OTHER' }], requestedAt: '2026-01-01T00:00:00Z' });
    const request = event({ id: 'e1', source: 'urn:crm', type: ReturnRequested.type, sequence: undefined, epoch: undefined, value });
    log.add(logged(request, incoming));
    log.add(logged({ ...request, id: 'e2', value: 'no JSON' }, incoming));
    expect([...log.incoming].map(([key, { requestId }]) => [key, requestId])).toEqual([
      ['urn:crm/e1', 'R1'],
      ['urn:crm/e2', undefined],
    ]);
  });

  it('knows dead letters by what was refused, and does not count them', () => {
    const log = new Log();
    log.add(logged(event({ id: 'e1' }), { ...incoming, topic: deadLetterTopic(ReturnRequested.topic), deadLetterOf: ReturnRequested.topic }, { hldeadsource: 'urn:crm', hldeadcode: 'TYPE_NOT_OFFERED', hldeadby: 'urn:huiliu:intake' }));
    expect(log.deadLetters).toEqual([{ topic: ReturnRequested.topic, key: 'urn:crm/e1', by: 'urn:huiliu:intake', code: 'TYPE_NOT_OFFERED' }]);
    expect([...log.deadLetterKeys(ReturnRequested.topic)]).toEqual(['urn:crm/e1']);
    expect(log.events).toBe(0);
  });
});
