import { command, done, refused, type Route } from '../../src';
import { SurveyReplied } from '@huiliu/contracts';
import { CatchingUp } from '../../src/engine/catching-up';
import { tryHeldBackAgain, tryWaitingAgain } from '../../src/engine/waiting-again';
import { batchOf, department, evidence, intakeTopic, newCase, remember, reply, type Department, type Handler, type testTables } from './harness';

/** What a department does at its fullest: state, an event, a call to the outside, a clock. */
const everything: Handler = (work, eventId, subject, data) => {
  work.intend({ id: `pay ${subject}`, kind: 'pay', subject, payload: {} });
  work.schedule({ subject, name: 'reminder', dueAt: work.now, payload: {} });
  return remember(work, eventId, subject, data);
};

describe('rebuilding from the log', () => {
  const open: Department[] = [];
  afterEach(() => Promise.all(open.splice(0).map((dep) => dep.close())));

  it('gives the same states, heads and sequences in an empty database, and says, pays and schedules nothing', async () => {
    const [live, rebuilt] = [await department(everything), await department(everything, { rebuilding: true })];
    open.push(live, rebuilt);
    const ids = Array.from({ length: 12 }, newCase);
    const log = [1, 2, 3].flatMap((sequence) => ids.map((id) => ({ id, sequence }))).map(({ id, sequence }, offset) => evidence(offset, id, sequence));
    await live.consumer.position(intakeTopic, 0);
    for (let start = 0; start < log.length; start += 5) await live.consumer.handle(batchOf(log.slice(start, start + 5)));
    await rebuilt.consumer.position(intakeTopic, 0);
    await rebuilt.consumer.handle(batchOf(log));
    const state = `SELECT row(case_id, doc)::text FROM test_case ORDER BY case_id`;
    const heads = `SELECT row(subject, out_seq, blocked, seen)::text FROM head ORDER BY subject`;
    expect(await rebuilt.column(state)).toEqual(await live.column(state));
    expect(await rebuilt.column(heads)).toEqual(await live.column(heads));
    expect(await live.column('SELECT count(*) FROM outbox_event')).toEqual(['36']);
    for (const table of ['outbox', 'intent', 'timer']) expect(await rebuilt.column(`SELECT count(*) FROM ${table}`)).toEqual(['0']);
  });

  it('keeps what an outside system answered, though it is read before what it answers', async () => {
    const unlessUnknown: Handler = (work, eventId, subject, data) =>
      'surveyId' in data && !work.cases.get(subject.slice('case:'.length)) ? refused({ code: 'SURVEY_NOT_FOUND', kind: 'NOT_FOUND', message: 'no such survey' }) : remember(work, eventId, subject, data);
    const rebuilt = await department(unlessUnknown, { rebuilding: true });
    open.push(rebuilt);
    const id = newCase();
    await rebuilt.consumer.position(SurveyReplied.topic, 0);
    await rebuilt.consumer.handle(batchOf([reply(0, id, 'r1'), reply(1, id, 'r2')], SurveyReplied.topic));
    expect(await rebuilt.caseOf(id)).toBeUndefined();
    await rebuilt.consumer.position(intakeTopic, 0);
    await rebuilt.consumer.handle(batchOf([evidence(0, id, 1)]));
    expect((await rebuilt.caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`, 'r1', 'r2']);
    expect(await rebuilt.column('SELECT count(*) FROM waiting')).toEqual(['0']);
  });

  it('takes them up in the order in which they came, though one among them is what those before it wait for', async () => {
    const inTurn: Handler = (work, eventId, subject, data) => {
      const { seen = [] } = work.cases.get(subject.slice('case:'.length)) ?? {};
      const ready = !('surveyId' in data) || (eventId === 'found' ? seen.length > 0 : seen.includes('found'));
      return ready ? remember(work, eventId, subject, data) : refused({ code: 'SURVEY_NOT_FOUND', kind: 'NOT_FOUND', message: 'no such survey' });
    };
    const rebuilt = await department(inTurn, { rebuilding: true });
    open.push(rebuilt);
    const id = newCase();
    await rebuilt.consumer.position(SurveyReplied.topic, 0);
    await rebuilt.consumer.handle(batchOf([reply(0, id, 'r1'), reply(1, id, 'r2')], SurveyReplied.topic));
    await rebuilt.consumer.handle(batchOf([reply(2, id, 'found'), reply(3, id, 'r3')], SurveyReplied.topic));
    await rebuilt.consumer.position(intakeTopic, 0);
    await rebuilt.consumer.handle(batchOf([evidence(0, id, 1)]));
    expect((await rebuilt.caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`, 'found', 'r1', 'r2', 'r3']);
    expect(await rebuilt.column('SELECT count(*) FROM waiting')).toEqual(['0']);
  });

  it('keeps it too in a department that was set back by a restore, until it is where it was; later it is a dead letter', async () => {
    const refuses: Handler = (work, eventId, subject, data) =>
      'surveyId' in data && !work.cases.get(subject.slice('case:'.length)) ? refused({ code: 'SURVEY_NOT_FOUND', kind: 'NOT_FOUND', message: 'no such survey' }) : remember(work, eventId, subject, data);
    const catchingUp = new CatchingUp();
    const dep = await department(refuses, { catchingUp: () => catchingUp.isOn });
    open.push(dep);
    const at = (high: number, lag: number) => [{ topic: SurveyReplied.topic, partition: 0, high, lag }];
    catchingUp.begin(at(1, 1));
    await dep.consumer.position(SurveyReplied.topic, 0);
    await dep.consumer.handle(batchOf([reply(0, newCase(), 'r1')], SurveyReplied.topic));
    expect(await dep.column('SELECT event_id FROM waiting')).toEqual(['r1']);

    expect([catchingUp.endsWith(at(2, 2)), catchingUp.endsWith(at(2, 1)), catchingUp.isOn]).toEqual([false, true, false]);
    await dep.consumer.handle(batchOf([reply(1, newCase(), 'r2')], SurveyReplied.topic));
    expect(await dep.column('SELECT event_id FROM waiting')).toEqual(['r1']);
    expect(dep.alarms).toEqual(['dead SURVEY_NOT_FOUND']);

    // Nothing happens to its case any more: it does not wait for ever.
    await tryWaitingAgain(dep.options);
    expect(await dep.column('SELECT event_id FROM waiting')).toEqual([]);
    expect(dep.alarms).toEqual(['dead SURVEY_NOT_FOUND', 'dead SURVEY_NOT_FOUND']);
  });

  describe('an event that is about what came over other topics before it', () => {
    const second = (data: object): boolean => 'evidenceId' in data && data.evidenceId === 'E2';
    const about = (offset: number, id: string, sequence: number) => evidence(offset, id, sequence, { value: JSON.stringify({ ref: { caseId: id, caseNumber: 'N', orderId: 'O' }, evidenceId: 'E2', kind: 'photo', evidenceCount: 1 }) });
    const seenOf = async (dep: Department, id: string) => ((await dep.caseOf(id))?.seen ?? []).map((each) => each.split('/').at(-1));
    const waiting = (dep: Department) => dep.column('SELECT sequence FROM waiting ORDER BY sequence');

    it('waits, and with it what follows from its source, until topics are no longer read again; others go on, and then it is taken up by itself, in order', async () => {
      let isOn = true;
      const dep = await department(remember, { catchingUp: () => isOn, route: { waitsWhileReadingAgain: second } });
      open.push(dep);
      const [id, other] = [newCase(), newCase()];
      await dep.consumer.position(intakeTopic, 0);
      await dep.consumer.handle(batchOf([evidence(0, id, 1), about(1, id, 2), evidence(2, id, 3), evidence(3, other, 1)]));
      expect([await seenOf(dep, id), await seenOf(dep, other), await waiting(dep)]).toEqual([['1'], ['1'], ['2', '3']]);

      // Tried again with each event of its case, as all that waits.
      await dep.consumer.position(SurveyReplied.topic, 0);
      await dep.consumer.handle(batchOf([reply(0, id, 'r1')], SurveyReplied.topic));
      expect([await seenOf(dep, id), await waiting(dep)]).toEqual([['1', 'r1'], ['2', '3']]);
      await tryWaitingAgain(dep.options);
      expect(await waiting(dep)).toEqual(['2', '3']);

      isOn = false;
      await tryWaitingAgain(dep.options);
      expect([await seenOf(dep, id), await waiting(dep)]).toEqual([['1', 'r1', '2', '3'], []]);
      await dep.consumer.handle(batchOf([about(4, id, 2), evidence(5, id, 4)]));
      expect(await seenOf(dep, id)).toEqual(['1', 'r1', '2', '3', '4']);
    });

    it('is left waiting by a rebuild, or by who dies before coming to it, and taken up at the next start; what else waits is not', async () => {
      let refuses = true;
      const handler: Handler = (work, eventId, subject, data) => ('surveyId' in data && refuses ? refused({ code: 'SURVEY_NOT_FOUND', kind: 'NOT_FOUND', message: 'no such survey' }) : remember(work, eventId, subject, data));
      let isOn = true;
      const dep = await department(handler, { catchingUp: () => isOn, route: { waitsWhileReadingAgain: second } });
      open.push(dep);
      const answers = dep.options.routes.get(SurveyReplied.type);
      if (answers) (dep.options.routes as Map<string, Route>).set(SurveyReplied.type, { ...answers, waitsWhileReadingAgain: undefined });
      const [id, other] = [newCase(), newCase()];
      await dep.consumer.position(intakeTopic, 0);
      await dep.consumer.handle(batchOf([evidence(0, id, 1), about(1, id, 2)]));
      await dep.consumer.position(SurveyReplied.topic, 0);
      await dep.consumer.handle(batchOf([reply(0, other, 'r1')], SurveyReplied.topic));
      [isOn, refuses] = [false, false];
      await tryHeldBackAgain(dep.options);
      expect([await seenOf(dep, id), await dep.column('SELECT event_id FROM waiting')]).toEqual([['1', '2'], ['r1']]);
    });

    it('is handled at once where nothing is read again, and where it is not one of those', async () => {
      const [live, rebuilt] = [await department(remember, { route: { waitsWhileReadingAgain: second } }), await department(remember, { rebuilding: true, route: { waitsWhileReadingAgain: () => false } })];
      open.push(live, rebuilt);
      const id = newCase();
      for (const dep of [live, rebuilt]) {
        await dep.consumer.position(intakeTopic, 0);
        await dep.consumer.handle(batchOf([evidence(0, id, 1), about(1, id, 2)]));
        expect([await seenOf(dep, id), await waiting(dep)]).toEqual([['1', '2'], []]);
      }
    });
  });

  it('takes no commands meanwhile', async () => {
    const dep = await department(everything, { rebuilding: true });
    open.push(dep);
    const note = command<typeof testTables, object, object>({ operation: 'review.Note', plan: () => ({ subject: 'case:1' }), handle: () => done() });
    await expect(dep.commands.execute(note, {}, { principal: 'p', idempotencyKey: undefined, traceparent: undefined })).rejects.toMatchObject({ kind: 'UNAVAILABLE', code: 'REBUILDING' });
  });
});
