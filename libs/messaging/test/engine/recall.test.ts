import { until } from '@huiliu/testing';
import { command, done, type BusMessage } from '../../src';
import { CommandBus } from '../../src/engine/commands';
import { Consumer } from '../../src/engine/consumer';
import { Recall } from '../../src/engine/recall';
import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department, type Handler, type testTables, type TestWork } from './harness';

/** An instance with a memory of its own, and how often it has read states from the database. */
const instance = (dep: Department, cases = 100): Consumer => new Consumer({ ...dep.options, core: { ...dep.options.core, recall: new Recall(cases) } });

describe('a case that was worked on before', () => {
  let dep: Department;
  let offset = 0;
  const open = async (handler: Handler): Promise<void> => {
    dep = await department(handler);
    offset = 0;
  };
  afterEach(() => dep.close());

  const handle = async (by: Consumer, message: (at: number) => BusMessage): Promise<void> => {
    await by.position(intakeTopic, 0);
    await by.handle(batchOf([message(offset)]));
    offset++;
  };
  const seen = async (id: string): Promise<number | undefined> => (await dep.caseOf(id))?.seen.length;

  it('is not read again when nobody has touched it since, head and all', async () => {
    const reads: (readonly string[])[] = [];
    await open(remember);
    const [begin, id] = [dep.options.store.begin.bind(dep.options.store), newCase()];
    jest.spyOn(dep.options.store, 'begin').mockImplementation(async () => {
      const transaction = await begin();
      const loadRows = transaction.loadRows.bind(transaction);
      return Object.assign(transaction, { loadRows: (...asked: Parameters<typeof loadRows>) => (reads.push(asked[1]), loadRows(...asked)) });
    });
    const one = instance(dep);
    for (const sequence of [1, 2, 3]) await handle(one, (at) => evidence(at, id, sequence));
    expect(reads).toEqual([[id]]);
    expect(await seen(id)).toBe(3);
    expect(await dep.column('SELECT version FROM test_case')).toEqual([3]);
    expect(await dep.column('SELECT out_seq FROM head')).toEqual(['3']);
  });

  it('is read again when another instance has worked on it meanwhile', async () => {
    await open(remember);
    const [one, other, id] = [instance(dep), instance(dep), newCase()];
    for (const [by, sequence] of [[one, 1], [other, 2], [one, 3], [one, 4], [other, 5]] as const) await handle(by, (at) => evidence(at, id, sequence));
    expect(await seen(id)).toBe(5);
    expect(await dep.column('SELECT sequence FROM outbox_event ORDER BY id, nth')).toEqual(['1', '2', '3', '4', '5']);
  });

  it('is read again when its head was changed by hand', async () => {
    await open(remember);
    const [one, id] = [instance(dep), newCase()];
    await handle(one, (at) => evidence(at, id, 1));
    await dep.pool.query(`UPDATE test_case SET doc = '{"seen": ["by hand"]}', version = version + 1`);
    await dep.pool.query('UPDATE head SET out_seq = 10');
    await handle(one, (at) => evidence(at, id, 2));
    expect((await dep.caseOf(id))?.seen[0]).toBe('by hand');
    expect(await dep.column('SELECT out_seq FROM head')).toEqual(['11']);
  });

  it('is read again when its head was being changed while it was waited for', async () => {
    await open(remember);
    const [one, id] = [instance(dep), newCase()];
    await handle(one, (at) => evidence(at, id, 1));
    const other = await dep.pool.connect();
    await other.query('BEGIN');
    await other.query('UPDATE head SET out_seq = 10');
    await other.query(`UPDATE test_case SET doc = '{"seen": ["by hand"]}', version = version + 1`);
    const handled = handle(one, (at) => evidence(at, id, 2));
    await until('it waits for the head', async () => (await dep.column("SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'")).length > 0);
    await other.query('COMMIT');
    other.release();
    await handled;
    expect((await dep.caseOf(id))?.seen).toEqual(['by hand', expect.anything()]);
    expect(await dep.column('SELECT out_seq FROM head')).toEqual(['11']);
  });

  it('is read again after a failure, as when its rows were changed by hand and its head was not', async () => {
    await open(remember);
    const [one, id] = [instance(dep), newCase()];
    await handle(one, (at) => evidence(at, id, 1));
    await dep.pool.query(`UPDATE test_case SET doc = '{"seen": ["by hand"]}', version = version + 1`);
    const second = batchOf([evidence(offset, id, 2)]);
    await one.position(intakeTopic, 0);
    await expect(one.handle(second)).rejects.toThrow('a row changed while it was being handled');
    await one.handle(second);
    expect((await dep.caseOf(id))?.seen).toEqual(['by hand', expect.anything()]);
  });

  it('is as the last transaction that was committed left it, whatever others tried', async () => {
    let fails = false;
    await open((work, eventId, subject, data) => {
      remember(work, eventId, subject, data);
      // SQL refuses it: the transaction is taken back, and the event parked.
      if (fails) work.entries.add({ id: 'a NUL: \0', caseId: subject.slice('case:'.length) });
      return done();
    });
    const [one, id] = [instance(dep), newCase()];
    await handle(one, (at) => evidence(at, id, 1));
    fails = true;
    await handle(one, (at) => evidence(at, id, 2));
    fails = false;
    expect(await seen(id)).toBe(1);
    await handle(one, (at) => evidence(at, id, 3));
    expect(await seen(id)).toBe(1);
    expect(await dep.column('SELECT out_seq FROM head')).toEqual(['1']);
    expect(await dep.column('SELECT sequence FROM parked ORDER BY position')).toEqual(['2', '3']);
    expect(await dep.parking.replay(`case:${id}`)).toMatchObject({ replayed: 2, remaining: 0 });
    await handle(one, (at) => evidence(at, id, 4));
    expect(await seen(id)).toBe(4);
  });

  it('is read again when a command about another case has written it', async () => {
    await open(remember);
    const [one, other, id] = [new Recall(100), new Recall(100), newCase()];
    const note = (recall: Recall, asked: Note): Promise<Noted> => new CommandBus({ ...dep.options, core: { ...dep.options.core, recall } }).execute(noteThere, asked, { principal: 'kim', idempotencyKey: undefined, traceparent: undefined });
    await handle(new Consumer({ ...dep.options, core: { ...dep.options.core, recall: one } }), (at) => evidence(at, id, 1));
    await note(other, { caseId: newCase(), there: id, text: 'noted' });
    // Nothing is written, so that no version is compared.
    expect(await note(one, { caseId: newCase(), there: id, text: undefined })).toEqual({ seen: [expect.anything(), 'noted'] });
    expect(await note(other, { caseId: newCase(), there: id, text: undefined })).toEqual({ seen: [expect.anything(), 'noted'] });
  });
});

interface Note {
  readonly caseId: string;
  readonly there: string;
  readonly text: string | undefined;
}

interface Noted {
  readonly seen: readonly string[];
}

/** About one case, and notes a text in another; without one it only tells what is noted there. */
const noteThere = command<typeof testTables, Note, Noted>({
  operation: 'review.NoteThere',
  plan: ({ caseId, there }) => ({ subject: `case:${caseId}`, heads: [`case:${there}`], rows: { cases: [caseId, there] } }),
  handle: (work, { caseId, there, text }) => {
    const { cases } = work as TestWork;
    const seen = [...(cases.get(there)?.seen ?? []), ...(text === undefined ? [] : [text])];
    cases.put(caseId, { seen: [] });
    if (text !== undefined) cases.put(there, { seen });
    return done({ seen });
  },
});
