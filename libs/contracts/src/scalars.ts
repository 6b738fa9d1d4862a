import type { Failures } from './failures';
import type { FieldSchema } from './schema';

/** Checks a value and returns its normal form: the value itself nearly always. Adds to `failures` when it is wrong. */
export type Check = (value: unknown, failures: Failures) => unknown;

/** Postgres can't store NUL, and half a surrogate pair is no character. */
function isStorable(text: string): boolean {
  for (let index = 0; index < text.length; index++) {
    const unit = text.charCodeAt(index);
    // Only text with such units is worth the regular expression, which costs more than all other checks together.
    if (unit === 0 || (unit >= 0xd800 && unit <= 0xdfff)) return !unstorable.test(text);
  }
  return true;
}
const unstorable = /[\0\p{Surrogate}]/u;

export function textCheck(field: FieldSchema): Check {
  const { minLength = 0, maxLength = Infinity } = field;
  const pattern = field.pattern === undefined ? undefined : new RegExp(field.pattern, 'u');
  return (value, failures) => {
    if (typeof value !== 'string') failures.add('must be text');
    else if (value.length < minLength) failures.add('must not be empty');
    // Length counts characters; UTF-16 units are never fewer, so only long texts need counting.
    else if (value.length > maxLength && [...value.slice(0, 2 * maxLength + 1)].length > maxLength) failures.add(`must be at most ${maxLength} characters long`);
    else if (!isStorable(value)) failures.add('must not contain NUL or broken characters');
    else if (pattern !== undefined && !pattern.test(value)) failures.add(`must match ${field.pattern}`);
    return value;
  };
}

export const flagCheck: Check = (value, failures) => {
  if (typeof value !== 'boolean') failures.add('must be true or false');
  return value;
};

export function numberCheck(field: FieldSchema): Check {
  const { minimum = -Infinity, maximum = Infinity } = field;
  const whole = field.type === 'integer';
  return (value, failures) => {
    if (typeof value !== 'number' || !Number.isFinite(value)) failures.add(whole ? 'must be a whole number' : 'must be a number');
    else if (whole && !Number.isInteger(value)) failures.add('must be a whole number');
    else if (value < minimum) failures.add(`must be at least ${minimum}`);
    else if (value > maximum) failures.add(`must be at most ${maximum}`);
    return value;
  };
}

const digits = /^-?(0|[1-9][0-9]{0,19})$/;
/** Shorter than this, a double holds the number exactly. */
const exactLength = 15;

/** 64-bit numbers are text in JSON; a number is taken where it is exact. The normal form is text. */
export function longCheck(field: FieldSchema): Check {
  const minimum = field['x-minimum'] ?? '-9223372036854775808';
  const maximum = field['x-maximum'] ?? '9223372036854775807';
  const [low, high] = [BigInt(minimum), BigInt(maximum)];
  const [lowNumber, highNumber] = [Number(minimum), Number(maximum)];
  return (value, failures) => {
    let text: string;
    if (typeof value === 'string' && digits.test(value)) text = value === '-0' ? '0' : value;
    else if (typeof value === 'number' && Number.isSafeInteger(value)) text = String(value);
    else {
      failures.add('must be a whole number, written as text of digits');
      return value;
    }
    const short = text.length <= exactLength;
    if (short ? Number(text) < lowNumber : BigInt(text) < low) failures.add(`must be at least ${minimum}`);
    else if (short ? Number(text) > highNumber : BigInt(text) > high) failures.add(`must be at most ${maximum}`);
    return text;
  };
}

/** Strict: only the names of the contract. Tolerant: a name from a newer version counts as unspecified. */
export function enumCheck(field: FieldSchema, strict: boolean): Check {
  const unspecified = field['x-unspecified'];
  const names = new Set<unknown>(field.enum);
  const message = `must be one of ${[...names].join(', ')}`;
  return (value, failures) => {
    if (names.has(value)) return value;
    if (!strict && (typeof value === 'string' || typeof value === 'number')) return unspecified;
    failures.add(message);
    return value;
  };
}
