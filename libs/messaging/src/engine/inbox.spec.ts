import { CaseSubmitted, CustomerRegistered, ReturnRequested } from '@huiliu/contracts';
import type { Envelope } from '../envelope';
import { done, ignored, notYet, refused, type Outcome } from '../outcome';
import type { Routes } from '../routes';
import { BoundTables } from '../tables/session';
import { arrivalOf } from './arrival';
import type { Head } from './heads';
import { Inbox } from './inbox';
import { defaultMessagingLimits } from './limits';
import { Releasing } from './releasing';
import { silentObserver } from './observer';
import type { ReceivedEvent, StoreTransaction } from './store/store';
import type { StoredEvent, WaitingEvent } from './store/stored-event';
import { Transaction } from './transaction';

const now = new Date('2026-11-05T09:00:00Z');
const refusal = { code: 'NOT_SO', kind: 'CONFLICT', message: 'look again' } as const;

/** Of intake about a case: `orderId` names what it may have to wait for. */
function said(sequence: number, changes: Partial<Envelope> = {}, caseId = 'c1', orderId = 'o1'): Envelope {
  const value = JSON.stringify({ ref: { caseId, caseNumber: 'HL-1', orderId }, type: 'CASE_TYPE_RETURN', requestedAt: '2026-11-05T08:30:00Z', lines: [{ caseLineId: 'l1', sku: 'MUG', quantity: 1 }] });
  return { id: `intake/1/case:${caseId}/${sequence}`, type: CaseSubmitted.type, source: 'urn:huiliu:intake', subject: `case:${caseId}`, time: '2026-11-05T08:30:01Z', sequence, epoch: 1, traceparent: 'T', causeId: 'C', value, ...changes };
}

/** Of CRM, about an order. */
function heard(id: string, changes: Partial<Envelope> = {}): Envelope {
  const value = JSON.stringify({ requestId: id, orderId: 'o1', type: 'CASE_TYPE_RETURN', requestedAt: '2026-11-05T08:30:00Z', lines: [{ sku: 'MUG', quantity: 1, reason: 'RETURN_REASON_OTHER' }] });
  return { ...said(1), id, type: ReturnRequested.type, source: 'urn:crm', subject: 'order:o1', sequence: undefined, epoch: undefined, value, ...changes };
}

const topicOf = ({ type }: Envelope): string => [ReturnRequested, CustomerRegistered].find((contract) => contract.type === type)?.topic ?? CaseSubmitted.topic;

interface Begun {
  readonly waiting?: readonly WaitingEvent[];
  readonly heads?: Readonly<Record<string, Partial<Head>>>;
  readonly received?: readonly string[];
  readonly limit?: number;
  readonly rebuilding?: boolean;
  readonly releasing?: Releasing;
  /** What the handler says of an event, by its id; `done` when left out. */
  readonly says?: Readonly<Record<string, readonly (Outcome | Error)[]>>;
}

/** An inbox over a store that keeps what it is given. */
function begin({ waiting = [], heads = {}, received = [], limit = 3, rebuilding = false, releasing, says = {} }: Begun = {}) {
  const effects: string[] = [];
  const observed: string[] = [];
  const kept = { parked: [] as StoredEvent[], waiting: [] as WaitingEvent[], deleted: [] as string[], asked: [] as string[][], received: [] as string[] };
  const answers = new Map(Object.entries(says).map(([id, outcomes]) => [id, [...outcomes]]));
  const handle = (id: string): Outcome => {
    const outcome = answers.get(id)?.shift() ?? done();
    if (outcome instanceof Error) throw outcome;
    if (outcome.kind === 'done' || outcome.kind === 'ignored') effects.push(id);
    return outcome;
  };
  const route = { subject: undefined, rows: () => ({}), handle: (_: object, { event }: { event: { id: string } }) => handle(event.id) };
  const orderOf = (data: object): string => (data as { ref: { orderId: string } }).ref.orderId;
  const routes = new Map([
    [CaseSubmitted.type, { ...route, contract: CaseSubmitted, heads: (data: object) => [`order:${orderOf(data)}`] }],
    [ReturnRequested.type, { ...route, contract: ReturnRequested, heads: () => [] }],
  ]) as unknown as Routes;
  const blank = (subject: string): Head => ({ subject, outSequence: 0, blocked: false, awaited: false, seen: new Map(), trace: undefined, lastHop: undefined, dirty: false });
  const store = {
    lockHeads: (subjects: Iterable<string>) => Promise.resolve([...new Set(subjects)].sort().map((subject) => ({ ...blank(subject), ...heads[subject] }))),
    waitingFor: (subjects: readonly string[]) => {
      kept.asked.push([...subjects]);
      return Promise.resolve(waiting.filter(({ waitsFor }) => subjects.includes(waitsFor)));
    },
    receive: (events: readonly ReceivedEvent[]) => {
      kept.received.push(...events.map(({ id }) => id));
      return Promise.resolve(events.filter(({ id }) => !received.includes(id)));
    },
    saveParked: (events: readonly StoredEvent[]) => Promise.resolve(void kept.parked.push(...events)),
    saveWaiting: (events: readonly WaitingEvent[]) => Promise.resolve(void kept.waiting.push(...events)),
    deleteWaiting: (ids: readonly string[]) => Promise.resolve(void kept.deleted.push(...ids)),
  } as unknown as StoreTransaction;
  const tables = new BoundTables(() => { throw new Error('there are no tables'); }, {});
  const transaction = new Transaction(store, { department: 'review', tables, sourceEpoch: () => 1, rebuilding }, now);
  const observer = {
    ...silentObserver,
    event: (type: string, outcome: string, saidAt?: string) => void observed.push([type.slice(type.lastIndexOf('.') + 1), outcome, ...(saidAt === undefined ? [] : [saidAt])].join(' ')),
    skipped: (type: string) => void observed.push(`skipped ${type}`),
    poison: (_: string, error: unknown) => void observed.push(`poison ${String(error)}`),
    deadLettered: (topic: string, type: string, code: string, reason: string) => void observed.push(`dead ${topic} ${type} ${code} ${reason}`),
  };
  const inbox = new Inbox(transaction, routes, { ...defaultMessagingLimits, waitingPerSubject: limit }, observer, 'urn:huiliu:review', releasing);
  const take = async (...events: readonly Envelope[]): Promise<void> => {
    const arrivals = events.map((event) => arrivalOf(routes, topicOf(event), event));
    await inbox.open(arrivals);
    for (const arrival of arrivals) await inbox.take(arrival);
    await inbox.flush();
  };
  const arrival = (event: Envelope) => arrivalOf(routes, topicOf(event), event);
  return { inbox, transaction, take, arrival, effects, observed, kept };
}

const ids = (events: readonly StoredEvent[]): string[] => events.map(({ envelope }) => envelope.id);
const waits = (event: Envelope, waitsFor: string, changes: Partial<WaitingEvent> = {}): WaitingEvent => ({ id: `w-${event.id}`, envelope: event, topic: topicOf(event), subject: event.subject, waitsFor, reason: 'r', attempts: 1, since: now, ...changes });
const id = (sequence: number, caseId = 'c1'): string => said(sequence, {}, caseId).id;

describe('events of one case', () => {
  it('take effect in their order and are counted', async () => {
    const { take, transaction, effects, observed } = begin();
    await take(said(1), said(2));
    expect(effects).toEqual([id(1), id(2)]);
    expect(transaction.head('case:c1')).toMatchObject({ dirty: true, blocked: false, awaited: false, seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 2 }]]) });
    expect(observed).toEqual(['CaseSubmitted done 2026-11-05T08:30:01Z', 'CaseSubmitted done 2026-11-05T08:30:01Z']);
  });

  it('that came before are duplicates, whatever has happened since', async () => {
    const { take, effects, observed } = begin({ heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 2 }]]) } } });
    await take(said(2), said(1), said(3), said(3));
    expect(effects).toEqual([id(3)]);
    expect(observed.map((one) => one.split(' ')[1])).toEqual(['duplicate', 'duplicate', 'done', 'duplicate']);
  });

  it('without an epoch are of the first one', async () => {
    const { take, effects } = begin({ heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 2 }]]) } } });
    await take(said(2, { epoch: undefined }), said(3, { epoch: undefined }));
    expect(effects).toEqual([id(3)]);
  });

  it('wait for a missing one, once each, and follow it in order', async () => {
    const { take, effects, observed, kept, transaction } = begin();
    await take(said(3), said(2), said(3), said(1));
    expect(effects).toEqual([id(1), id(2), id(3)]);
    expect(observed.filter((one) => one.endsWith('waiting'))).toHaveLength(2);
    expect([kept.waiting, kept.deleted]).toEqual([[], []]);
    expect(transaction.head('case:c1').awaited).toBe(false);
  });

  it('that still wait at the end are stored, and their case knows that somebody waits', async () => {
    const { take, kept, transaction, effects } = begin();
    await take(said(2));
    expect(effects).toEqual([]);
    expect(kept.waiting).toEqual([{ id: undefined, envelope: said(2), topic: CaseSubmitted.topic, subject: 'case:c1', waitsFor: 'case:c1', reason: 'an earlier event of urn:huiliu:intake has not arrived', attempts: 0, since: now }]);
    expect(transaction.head('case:c1')).toMatchObject({ awaited: true, dirty: true });
  });

  it('that were stored are taken up by what they waited for, and deleted', async () => {
    const stored = [waits(said(3), 'case:c1'), waits(said(2), 'case:c1')];
    const { take, effects, kept, transaction } = begin({ waiting: stored, heads: { 'case:c1': { awaited: true } } });
    await take(said(1));
    expect(effects).toEqual([id(1), id(2), id(3)]);
    expect(kept.deleted).toEqual([`w-${id(2)}`, `w-${id(3)}`]);
    expect(transaction.head('case:c1')).toMatchObject({ awaited: false, dirty: true });
  });

  it('are asked for only where somebody is known to wait', async () => {
    const { take, kept } = begin({ heads: { 'order:o1': { awaited: true } } });
    await take(said(1));
    expect(kept.asked).toEqual([['order:o1']]);
  });

  it('are parked when too many wait', async () => {
    const { take, kept, inbox } = begin({ limit: 2 });
    await take(said(2), said(3), said(4));
    expect(ids(kept.waiting)).toEqual([id(2), id(3)]);
    expect(kept.parked).toMatchObject([{ envelope: { id: id(4) }, reason: 'WAITING_LIMIT: more than 2 events of this subject wait', subject: 'case:c1', attempts: 0 }]);
    expect(inbox.parkings).toHaveLength(1);
  });

  it('count for the bound of their own subject alone', async () => {
    const { take, kept } = begin({ limit: 2 });
    await take(said(2), said(3), said(2, {}, 'c2'), said(3, {}, 'c2'));
    expect(kept.parked).toEqual([]);
    expect(kept.waiting).toHaveLength(4);
  });

  it('that waited and came again are let go of', async () => {
    const seen = new Map([['urn:huiliu:intake', { epoch: 1, sequence: 2 }]]);
    const { take, effects, kept } = begin({ waiting: [waits(said(1), 'case:c1')], heads: { 'case:c1': { awaited: true, seen } } });
    await take(said(3));
    expect(effects).toEqual([id(3)]);
    expect(kept.deleted).toEqual([`w-${id(1)}`]);
  });
});

describe('events of a raised epoch', () => {
  const raised = (sequence: number): Envelope => said(sequence, { epoch: 2 });
  const heads = { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 3 }]]) } };

  it('may use numbers again, are counted under it, and leave those of the older one behind', async () => {
    const { take, effects, transaction } = begin({ heads });
    await take(raised(2), said(4), raised(3));
    expect(effects).toEqual([id(2), id(3)]);
    expect(transaction.head('case:c1').seen.get('urn:huiliu:intake')).toEqual({ epoch: 2, sequence: 3 });
  });

  it('that waited go on under it', async () => {
    const { take, effects } = begin({ heads: { 'case:c1': { awaited: true } }, waiting: [waits(raised(2), 'case:c1')] });
    await take(raised(1));
    expect(effects).toEqual([id(1), id(2)]);
  });
});

describe('an event that needs something of another topic', () => {
  const early = notYet('the order has not arrived', 'order:o1');

  it('may wait for any head that its route names, alone in its batch too', async () => {
    const { take, kept } = begin({ says: { [id(1)]: [early] } });
    await take(said(1));
    expect(kept.waiting).toMatchObject([{ waitsFor: 'order:o1', reason: 'the order has not arrived', attempts: 0 }]);
  });

  it('may wait for another head after it has waited', async () => {
    const other = said(2, {}, 'c1', 'o2');
    const { take, kept } = begin({ waiting: [waits(other, 'case:c1')], heads: { 'case:c1': { awaited: true } }, says: { [id(2)]: [notYet('early', 'order:o2')] } });
    await take(said(1));
    expect(kept.parked).toEqual([]);
    expect(kept.waiting).toMatchObject([{ waitsFor: 'order:o2', attempts: 2 }]);
    expect(kept.deleted).toEqual([`w-${id(2)}`]);
  });

  it('leaves those waiting that are too early still, and their subject knows', async () => {
    const stored = [waits(said(1), 'order:o1'), waits(said(2, {}, 'c2'), 'order:o1')];
    const { take, kept, transaction } = begin({ waiting: stored, heads: { 'order:o1': { awaited: true } } });
    await take(heard('17'));
    expect(kept.deleted).toEqual([`w-${id(1)}`]);
    expect(transaction.head('order:o1').awaited).toBe(true);
  });

  it('has its subject written when nobody waits any more', async () => {
    const { take, transaction } = begin({ waiting: [waits(said(1), 'order:o1')], heads: { 'order:o1': { awaited: true } } });
    await take(heard('17'));
    expect(transaction.head('order:o1')).toMatchObject({ awaited: false, dirty: true });
  });

  it('is not the same as one of another subject with the same id', async () => {
    const { take, kept } = begin();
    await take(said(2, { id: 'same' }), said(2, { id: 'same' }, 'c2'));
    expect(kept.waiting.map(({ subject }) => subject)).toEqual(['case:c1', 'case:c2']);
  });

  it('waits for that subject, and is tried again with its next event', async () => {
    const { take, effects, kept, observed } = begin({ says: { [id(1)]: [early] } });
    await take(said(1), heard('17'));
    expect(effects).toEqual(['17', id(1)]);
    expect(kept.waiting).toEqual([]);
    expect(observed[0]).toBe('CaseSubmitted waiting');
  });

  it('waits for its own subject when it names none', async () => {
    const { take, kept } = begin({ says: { [id(1)]: [notYet('early')] } });
    await take(said(1));
    expect(kept.waiting).toMatchObject([{ waitsFor: 'case:c1', reason: 'early' }]);
  });

  it('waits again, its tries counted, when it was too early once more', async () => {
    const { take, kept, effects } = begin({ says: { [id(1)]: [early, early] } });
    await take(said(1), heard('17'));
    expect(effects).toEqual(['17']);
    expect(kept.waiting).toMatchObject([{ waitsFor: 'order:o1', attempts: 1 }]);
  });

  it('takes along what waits for its own case', async () => {
    const { take, effects } = begin({ says: { [id(1)]: [early] } });
    await take(said(1), said(2), heard('17'));
    expect(effects).toEqual(['17', id(1), id(2)]);
  });

  it('does not go on while its case is stopped', async () => {
    const { take, effects, kept } = begin({ says: { [id(1)]: [early] }, heads: { 'case:c1': { blocked: true, awaited: false } } });
    await take(said(1), heard('17'));
    expect(effects).toEqual(['17']);
    expect(ids(kept.parked)).toEqual([id(1)]);
  });

  it('that was stored does not go on while its case is stopped', async () => {
    const { take, effects, kept } = begin({ waiting: [waits(said(1), 'order:o1')], heads: { 'case:c1': { blocked: true }, 'order:o1': { awaited: true } } });
    await take(heard('17'));
    expect(effects).toEqual(['17']);
    expect(kept.deleted).toEqual([]);
  });
});

describe('poison', () => {
  it('stops its case and no other, and what follows is kept with it', async () => {
    const { take, effects, kept, inbox, observed, transaction } = begin({ says: { [id(1)]: [new RangeError('no such unit')] } });
    await take(said(1), said(2), said(1, {}, 'c2'));
    expect(effects).toEqual([id(1, 'c2')]);
    expect(kept.parked).toEqual([
      { envelope: said(1), topic: CaseSubmitted.topic, subject: 'case:c1', reason: 'RangeError: no such unit', attempts: 0, since: now },
      { envelope: said(2), topic: CaseSubmitted.topic, subject: 'case:c1', reason: 'an earlier event of this case is parked', attempts: 0, since: now },
    ]);
    expect(inbox.parkings).toEqual(['RangeError: no such unit']);
    expect(observed.slice(0, 3)).toEqual(['poison RangeError: no such unit', 'CaseSubmitted parked', 'CaseSubmitted parked']);
    expect(transaction.head('case:c1')).toMatchObject({ blocked: true, dirty: true, seen: new Map() });
  });

  it('is also what the rules refuse, and what breaks its contract', async () => {
    const { take, kept } = begin({ says: { [id(1)]: [refused(refusal)] } });
    await take(said(1), said(1, { value: '{' }, 'c2'));
    expect(kept.parked.map(({ reason }) => reason)).toEqual(['NOT_SO: look again', 'INVALID_EVENT: the value is not JSON']);
  });

  it('is named by whatever was thrown', async () => {
    const { take, kept } = begin({ says: { [id(1)]: [Object.assign(new Error(''), { name: 'Odd' })] } });
    await take(said(1));
    expect(kept.parked.map(({ reason }) => reason)).toEqual(['Odd: ']);
  });
});

describe('what is not handled here', () => {
  it('is counted all the same, so that what follows is not missed', async () => {
    const { take, effects, observed } = begin();
    await take(said(1, { type: 'huiliu.intake.v9.CaseDreamt' }), said(2, { type: 'huiliu.intake.v1.CaseClosed' }), said(3));
    expect(effects).toEqual([id(3)]);
    expect(observed).toEqual(['skipped huiliu.intake.v9.CaseDreamt', 'CaseSubmitted done 2026-11-05T08:30:01Z']);
  });

  it('is counted when it comes alone', async () => {
    const { take, transaction } = begin();
    await take(said(1, { type: 'huiliu.intake.v9.CaseDreamt' }));
    expect(transaction.head('case:c1').seen.get('urn:huiliu:intake')).toEqual({ epoch: 1, sequence: 1 });
  });

  it('lets go on what waited for it', async () => {
    const { take, effects } = begin();
    await take(said(2), said(1, { type: 'huiliu.intake.v9.CaseDreamt' }));
    expect(effects).toEqual([id(2)]);
  });

  it('and is known, but heard elsewhere, is passed over in silence', async () => {
    const { take, observed, transaction } = begin();
    await take(heard('17', { type: CustomerRegistered.type }));
    expect([observed, transaction.heads.size]).toEqual([[], 0]);
  });

  it('and has no sequence is passed over', async () => {
    const { take, observed, transaction } = begin();
    await take(heard('17', { type: 'integration.crm.v9.Dream' }));
    expect(observed).toEqual(['skipped integration.crm.v9.Dream']);
    expect(transaction.heads.size).toBe(0);
  });
});

describe('an event from outside', () => {
  it('takes effect once, by its source and id', async () => {
    const { take, effects, observed, kept } = begin({ received: ['16'] });
    await take(heard('16'), heard('17'), heard('17'), heard('17', { source: 'urn:other' }));
    expect(effects).toEqual(['17', '17']);
    expect(kept.received).toEqual(['16', '17', '17', '17']);
    expect(observed.map((one) => one.split(' ')[1])).toEqual(['duplicate', 'done', 'duplicate', 'done']);
  });

  it('is noted only where it is handled, and events with a sequence never are', async () => {
    const { take, kept } = begin();
    await take(said(1), heard('17', { value: '{' }), heard('18', { type: CustomerRegistered.type }));
    expect(kept.received).toEqual([]);
  });

  it('that is refused is a dead letter, and its subject goes on', async () => {
    const { take, effects, transaction, observed, kept } = begin({ says: { 17: [refused(refusal)], 18: [ignored('known')] } });
    await take(heard('17'), heard('18'));
    expect(effects).toEqual(['18']);
    expect(kept.parked).toEqual([]);
    expect(transaction.outbox).toEqual([
      {
        topic: `${ReturnRequested.topic}.dead-letters`,
        subject: 'order:o1',
        id: '17',
        type: ReturnRequested.type,
        saidAt: now,
        sequence: undefined,
        epoch: undefined,
        traceparent: 'T',
        causeId: 'C',
        extra: { hldeadcode: 'NOT_SO', hldeadreason: 'look again', hldeadby: 'urn:huiliu:review', hldeadsource: 'urn:crm' },
        value: heard('17').value,
      },
    ]);
    expect(observed).toEqual([`dead ${ReturnRequested.topic} ${ReturnRequested.type} NOT_SO look again`, 'ReturnRequested ignored 2026-11-05T08:30:01Z']);
  });

  it('that is malformed is a dead letter, cut to what fits into a message', async () => {
    const longest = `${'x'.repeat(499_997)}退`;
    const { take, transaction } = begin();
    await take(heard('17', { value: longest }), heard('18', { value: `${longest}x` }));
    expect(transaction.outbox[0]?.value === longest).toBe(true);
    expect(transaction.outbox[1]?.value).toBe(JSON.stringify({ omitted: '500001 bytes: read the original by its ce_id' }));
    expect(transaction.outbox[0]?.extra).toMatchObject({ hldeadcode: 'INVALID_EVENT', hldeadreason: 'the value is not JSON' });
  });

  it('gives no more than a thousand characters of its reason', async () => {
    const { take, transaction } = begin({ says: { 17: [refused({ ...refusal, message: 'm'.repeat(1_001) })] } });
    await take(heard('17'));
    expect(transaction.outbox[0]?.extra?.['hldeadreason']).toHaveLength(1_000);
  });

  it('that is refused while states are folded anew waits for what stands on another topic', async () => {
    const { take, kept, transaction } = begin({ rebuilding: true, says: { 17: [refused(refusal)], [id(1)]: [refused(refusal)] } });
    await take(heard('17'), said(1));
    expect(kept.waiting).toMatchObject([{ envelope: { id: '17' }, waitsFor: 'order:o1', reason: 'NOT_SO: look again', attempts: 0 }]);
    expect(ids(kept.parked)).toEqual([id(1)]);
    expect(transaction.outbox).toEqual([]);
  });
});

describe('replaying what was parked', () => {
  const parked = (event: Envelope): StoredEvent => ({ envelope: event, topic: topicOf(event), subject: event.subject, reason: 'r', attempts: 4, since: now });
  const replay = async (event: Envelope, begun: Begun = {}) => {
    const one = begin(begun);
    await one.inbox.open([], [], { recogniseReceived: false });
    await one.transaction.lock([event.subject, 'order:o1', 'case:c1']);
    return { ...one, result: await one.inbox.replay(parked(event)) };
  };

  it('handles it, and takes along what waited for it', async () => {
    const one = begin({ waiting: [waits(said(2), 'case:c1')], heads: { 'case:c1': { awaited: true } } });
    await one.inbox.open([one.arrival(said(1))], [], { recogniseReceived: false });
    expect(await one.inbox.replay(parked(said(1)))).toEqual({ ok: true });
    expect(one.effects).toEqual([id(1), id(2)]);
  });

  it('says why when it failed again, and leaves it parked as it is', async () => {
    const { result, inbox, kept, effects } = await replay(said(1), { says: { [id(1)]: [new Error('still')] } });
    expect(result).toEqual({ ok: false, reason: 'Error: still' });
    await inbox.flush();
    expect([kept.parked, effects]).toEqual([[], []]);
  });

  it('is content with what took effect meanwhile, and lets wait what is too early', async () => {
    const known = await replay(said(1), { heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 1 }]]) } } });
    expect([known.result, known.effects]).toEqual([{ ok: true }, []]);
    const early = await replay(said(2));
    await early.inbox.flush();
    expect([early.result, early.effects]).toEqual([{ ok: true }, []]);
    expect(early.kept.waiting).toMatchObject([{ envelope: { id: id(2) }, waitsFor: 'case:c1', reason: 'an earlier event of urn:huiliu:intake has not arrived', attempts: 4 }]);
  });

  it('is not tried again at once where it has to wait for its own case', async () => {
    const one = await replay(said(1), { says: { [id(1)]: [notYet('early')] } });
    await one.inbox.flush();
    expect(one.effects).toEqual([]);
    expect(one.kept.waiting).toMatchObject([{ waitsFor: 'case:c1', reason: 'early', attempts: 5 }]);
  });

  it('looks at the epoch that it was said under', async () => {
    const raised = { epoch: 2 };
    const one = await replay(said(1, raised), { heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 2, sequence: 0 }]]) } } });
    expect([one.result, one.effects]).toEqual([{ ok: true }, [id(1)]]);
  });

  it('counts one try more where it has to wait again', async () => {
    const one = await replay(said(1), { says: { [id(1)]: [notYet('early', 'order:o1')] } });
    await one.inbox.flush();
    expect(one.result).toEqual({ ok: true });
    expect(one.kept.waiting).toMatchObject([{ waitsFor: 'order:o1', attempts: 5 }]);
  });
});

describe('what the database refuses', () => {
  const condemn = async (event: Envelope, begun: Begun = {}) => {
    const one = begin(begun);
    const arrival = one.arrival(event);
    await one.inbox.open([arrival]);
    one.inbox.condemn(arrival, 'value out of range');
    await one.inbox.flush();
    return one;
  };

  it('is parked without running its handler', async () => {
    const { kept, effects, inbox } = await condemn(said(1));
    expect(kept.parked).toMatchObject([{ envelope: { id: id(1) }, reason: 'value out of range', attempts: 0 }]);
    expect([effects, inbox.parkings]).toEqual([[], ['value out of range']]);
  });

  it('is parked under a raised epoch too', async () => {
    const { kept } = await condemn(said(1, { epoch: 2 }), { heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 2, sequence: 0 }]]) } } });
    expect(ids(kept.parked)).toEqual([id(1)]);
  });

  it('is left alone when it took effect before', async () => {
    const { kept, observed } = await condemn(said(1), { heads: { 'case:c1': { seen: new Map([['urn:huiliu:intake', { epoch: 1, sequence: 1 }]]) } } });
    expect([kept.parked, observed]).toEqual([[], ['CaseSubmitted duplicate']]);
  });

  it('is a dead letter where no case can be blamed', async () => {
    const { kept, transaction } = await condemn(heard('17', { value: '{' }));
    expect(kept.parked).toEqual([]);
    expect(transaction.outbox).toMatchObject([{ id: '17', extra: { hldeadcode: 'REFUSED_BY_DATABASE', hldeadreason: 'value out of range' } }]);
  });

  it('and has no sequence is parked where a case is concerned', async () => {
    const { kept } = await condemn(heard('17'));
    expect(ids(kept.parked)).toEqual(['17']);
  });
});

describe('what waits for an event', () => {
  const stored = (...events: readonly Envelope[]): Begun => ({ waiting: events.map((event) => waits(event, 'case:c1')), heads: { 'case:c1': { awaited: true } } });
  const other = said(1, {}, 'c2');

  it.each([
    ['is poison', said(1), new Error('no such unit')],
    ['is not its sender\'s to say', said(1, { source: 'urn:huiliu:review' }), done()],
    ['has to wait itself', said(2), done()],
  ])('is not tried where that %s', async (_, event, outcome) => {
    const { take, effects, kept } = begin({ ...stored(other), says: { [event.id]: [outcome] } });
    await take(event);
    expect([effects, kept.deleted]).toEqual([[], []]);
  });

  it('is not tried where that comes from outside and is refused', async () => {
    const { take, effects } = begin({ waiting: [waits(said(1), 'order:o1')], heads: { 'order:o1': { awaited: true } }, says: { 17: [refused(refusal)] } });
    await take(heard('17'));
    expect(effects).toEqual([]);
  });

  it('has its rows loaded with those of the event', async () => {
    const { take, transaction } = begin(stored(said(2)));
    const loaded: string[] = [];
    transaction.load = (items) => Promise.resolve(void loaded.push(...items.map((item) => item.id)));
    await take(said(1));
    expect(loaded).toEqual([id(1), id(2)]);
  });

  it('is poison where it breaks its contract by now', async () => {
    const { take, effects, kept } = begin(stored(said(2, { value: '{' })));
    await take(said(1));
    expect(effects).toEqual([id(1)]);
    expect(kept.parked).toMatchObject([{ envelope: { id: id(2) }, reason: 'INVALID_EVENT: the value is not JSON', attempts: 2 }]);
  });

  it('is parked without being tried where the database refuses it, and what follows it waits on', async () => {
    const releasing = new Releasing(Number.POSITIVE_INFINITY, new Map([[`case:c1\nurn:huiliu:intake\n${id(2)}`, 'value out of range']]));
    const { take, effects, kept, transaction } = begin({ ...stored(said(2), said(3), other), releasing });
    await take(said(1));
    expect(effects).toEqual([id(1), id(1, 'c2')]);
    expect(kept.parked).toMatchObject([{ envelope: { id: id(2) }, reason: 'value out of range', attempts: 2 }]);
    expect(kept.deleted).toEqual([`w-${id(2)}`, `w-${id(1, 'c2')}`]);
    expect(transaction.head('case:c1').blocked).toBe(true);
    expect(releasing.tried).toEqual([`case:c2\nurn:huiliu:intake\n${id(1, 'c2')}`]);
  });

  it('is left for another transaction where no more may be tried in this one, which then may not be committed', async () => {
    const releasing = new Releasing(1);
    const { take, effects, kept } = begin({ ...stored(said(2), said(3)), releasing });
    await take(said(1));
    expect([effects, kept.deleted]).toEqual([[id(1), id(2)], [`w-${id(2)}`]]);
    expect(() => releasing.assertComplete()).toThrow();
  });

  it('is another event where it has the same id of another source', async () => {
    const early = notYet('early', 'order:o1');
    const { take, kept } = begin({ says: { 17: [early, early] } });
    await take(heard('17'), heard('17', { source: 'urn:other' }));
    expect(kept.waiting.map(({ envelope }) => envelope.source)).toEqual(['urn:crm', 'urn:other']);
  });
});

it('an event from outside counts for no sequence', async () => {
  const { take, transaction } = begin();
  await take(heard('17'));
  expect(transaction.head('order:o1').seen.size).toBe(0);
});

describe('an event whose outside call is given up', () => {
  it('stops its case after its calls, and what has waited there is kept behind it; other cases wait on', async () => {
    const others = said(1, {}, 'c2');
    const waiting = [waits(said(3), 'case:c1'), waits(others, 'case:c1'), waits(said(4), 'case:c1')];
    const { inbox, arrival, kept, transaction } = begin({ waiting, heads: { 'case:c1': { awaited: true } } });
    await inbox.open([arrival(said(2))]);
    inbox.giveUp(arrival(said(2)), 'PROVIDER_GONE: no answer', 7);
    await inbox.flush();
    expect(kept.parked).toEqual([
      { envelope: { ...said(2), givenUpAfter: 7 }, topic: CaseSubmitted.topic, subject: 'case:c1', reason: 'PROVIDER_GONE: no answer', attempts: 7, since: now },
      ...[said(3), said(4)].map((event) => ({ envelope: event, topic: CaseSubmitted.topic, subject: 'case:c1', reason: 'an earlier event of this case is parked', attempts: 1, since: now })),
    ]);
    expect(kept.deleted).toEqual([`w-${id(3)}`, `w-${id(4)}`]);
    expect(transaction.head('case:c1')).toMatchObject({ blocked: true, awaited: true });
  });
});
