import { batchOf, department, evidence, intakeTopic, newCase, remember, type Department } from './harness';

describe('the record of what was handled', () => {
  let dep: Department;
  beforeAll(async () => {
    dep = await department(remember);
    await dep.consumer.position(intakeTopic, 0);
    await dep.consumer.handle(batchOf([evidence(0, newCase(), 1)]));
  });
  afterAll(() => dep.close());

  it.each(['hop', 'discarded'])('%s takes rows and never gives them up', async (table) => {
    for (const change of [`UPDATE ${table} SET subject = 'another'`, `DELETE FROM ${table}`, `TRUNCATE ${table}`]) await expect(dep.pool.query(change)).rejects.toMatchObject({ code: '23001', message: expect.stringContaining('append-only') as string });
    expect(await dep.column('SELECT count(*) FROM hop')).toEqual(['1']);
  });
});
