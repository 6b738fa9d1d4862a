import { done, notYet, refused, type BusMessage } from '../../src';
import { batchOf, department, evidence, intakeTopic, newCase, remember, reply, type Department, type Handler } from './harness';

const replies = 'integration.crm.survey-replies.v1';

describe('moving a batch', () => {
  let dep: Department;
  const open = async (handler: Handler = remember, settings = {}): Promise<Department> => (dep = await department(handler, settings));
  afterEach(() => dep.close());

  it('writes position, state, appended rows, hops and outgoing events in one transaction', async () => {
    const { consumer, caseOf, column } = await open();
    const id = newCase();
    expect(await consumer.position(intakeTopic, 0)).toBeUndefined();
    expect(await consumer.handle(batchOf([evidence(0, id, 1), evidence(1, id, 2)]))).toBe(2);
    expect((await caseOf(id))?.seen).toHaveLength(2);
    expect(await column('SELECT next FROM consumer_offset')).toEqual(['2']);
    expect(await column('SELECT sequence FROM outbox_event ORDER BY id, nth')).toEqual(['1', '2']);
    expect(await column('SELECT cause_id FROM outbox_event ORDER BY id, nth')).toEqual([`intake/1/case:${id}/1`, `intake/1/case:${id}/2`]);
    expect(await column('SELECT outcome FROM hop')).toEqual(['done', 'done']);
    expect(await column('SELECT count(*) FROM test_entry')).toEqual(['2']);
  });

  it('handles many cases in one batch as if they had come one by one', async () => {
    const { consumer, caseOf } = await open();
    const ids = Array.from({ length: 40 }, newCase);
    const messages = [1, 2, 3].flatMap((sequence) => ids.map((id) => ({ id, sequence }))).map(({ id, sequence }, offset) => evidence(offset, id, sequence));
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf(messages));
    for (const id of ids) expect((await caseOf(id))?.seen).toEqual([1, 2, 3].map((sequence) => `intake/1/case:${id}/${sequence}`));
  });

  it('goes on where it stopped after a crash', async () => {
    const { consumer, another, caseOf } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf([evidence(0, id, 1)]));
    const restarted = another();
    expect(await restarted.position(intakeTopic, 0)).toBe(1);
    await restarted.handle(batchOf([evidence(1, id, 2)]));
    expect((await caseOf(id))?.seen).toHaveLength(2);
  });

  it('stops a zombie: a batch that another instance has handled changes nothing, and the rest of it is done', async () => {
    const { consumer: zombie, another, caseOf, column } = await open();
    const id = newCase();
    await zombie.position(intakeTopic, 0);
    const owner = another();
    await owner.position(intakeTopic, 0);
    await owner.handle(batchOf([evidence(0, id, 1), evidence(1, id, 2)]));
    expect(await zombie.handle(batchOf([evidence(0, id, 1)]))).toBe(2);
    expect(await zombie.handle(batchOf([evidence(1, id, 2), evidence(2, id, 3)]))).toBe(3);
    expect((await caseOf(id))?.seen).toHaveLength(3);
    expect(await column('SELECT count(*) FROM outbox_event')).toEqual(['3']);
  });

  it('lets exactly one of two instances handle the same batch at the same moment', async () => {
    const { consumer, another, column } = await open();
    const other = another();
    const ids = Array.from({ length: 20 }, newCase);
    const messages = ids.map((id, offset) => evidence(offset, id, 1));
    await Promise.all([consumer.position(intakeTopic, 0), other.position(intakeTopic, 0)]);
    await Promise.all([consumer.handle(batchOf(messages)), other.handle(batchOf(messages))]);
    expect(await column('SELECT count(*) FROM outbox_event')).toEqual(['20']);
    expect(await column('SELECT count(*) FROM test_entry')).toEqual(['20']);
  });

  it('drops what it has seen, by sequence', async () => {
    const { consumer, caseOf } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf([evidence(0, id, 1), evidence(1, id, 2), evidence(2, id, 1), evidence(3, id, 2), evidence(4, id, 3)]));
    expect((await caseOf(id))?.seen).toHaveLength(3);
  });

  it.each([true, false])('passes over kinds of subjects of which it hears nothing, once all instances do (%s), and counts the others along', async (passesOver) => {
    const own = await open(remember, { passesOver: () => passesOver });
    await own.consumer.position(intakeTopic, 0);
    const id = newCase();
    const type = 'huiliu.intake.v1.FromALaterVersion';
    const about = (subject: string, offset: number, sequence: number): BusMessage => evidence(offset, id, sequence, { subject, type, id: `intake/1/${subject}/${sequence}` });
    await own.consumer.handle(batchOf([evidence(0, id, 1), about('stock:CUP', 1, 1), about(`case:${id}`, 2, 2), about('stock:MUG', 3, 7), evidence(4, id, 3)]));
    expect((await own.caseOf(id))?.seen).toEqual([1, 3].map((sequence) => `intake/1/case:${id}/${sequence}`));
    expect(await own.column("SELECT subject FROM head WHERE subject LIKE 'stock:%' ORDER BY 1")).toEqual(passesOver ? [] : ['stock:CUP', 'stock:MUG']);
    // What is missing, another instance may have passed over.
    expect(await own.column('SELECT subject FROM waiting')).toEqual([]);
    expect(await own.consumer.position(intakeTopic, 0)).toBe(5);
  });

  it('handles an event of a raised epoch although its number was seen before, and drops leftovers of the old epoch', async () => {
    const { consumer, caseOf } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf([evidence(0, id, 1), evidence(1, id, 2), evidence(2, id, 2, { epoch: 2 }), evidence(3, id, 3)]));
    expect((await caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`, `intake/1/case:${id}/2`, `intake/2/case:${id}/2`]);
  });

  it('keeps events after a gap waiting and releases them in order when it is filled, also across restarts', async () => {
    const { consumer, another, caseOf, column } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf([evidence(0, id, 3), evidence(1, id, 2)]));
    expect(await caseOf(id)).toBeUndefined();
    expect(await column('SELECT count(*) FROM waiting')).toEqual(['2']);
    const restarted = another();
    await restarted.position(intakeTopic, 0);
    await restarted.handle(batchOf([evidence(2, id, 1)]));
    expect((await caseOf(id))?.seen).toEqual([1, 2, 3].map((sequence) => `intake/1/case:${id}/${sequence}`));
    expect(await column('SELECT count(*) FROM waiting')).toEqual(['0']);
    expect(await column('SELECT awaited FROM head')).toEqual([false]);
  });

  it('counts the sequence of types that it does not hear, so that no gap opens', async () => {
    const { consumer, caseOf, alarms } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf([evidence(0, id, 1, { type: 'huiliu.intake.v1.CaseClosed' }), evidence(1, id, 2, { type: 'huiliu.intake.v1.FromTheFuture', value: 'not even JSON' }), evidence(2, id, 3)]));
    expect((await caseOf(id))?.seen).toEqual([`intake/1/case:${id}/3`]);
    expect(alarms).toEqual(['skipped huiliu.intake.v1.FromTheFuture']);
  });

  it('tries an event that came too early again after each later event of what it waits for', async () => {
    const order = newCase();
    const handler: Handler = (work, eventId, subject, data) => {
      const caseId = subject.slice('case:'.length);
      if (caseId !== order && !work.cases.get(order)) return notYet('its order has not arrived', `case:${order}`);
      return remember(work, eventId, subject, data);
    };
    const { consumer, caseOf, column } = await open(handler, { route: { heads: () => [`case:${order}`], rows: (data: { ref: { caseId: string } }) => ({ cases: [data.ref.caseId, order] }) } });
    const ids = [newCase(), newCase()];
    await consumer.position(intakeTopic, 0);
    await consumer.handle(batchOf(ids.flatMap((id, index) => [evidence(index * 2, id, 1), evidence(index * 2 + 1, id, 2)])));
    expect(await column('SELECT count(*) FROM waiting')).toEqual(['4']);
    await consumer.handle(batchOf([evidence(4, order, 1)]));
    for (const id of ids) expect((await caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`, `intake/1/case:${id}/2`]);
    expect(await column('SELECT count(*) FROM waiting')).toEqual(['0']);
  });

  it('recognises events from outside by source and id, also within one batch', async () => {
    const { consumer, caseOf } = await open();
    const id = newCase();
    await consumer.position(replies, 0);
    await consumer.handle(batchOf([reply(0, id, 'r1'), reply(1, id, 'r1'), reply(2, id, 'r2')], replies));
    await consumer.handle(batchOf([reply(3, id, 'r2')], replies));
    expect((await caseOf(id))?.seen).toEqual(['r1', 'r2']);
  });

  it.each([
    ['not JSON', 'no json', 'INVALID_EVENT'],
    ['wrongly typed', '{"caseId": 7}', 'INVALID_EVENT'],
  ])('sends what comes from outside and is %s to the dead letters, with the reason, and goes on', async (_name, value, code) => {
    const { consumer, caseOf, column } = await open();
    const id = newCase();
    await consumer.position(replies, 0);
    await consumer.handle(batchOf([reply(0, id, 'bad', value), reply(1, id, 'good')], replies));
    expect((await caseOf(id))?.seen).toEqual(['good']);
    expect(await column(`SELECT extra->>'hldeadcode' FROM outbox_event WHERE topic = '${replies}.dead-letters'`)).toEqual([code]);
  });

  it('sends a message without headers, of the wrong topic or of the wrong source to the dead letters', async () => {
    const { consumer, column } = await open();
    const id = newCase();
    await consumer.position(intakeTopic, 0);
    const naked = { ...evidence(0, id, 1), headers: {} };
    await consumer.handle(batchOf([naked, { ...reply(1, id, 'r') }, evidence(2, id, 1, { source: 'urn:huiliu:warehouse' })]));
    expect(await column(`SELECT extra->>'hldeadcode' FROM outbox_event ORDER BY id, nth`)).toEqual(['MALFORMED_HEADERS', 'WRONG_TOPIC', 'WRONG_SOURCE']);
    expect(await column('SELECT count(*) FROM hop')).toEqual(['0']);
  });

  it('sends what a handler refuses from outside to the dead letters and keeps nothing of what the handler wrote', async () => {
    const handler: Handler = (work, eventId, subject, data) => {
      remember(work, eventId, subject, data);
      return refused({ kind: 'UNPROCESSABLE', code: 'NOT_SO', message: 'no' });
    };
    const { consumer, caseOf, column } = await open(handler);
    const id = newCase();
    await consumer.position(replies, 0);
    await consumer.handle(batchOf([reply(0, id, 'r1')], replies));
    expect(await caseOf(id)).toBeUndefined();
    expect(await column('SELECT topic FROM outbox_event')).toEqual([`${replies}.dead-letters`]);
    expect(await column('SELECT count(*) FROM hop')).toEqual(['0']);
  });
});

describe('poison', () => {
  let dep: Department;
  afterEach(() => dep.close());

  const failsOn = (poison: () => string | undefined): Handler => (work, eventId, subject, data) => {
    const outcome = remember(work, eventId, subject, data);
    if (eventId === poison()) throw new Error('can not be decided');
    return outcome;
  };

  it('stops its own case only: the event and all later ones of that case are parked, in order, with the reason', async () => {
    const [bad, good] = [newCase(), newCase()];
    dep = await department(failsOn(() => `intake/1/case:${bad}/2`));
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, bad, 2), evidence(2, good, 1), evidence(3, bad, 3), evidence(4, good, 2)]));
    expect((await dep.caseOf(bad))?.seen).toHaveLength(1);
    expect((await dep.caseOf(good))?.seen).toHaveLength(2);
    expect(await dep.column('SELECT event_id FROM parked ORDER BY position')).toEqual([2, 3].map((sequence) => `intake/1/case:${bad}/${sequence}`));
    expect((await dep.column('SELECT reason FROM parked ORDER BY position'))[0]).toContain('can not be decided');
    expect(await dep.column('SELECT subject FROM head WHERE blocked')).toEqual([`case:${bad}`]);
    expect(await dep.column('SELECT count(*) FROM outbox_event')).toEqual(['3']);
  });

  it('replays in order once the fault is mended, with what arrives meanwhile, and unblocks', async () => {
    const bad = newCase();
    let poison: string | undefined = `intake/1/case:${bad}/1`;
    dep = await department(failsOn(() => poison));
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, bad, 2)]));
    expect(await dep.parking.replay(`case:${bad}`)).toMatchObject({ replayed: 0, remaining: 2 });
    poison = undefined;
    const [, replayed] = await Promise.all([dep.consumer.handle(batchOf([evidence(2, bad, 3)])), dep.parking.replay(`case:${bad}`)]);
    if (replayed.remaining > 0 || (await dep.column('SELECT count(*) FROM parked'))[0] !== '0') await dep.parking.replay(`case:${bad}`);
    expect((await dep.caseOf(bad))?.seen).toEqual([1, 2, 3].map((sequence) => `intake/1/case:${bad}/${sequence}`));
    expect(await dep.column('SELECT blocked FROM head')).toEqual([false]);
    expect(await dep.column('SELECT count(*) FROM parked')).toEqual(['0']);
  });

  it('tries again, when a stopped case goes on, what waited for others and missed their events meanwhile', async () => {
    const [bad, order] = [newCase(), newCase()];
    let poison = true;
    const handler: Handler = (work, eventId, subject, data) => {
      if (eventId === 'early' && !work.cases.get(order)) return notYet('its order has not arrived', `case:${order}`);
      if (eventId === `intake/1/case:${bad}/1` && poison) throw new Error('can not be decided');
      return remember(work, eventId, subject, data);
    };
    dep = await department(handler, { route: { heads: () => [`case:${order}`], rows: () => ({ cases: [bad, order] }) } });
    await dep.consumer.position(replies, 0);
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([reply(0, bad, 'early')], replies));
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, order, 1)]));
    expect(await dep.column('SELECT count(*) FROM waiting')).toEqual(['1']);
    poison = false;
    expect(await dep.parking.replay(`case:${bad}`)).toMatchObject({ replayed: 1, remaining: 0 });
    expect((await dep.caseOf(bad))?.seen).toEqual([`intake/1/case:${bad}/1`, 'early']);
    expect(await dep.column('SELECT count(*) FROM waiting')).toEqual(['0']);
  });

  it('discards the first parked event by name, counts its sequence and records who and why', async () => {
    const bad = newCase();
    dep = await department(failsOn(() => `intake/1/case:${bad}/1`));
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, bad, 2)]));
    await expect(dep.parking.discard(`case:${bad}`, `intake/1/case:${bad}/2`, 'ops-1', 'x')).rejects.toMatchObject({ code: 'NOT_FIRST_PARKED' });
    expect(await dep.parking.discard(`case:${bad}`, `intake/1/case:${bad}/1`, 'ops-1', 'sent by mistake')).toEqual({ remaining: 1 });
    expect(await dep.parking.replay(`case:${bad}`)).toMatchObject({ replayed: 1, remaining: 0 });
    expect((await dep.caseOf(bad))?.seen).toEqual([`intake/1/case:${bad}/2`]);
    expect(await dep.column('SELECT why FROM discarded')).toEqual(['sent by mistake']);
  });

  it('replays many stopped cases at once, by what stopped them, and tells how many go on', async () => {
    const [mended, again, other] = [newCase(), newCase(), newCase()];
    const failing = new Set([mended, again, other].map((id) => `${id === other ? 'other' : `intake/1/case:${id}/1`}`));
    dep = await department((work, eventId, subject, data) => {
      if (failing.has(eventId)) throw new Error('can not be decided');
      return remember(work, eventId, subject, data);
    });
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.position(replies, 0);
    await dep.consumer.handle(batchOf([evidence(0, mended, 1), evidence(1, mended, 2), evidence(2, again, 1)]));
    await dep.consumer.handle(batchOf([reply(0, other, 'other')], replies));
    failing.delete(`intake/1/case:${mended}/1`);
    expect(await dep.parking.replayMany('huiliu.intake.v1.EvidenceAdded', 0)).toEqual({ subjects: 2, replayed: 2, remaining: 1, unblocked: 1 });
    expect((await dep.caseOf(mended))?.seen).toHaveLength(2);
    failing.clear();
    expect(await dep.parking.replayMany('', 1)).toEqual({ subjects: 1, replayed: 1, remaining: 0, unblocked: 1 });
    expect(await dep.parking.replayMany('', 0)).toEqual({ subjects: 1, replayed: 1, remaining: 0, unblocked: 1 });
    expect(await dep.column('SELECT count(*) FROM head WHERE blocked')).toEqual(['0']);
  });

  it('gives up the first parked event of many cases, by its type alone, each recorded; also where two do so at once', async () => {
    const ids = Array.from({ length: 5 }, newCase);
    dep = await department(() => { throw new Error('can not be decided'); });
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.position(replies, 0);
    await dep.consumer.handle(batchOf(ids.flatMap((id, index) => [evidence(2 * index, id, 1), evidence(2 * index + 1, id, 2)])));
    const kept = newCase();
    await dep.consumer.handle(batchOf([reply(0, kept, 'kept')], replies));
    const [a, b] = await Promise.all([1, 2].map(() => dep.parking.discardMany('huiliu.intake.v1.EvidenceAdded', 0, 'ops-1', 'sent by mistake')));
    // The second may find the first ones gone and give up those behind them; none is given up twice.
    expect((a?.discarded ?? 0) + (b?.discarded ?? 0)).toBe(Number((await dep.column('SELECT count(*) FROM discarded'))[0]));
    expect((await dep.column('SELECT DISTINCT why FROM discarded'))).toEqual(['sent by mistake']);
    expect(await dep.column(`SELECT subject FROM parked WHERE event_id = 'kept'`)).toEqual([`case:${kept}`]);
  });

  it('finds the one event whose data SQL refuses, parks it and keeps the rest of the batch', async () => {
    const [bad, good] = [newCase(), newCase()];
    const handler: Handler = (work, eventId, subject, data) => {
      if (eventId === `intake/1/case:${bad}/1`) {
        work.entries.add({ id: 'nul \u0000', caseId: bad });
        return done();
      }
      return remember(work, eventId, subject, data);
    };
    dep = await department(handler);
    await dep.consumer.position(intakeTopic, 0);
    const others = Array.from({ length: 9 }, newCase);
    await dep.consumer.handle(batchOf([...others.map((id, offset) => evidence(offset, id, 1)), evidence(9, bad, 1), evidence(10, good, 1)]));
    for (const id of [...others, good]) expect((await dep.caseOf(id))?.seen).toHaveLength(1);
    expect(await dep.column('SELECT event_id FROM parked')).toEqual([`intake/1/case:${bad}/1`]);
    expect(await dep.column('SELECT next FROM consumer_offset')).toEqual(['11']);
  });

  it('stops the partition instead of parking everything when a release is bad, and parks nothing meanwhile', async () => {
    dep = await department(() => { throw new Error('this release can not do anything'); }, { limits: { breakerParkings: 5, breakerRestMs: 60_000 } });
    await dep.consumer.position(intakeTopic, 0);
    const messages = Array.from({ length: 6 }, (_, offset) => evidence(offset, newCase(), 1));
    await expect(dep.consumer.handle(batchOf(messages))).rejects.toMatchObject({ code: 'PARTITION_STOPPED' });
    expect(dep.consumer.stoppedBecause()).toContain('more than 5 events');
    expect(await dep.column('SELECT count(*) FROM parked')).toEqual(['0']);
    expect(await dep.column('SELECT count(*) FROM consumer_offset')).toEqual(['0']);
  });

  it('parks one event too many of those that wait', async () => {
    const id = newCase();
    dep = await department(remember, { limits: { waitingPerSubject: 2 } });
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([2, 3, 4].map((sequence, offset) => evidence(offset, id, sequence))));
    expect(await dep.column('SELECT count(*) FROM waiting')).toEqual(['2']);
    expect((await dep.column('SELECT reason FROM parked'))[0]).toContain('WAITING_LIMIT');
  });

  it('throws the batch back when the connection breaks under it, parks nothing, and handles it when it comes again', async () => {
    const id = newCase();
    let terminate: Promise<unknown> | undefined;
    dep = await department(remember, { route: { handle: async (data, context) => {
      terminate ??= dep.pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle in transaction'`);
      await terminate;
      return remember(context.work as never, context.event.id, context.event.subject, data);
    } } });
    await dep.consumer.position(intakeTopic, 0);
    await expect(dep.consumer.handle(batchOf([evidence(0, id, 1)]))).rejects.toBeDefined();
    expect(await dep.column('SELECT count(*) FROM parked')).toEqual(['0']);
    expect(await dep.caseOf(id)).toBeUndefined();
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, id, 1)]));
    expect((await dep.caseOf(id))?.seen).toHaveLength(1);
  });
});
