import Ajv from 'ajv';
import addFormats from 'ajv-formats';
import * as fc from 'fast-check';
import { messageOf, messages, schemas, type FieldSchema } from '.';
import { validateMessage } from './validate';

/**
 * The schemas are published (AsyncAPI); our validator is what runs. Another implementation of JSON Schema has to come to the same verdict on
 * whatever is thrown at both.
 */
const ajv = new Ajv({ strict: false });
addFormats(ajv, ['date-time']);
ajv.addFormat('int32', true).addFormat('int64', true);
const bound = (compare: (value: bigint, limit: bigint) => boolean) => (limit: string, value: unknown) =>
  !(typeof value === 'number' || (typeof value === 'string' && /^-?\d+$/.test(value))) || compare(BigInt(value), BigInt(limit));
ajv.addKeyword({ keyword: 'x-minimum', validate: bound((value, limit) => value >= limit) });
ajv.addKeyword({ keyword: 'x-maximum', validate: bound((value, limit) => value <= limit) });
ajv.addSchema({ $id: 'contracts', components: { schemas } });
const verdicts = new Map([...messages.keys()].map((name) => [name, ajv.compile({ $ref: `contracts#/components/schemas/${name}` })]));

const odd = fc.constantFrom<unknown>('', 'x', 'x'.repeat(500), '-1', '0', '01', 'CASE_TYPE_RETURN', 'photo', '2026-02-30T00:00:00Z', -1, 0, 1, 1.5, 2 ** 31, true, [], {}, [[]], [''], ['x'], [1]);

/** Mostly what the schema wants, now and then something odd or nothing. */
function anyValue(field: FieldSchema): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 40, arbitrary: fitting(field) }, { weight: 1, arbitrary: odd });
}

function fitting(field: FieldSchema): fc.Arbitrary<unknown> {
  const message = messageOf(field);
  if (message !== undefined) return anyMessage(message);
  if (field.items !== undefined) return fc.array(anyValue(field.items), { minLength: field.minItems ?? 0, maxLength: 3 });
  if (field.additionalProperties !== undefined) return fc.dictionary(fc.string(), anyValue(field.additionalProperties), { maxKeys: 2 });
  if (field.enum !== undefined) return fc.constantFrom(...field.enum);
  if (field.format === 'date-time') return fc.constantFrom('2026-11-05T08:30:00Z', '2026-11-05T08:30:00.5+08:00');
  if (field['x-minimum'] !== undefined) return fc.oneof(fc.integer({ min: 0, max: 5 }), fc.bigInt({ min: 0n, max: 2n ** 63n - 1n }).map(String));
  if (field.type === 'boolean') return fc.boolean();
  if (field.type === 'string') return fc.constantFrom(...texts.filter((text) => fits(text, field)));
  return fc.integer({ min: field.minimum ?? 0, max: field.maximum ?? 5 });
}

const texts = ['x', 'CNY', 'photo', '退货', 'AZ_', '🧣'.repeat(40), '🧣'.repeat(20)];

function fits(text: string, { maxLength = Infinity, pattern = '' }: FieldSchema): boolean {
  return [...text].length <= maxLength && new RegExp(pattern, 'u').test(text);
}

function anyMessage(name: string): fc.Arbitrary<unknown> {
  const { properties = {}, required = [] } = schemas[name] ?? {};
  const model = Object.fromEntries(Object.entries(properties).map(([key, field]) => [key, anyValue(field)]));
  return fc.oneof(fc.record(model), fc.record(model, { requiredKeys: [...required] }), fc.record(model, { requiredKeys: [] }));
}

const seen = { accepted: 0, refused: 0 };
it.each([...messages.keys()])('%s: accepted and refused exactly as its published schema says', (name) => {
  const verdict = verdicts.get(name);
  fc.assert(
    fc.property(anyMessage(name), (value) => {
      const published = verdict?.(structuredClone(value)) === true;
      const ours = validateMessage(name, true, structuredClone(value));
      seen[published ? 'accepted' : 'refused']++;
      expect({ accepted: ours.ok, ours }).toMatchObject({ accepted: published });
    }),
    { numRuns: 150 },
  );
});

it('both verdicts came up often: agreement on nothing but good or nothing but bad messages would prove little', () => {
  expect(Math.min(seen.accepted, seen.refused)).toBeGreaterThan(1000);
});
