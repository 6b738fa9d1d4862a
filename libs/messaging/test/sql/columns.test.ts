import fc from 'fast-check';
import { Pool } from 'pg';
import { sharedPostgres } from '@huiliu/testing';
import { column, type ColumnType } from '../../src/sql/columns';

const maybe = <T>(values: fc.Arbitrary<T>): fc.Arbitrary<(T | null)[]> => fc.array(fc.option(values, { freq: 4 }), { maxLength: 20 });
/** What PostgreSQL can store: no NUL. */
const text = fc.string({ unit: 'binary', maxLength: 30 }).map((drawn) => drawn.replaceAll('\0', '退'));
const instant = fc.date({ min: new Date('0001-01-01T00:00:00Z'), max: new Date('9999-12-31T23:59:59.999Z'), noInvalidDate: true });

/** Each type with values, how they are read back, and what is expected then. */
const types: readonly [ColumnType, fc.Arbitrary<unknown[]>, string, (value: unknown) => unknown][] = [
  ['bool', maybe(fc.boolean()), 'v::text', String],
  ['int4', maybe(fc.integer()), 'v::text', String],
  ['int8', maybe(fc.bigInt({ min: -(2n ** 63n), max: 2n ** 63n - 1n })), 'v::text', String],
  ['float4', maybe(fc.float({ noNaN: true, noDefaultInfinity: true })), 'v::float8', Number],
  ['timestamptz', maybe(instant), '(extract(epoch FROM v) * 1000)::float8', (value) => (value as Date).getTime()],
  ['text', maybe(text), 'v', String],
  ['jsonb', maybe(fc.jsonValue().map((value) => JSON.stringify(value))), 'v', (value) => JSON.parse(value as string) as unknown],
];

describe('a column of a batch', () => {
  let pool: Pool;
  beforeAll(async () => {
    pool = new Pool({ connectionString: await (await sharedPostgres()).freshDatabase('columns') });
  });
  afterAll(() => pool.end());

  it.each(types)('of %s comes back from PostgreSQL as it went', async (type, values, read, said) => {
    await fc.assert(
      fc.asyncProperty(values, async (sent) => {
        const { rows } = await pool.query<{ v: unknown }>(`SELECT ${read} AS v FROM unnest($1::${type}[]) WITH ORDINALITY AS t (v, place) ORDER BY place`, [column(type, sent)]);
        expect(rows.map(({ v }) => v)).toEqual(sent.map((value) => (value === null ? null : said(value))));
      }),
      { numRuns: 60 },
    );
  });
});
