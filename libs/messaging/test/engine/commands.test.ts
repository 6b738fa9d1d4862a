import { command, done, refused, type Caller } from '../../src';
import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department, type testTables, type TestWork } from './harness';

interface Note {
  readonly caseId: string;
  readonly text: string;
}

const caller = (idempotencyKey?: string, principal = 'staff-1'): Caller => ({ principal, idempotencyKey, traceparent: undefined });

/** Notes a text in the case and answers how many notes there are; refuses the text «no». */
const note = command<typeof testTables, Note, { count: number }>({
  operation: 'review.Note',
  plan: ({ caseId }) => ({ subject: `case:${caseId}`, rows: { cases: [caseId] } }),
  handle: (work, { caseId, text }) => {
    if (text === 'bug') throw new Error('a bug');
    const seen = [...((work as TestWork).cases.get(caseId)?.seen ?? []), text];
    (work as TestWork).cases.put(caseId, { seen });
    if (text === 'no') return refused({ kind: 'UNPROCESSABLE', code: 'NO', message: 'say yes' });
    return done({ count: seen.length });
  },
});

describe('a command', () => {
  let dep: Department;
  beforeEach(async () => (dep = await department(remember)));
  afterEach(() => dep.close());

  it('takes effect once per key: the same request again gets the kept answer', async () => {
    const caseId = newCase();
    const first = await dep.commands.execute(note, { caseId, text: 'a' }, caller('k1'));
    const again = await dep.commands.execute(note, { caseId, text: 'a' }, caller('k1'));
    expect([first, again]).toEqual([{ count: 1 }, { count: 1 }]);
    expect((await dep.caseOf(caseId))?.seen).toEqual(['a']);
    expect(await dep.commands.execute(note, { caseId, text: 'a' }, caller('k2'))).toEqual({ count: 2 });
    expect(await dep.commands.execute(note, { caseId, text: 'a' }, caller('k1', 'staff-2'))).toEqual({ count: 3 });
  });

  it('takes effect once when the same request comes many times at the same moment', async () => {
    const caseId = newCase();
    const answers = await Promise.all(Array.from({ length: 8 }, () => dep.commands.execute(note, { caseId, text: 'a' }, caller('k'))));
    expect(new Set(answers.map(({ count }) => count))).toEqual(new Set([1]));
    expect((await dep.caseOf(caseId))?.seen).toEqual(['a']);
  });

  it('refuses another request under the same key', async () => {
    const caseId = newCase();
    await dep.commands.execute(note, { caseId, text: 'a' }, caller('k'));
    await expect(dep.commands.execute(note, { caseId, text: 'b' }, caller('k'))).rejects.toMatchObject({ kind: 'UNPROCESSABLE', code: 'IDEMPOTENCY_KEY_REUSED' });
  });

  it('keeps a refusal under its key and nothing of what was written', async () => {
    const caseId = newCase();
    await expect(dep.commands.execute(note, { caseId, text: 'no' }, caller('k'))).rejects.toMatchObject({ code: 'NO', message: 'say yes' });
    await expect(dep.commands.execute(note, { caseId, text: 'no' }, caller('k'))).rejects.toMatchObject({ code: 'NO', message: 'say yes' });
    expect(await dep.caseOf(caseId)).toBeUndefined();
    expect(await dep.column('SELECT count(*) FROM hop')).toEqual(['0']);
  });

  it('keeps nothing under its key when it fails by a fault of ours', async () => {
    const caseId = newCase();
    await expect(dep.commands.execute(note, { caseId, text: 'bug' }, caller('k'))).rejects.toThrow('a bug');
    expect(await dep.column('SELECT count(*) FROM idempotency')).toEqual(['0']);
  });

  it('is turned away from a case that is stopped, and works once the case goes on', async () => {
    const caseId = newCase();
    await dep.pool.query('INSERT INTO head (subject, blocked) VALUES ($1, true)', [`case:${caseId}`]);
    await expect(dep.commands.execute(note, { caseId, text: 'a' }, caller('k'))).rejects.toMatchObject({ kind: 'CONFLICT', code: 'CASE_BLOCKED' });
    await dep.pool.query('UPDATE head SET blocked = false');
    expect(await dep.commands.execute(note, { caseId, text: 'a' }, caller('k'))).toEqual({ count: 1 });
  });

  it('and events of the same case do not lose each other\'s writes', async () => {
    const caseId = newCase();
    await dep.consumer.position(intakeTopic, 0);
    await Promise.all([
      ...Array.from({ length: 10 }, (_, index) => dep.commands.execute(note, { caseId, text: `note ${index}` }, caller())),
      dep.consumer.handle(batchOf(Array.from({ length: 10 }, (_, offset) => evidence(offset, caseId, offset + 1)))),
    ]);
    expect((await dep.caseOf(caseId))?.seen).toHaveLength(20);
    expect(await dep.column('SELECT version FROM test_case')).toEqual([11]);
  });
});
