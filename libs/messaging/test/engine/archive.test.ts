import { archivable } from '../../src';
import { Archivist } from '../../src/engine/archive';
import { forgetOld } from '../../src/engine/maintenance';
import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department } from './harness';

const dayMs = 24 * 60 * 60 * 1000;
const month = (): string => new Date().toISOString().slice(0, 7).replace('-', '_');

jest.setTimeout(30_000);

describe('cases that are over', () => {
  let dep: Department;
  let offset = 0;
  let now = new Date();
  const happens = (caseId: string, sequence: number): Promise<unknown> => dep.consumer.handle(batchOf([evidence(offset++, caseId, sequence)]));
  /** One round over all heads, `days` from now. */
  const archive = async (days: number): Promise<number> => {
    now = new Date(Date.now() + days * dayMs);
    return new Archivist({ ...dep.options, clock: () => now }).turn();
  };
  const rowsOf = (table: string, key: string, value: string): Promise<number[]> => dep.column<number>(`SELECT count(*)::int FROM ${table} WHERE ${key} = $1`, [value]);

  beforeEach(async () => {
    dep = await department((work, eventId, subject, data) => {
      if (subject.endsWith('-poison')) throw new Error('poison');
      return remember(work, eventId, subject, data);
    });
    offset = 0;
    await dep.pool.query(archivable({ table: 'test_case', key: 'case_id', prefix: 'case:', over: `t.doc->>'open' IS NULL` }));
    await dep.pool.query(archivable({ table: 'test_entry', key: 'case_id', prefix: 'case:', appendOnly: true }));
    await dep.consumer.position(intakeTopic, 0);
  });
  afterEach(() => dep.close());

  it('leave the tables that are worked with, whole, when nothing has happened to them for long', async () => {
    const [old, other] = [newCase(), newCase()];
    await happens(old, 1);
    await happens(other, 1);
    const hops = await dep.column('SELECT to_jsonb(hop)::text FROM hop ORDER BY subject');
    const cases = await dep.column('SELECT to_jsonb(test_case)::text FROM test_case ORDER BY case_id');

    expect(await archive(29)).toBe(0);
    expect(await archive(31)).toBe(2);

    for (const table of ['hop', 'test_case', 'test_entry']) expect(await dep.column(`SELECT count(*)::int FROM ${table}`)).toEqual([0]);
    expect(await dep.column('SELECT to_jsonb(hop)::text FROM whole.hop ORDER BY subject')).toEqual(hops);
    expect(await dep.column('SELECT to_jsonb(test_case)::text FROM whole.test_case ORDER BY case_id')).toEqual(cases);
    expect(await rowsOf('whole.test_entry', 'case_id', old)).toEqual([1]);
    expect(await dep.column('SELECT archived FROM head')).toEqual([true, true]);
    expect(await dep.column('SELECT tableoid::regclass::text FROM archived LIMIT 1')).toEqual([`archived_${month()}`]);
    expect(await archive(31)).toBe(0);
  });

  it('come back by themselves when something happens to them after all, and go on where they were', async () => {
    const id = newCase();
    await happens(id, 1);
    await archive(31);
    await happens(id, 1);
    await happens(id, 2);

    expect((await dep.caseOf(id))?.seen).toEqual([`intake/1/case:${id}/1`, `intake/1/case:${id}/2`]);
    expect(await rowsOf('hop', 'subject', `case:${id}`)).toEqual([2]);
    expect(await rowsOf('test_entry', 'case_id', id)).toEqual([2]);
    expect(await dep.column('SELECT count(*)::int FROM archived')).toEqual([0]);
    expect(await dep.column('SELECT out_seq::int FROM head WHERE subject = $1', [`case:${id}`])).toEqual([2]);

    expect(await archive(31)).toBe(1);
    expect(await rowsOf('whole.hop', 'subject', `case:${id}`)).toEqual([2]);
  });

  it('stay while they are not over, wait, are parked, have a timer, or were touched lately', async () => {
    const [open, waits, poisoned, timed, fresh] = [newCase(), newCase(), `${newCase()}-poison`, newCase(), newCase()];
    for (const id of [open, waits, timed, fresh]) await happens(id, 1);
    await happens(waits, 3);
    await happens(poisoned, 1);
    await dep.pool.query(`UPDATE test_case SET doc = doc || '{"open": true}' WHERE case_id = $1`, [open]);
    await dep.pool.query(`INSERT INTO timer (subject, name, due_at, payload) VALUES ($1, 'later', now(), '{}')`, [`case:${timed}`]);
    await dep.pool.query(`INSERT INTO hop (subject, id, type, source, trace_id, span_id, handled_at, duration_ms, outcome) VALUES ($1, 'late', 't', 's', '', '', now() + interval '20 days', 1, 'done')`, [`case:${fresh}`]);
    expect(await archive(31)).toBe(0);
    expect(await dep.column('SELECT count(*)::int FROM archived')).toEqual([0]);
  });

  it('are left alone while somebody is at work on them', async () => {
    const id = newCase();
    await happens(id, 1);
    const client = await dep.pool.connect();
    await client.query('BEGIN');
    await client.query('SELECT 1 FROM head WHERE subject = $1 FOR UPDATE', [`case:${id}`]);
    expect(await archive(31)).toBe(0);
    await client.query('ROLLBACK');
    client.release();
    expect(await archive(31)).toBe(1);
  });

  it('leave no hole in a record: the database lets go only of rows that are in the archive as they were', async () => {
    await happens(newCase(), 1);
    for (const table of ['hop', 'test_entry']) {
      const client = await dep.pool.connect();
      await client.query('BEGIN');
      await client.query(`SELECT set_config('huiliu.archiving', 'on', true)`);
      await expect(client.query(`DELETE FROM ${table}`)).rejects.toMatchObject({ code: '23001', message: expect.stringContaining('append-only') as string });
      await client.query('ROLLBACK');
      client.release();
    }
    await archive(31);
    for (const change of ['DELETE FROM archived', `UPDATE archived SET parts = '{}'`, 'TRUNCATE archived']) await expect(dep.pool.query(change)).rejects.toMatchObject({ code: '23001' });
  });

  it('go for good by the month: its partition is detached as a table of its own, and their heads go with it', async () => {
    const [gone, stays] = [newCase(), newCase()];
    await happens(gone, 1);
    await archive(31);
    await happens(stays, 1);
    const before = new Date(Date.now() + 40 * dayMs).toISOString().slice(0, 8);
    expect(await dep.column('SELECT detach_archive($1)', [`${new Date().toISOString().slice(0, 8)}01`])).toEqual([]);
    expect(await dep.column('SELECT detach_archive($1)', [`${before}01`])).toEqual([`archived_${month()}`]);
    expect(await dep.column(`SELECT subject FROM archived_${month()}`)).toEqual([`case:${gone}`]);
    expect(await dep.column('SELECT count(*)::int FROM archived')).toEqual([0]);
    expect(await dep.column('SELECT subject FROM head')).toEqual([`case:${stays}`]);
  });
});

describe('what is kept to recognise a repetition', () => {
  it('is forgotten after its retention, however much has come together', async () => {
    const dep = await department(remember);
    try {
      await dep.pool.query(`INSERT INTO received (source, event_id, received_at) VALUES ('urn:crm', 'fresh', now() - interval '29 days')`);
      await dep.pool.query(`INSERT INTO received (source, event_id, received_at) SELECT 'urn:crm', 'old-' || n, now() - interval '31 days' FROM generate_series(1, 12000) AS n`);
      await dep.pool.query(`INSERT INTO idempotency (principal, operation, key, request_hash, created_at) SELECT 'p', 'o', n::text, '', now() - interval '1 day' * (n % 10) FROM generate_series(0, 9999) AS n`);
      expect(await forgetOld(dep.options)).toBe(12_000 + 3_000);
      expect(await dep.column('SELECT event_id FROM received')).toEqual(['fresh']);
      expect(await dep.column(`SELECT count(*)::int FROM idempotency WHERE created_at < now() - interval '7 days'`)).toEqual([0]);
      expect(await dep.column('SELECT count(*)::int FROM idempotency')).toEqual([7_000]);
    } finally {
      await dep.close();
    }
  });
});
