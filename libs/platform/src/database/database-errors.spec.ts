import { isDatabaseAway, isDataError, isTransientDatabaseError } from './database-errors';

const coded = (code: string): Error => Object.assign(new Error('x'), { code });

describe('database errors', () => {
  it.each(['ECONNREFUSED', 'ECONNRESET', 'ENOTFOUND', '08006', '57P01', '57P03', '53300'])('%s: it is away', (code) => {
    expect(isDatabaseAway(coded(code))).toBe(true);
    expect(isTransientDatabaseError(coded(code))).toBe(true);
    expect(isDataError(coded(code))).toBe(false);
  });

  it.each(['40001', '40P01', '53100', '55P03', '57014', '58030', 'XX000'])('%s: it is there, and the same again may work', (code) => {
    expect(isDatabaseAway(coded(code))).toBe(false);
    expect(isTransientDatabaseError(coded(code))).toBe(true);
  });

  it.each(['22P02', '23505'])('%s: it will never work with this data', (code) => {
    expect(isTransientDatabaseError(coded(code))).toBe(false);
    expect(isDataError(coded(code))).toBe(true);
  });

  it.each(['42P01', '28P01', 'CASE_BLOCKED'])('%s: neither', (code) => {
    expect(isTransientDatabaseError(coded(code))).toBe(false);
    expect(isDataError(coded(code))).toBe(false);
  });

  it('knows lost connections by what pg says of them', () => {
    expect(isDatabaseAway(new Error('Connection terminated unexpectedly'))).toBe(true);
    expect(isDatabaseAway(new Error('timeout exceeded when trying to connect'))).toBe(true);
    expect(isDatabaseAway(new Error('something else'))).toBe(false);
    expect(isDatabaseAway('text')).toBe(false);
  });
});
