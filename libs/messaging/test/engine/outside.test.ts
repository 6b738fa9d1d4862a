import { done, type MessagingLimits, type Work } from '../../src';
import { IntentWorker, intent } from '../../src/outside/intents';
import { TimerWorker, timer } from '../../src/outside/timers';
import { holdsWithin } from '@huiliu/testing';
import { batchOf, department, evidence, intakeTopic, newCase, type Department, type Handler, type testTables } from './harness';

const ask: Handler = (work, eventId, subject) => {
  work.intend({ id: `pay ${subject}`, kind: 'pay', subject, payload: { caseId: subject.slice('case:'.length), because: eventId } });
  work.schedule({ subject, name: 'reminder', dueAt: new Date(work.now.getTime() - 1), payload: { caseId: subject.slice('case:'.length) } });
  return done();
};

interface Payload {
  readonly caseId: string;
}

jest.setTimeout(60_000);

describe('calls to the outside', () => {
  let dep: Department;
  let workers: IntentWorker[] = [];
  afterEach(async () => {
    await Promise.all(workers.map((worker) => worker.stop()));
    workers = [];
    await dep.close();
  });

  const start = (call: (id: string, attempt: number, signal: AbortSignal) => Promise<string>, again: (result: string, attempt: number) => boolean = () => false, wanted: Partial<MessagingLimits> = {}): IntentWorker => {
    const handler = intent<typeof testTables, Payload, string>({
      kind: 'pay',
      call: ({ id, attempt }, signal) => call(id, attempt, signal),
      rows: ({ caseId }) => ({ cases: [caseId] }),
      handle: (work: Work<typeof testTables>, { id, payload, attempt, result }) => {
        work.cases.put(payload.caseId, { seen: [...(work.cases.get(payload.caseId)?.seen ?? []), result] });
        if (again(result, attempt)) work.intend({ id, kind: 'pay', subject: `case:${payload.caseId}`, payload: { ...payload } });
        return done();
      },
    });
    const worker = new IntentWorker({ ...dep.options, limits: { ...dep.options.limits, intentPollMs: 5, intentLeaseMs: 60_000, ...wanted } }, [handler]);
    workers.push(worker);
    worker.start();
    return worker;
  };
  const open = async (cases: number): Promise<string[]> => {
    dep = await department(ask);
    const ids = Array.from({ length: cases }, newCase);
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf(ids.map((id, offset) => evidence(offset, id, 1))));
    return ids;
  };
  const settled = (count: number) => holdsWithin(20_000, async () => (await dep.column<string>('SELECT count(*) FROM intent WHERE NOT open'))[0] === String(count));

  it('are made once each, with two workers at it, and their results decided', async () => {
    const ids = await open(30);
    const calls: string[] = [];
    const call = async (id: string): Promise<string> => {
      calls.push(id);
      return 'paid';
    };
    start(call);
    start(call);
    expect(await settled(30)).toBe(true);
    expect(calls.sort()).toEqual(ids.map((id) => `pay case:${id}`).sort());
    for (const id of ids) expect((await dep.caseOf(id))?.seen).toEqual(['paid']);
  });

  it('are made again under the same id when the decision says so, counting attempts', async () => {
    const [id] = await open(1);
    start(async (_, attempt) => (attempt < 3 ? `failed ${attempt}` : 'paid'), (result) => result !== 'paid');
    expect(await holdsWithin(20_000, async () => (await dep.caseOf(id ?? ''))?.seen.at(-1) === 'paid')).toBe(true);
    expect((await dep.caseOf(id ?? ''))?.seen).toEqual(['failed 1', 'failed 2', 'paid']);
    expect(await dep.column(`SELECT id FROM hop WHERE type = 'intent.pay' ORDER BY handled_at`)).toEqual([1, 2, 3].map((attempt) => `pay case:${id}#${attempt}`));
  });

  it('that are slow hold up no other', async () => {
    const ids = await open(5);
    let release = (): void => undefined;
    const slow = new Promise<string>((resolve) => (release = () => resolve('slow')));
    start((id) => (id === `pay case:${ids[0]}` ? slow : Promise.resolve('paid')));
    expect(await settled(4)).toBe(true);
    release();
    expect(await settled(5)).toBe(true);
    expect((await dep.caseOf(ids[0] ?? ''))?.seen).toEqual(['slow']);
  });

  it('are taken over by another worker when one dies in the middle, with the same id', async () => {
    const [id] = await open(1);
    const ids: string[] = [];
    start((intentId) => {
      ids.push(intentId);
      return ids.length === 1 ? new Promise<never>((_, reject) => setTimeout(() => reject(new Error('gone')), 20)) : Promise.resolve('paid');
    }, undefined, { intentLeaseMs: 2_000 });
    expect(await settled(1)).toBe(true);
    expect(ids).toEqual([`pay case:${id}`, `pay case:${id}`]);
    expect((await dep.caseOf(id ?? ''))?.seen).toEqual(['paid']);
  });

  it('that end soon after their worker was stopped are written down', async () => {
    const [id] = await open(1);
    let [begun, answer] = [false, (_: string): void => undefined];
    const worker = start(() => {
      begun = true;
      return new Promise((resolve) => (answer = resolve));
    });
    expect(await holdsWithin(20_000, async () => begun)).toBe(true);
    const stopped = worker.stop();
    answer('paid');
    await stopped;
    expect((await dep.caseOf(id ?? ''))?.seen).toEqual(['paid']);
  });

  it('that a stopped worker has given up are made at once by another, long before their lease is over', async () => {
    const [id] = await open(1);
    const attempts: number[] = [];
    const call = (_: string, attempt: number, signal: AbortSignal): Promise<string> => {
      attempts.push(attempt);
      return attempt > 1 ? Promise.resolve('paid') : new Promise((resolve) => signal.addEventListener('abort', () => resolve('given up')));
    };
    const worker = start(call, undefined, { intentStopMs: 10 });
    expect(await holdsWithin(20_000, async () => attempts.length === 1)).toBe(true);
    await worker.stop();
    start(call);
    expect(await settled(1)).toBe(true);
    expect(attempts).toEqual([1, 2]);
    expect((await dep.caseOf(id ?? ''))?.seen).toEqual(['paid']);
  });
});

describe('timers', () => {
  let dep: Department;
  afterEach(() => dep.close());

  it('fire once when due, with two instances at it, and leave a hop linked to the trace before', async () => {
    dep = await department(ask);
    const id = newCase();
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, id, 1)]));
    const handler = timer<typeof testTables, Payload>({
      name: 'reminder',
      rows: (_subject, { caseId }) => ({ cases: [caseId] }),
      handle: (work, _subject, { caseId }) => {
        work.cases.put(caseId, { seen: [...(work.cases.get(caseId)?.seen ?? []), 'reminded'] });
        return done();
      },
    });
    const workers = [1, 2].map(() => new TimerWorker({ ...dep.options, limits: { ...dep.options.limits, timerPollMs: 5 } }, [handler]));
    for (const worker of workers) worker.start();
    expect(await holdsWithin(20_000, async () => (await dep.column<string>('SELECT count(*) FROM timer'))[0] === '0')).toBe(true);
    await Promise.all(workers.map((worker) => worker.stop()));
    expect((await dep.caseOf(id))?.seen).toEqual(['reminded']);
    const [event, reminder] = (await dep.pool.query<{ trace_id: string; linked_trace_id: string | null }>('SELECT trace_id, linked_trace_id FROM hop ORDER BY handled_at')).rows;
    expect(reminder?.linked_trace_id).toBe(event?.trace_id);
    expect(reminder?.trace_id).not.toBe(event?.trace_id);
  });

  it('of a stopped case wait until it goes on, without holding up the others', async () => {
    dep = await department(ask);
    const [stopped, other] = [newCase(), newCase()];
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, stopped, 1), evidence(1, other, 1)]));
    await dep.pool.query('UPDATE head SET blocked = true WHERE subject = $1', [`case:${stopped}`]);
    const handler = timer<typeof testTables, Payload>({ name: 'reminder', handle: () => done() });
    const worker = new TimerWorker({ ...dep.options, limits: { ...dep.options.limits, timerPollMs: 5, timerBatch: 1 } }, [handler]);
    worker.start();
    const left = async (): Promise<string[]> => dep.column('SELECT subject FROM timer');
    expect(await holdsWithin(20_000, async () => (await left()).length === 1)).toBe(true);
    expect(await left()).toEqual([`case:${stopped}`]);
    await dep.pool.query('UPDATE head SET blocked = false');
    expect(await holdsWithin(20_000, async () => (await left()).length === 0)).toBe(true);
    await worker.stop();
  });
});
