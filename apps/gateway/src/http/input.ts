import type { PipeTransform } from '@nestjs/common';
import { ErrorKind, HuiliuError, type FieldProblem } from '@huiliu/platform';
import { z } from 'zod';

const fieldLimit = 20;

export interface InputPipe<T> extends PipeTransform<unknown, T> {
  /** For the OpenAPI document. */
  readonly schema: z.ZodType<T>;
}

/** Checks what came from outside: `@Body(input(schema))`. Every wrong field is named; fields that the schema does not know are wrong. */
export const input = <T>(schema: z.ZodType<T>): InputPipe<T> => ({
  schema,
  transform(value: unknown): T {
    const result = schema.safeParse(value ?? {}, { error: messageOf });
    if (result.success) return result.data;
    throw new HuiliuError(ErrorKind.INVALID_ARGUMENT, 'INVALID_REQUEST', 'The request is not as it should be. See the fields.', { fields: fieldsOf(result.error.issues) });
  },
});

/** Text of 1 to `maxLength` characters, of those that can be stored. */
export const text = (maxLength: number) =>
  z
    .string()
    .min(1)
    .refine((value) => [...value].length <= maxLength, { error: `must be at most ${maxLength} characters long` })
    .refine((value) => !unstorable.test(value), { error: 'must not contain NUL or broken characters' })
    // Zod would count UTF-16 units, JSON Schema counts characters as we do.
    .meta({ maxLength });
const unstorable = /[\0\p{Surrogate}]/u;

/** One of the words of a contract's enum, which `unspecified` is not. */
export const word = <W extends string>(words: readonly W[]) => z.enum(words.filter((each): each is Exclude<W, 'unspecified'> => each !== 'unspecified'));

/** Minor units of a currency, from `least` on: as text, since it may be larger than a double holds. */
export const amountText = (least: 0 | 1) => z.string().regex(least === 0 ? /^(0|[1-9]\d{0,17})$/ : /^[1-9]\d{0,17}$/, { error: `must be a whole number of minor units, as text, of ${least} or more` });

/** A whole number in a query, from 1. */
export const countInQuery = (max: number) =>
  z
    .string()
    .regex(/^\d{1,9}$/, { error: 'must be a whole number' })
    .transform(Number)
    .refine((value) => value >= 1 && value <= max, { error: `must be from 1 to ${max}` })
    .meta({ inQuery: { type: 'integer', minimum: 1, maximum: max } });

/** Yes or no in a query. */
export const flagInQuery = () =>
  z
    .enum(['true', 'false'])
    .transform((value) => value === 'true')
    .meta({ inQuery: { type: 'boolean' } });

/** An RFC 3339 time that departments can be told: up to nine digits of a second, and within the years 1 to 9999 in UTC too. */
export const time = () => z.iso.datetime({ offset: true, error: noTime }).refine((value) => timePattern.test(value) && isWithinYears(value), { error: noTime });
const noTime = 'must be a time as 2026-11-05T08:30:00Z';

/** As the contracts read and write times. */
export const timePattern = /^(?!0000)\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:\d\d)$/;

function isWithinYears(value: string): boolean {
  const ms = Date.parse(value);
  return ms >= Date.parse('0001-01-01T00:00:00Z') && ms < Date.parse('9999-12-31T23:59:59.999Z') + 1;
}

/** For what takes no body. */
export const nothing = z.strictObject({});

/** Never with the value itself: it may be personal. */
function messageOf(issue: z.core.$ZodRawIssue): string | undefined {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined ? 'is missing' : `must be ${kinds[issue.expected] ?? issue.expected}`;
    case 'invalid_value':
      return issue.input === undefined ? 'is missing' : `must be one of ${issue.values.join(', ')}`;
    case 'too_small':
      return issue.origin === 'string' ? 'must not be empty' : issue.origin === 'array' ? `must have at least ${issue.minimum} ${issue.minimum === 1 ? 'entry' : 'entries'}` : `must be at least ${issue.minimum}`;
    case 'too_big':
      return issue.origin === 'array' ? `must have at most ${issue.maximum} entries` : `must be at most ${issue.maximum}`;
    default:
      return undefined;
  }
}

const kinds: Readonly<Record<string, string>> = { string: 'text', number: 'a number', int: 'a whole number', array: 'a list', object: 'an object', boolean: 'true or false' };

function fieldsOf(issues: readonly z.core.$ZodIssue[]): readonly FieldProblem[] {
  const fields = issues.flatMap((issue): FieldProblem[] => {
    const place = pathOf(issue.path);
    if (issue.code !== 'unrecognized_keys') return [{ field: place, message: issue.message, code: issue.message === 'is missing' ? 'MISSING' : 'INVALID' }];
    return issue.keys.map((key) => ({ field: [place, key.slice(0, 64)].filter((part) => part !== '').join('.'), message: 'is not known here', code: 'UNKNOWN_FIELD' }));
  });
  return fields.slice(0, fieldLimit);
}

/** `lines[0].quantity` */
function pathOf(path: readonly PropertyKey[]): string {
  return path.reduce<string>((whole, step) => (typeof step === 'number' ? `${whole}[${step}]` : whole === '' ? String(step) : `${whole}.${String(step)}`), '');
}
