import { Failures, maxContractErrors } from './failures';
import { enumCheck, flagCheck, longCheck, numberCheck, textCheck, type Check } from './scalars';
import type { FieldSchema } from './schema';

/** What is wrong with a value; its normal form where nothing is. */
function judged(check: Check, value: unknown): unknown {
  const failures = new Failures();
  failures.begin();
  const normal = check(value, failures);
  const errors = failures.end();
  return errors === undefined ? normal : errors.map(({ message }) => message).join('; ');
}

const max64 = '9223372036854775807';
const min64 = '-9223372036854775808';
const [text, number, whole, long] = [textCheck, numberCheck, (field: FieldSchema) => numberCheck({ type: 'integer', ...field }), longCheck];
const notWhole = 'must be a whole number, written as text of digits';

describe('a field of a contract', () => {
  it.each<[string, (field: FieldSchema) => Check, FieldSchema, [unknown, unknown][]]>([
    ['text without rules', text, {}, [['', ''], ['退货 \n', '退货 \n'], ['\0', 'must not contain NUL or broken characters'], [7, 'must be text']]],
    ['text of a length', text, { minLength: 2, maxLength: 3 }, [['a', 'must not be empty'], ['ab', 'ab'], ['abc', 'abc'], ['abcd', 'must be at most 3 characters long'], ['🧣🧣🧣', '🧣🧣🧣'], ['🧣🧣🧣🧣', 'must be at most 3 characters long']]],
    ['text of a form, in whole characters', text, { pattern: '^.\\p{Lu}$' }, [['🧣Ä', '🧣Ä'], ['🧣ä', 'must match ^.\\p{Lu}$'], ['Ä', 'must match ^.\\p{Lu}$']]],
    ['a truth', () => flagCheck, {}, [[true, true], [false, false], ['true', 'must be true or false'], [0, 'must be true or false']]],
    ['a number without bounds', number, { type: 'number' }, [[-1e300, -1e300], [0.5, 0.5], [Number.NaN, 'must be a number'], [Number.NEGATIVE_INFINITY, 'must be a number'], ['1', 'must be a number'], [null, 'must be a number']]],
    ['a number of a range', number, { type: 'number', minimum: -0.5, maximum: 0.5 }, [[-0.5, -0.5], [0.5, 0.5], [-0.51, 'must be at least -0.5'], [0.51, 'must be at most 0.5']]],
    ['a whole number', whole, { minimum: 1, maximum: 9 }, [[1, 1], [9, 9], [0, 'must be at least 1'], [10, 'must be at most 9'], [1.5, 'must be a whole number'], ['1', 'must be a whole number'], [Number.POSITIVE_INFINITY, 'must be a whole number']]],
    ['64 bits', long, {}, [[max64, max64], [min64, min64], ['9223372036854775808', `must be at most ${max64}`], ['-9223372036854775809', `must be at least ${min64}`], [-7, '-7'], ['-0', '0'], [2 ** 53, notWhole], ['1'.repeat(21), notWhole], [null, notWhole]]],
    ['64 bits from where a double is exact no more', long, { 'x-minimum': '9007199254740993' }, [['9007199254740992', 'must be at least 9007199254740993'], ['9007199254740993', '9007199254740993'], ['5', 'must be at least 9007199254740993']]],
    ['64 bits up to where a double is exact still', long, { 'x-maximum': '100000000000000' }, [['100000000000000', '100000000000000'], ['100000000000001', 'must be at most 100000000000000'], ['1000000000000000', 'must be at most 100000000000000']]],
    ['a name of this version', (field) => enumCheck(field, true), { enum: ['A', 'B'], 'x-unspecified': 'A' }, [['B', 'B'], ['C', 'must be one of A, B'], [1, 'must be one of A, B']]],
    ['a name of any version', (field) => enumCheck(field, false), { enum: ['A', 'B'], 'x-unspecified': 'A' }, [['B', 'B'], ['C', 'A'], [1, 'A'], [true, 'must be one of A, B'], [{}, 'must be one of A, B']]],
  ])('is %s', (_, checkOf, field, cases) => {
    const check = checkOf(field);
    expect(cases.map(([value]) => judged(check, value))).toEqual(cases.map(([, expected]) => expected));
  });
});

it('no more is said of a message than a sender can read', () => {
  const failures = new Failures();
  failures.begin();
  for (let count = 0; count < maxContractErrors + 5; count++) {
    expect(failures.full()).toBe(count >= maxContractErrors);
    failures.add(`wrong ${count}`);
  }
  expect(failures.end()?.map(({ message }) => message)).toEqual(Array.from({ length: maxContractErrors }, (_, index) => `wrong ${index}`));
});
