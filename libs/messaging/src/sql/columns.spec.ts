import { column, isColumnType, type ColumnType } from './columns';

/** Bytes in hexadecimal, as PostgreSQL's array_recv and the types' own receive functions read them. */
const bytes = (...parts: readonly string[]): string => parts.join('').replaceAll(' ', '');
const header = (oid: string, length: string): string => `00000001 00000001 ${oid} ${length} 00000001`;
const nothing = 'ffffffff';

describe('a column of a batch', () => {
  it.each<[ColumnType, readonly unknown[], string]>([
    ['bool', [true, false, null], bytes(header('00000010', '00000003'), '00000001 01', '00000001 00', nothing)],
    ['int4', [1, -2, undefined], bytes(header('00000017', '00000003'), '00000004 00000001', '00000004 fffffffe', nothing)],
    ['int8', [null, 1n, -2, '9007199254740993'], bytes(header('00000014', '00000004'), nothing, '00000008 0000000000000001', '00000008 fffffffffffffffe', '00000008 0020000000000001')],
    ['float4', [1.5], bytes(header('000002bc', '00000001'), '00000004 3fc00000')],
    // Microseconds from the year 2000 on.
    ['timestamptz', [new Date('2000-01-01T00:00:00.001Z'), '1999-12-31T23:59:59.999Z', null], bytes(header('000004a0', '00000003'), '00000008 00000000000003e8', '00000008 fffffffffffffc18', nothing)],
    ['text', ['ab', '', '退', null], bytes(header('00000019', '00000004'), '00000002 6162', '00000000', '00000003 e98080', nothing)],
    // A version byte, then the text.
    ['jsonb', ['{}', undefined, '"退"'], bytes(header('00000eda', '00000003'), '00000003 01 7b7d', nothing, '00000006 01 22e9808022')],
  ])('of %s goes as PostgreSQL reads it', (type, values, expected) => {
    expect(column(type, values).toString('hex')).toBe(expected);
  });

  it.each<[ColumnType, string]>([
    ['int8', '00000014'],
    ['text', '00000019'],
    ['jsonb', '00000eda'],
  ])('of %s without a value has no dimension', (type, oid) => {
    expect(column(type, []).toString('hex')).toBe(bytes('00000000 00000001', oid));
  });

  it('knows the types that it can write, and no others', () => {
    expect(['bool', 'int4', 'int8', 'float4', 'timestamptz', 'text', 'jsonb'].filter((type) => !isColumnType(type))).toEqual([]);
    expect(['numeric', 'date', 'toString', ''].filter(isColumnType)).toEqual([]);
  });
});
