import * as fc from 'fast-check';
import type { JsonSchema, Parameter } from '../src/openapi/document';
import type { Conformance, FoundOperation } from './conformance';

export interface DrawnRequest {
  /** Parts of the path, by name. */
  readonly parts: Readonly<Record<string, string>>;
  readonly query: readonly (readonly [name: string, value: string])[];
  readonly headers: Readonly<Record<string, string>>;
  /** As it is sent; undefined: none. */
  readonly body: string | undefined;
}

/** Requests for an operation: mostly as the document wants them, now and then with something missing, too much, or strange. */
export function anyRequest(conformance: Conformance, found: FoundOperation): fc.Arbitrary<DrawnRequest> {
  const { schemas } = conformance.document.components;
  const parameters = conformance.parametersOf(found);
  const of = (where: Parameter['in']): readonly Parameter[] => parameters.filter((parameter) => parameter.in === where);
  const body = found.operation.requestBody?.content['application/json']?.schema;
  return fc.record({
    parts: fc.record(Object.fromEntries(of('path').map(({ name, schema }) => [name, mostly(fitting(schema, schemas), strangeText).map(String).filter(isPart)]))),
    query: fc.tuple(fc.tuple(...of('query').map((parameter) => inQuery(parameter, schemas))), mostly(fc.constant<readonly (readonly [string, string])[]>([]), strangeQuery)).map(([known, more]) => [...known.flat(), ...more]),
    headers: fc.record(Object.fromEntries(of('header').map((parameter) => [parameter.name, inHeader(parameter, schemas)]))).map(withoutMissing),
    body: body ? bodyOf(body, schemas) : fc.constant(undefined),
  });
}

type Schemas = Readonly<Record<string, JsonSchema>>;

const mostly = <T>(good: fc.Arbitrary<T>, bad: fc.Arbitrary<T>): fc.Arbitrary<T> => fc.oneof({ weight: 7, arbitrary: good }, { weight: 1, arbitrary: bad });

const strangeTimes = ['0000-01-01T00:00:00Z', '2026-02-30T00:00:00Z', '2026-11-05T08:30:00.1234567890123Z', '2026-11-05t08:30:00z', '2026-11-05 08:30:00Z', '2026-11-05T08:30:60Z', '2026-11-05T08:30Z', '+002026-11-05T08:30:00Z'];

const strangeText = fc.oneof(
  fc.constantFrom(...strangeTimes),
  fc.constantFrom('%', '0', '-1', '1e9', 'null', 'undefined', '__proto__', '..%2f', '\u0000', '🧣', 'ﷺ'.repeat(30), '\u202eabc', 'é'.normalize('NFD'), "' OR 1=1 --", 'x'.repeat(25), 'x'.repeat(161), 'x'.repeat(599), '界'.repeat(300)),
  fc.string({ unit: 'binary', minLength: 1, maxLength: 30 }),
);
/** An empty one is another address, and so are dots. */
const isPart = (text: string): boolean => text !== '' && text !== '.' && text !== '..' && text.isWellFormed();

const strange = fc.oneof(
  fc.constantFrom<unknown>(null, true, -1, 0, 1.5, 1e300, 2 ** 31, 2 ** 53, '', ' ', '0', 'null', 'x'.repeat(700), '🧣'.repeat(401), '\u0000', '\ud800', ...strangeTimes, [], {}, [[]], [null], { a: {} }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** Values that a schema of the document takes. */
function fitting(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const { $ref, enum: words, type, anyOf, pattern, items, additionalProperties } = schema;
  if (typeof $ref === 'string') return fitting(schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}, schemas);
  if (Array.isArray(words)) return fc.constantFrom(...(words as unknown[]));
  if (Array.isArray(anyOf)) return fc.oneof(...(anyOf as JsonSchema[]).map((each) => fitting(each, schemas)));
  const [minimum, maximum] = [Number(schema['minimum'] ?? 0), Number(schema['maximum'] ?? 2 ** 31)];
  switch (type) {
    case 'integer':
      return fc.integer({ min: minimum, max: maximum });
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(items as JsonSchema, schemas), { minLength: Number(schema['minItems'] ?? 0), maxLength: Math.min(4, Number(schema['maxItems'] ?? 4)) });
    case 'object':
      return typeof additionalProperties === 'object' ? fc.dictionary(fc.string(), fitting(additionalProperties as JsonSchema, schemas)) : fc.record(propertiesOf(schema, (each) => fitting(each, schemas)), { requiredKeys: requiredOf(schema) });
    default:
      return textFor(schema, typeof pattern === 'string' ? pattern : undefined);
  }
}

function textFor({ format, minLength = 0, maxLength = 40 }: JsonSchema, pattern: string | undefined): fc.Arbitrary<string> {
  if (format === 'date-time') return fc.oneof(fc.date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true }).map((date) => date.toISOString()), fc.constantFrom('2026-11-05T08:30:00Z', '2026-11-05T08:30:00.123456789+08:00', '2024-02-29T23:59:59-11:30'));
  const lengths = { minLength: Number(minLength), maxLength: Math.min(Number(maxLength), 600) };
  if (pattern !== undefined) return fc.stringMatching(new RegExp(pattern, 'u')).filter((text) => text.length >= lengths.minLength && text.length <= lengths.maxLength);
  // What the document says of all text: no NUL.
  return fc.oneof(fc.string({ unit: 'binary', ...lengths }), fc.string({ unit: 'grapheme-ascii', ...lengths }), fc.constant('🧣'.repeat(lengths.maxLength))).filter((text) => !text.includes('\0') && text.isWellFormed());
}

const propertiesOf = (schema: JsonSchema, of: (property: JsonSchema) => fc.Arbitrary<unknown>): Record<string, fc.Arbitrary<unknown>> =>
  Object.fromEntries(Object.entries((schema['properties'] ?? {}) as Schemas).map(([name, property]) => [name, of(property)]));
const requiredOf = (schema: JsonSchema): string[] => [...((schema['required'] ?? []) as readonly string[])];

/** As what fits, with one thing wrong somewhere. */
function broken(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<unknown> {
  const { $ref, type, items } = schema;
  if (typeof $ref === 'string') return broken(schemas[$ref.slice($ref.lastIndexOf('/') + 1)] ?? {}, schemas);
  if (type === 'array') return fc.oneof(strange, fc.array(broken(items as JsonSchema, schemas), { minLength: 1, maxLength: 2 }), fc.constant(Array.from({ length: 1_001 }, () => null)));
  if (type !== 'object') return strange;
  const fits = fitting(schema, schemas) as fc.Arbitrary<Record<string, unknown>>;
  const names = Object.keys((schema['properties'] ?? {}) as object);
  const oneWrong = names.map((name) => fc.tuple(fits, broken(((schema['properties'] ?? {}) as Schemas)[name] ?? {}, schemas)).map(([whole, wrong]) => ({ ...whole, [name]: wrong })));
  const oneLess = names.map((name) => fits.map((whole) => Object.fromEntries(Object.entries(whole).filter(([key]) => key !== name))));
  const oneMore = fc.tuple(fits, fc.constantFrom('x', 'constructor', 'toString', '', 'customerID'), strange).map(([whole, name, value]) => ({ ...whole, [name]: value }));
  return fc.oneof(strange, oneMore, ...oneWrong, ...oneLess);
}

const strangeBodies = ['', ' ', '{', '{"a":', 'null', '[]', '"text"', '{"__proto__":{"x":1}}', '{"constructor":{"prototype":{}}}', '{"orderId":"a","orderId":"b"}', '\ufeff{}', `${'['.repeat(5_000)}`, `{"x":"${'x'.repeat(30_000)}"}`, '1e999', 'NaN'];

function bodyOf(schema: JsonSchema, schemas: Schemas): fc.Arbitrary<string | undefined> {
  const written = (value: unknown): string => JSON.stringify(value);
  return fc.oneof(
    { weight: 10, arbitrary: fitting(schema, schemas).map(written) },
    { weight: 8, arbitrary: broken(schema, schemas).map(written) },
    { weight: 2, arbitrary: fc.constantFrom(undefined, ...strangeBodies) },
  );
}

function inQuery({ name, required, schema }: Parameter, schemas: Schemas): fc.Arbitrary<readonly (readonly [string, string])[]> {
  const one = mostly(fitting(schema, schemas).map(String), fc.oneof(strangeText, fc.constant(''))).map((value) => [[name, value]] as const);
  const two = fc.tuple(one, one).map(([[first], [second]]) => [first, second] as const);
  return fc.oneof({ weight: 6, arbitrary: one }, { weight: required === true ? 1 : 3, arbitrary: fc.constant([]) }, { weight: 1, arbitrary: two });
}

const strangeQuery = fc.array(fc.tuple(fc.constantFrom('x', 'limit[]', 'limit', '__proto__', 'cursor[a]'), strangeText.filter((text) => text.isWellFormed())), { maxLength: 2 });

/** Of what may be sent in a header at all. */
function inHeader({ schema }: Parameter, schemas: Schemas): fc.Arbitrary<string | undefined> {
  const wrong = fc.constantFrom(undefined, '', ' ', 'a b', 'a, b', 'é', '\u00ff', '-1', '9'.repeat(30), 'x'.repeat(201));
  return mostly(fitting(schema, schemas).map(String).filter((text) => /^[\x21-\xff]*$/.test(text) && text === text.trim()), wrong);
}

const withoutMissing = (headers: Readonly<Record<string, string | undefined>>): Record<string, string> =>
  Object.fromEntries(Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]])));
