import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from '@huiliu/platform';
import { chinese, inChinese, prefersChinese } from './problems-zh';

const root = join(__dirname, '../../../..');

/** Sources whose refusals can reach somebody over HTTP. */
const folders = ['apps/gateway/src', 'apps/intake/src/application', 'apps/intake/src/adapters/in', 'apps/intake/src/domain/opening.ts', 'apps/intake/src/domain/case-filter.ts', 'apps/intake/src/domain/evidence.ts', 'apps/intake/src/domain/supplement.ts', 'apps/intake/src/domain/cancellation.ts', 'apps/intake/src/domain/reopening.ts', 'apps/review/src', 'apps/feedback/src/adapters/in', 'apps/feedback/src/domain/concern.ts', 'apps/webhooks/src', 'apps/refund/src/application/retry-refund.ts', 'libs/platform/src/errors', 'libs/platform/src/auth', 'libs/messaging/src/engine', 'libs/messaging/src/nest'];

function filesIn(path: string): string[] {
  if (path.endsWith('.ts')) return [path];
  return readdirSync(path, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts') && !name.endsWith('.spec.ts')).map((name) => join(path, name));
}

const made = /(?:domainError|HuiliuError|HttpRefusal)\((?:ErrorKind\.\w+, |'\w+', |\d+, )*'([A-Z][A-Z_]+)'/g;
const codes = new Set(folders.flatMap((folder) => filesIn(join(root, folder))).flatMap((file) => [...readFileSync(file, 'utf8').matchAll(made)].map(([, code = '']) => code)));

/** Said over the bus alone, or a fault of ours that no caller is to see. */
const notForCallers = new Set(['CONTRADICTION', 'UNKNOWN_LINE', 'UNITS_EXCEEDED', 'NO_UNITS_HELD', 'POSITION_BELOW_LOG_START', 'EVENT_TOO_LARGE', 'ORDER_CHANGED', 'NOT_YET', 'PARTITION_STOPPED', 'LEASE_LOST']);

const problem = (part: Partial<Problem>): Problem => ({ type: 'urn:x', title: 'Conflict', status: 409, detail: 'the other units are in another case', code: 'UNITS_TAKEN', ...part });

describe('problems in Chinese', () => {
  it('has words for every code that a caller can get', () => {
    expect(codes.size).toBeGreaterThan(30);
    expect([...codes].filter((code) => chinese[code] === undefined && !notForCallers.has(code)).sort()).toEqual([]);
  });

  it('says what happened and what to do, and leaves code, numbers and what machines read as they are', () => {
    expect(inChinese(problem({}))).toEqual({ ...problem({}), title: '存在冲突', detail: '可申请的件数不足：其余商品已在其他售后单中或已退回。' });
  });

  it('keeps the English words where it has none', () => {
    expect(inChinese(problem({ code: 'SOMETHING_NEW' })).detail).toBe('the other units are in another case');
  });

  it('says of each field what is wrong with it', () => {
    const errors = [
      { field: 'lines', message: 'is missing', code: 'MISSING' },
      { field: 'type', message: 'must be one of return, refund_only', code: 'INVALID' },
      { field: 'limit', message: 'must be from 1 to 200', code: 'INVALID' },
      { field: 'x', message: 'is odd', code: 'INVALID' },
    ];
    expect(inChinese(problem({ errors })).errors?.map(({ message }) => message)).toEqual(['缺失', '须为以下之一：return, refund_only', '须在 1 至 200 之间', 'is odd']);
  });

  it.each([
    [undefined, false],
    ['', false],
    ['zh-CN', true],
    ['zh', true],
    ['ZH-Hans-CN;q=0.9, en;q=0.8', true],
    ['en, zh;q=0.9', false],
    ['fr, de;q=0.5', false],
    ['fr, zh;q=0.1', true],
    ['zh;q=0', false],
    ['*', false],
    ['zh;q=2', false],
    [',,;;zh', false],
  ])('of Accept-Language %j makes %j', (header, expected) => {
    expect(prefersChinese(header)).toBe(expected);
  });
});
