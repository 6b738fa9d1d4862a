import { Failures, anyKey, type Parsed } from './failures';
import { schemas } from './generated/schemas';
import { enumCheck, flagCheck, longCheck, numberCheck, textCheck, type Check } from './scalars';
import { messageOf, type FieldSchema, type MessageSchema } from './schema';
import { timestampCheck } from './timestamp';

type Holder = Record<string, unknown>;

/**
 * Checks a value as `JSON.parse` gave it against the generated schema of a message and fills what proto3 leaves out.
 * The value is taken over: defaults are filled and 64-bit numbers, times and unknown enum values put into normal form in place.
 * Unknown fields are tolerated and kept. Strict messages refuse unknown enum values; tolerant ones read them as unspecified.
 * @returns up to 20 errors, in plain words, without values.
 */
export function validateMessage<T>(name: string, strict: boolean, value: unknown): Parsed<T> {
  const check = checkOf(name, strict);
  failures.begin();
  check(value, failures);
  const errors = failures.end();
  return errors === undefined ? { ok: true, value: value as T } : { ok: false, errors };
}

const failures = new Failures();
const compiled = { strict: new Map<string, Check>(), tolerant: new Map<string, Check>() };

/** Built at first use: no department needs all of them. */
function checkOf(name: string, strict: boolean): Check {
  const cache = strict ? compiled.strict : compiled.tolerant;
  let check = cache.get(name);
  if (check === undefined) {
    const schema = schemas[name];
    if (schema === undefined) throw new TypeError(`the contracts have no message ${name}`);
    check = compileMessage(schema, strict);
    cache.set(name, check);
  }
  return check;
}

function compileMessage(schema: MessageSchema, strict: boolean): Check {
  const required = new Set(schema.required);
  const fields = Object.entries(schema.properties).map(([name, field]) => compileField(name, field, required.has(name), strict));
  return (value, found) => {
    if (!isObject(value)) {
      found.add('must be an object');
      return value;
    }
    for (let index = 0; index < fields.length; index++) {
      if (found.full()) break;
      fields[index]?.(value, found);
    }
    return value;
  };
}

function compileField(name: string, field: FieldSchema, required: boolean, strict: boolean): (holder: Holder, found: Failures) => void {
  const check = compileValue(field, strict);
  const fill = defaultOf(field);
  return (holder, found) => {
    const value = holder[name];
    if (value === undefined || value === null) {
      if (required) {
        found.enter(name);
        found.add('is missing');
        found.leave();
      } else {
        const initial = fill();
        // An absent field without a default stays absent.
        if (initial !== value) holder[name] = initial;
      }
      return;
    }
    found.enter(name);
    const normal = check(value, found);
    found.leave();
    if (normal !== value) holder[name] = normal;
  };
}

/** A list or map is a new one each time. */
function defaultOf(field: FieldSchema): () => unknown {
  if (Array.isArray(field.default)) return () => [];
  if (typeof field.default === 'object') return () => ({});
  return () => field.default;
}

function compileValue(field: FieldSchema, strict: boolean): Check {
  const message = messageOf(field);
  if (message !== undefined) return compileReference(message, strict);
  if (field.items !== undefined) return compileList(field, compileValue(field.items, strict));
  if (field.additionalProperties !== undefined) return compileMap(field, compileValue(field.additionalProperties, strict));
  if (field.enum !== undefined) return enumCheck(field, strict);
  if (field.format === 'date-time') return timestampCheck;
  if (field['x-minimum'] !== undefined) return longCheck(field);
  if (field.type === 'boolean') return flagCheck;
  if (field.type === 'string') return textCheck(field);
  return numberCheck(field);
}

/** Looked up at the first value, so that a message may hold itself. */
function compileReference(name: string, strict: boolean): Check {
  let check: Check | undefined;
  return (value, found) => (check ??= checkOf(name, strict))(value, found);
}

function compileList(field: FieldSchema, check: Check): Check {
  const { minItems = 0, maxItems = Infinity } = field;
  return (value, found) => {
    if (!Array.isArray(value)) found.add('must be a list');
    else if (value.length < minItems) found.add(`must have at least ${minItems} ${minItems === 1 ? 'entry' : 'entries'}`);
    else if (value.length > maxItems) found.add(`must have at most ${maxItems} entries`);
    else checkItems(value, check, found);
    return value;
  };
}

function checkItems(items: unknown[], check: Check, found: Failures): void {
  for (let index = 0; index < items.length && !found.full(); index++) {
    const item = items[index];
    found.enter(index);
    const normal = check(item, found);
    found.leave();
    if (normal !== item) items[index] = normal;
  }
}

function compileMap(field: FieldSchema, check: Check): Check {
  const { maxProperties = Infinity } = field;
  return (value, found) => {
    if (!isObject(value)) {
      found.add('must be an object');
      return value;
    }
    if (maxProperties !== Infinity && Object.keys(value).length > maxProperties) found.add(`must have at most ${maxProperties} entries`);
    for (const key in value) {
      if (found.full()) break;
      const item = value[key];
      found.enter(anyKey);
      const normal = check(item, found);
      found.leave();
      if (normal !== item) value[key] = normal;
    }
    return value;
  };
}

function isObject(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
