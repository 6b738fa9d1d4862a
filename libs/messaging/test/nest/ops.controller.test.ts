import { OpsController } from '../../src/nest/ops.controller';
import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department } from '../engine/harness';

describe('what a department answers about a subject', () => {
  let dep: Department;
  afterEach(() => dep.close());

  it('is that it has never heard of it; or what stops it, what waits, which deadlines run, which calls are to be made, and what came last', async () => {
    const [bad, fine] = [newCase(), newCase()];
    dep = await department((work, eventId, subject, data) => {
      if (eventId === `intake/1/case:${bad}/2`) throw new Error('can not be decided');
      return remember(work, eventId, subject, data);
    });
    const ops = new OpsController(dep.pool, 'review', dep.parking, undefined as never);
    expect(await ops.lookAtSubject({ subject: 'case:unheard-of' })).toEqual({ department: 'review', known: false, blocked: false, parked: [], waiting: [], timers: [], calls: [] });

    await dep.consumer.position(intakeTopic, 0);
    // The third of `fine` comes before its second.
    await dep.consumer.handle(batchOf([evidence(0, bad, 1), evidence(1, bad, 2), evidence(2, bad, 3), evidence(3, fine, 1), evidence(4, fine, 3)]));
    const due = new Date('2030-01-02T03:04:05Z');
    await dep.pool.query("INSERT INTO timer (subject, name, due_at, payload) VALUES ($1, 'late', $3, '{}'), ($1, 'soon', $2, '{}')", [`case:${fine}`, due, new Date(due.getTime() + 1000)]);
    await dep.pool.query("INSERT INTO intent (id, kind, subject, payload, due_at, open, attempts) VALUES ('i-1', 'leg', $1, '{}', $2, true, 2), ('i-0', 'leg', $1, '{}', $2, false, 1)", [`case:${fine}`, due]);

    const stopped = await ops.lookAtSubject({ subject: `case:${bad}` });
    expect(stopped).toMatchObject({ known: true, blocked: true, waiting: [], last: { id: `intake/1/case:${bad}/1`, outcome: 'done' } });
    expect(stopped.parked.map(({ eventId }) => eventId)).toEqual([2, 3].map((sequence) => `intake/1/case:${bad}/${sequence}`));
    const going = await ops.lookAtSubject({ subject: `case:${fine}` });
    expect(going).toMatchObject({ known: true, blocked: false, parked: [], timers: [{ kind: 'soon' }, { kind: 'late' }], calls: [{ id: 'i-1', kind: 'leg', attempts: 2, dueAt: due.toISOString() }] });
    expect(going.waiting.map(({ eventId }) => eventId)).toEqual([`intake/1/case:${fine}/3`]);

    expect(await ops.listTimers({ dueBefore: due.toISOString(), limit: 0 })).toEqual({ timers: [{ subject: `case:${fine}`, kind: 'soon', dueAt: due.toISOString() }] });
    expect((await ops.listTimers({ dueBefore: undefined, limit: 1 })).timers.map(({ kind }) => kind)).toEqual(['soon']);
    expect((await ops.listTimers({ dueBefore: undefined, limit: 0 })).timers.map(({ kind }) => kind)).toEqual(['soon', 'late']);
  });
});
